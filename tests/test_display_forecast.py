"""Pictures of forecasts and of ties: chances by colour and by mark, the base rate beside, the same in words."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import networkx as nx
import pytest

import unsc_sim as sc
from unsc_sim import display
from unsc_sim.alliances import alliance_graph, bloc_graph
from unsc_sim.display._chances import percent
from unsc_sim.display._forecast import Together
from unsc_sim.forecast import predict
from unsc_sim.votes import Vote

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def french():
    return predict("S/2016/846")


@pytest.fixture(scope="module")
def ties():
    return alliance_graph(sc.roll_calls(before="2016-10-08"), on="2016-10-08")


def test_a_notebook_shows_a_forecast_with_sentence_picture_and_tables(french) -> None:
    bundle = french._repr_mimebundle_()

    assert french.sentence == bundle["text/plain"]
    assert "base rate" in bundle["text/plain"]
    for words in ("Russian Federation 91%", "Stakes left aside", "Base rate", "any member, any draft"):
        assert words in bundle["text/html"]
    ET.fromstring(bundle["image/svg+xml"])  # noqa: S314 - our own picture


def test_the_chamber_of_a_forecast_says_every_chance_in_words(french) -> None:
    chamber = display.shown(french).drawings[0]
    for member, chances in french.chances.items():
        told = f"{french.council.short(member)} {percent(chances[Vote.YES])} in favour"
        assert told in chamber.desc
    assert chamber.svg.count("of any draft") == 3


def test_the_likeliest_vote_of_a_seat_shows_by_colour_and_by_mark(french) -> None:
    picture = ET.fromstring(display.shown(french).drawings[0].svg)  # noqa: S314 - our own picture
    seat = next(one for one in picture.iter(f"{SVG}g")
                if (title := one.find(f"{SVG}title")) is not None and "Russian" in (title.text or ""))  # fmt: skip

    assert "#D55E00" in {one.get("fill") for one in seat.iter(f"{SVG}circle")}
    assert any(one.get("fill") == "none" and one.get("stroke-linecap") for one in seat.iter(f"{SVG}path"))


def test_rival_drafts_stand_side_by_side_under_their_heading(french) -> None:
    both = display.shown(Together("Two drafts", (french, predict("S/2016/847"))))
    assert ("Two drafts", 2, 4) == (both.heading, len(both.drawings), len(both.tables))


@pytest.mark.parametrize(("chance", "said"), [(0.0, "0%"), (1e-9, "<1%"), (0.5, "50%"), (0.999, ">99%"), (1.0, "100%")])
def test_what_is_not_certain_is_never_said_to_be(chance: float, said: str) -> None:
    assert said == percent(chance)


def test_ties_show_their_sign_by_dash_as_well_as_by_colour(ties) -> None:
    picture = ET.fromstring(display.shown(ties).drawings[0].svg)  # noqa: S314 - our own picture
    lines = [one for one in picture.iter(f"{SVG}path") if one.get("stroke-opacity")]
    assert {("#0072B2", None), ("#D55E00", "6 5")} == {
        (one.get("stroke"), one.get("stroke-dasharray")) for one in lines
    }


def test_only_the_members_of_the_day_are_drawn_and_every_tie_is_listed(ties) -> None:
    seen = display.shown(ties)
    assert 15 * 14 // 2 == len(seen.tables[1].rows)
    assert "Syria" not in seen.drawings[0].desc
    assert all(member.code in seen.drawings[0].svg for member in sc.Council.on("2016-10-08").members)


def test_a_graph_that_knows_nothing_of_states_is_refused() -> None:
    with pytest.raises(display.NotShownError, match="graph of ties"):
        display.shown(nx.path_graph(3))


def test_a_graph_of_blocs_can_be_shown_too() -> None:
    """Fourteen of the fifteen members belonged to any bloc of the seed that day; the graph has no other."""
    assert "14 states" in display.shown(bloc_graph("2016-10-08")).sentence
