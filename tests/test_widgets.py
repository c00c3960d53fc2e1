"""The Council table in a notebook: driven by its buttons' own handlers, without a browser."""

from __future__ import annotations

import sys

import pytest

import unsc_sim as sc
from unsc_sim.chamber import CouncilTable
from unsc_sim.errors import MissingExtraError, UnknownCaseError
from unsc_sim.widgets import council_table

pytest.importorskip("ipywidgets", reason="needs the extra [notebook]")


def test_a_click_on_a_seat_changes_its_vote_the_verdict_and_the_reason() -> None:
    shown = council_table("S/2016/846")
    assert shown.seats["RUS"].description == "✗ Russian Federation*: against, veto"
    assert "owing to the negative vote of a permanent member" in shown.verdict.value

    shown.seats["RUS"].click()

    assert shown.seats["RUS"].description == "– Russian Federation*: abstaining"
    assert shown.seats["RUS"].tooltip.endswith("abstaining. Activate to change.")
    assert "11 in favour, 1 against, 3 abstaining: adopted." in shown.verdict.value
    assert "none voted against" in shown.why.value
    assert shown.table == CouncilTable.of("S/2016/846").click("Russia")


def test_colours_are_never_alone_and_marks_tell_the_five_votes_apart() -> None:
    shown = council_table(sc.roll_call("S/2016/847"))
    said = []
    for _ in sc.Vote:
        button = shown.seats["AGO"]
        said.append((button.description[0], button.style.button_color))
        button.click()

    assert len({mark for mark, _ in said}) == 5


def test_the_veto_can_be_limited_and_what_cannot_be_is_said() -> None:
    shown = council_table("S/2016/846")
    shown.limit.value = "no-veto"
    assert shown.table.outcome.adopted

    shown.set(shown.table.under(limit="", matter="procedural"))
    shown.limit.value = "two-vetoes"
    assert "lets nobody block" in shown.refused.value
    assert shown.limit.value == ""
    assert shown.table.law.limit == ""


def test_a_suggestion_is_a_button_that_applies_it_and_the_way_back_is_one_too() -> None:
    shown = council_table("S/2016/846")
    assert shown.back.disabled
    first = shown.ways.children[0]
    assert first.description == "Russian Federation votes in favour: adopted"

    first.click()
    assert shown.table.outcome.adopted
    shown.back.click()
    assert shown.table == CouncilTable.of("S/2016/846")


def test_a_proposal_brings_its_seats_and_takes_them_away() -> None:
    shown = council_table("S/2016/846")
    shown.set(shown.table.under(reform="g4-2005"))
    assert len(shown.room.children) == 25
    shown.back.click()
    assert len(shown.room.children) == 15


def test_a_notebook_is_given_the_widget_itself_and_names_are_escaped() -> None:
    draft = sc.DraftResolution(title="<script>alert(1)</script>")
    votes = sc.Council.on("2016-10-08").roll_call(default="yes", draft=draft)
    shown = council_table(CouncilTable(votes))

    assert "application/vnd.jupyter.widget-view+json" in shown._repr_mimebundle_()
    assert "<script>" not in shown.verdict.value
    assert "&lt;script&gt;" in shown.verdict.value


def test_without_the_extra_one_line_names_it(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(MissingExtraError, match=r"unsc-sim\[notebook\]"):
        council_table("S/2016/846")


def test_an_unknown_vote_is_not_shown() -> None:
    with pytest.raises(UnknownCaseError):
        council_table("S/2016/1")
