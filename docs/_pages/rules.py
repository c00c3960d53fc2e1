"""The rule book: every provision with its sources, and a truth table that the library fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from _pages.markdown import table
from unsc_sim import Council, Reason, decide
from unsc_sim._dates import spoken_date
from unsc_sim.charter import provisions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unsc_sim.charter import Provision
    from unsc_sim.states import State

COLUMNS = ["the votes", "in favour", "against", "abstaining", "the text is"]
SAID = {
    Reason.ADOPTED: "adopted",
    Reason.VETOED: "not adopted: **vetoed**",
    Reason.INSUFFICIENT_VOTES: "not adopted: short of votes",
}


def page() -> str:
    """A section for every provision."""
    return "\n".join(map(_section, provisions()))


def _section(provision: Provision) -> str:
    mark = "" if provision.confidence == "verified" else f" *({provision.confidence})*"
    return (
        f"## {provision.matter.value.capitalize()}, {_period(provision)}{mark}\n\n"
        f"`{provision.rule!r}`: {provision.rule}\n\n"
        f"Authority\n: {provision.authority}\n\nIt says\n: {provision.says}\n\n"
        f"Practice\n: {provision.practice}\n\nWe assume\n: {provision.assumes}\n\n"
        f"{table(COLUMNS, _truths(provision))}\n"
    )


def _period(provision: Provision) -> str:
    end = spoken_date(provision.end) if provision.end else "today"
    return f"{spoken_date(provision.start)} to {end}"


def _truths(provision: Provision) -> Iterator[tuple[object, ...]]:
    """The votes that matter, each decided by the library on the first day of the provision."""
    council = Council.on(provision.start)
    enough, ten = provision.affirmative, len(council.elected)
    for who, permanent, elected in (
        ("everybody in favour", (5, 0), (ten, 0)),
        ("just enough, nobody against", (5, 0), (enough - 5, 0)),
        ("one too few, nobody against", (5, 0), (enough - 6, 0)),
        ("just enough, all others against, none of them permanent", (5, 0), (enough - 5, ten - enough + 5)),
        ("one permanent member against, all others in favour", (4, 1), (ten, 0)),
        ("just enough, one permanent member against", (4, 1), (enough - 4, 0)),
        ("one too few, one permanent member against", (4, 1), (enough - 5, 0)),
        ("the elected in favour, the permanent abstaining", (0, 0), (ten, 0)),
        ("the elected in favour, the permanent against", (0, 5), (ten, 0)),
    ):
        five, others = _first(council.permanent, *permanent), _first(council.elected, *elected)
        votes = council.roll_call(
            yes=five[0] + others[0], no=five[1] + others[1], default="abstain", matter=provision.matter
        )
        outcome = decide(votes)
        yield who, outcome.tally.yes, outcome.tally.no, outcome.tally.abstain, SAID[outcome.reason]


def _first(members: Sequence[State], in_favour: int, against: int) -> tuple[list[State], list[State]]:
    """So many of the members in favour, and so many of the others against."""
    return list(members[:in_favour]), list(members[in_favour : in_favour + against])
