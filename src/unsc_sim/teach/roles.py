"""Role cards: for every seat of a Council, who holds it, what it can and cannot do, and what the record says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from unsc_sim._dates import spoken_date
from unsc_sim.casebook import roll_calls
from unsc_sim.charter import Matter, provision_for
from unsc_sim.council import Council
from unsc_sim.display import president_of
from unsc_sim.seats import Seat, term_of
from unsc_sim.states import State
from unsc_sim.votes import Tally, Vote

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from unsc_sim.casefile import Case
    from unsc_sim.rollcall import RollCall

__all__ = ["RoleCard", "role_cards"]


SEPARATE = "held unless the mover objects (rule 32)"
"""When a separate vote on a part of a text is held."""


def stands(council: Council) -> str:
    """What becomes of a ruling of the President that a member challenges."""
    required = provision_for(Matter.PROCEDURAL, council.date).affirmative
    return f"stands unless {required} members vote to overrule it; nobody can veto that (rule 30)"


@attrs.frozen
class RoleCard:
    """What a student who sits for a State needs to know; neutral, and without how it voted on the text in class.

    `called` and `name` are the short and the official name of the day; `term` says from when to when an elected
    member sits; `record` counts the member's recorded votes of that year, of which there are `texts`; `left_out` more
    are on the texts in class, and are not counted.

    >>> egypt = next(card for card in role_cards("2016-10-08") if card.called == "Egypt")
    >>> egypt.seat, egypt.region, egypt.term
    ('elected', 'Africa', '1 January 2016 to 31 December 2017')
    """

    state: State
    called: str
    name: str
    seat: str
    region: str
    term: str
    presides: bool
    can: tuple[str, ...]
    cannot: tuple[str, ...]
    year: int
    texts: int
    record: Tally
    left_out: int = 0

    @property
    def recorded(self) -> str:
        """What the record says of the member's votes that year, in a sentence."""
        besides = f" besides the text{'s' * (self.left_out > 1)} in class" if self.left_out else ""
        if not self.texts:
            return f"The casebook holds no vote of {self.year} with this member's position{besides}."
        votes = f"{self.texts} vote{'s' * (self.texts != 1)}"
        return (
            f"In {self.year} the casebook holds {votes} of this member{besides}: {self.record.spoken}. It holds "
            "contested and instructive votes, not all."
        )


def role_cards(on: dt.date | str, *, without: Case | None = None) -> tuple[RoleCard, ...]:
    """A card for each seat of the Council on a day between 12 January 1946 and the end of 2027, in its order.

    The votes of the case `without` are in no card's record: how a member voted on the text in class is not told.

    >>> len(role_cards("2016-10-08")), len(role_cards("1960-12-13"))
    (15, 11)
    >>> [card.called for card in role_cards("1960-12-13") if card.presides]
    ['USSR']
    >>> from unsc_sim import case
    >>> role_cards("2008-07-11", without=case("zimbabwe-2008"))[2].recorded
    "The casebook holds no vote of 2008 with this member's position besides the text in class."

    Raises:
        DateError: when the text is no date, or no seats are recorded for it.
    """
    council = Council.on(on)
    year = council.date.year
    votes = [
        one
        for one in roll_calls(since=f"{year}-01-01", before=f"{year + 1}-01-01")
        if one.confidence == "verified"
    ]  # fmt: skip
    in_class = {_text(one) for one in without.roll_calls} if without else set()
    return tuple(_card(council, seat, votes, in_class) for seat in council.seats)


def _text(votes: RollCall) -> tuple[str, dt.date]:
    return str(votes.draft), votes.date


def _card(
    council: Council, seat: Seat, votes: Iterable[RollCall], in_class: AbstractSet[tuple[str, dt.date]]
) -> RoleCard:
    member = seat.state
    own = [one for one in votes if member in one.votes]
    cast = Counter(one.votes[member] for one in own if _text(one) not in in_class)
    presides = member == president_of(council)
    return RoleCard(
        state=member,
        called=council.short(member),
        name=council.name_of(member),
        seat="permanent" if seat.permanent else "elected",
        region=seat.region,
        term=_term(council, seat),
        presides=presides,
        can=_can(council, permanent=seat.permanent, presides=presides),
        cannot=_cannot(council, permanent=seat.permanent, presides=presides),
        year=council.date.year,
        texts=cast.total(),
        record=Tally.of(cast.elements()),
        left_out=len(own) - cast.total(),
    )


def _term(council: Council, seat: Seat) -> str:
    if seat.permanent:
        return "without end (Charter, Article 23)"
    term = term_of(seat.state, council.date)
    if term is None or term.start is None or term.end is None:
        return "not recorded"
    return f"{spoken_date(term.start)} to {spoken_date(term.end)}"


def _can(council: Council, *, permanent: bool, presides: bool) -> tuple[str, ...]:
    needed = provision_for(Matter.SUBSTANTIVE, council.date).affirmative
    blocking = len(council) - needed + 1
    own = (
        f"Prevent a decision that is not procedural, once it has its {needed} votes, by a negative vote: a veto.",
        "Abstain, take no part or stay away: none of these prevents anything.",
    )
    together = (
        (
            f"With others keep a text from its {needed} votes: {blocking} members that do not vote in favour are "
            "enough, whether they vote against, abstain or stay away."
        ),
    )
    chair = (
        (
            "As President: call meetings, give the floor, put texts to the vote in the order of rule 32, rule at once "
            "on points of order (rule 30), and vote as any member."
        ),
    )
    return (
        "Vote in favour, vote against, abstain, or take no part.",
        *(own if permanent else together),
        f"Submit drafts and amendments, move to adjourn (rule 33), ask for a separate vote on a part: {SEPARATE}.",
        f"Challenge a ruling: it {stands(council)}.",
        *(chair if presides else ()),
    )


def _cannot(council: Council, *, permanent: bool, presides: bool) -> tuple[str, ...]:
    needed = provision_for(Matter.SUBSTANTIVE, council.date).affirmative
    own = (
        f"Carry a text alone: {needed} votes in favour are needed, your own among them or not.",
        "Prevent a procedural decision alone: there your vote counts as any other.",
        f"Veto a text that has fewer than {needed} votes: there your negative vote prevents nothing.",
    )
    elected = (
        "Veto: your negative vote is a vote that is not in favour, and no more.",
        "Be made to vote: you may abstain or take no part, and need not say why.",
    )
    overrule = provision_for(Matter.PROCEDURAL, council.date).affirmative
    chair = (
        f"As President: decide what the members must decide, or uphold a ruling that {overrule} vote to overrule.",
    )
    return (*(own if permanent else elected), *(chair if presides else ()))


VOTES = (Vote.YES, Vote.NO, Vote.ABSTAIN, Vote.NOT_PARTICIPATING)
"""What a member may do in class when a text is put to the vote."""
