"""Commands about a rule rather than a vote: every way it can end, and the power that it gives."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Any

import attrs
from cyclopts import Parameter

from unsc_sim import display
from unsc_sim._dates import spoken_date
from unsc_sim.automaton import compile_rule
from unsc_sim.cli import _frame as frame
from unsc_sim.cli._suppose import OtherLaw
from unsc_sim.cli._told import listing
from unsc_sim.council import Council
from unsc_sim.counting import census as counted
from unsc_sim.decisions import RESULTS
from unsc_sim.errors import RuleError, did_you_mean
from unsc_sim.power import PowerProfile
from unsc_sim.power import profile as power_profile
from unsc_sim.power.profile import SHOWN
from unsc_sim.seats import LAST_DAY
from unsc_sim.states import fold
from unsc_sim.votes import Vote
from unsc_sim.whatif import Scenario, what_if

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

said = frame.said
_BAR, _HEAD = 12, 110


@Parameter(name="*")
@attrs.frozen
class Law(OtherLaw):
    """A Council and the rule that it decides by."""

    on: Annotated[str, Parameter(help="The day, by default the last that is known.")] = ""
    matter: Annotated[str, Parameter(help="substantive (as long as nothing else is said), procedural …")] = ""

    @property
    def scenario(self) -> Scenario:
        """A scenario of that Council under that rule, whatever the votes."""
        council = Council.on(self.on or LAST_DAY)
        about = {"matter": self.matter} if self.matter else {}
        return self.limited(self.reformed(what_if(council.roll_call(default="yes", **about)), "yes"))

    def title(self, scenario: Scenario) -> str:
        """The Council and what is supposed of its rule."""
        reformed = scenario.roll_call.council
        head = f"The Security Council of {spoken_date(reformed.date)}"
        changes = [words.partition(", new members")[0] for words in scenario.changes]
        return "; ".join([head, *changes])


_IN_FORCE = Law()


def census(*, votes: str = "YNA", law: Law = _IN_FORCE, out: frame.Picture = frame.WITH_PICTURE) -> None:
    """Count every way the members can vote, by what becomes of it.

    For example: `unsc-sim census --on 1950-06-27 --votes YN`

    Parameters
    ----------
    votes
        What each member may do: letters of Y, N, A, X (not participating) and - (absent).
    """
    scenario = law.scenario
    kinds = tuple(dict.fromkeys(Vote.parse(letter) for letter in votes.replace(" ", "")))
    if not kinds:
        raise frame.QuestionError(votes, "names no vote", "letters of Y, N, A, X and -", "Write --votes YNA.")
    found = counted(scenario.rule, scenario.roll_call.council, kinds)
    plain = {
        "date": scenario.roll_call.date.isoformat(),
        "members": len(scenario.roll_call.council),
        "rule": str(scenario.rule),
        "votes": [vote.name.lower() for vote in kinds],
        "total": found.total,
        **{reason.name.lower(): number for reason, number in found.items()},
    }
    if out.svg is not None:
        out.draw(compile_rule(scenario.rule, scenario.roll_call.council))
    table = listing("Result", "Ways to vote", "Share")
    for column in table.columns[1:]:
        column.justify = "right"
    for reason, number in found.items():
        table.add_row(RESULTS[reason], f"{number:,}", f"{float(found.share(reason)):.4%}")
    table.add_row("all", f"{found.total:,}", "")
    phrases = [vote.phrase for vote in kinds]
    how = " or ".join(filter(None, [", ".join(phrases[:-1]), phrases[-1]]))
    members = f"{len(scenario.roll_call.council)} members, each {how}."
    out.give(plain, said(law.title(scenario), "bold"), said(f"The rule: {scenario.rule}."), said(members), table)


def power(
    *, index: str = "", abstention: bool = False, law: Law = _IN_FORCE, out: frame.Picture = frame.WITH_PICTURE
) -> None:
    """Measure the voting power that a rule gives each member, by every index or by one.

    For example: `unsc-sim power --on 2016-10-08 --index shapley_shubik --abstention`

    Parameters
    ----------
    index
        One index alone, such as banzhaf: every member with its bar.
    abstention
        Members may abstain as well.
    """
    scenario = law.scenario
    found = power_profile(scenario.rule, scenario.roll_call.council, abstention=abstention)
    if index:
        name = _named(index, found)
        found = attrs.evolve(found, indices={name: found.indices[name]})
    if out.svg is not None:
        out.draw(_beside_law_in_force(found, scenario) if scenario.changes else found)
    head = str(found).splitlines()[0]
    parts = [said(law.title(scenario), "bold"), said(head[:1].upper() + head[1:])]
    notes = [said(text) for text in found.notes]
    out.give(_plain(scenario, found), *parts, *(_bars(found) if index else _indices(found)), *notes)


def _beside_law_in_force(found: PowerProfile, scenario: Scenario) -> display.PowerChange:
    """The power that is supposed, beside that of the Council of that day under the rule in force."""
    start = scenario.start
    in_force = power_profile(start.rule, start.council, abstention=found.abstention)
    return display.power_change(in_force, found, names=("by the law in force", "as supposed"))


def _named(index: str, found: PowerProfile) -> str:
    """The index that is meant by its name in Python or its name in print.

    Raises:
        RuleError: when this profile has none of that name.
    """
    known = {fold(shown): name for name in found.indices for shown in (name.replace("_", " "), SHOWN[name])}
    if fold(index.replace("_", " ")) in known:
        return known[fold(index.replace("_", " "))]
    names = ", ".join(found.indices)
    raise RuleError(index, "is not an index that is computed here", names, did_you_mean(index, found.indices, ""))


def _indices(found: PowerProfile) -> Iterator[RenderableType]:
    """Indices under one another, a column for each kind of member."""
    kinds = found.rows()
    table = listing("Each of", *(shorten(row["members"], _HEAD, placeholder=" …") for row in kinds))
    table.columns[0].no_wrap = True
    for name in found.indices:
        table.add_row(SHOWN[name], *(row[SHOWN[name]] for row in kinds))
    yield table


def _bars(found: PowerProfile) -> Iterator[RenderableType]:
    [index] = found.indices
    table = listing("Member", SHOWN[index], "", "Exactly")
    table.columns[2].no_wrap = True
    for bar in found.bars(index):
        length = "█" * round(_BAR * bar["length"])
        table.add_row(said(bar["member"]), f"{float(bar['value']):.6f}", length, str(bar["value"]))
    yield table


def _plain(scenario: Scenario, found: PowerProfile) -> dict[str, Any]:
    members = [
        {"code": member.code} | {name: str(value) for name, value in record.items()}
        for member, record in zip(found.game.members, found.records(), strict=True)
    ]
    return {
        "date": scenario.roll_call.date.isoformat(),
        "rule": str(scenario.rule),
        "abstention": found.abstention,
        "passes": str(found.collective),
        "members": members,
        "notes": list(found.notes),
    }
