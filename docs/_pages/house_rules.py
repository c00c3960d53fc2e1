"""The rule sets for meetings: what each of them asks, and what becomes of the same votes under each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from _pages.markdown import table
from unsc_sim import Council
from unsc_sim.procedure import presets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unsc_sim import RollCall
    from unsc_sim.procedure import HouseRules

DAY = "2016-10-08"
ASKED = {
    "a substantive text needs": lambda house: house.substantive or "9, as the Charter says",
    "a procedural motion needs": lambda house: house.procedural or "9, as the Charter says",
    "a veto": lambda house: _yes(house.veto),
    "abstaining on procedure": lambda house: _yes(house.abstain_on_procedure),
    "a separate vote is itself voted on": lambda house: _yes(house.division_is_voted),
    "friendly amendments": lambda house: _yes(house.friendly_amendments),
    "motions need a seconder": lambda house: _yes(house.seconds),
    "closure of debate needs": lambda house: house.closure or "there is none",
    "confidence": lambda house: house.confidence,
}


def page() -> str:
    """What each rule set asks, and the same votes under each."""
    houses = presets()
    head = ["", *(f"`{house.id}`" for house in houses)]
    asked = [(f"**{what}**", *map(of, houses)) for what, of in ASKED.items()]
    titles = "\n\n".join(f"`{house.id}`\n: {house}" for house in houses)
    return f"{titles}\n\n{table(head, asked)}\n\n## The same votes under each\n\n{table(head, _decided(houses))}\n"


def _decided(houses: tuple[HouseRules, ...]) -> Iterator[tuple[str, ...]]:
    for what, votes in _votes():
        yield what, *(_word(house.decide(votes).adopted) for house in houses)


def _votes() -> Iterator[tuple[str, RollCall]]:
    council = Council.on(DAY)
    five, ten = council.permanent, council.elected
    for matter in ("substantive", "procedural"):
        yield f"{matter}, 9-0-6", council.roll_call(yes=[*five, *ten[:4]], default="abstain", matter=matter)
        yield f"{matter}, 8-0-7", council.roll_call(yes=[*five, *ten[:3]], default="abstain", matter=matter)
        yield f"{matter}, 8-7-0", council.roll_call(yes=[*five, *ten[:3]], default="no", matter=matter)
        yield f"{matter}, 14-1-0, a permanent no", council.roll_call(no=five[:1], default="yes", matter=matter)


def _yes(said: bool) -> str:  # noqa: FBT001 - it is the word for it
    return "yes" if said else "no"


def _word(adopted: bool) -> str:  # noqa: FBT001 - it is the word for it
    return "adopted" if adopted else "not adopted"
