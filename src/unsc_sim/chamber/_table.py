"""The Council table as a value: where it starts, what is clicked, what rule decides, and what comes of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import attrs

from unsc_sim import display
from unsc_sim.casebook import case, names_of
from unsc_sim.casefile import Case, Entry, recorded_cases
from unsc_sim.chamber._law import Law, required_by
from unsc_sim.council import Council
from unsc_sim.documents import DraftResolution, Symbol
from unsc_sim.errors import RuleError, SymbolError, UnknownCaseError, did_you_mean
from unsc_sim.rollcall import RollCall
from unsc_sim.states import MemberMapping, State
from unsc_sim.votes import Vote
from unsc_sim.whatif import Scenario, what_if

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from unsc_sim.decisions import Outcome

__all__ = ["CouncilTable", "OnRecord"]

ROUND = tuple(Vote)
OWN = "a draft of your own"


@attrs.frozen
class OnRecord:
    """Where a start is recorded: the id of the case, and the symbol of the draft or the id of the vote in it."""

    case: str
    vote: str


def _cast(given: Mapping[Any, Any]) -> MemberMapping[Any, Vote]:
    return MemberMapping({name: Vote.parse(vote) for name, vote in given.items()})


@attrs.frozen(repr=False)
class CouncilTable:
    """Fifteen seats, a vote on each, and a rule: every click makes a new table, and the table always has its answer.

    `start` are the votes it began with, `law` what is supposed of the rule, `cast` the votes that differ from the
    start, and `record` where the start is recorded, None for a draft of your own.

    >>> table = CouncilTable.of("S/2016/846")
    >>> print(table.outcome)
    11 in favour, 2 against, 2 abstaining: not adopted, owing to the negative vote of a permanent member \
(Russian Federation).
    >>> table.click("Russia").scenario.label
    'S/2016/846 · Russian Federation abstains'
    >>> table.click("Russia").outcome.adopted, table.under(limit="no-veto").outcome.adopted
    (True, True)

    Raises:
        RuleError: when the rule cannot be changed so, such as a limit to a veto that nobody has.
        NotOnTheCouncilError, UnknownStateError, NotationError: when a vote is nobody's, or cannot be read.
    """

    start: RollCall
    law: Law = attrs.field(factory=Law)
    cast: MemberMapping[Any, Vote] = attrs.field(factory=lambda: MemberMapping({}), converter=_cast)
    record: OnRecord | None = None

    def __attrs_post_init__(self) -> None:
        if self.law.matter is self.start.matter:
            object.__setattr__(self, "law", attrs.evolve(self.law, matter=None))
        begun, council = self._begun.roll_call, self.council
        given = {council.find(name): vote for name, vote in self.cast.items()}
        if len(given) < len(self.cast):
            raise RuleError(list(self.cast), "names a member twice", "one vote a member", "Take one of them out.")
        kept = {
            member: given[member] for member in council.members if given.get(member, begun[member]) is not begun[member]
        }
        object.__setattr__(self, "cast", MemberMapping(kept))
        if self.law.required is not None and self.law.required == required_by(self._begun):
            object.__setattr__(self, "law", attrs.evolve(self.law, required=None))
        _ = self.scenario

    @classmethod
    def on(cls, day: date | str) -> Self:
        """A draft of your own, put to the Council of a day: everyone begins in favour.

        >>> str(CouncilTable.on("2016-10-08").click("Russia").outcome.tally)
        '14-1-0'

        Raises:
            DateError: when the text is no date, or no seats are recorded for it.
        """
        council = Council.on(day)
        return cls(council.roll_call(default=Vote.YES, draft=DraftResolution(title=OWN)))

    @classmethod
    def of(cls, vote: str | RollCall, *, case_id: str = "") -> Self:
        """The table as a vote of the record left it, by the id of its case, its symbol or its own id.

        `case_id` says in which case to look, which spares reading the others. A RollCall of your own starts a table
        that has no place on record.

        >>> CouncilTable.of("aleppo-2016").start.name
        'S/2016/846'

        Raises:
            UnknownCaseError: when there is none, or it is recorded without the members' votes.
        """
        if isinstance(vote, RollCall):
            return cls(vote)
        if case_id and case_id not in recorded_cases():
            hint = did_you_mean(case_id, recorded_cases(), "List what there is with cases().")
            raise UnknownCaseError(case_id, "is no case of the casebook", "the id of a case", hint)
        found = case(case_id or vote)
        entry = _entry(found, vote)
        if entry.roll_call is None:
            problem, remedy = "is in the casebook without the members' votes", "Open another vote."
            raise UnknownCaseError(vote, problem, "a vote whose positions are recorded", remedy)
        return cls(entry.roll_call, record=OnRecord(found.id, _key(found, entry)))

    @property
    def council(self) -> Council:
        """Who sits at the table: the Council of the day, or the one that a proposal would make of it."""
        return self._begun.roll_call.council

    @property
    def votes(self) -> MemberMapping[State, Vote]:
        """Everybody's vote, in the Council's order."""
        return self.scenario.roll_call.votes

    @cached_property
    def scenario(self) -> Scenario:
        """The same question as a what-if, with a label for every change."""
        begun = self._begun
        return self.law.limited(begun.casting(self.cast) if self.cast else begun)

    @cached_property
    def outcome(self) -> Outcome:
        """What comes of it, and why."""
        return self.scenario.outcome

    @property
    def changed(self) -> bool:
        """Whether a vote or the rule is another one than at the start."""
        return bool(self.cast) or self.law != Law()

    def click(self, member: object) -> Self:
        """The table with one member's next vote: in favour, against, abstaining, not participating, absent, again.

        Raises:
            NotOnTheCouncilError, UnknownStateError: when no member is meant.
        """
        who = self.council.find(member)
        following = ROUND[(ROUND.index(self.votes[who]) + 1) % len(ROUND)]
        return self.casting({who: following})

    def casting(self, votes: Mapping[Any, Vote | str]) -> Self:
        """The table with some votes set.

        Raises:
            NotOnTheCouncilError, UnknownStateError, NotationError: when a vote is nobody's, or cannot be read.
        """
        read = {self.council.find(name): Vote.parse(vote) for name, vote in votes.items()}
        return attrs.evolve(self, cast={**self.cast, **read})

    def under(self, law: Law | None = None, **changes: Any) -> Self:
        """The table under another rule: a `Law`, or changes to the one it has; nobody keeps a vote without a seat.

        >>> CouncilTable.of("S/2016/847").under(required=4).outcome.reason
        Reason.VETOED

        Raises:
            RuleError: when there is no such rule, or it cannot be made of the one in force.
        """
        wanted = attrs.evolve(law or self.law, **changes)
        emptied = attrs.evolve(self, law=wanted, cast={})
        seated = {member: vote for member, vote in self.cast.items() if member in emptied.council.members}
        return attrs.evolve(emptied, cast=seated)

    def reset(self) -> Self:
        """The table as it began."""
        return attrs.evolve(self, law=Law(), cast={})

    def to_toml(self) -> str:
        """The votes as a file that `unsc-sim vote` reads; the rule supposed stands in it as a note only.

        What is supposed is no record: a changed table is marked "memory", and the lists that differ are `uncertain`.

        >>> print(CouncilTable.on("2016-10-08").click("Russia").to_toml().partition("no = ")[2].splitlines()[0])
        ["Russian Federation"]

        Raises:
                RuleError: when others sit at the table than sat that day, as under a proposal.
        """
        day = self.start.date
        if self.council != Council.on(day):
            problem, remedy = "is not the Council that sat that day", "Take the proposal back first."
            raise RuleError(self.scenario.label, problem, "members with a name and a seat", remedy)
        name = f"{self.start.draft.id if self.record else 'council-table'}-{day.isoformat()}"
        told = f"A what-if, not the record. It supposes: {'; '.join(self.scenario.changes)}." if self.changed else ""
        title = self.start.draft.title or self.start.name
        vote = Entry(
            id=name,
            date=day,
            matter=self.scenario.roll_call.matter,
            draft=attrs.evolve(self.start.draft, id=name, title=title),
            result=None,
            tally="",
            roll_call=self.scenario.roll_call,
            meeting=self.start.meeting,
            notes=told,
            confidence="memory" if self.changed else self.start.confidence,
            uncertain=tuple(dict.fromkeys((*self.start.uncertain, *self._supposed))),
            sources=() if self.changed else self.start.sources,
        )
        return Case(name, title, self.start.draft.topics, told, "", (), (vote,)).to_toml()

    def to_svg(self) -> str:
        """The table as a picture: beside what it began with, where something is changed.

        >>> CouncilTable.of("S/2016/846").to_svg().startswith("<svg")
        True
        """
        return display.chamber_svg(self.scenario if self.changed else self.outcome)

    @property
    def _supposed(self) -> tuple[str, ...]:
        """The keys of the file that say another thing than at the start."""
        touched = {vote for member, cast in self.cast.items() for vote in (self._begun.roll_call[member], cast)}
        matter = ("matter",) if self.scenario.roll_call.matter is not self.start.matter else ()
        return (*(vote.name.lower() for vote in Vote if vote in touched), *matter)

    @cached_property
    def _begun(self) -> Scenario:
        return self.law.begun(what_if(self.start))

    def __str__(self) -> str:
        return f"{self.scenario.label}\n{self.outcome}"

    def __repr__(self) -> str:
        return f"<CouncilTable {self.scenario.label}: {self.outcome.reason.name.replace('_', ' ').lower()}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return display.mimebundle(self.scenario if self.changed else self.outcome)


def _entry(found: Case, vote: str) -> Entry:
    """The vote of a case that is meant: by id, symbol, resolution or meeting; else the first that can be opened."""
    try:
        key = str(Symbol.parse(vote))
    except SymbolError:
        key = vote.strip().casefold()
    named = [entry for entry in found.entries if key in names_of(entry)]
    if named:
        return named[0]
    if key == found.id:
        return next((entry for entry in found.entries if entry.roll_call is not None), found.entries[0])
    known = [name for entry in found.entries for name in names_of(entry)]
    hint = did_you_mean(key, known, "Leave it out for the first.")
    raise UnknownCaseError(vote, f"is no vote of the case {found.id}", "one of " + ", ".join(known[:6]), hint)


def _key(found: Case, entry: Entry) -> str:
    """What tells a vote from the others of its case: the draft's symbol where it is alone with it, else its id."""
    symbol = str(entry.draft.symbol or "")
    return symbol if symbol and sum(symbol in names_of(one) for one in found.entries) == 1 else entry.id
