"""Everybody's vote on one text: the roll call, and the notation that prints and reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim.charter import Matter, Provision, provision_for
from unsc_sim.documents import DraftResolution, Symbol, optional_symbol
from unsc_sim.errors import DuplicateVoteError, MissingVoteError, NotationError
from unsc_sim.states import MemberMapping, State, matching_states
from unsc_sim.votes import Tally, Vote

if TYPE_CHECKING:
    from datetime import date

    from unsc_sim.council import Council  # noqa: TC004 - a roll call is made below the Council that it names
    from unsc_sim.rules import Rule

__all__ = ["RollCall", "Source", "read_votes", "split_names"]

Names = str | Iterable[str | State]


@attrs.frozen
class Source:
    """Where a fact can be read, and what it confirms."""

    ref: str
    confirms: str = ""

    def __str__(self) -> str:
        return f"{self.ref} ({self.confirms})" if self.confirms else self.ref


def _by_member(votes: Mapping[State, Vote]) -> MemberMapping[State, Vote]:
    return MemberMapping(votes)


def _draft(draft: DraftResolution | Symbol | str) -> DraftResolution:
    return draft if isinstance(draft, DraftResolution) else DraftResolution(draft)


def _matter(matter: Matter | str) -> Matter:
    return Matter.parse(matter)


@attrs.frozen(repr=False)
class RollCall(Mapping[State, Vote]):
    """Each member's vote on one text, in the Council's order; a mapping that accepts any of a state's names.

    Two roll calls are equal when the same Council cast the same votes on the same kind of matter; the draft, the
    meeting and the sources are what is recorded *about* it. `confidence` is "verified", "tally-only" or "memory".

    >>> from unsc_sim import Council
    >>> votes = Council.on("2016-10-08").roll_call(no="Russia, Venezuela", abstain=["AGO", "China"], default="yes")
    >>> str(votes.tally), votes["Egypt"]
    ('11-2-2', Vote.YES)
    >>> print(votes.notation)
    Y: EGY ESP FRA GBR JPN MYS NZL SEN UKR URY USA / N: RUS VEN / A: AGO CHN
    """

    council: Council
    votes: MemberMapping[State, Vote] = attrs.field(converter=_by_member)
    matter: Matter = attrs.field(default=Matter.SUBSTANTIVE, converter=_matter, kw_only=True)
    draft: DraftResolution = attrs.field(factory=DraftResolution, eq=False, kw_only=True, converter=_draft)
    meeting: Symbol | None = attrs.field(default=None, eq=False, kw_only=True, converter=optional_symbol)
    resolution: Symbol | None = attrs.field(default=None, eq=False, kw_only=True, converter=optional_symbol)
    lesson: str = attrs.field(default="", eq=False, kw_only=True)
    notes: str = attrs.field(default="", eq=False, kw_only=True)
    confidence: str = attrs.field(default="verified", eq=False, kw_only=True)
    uncertain: tuple[str, ...] = attrs.field(default=(), eq=False, kw_only=True)
    sources: tuple[Source, ...] = attrs.field(default=(), eq=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        given = _by_seat(self.council, self.votes.items())
        missing = [member for member in self.council.members if member not in given]
        if missing:
            raise MissingVoteError(
                ", ".join(map(str, missing)),
                f"cast no vote on {self.council.date}",
                "a vote of every member",
                "Name them, or give default='yes'.",
            )
        object.__setattr__(self, "votes", MemberMapping({member: given[member] for member in self.council.members}))

    @classmethod
    def parse(cls, notation: str, council: Council, **about: Any) -> RollCall:
        """Read the notation back: `RollCall.parse(rc.notation, rc.council) == rc`.

        Sections stand in any order, separated by "/" or new lines; names within one by commas or, where they are
        codes, by spaces. `about` takes what the class takes: `matter`, `draft`, `meeting` and the rest; and
        `default`, the vote of members not named.

        Raises:
            NotationError: when a section is not "letter: names".
            DuplicateVoteError: when a member is given two votes.
            MissingVoteError: when a member is given none and there is no default.
            UnknownStateError, AmbiguousStateError, NotOnTheCouncilError: when a name is not a member's.
        """
        default = about.pop("default", None)
        return cls(council, read_votes(council, _sections(notation), default=default), **about)

    @property
    def tally(self) -> Tally:
        """The count."""
        return Tally.of(self.votes.values())

    @property
    def date(self) -> date:
        """The day of the vote."""
        return self.council.date

    @property
    def provision(self) -> Provision:
        """The provision in force for this matter that day."""
        return provision_for(self.matter, self.date)

    @property
    def rule(self) -> Rule:
        """The rule in force for this matter that day."""
        return self.provision.rule

    @property
    def name(self) -> str:
        """What the text is called: its symbol, or its title."""
        return str(self.draft)

    @property
    def notation(self) -> str:
        """The votes as one line of codes."""
        listed = ((vote.value, [state.code for state in self.cast(vote)]) for vote in Vote)
        return " / ".join(f"{letter}: {' '.join(sorted(codes))}" for letter, codes in listed if codes)

    def cast(self, vote: Vote | str) -> tuple[State, ...]:
        """The members that cast this vote, in the Council's order.

        >>> from unsc_sim import Council
        >>> Council.on("2016-10-08").roll_call(no="Russia", default="yes").cast("no")
        (state('RUS'),)
        """
        wanted = Vote.parse(vote)
        return tuple(member for member, given in self.votes.items() if given is wanted)

    def casting(self, changes: Mapping[Any, Vote | str]) -> RollCall:
        """The same roll call with some votes changed.

        >>> from unsc_sim import Council
        >>> french = Council.on("2016-10-08").roll_call(no="RUS, VEN", abstain="AGO, CHN", default="yes")
        >>> str(french.casting({"Russia": "abstain"}).tally)
        '11-1-3'

        Raises:
            DuplicateVoteError: when two names mean one member.
            UnknownStateError, AmbiguousStateError, NotOnTheCouncilError: when a name is not a member's.
        """
        return attrs.evolve(self, votes=MemberMapping(dict(self.votes) | _by_seat(self.council, changes.items())))

    def __getitem__(self, member: object) -> Vote:
        return self.votes[self.council.find(member)]

    def get(self, member: object, default: Any = None) -> Any:
        """The vote of a member by any of its names, or the default where no such member sits."""
        return self.votes.get(member, default)

    def __contains__(self, member: object) -> bool:
        return member in self.votes

    def __iter__(self) -> Iterator[State]:
        return iter(self.votes)

    def __len__(self) -> int:
        return len(self.votes)

    def __str__(self) -> str:
        lines = [(vote.phrase.capitalize(), self.cast(vote)) for vote in Vote]
        return "\n".join(f"{phrase:<18}{len(who):>2}  {self._listed(who)}".rstrip() for phrase, who in lines if who)

    def __repr__(self) -> str:
        matter = "" if self.matter is Matter.SUBSTANTIVE else f", matter={self.matter!r}"
        return f"RollCall.parse({self.notation!r}, {self.council!r}{matter})"

    def _listed(self, members: tuple[State, ...]) -> str:
        permanent = set(self.council.permanent)
        return ", ".join(f"{member.short_on(self.date)}{'*' if member in permanent else ''}" for member in members)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from unsc_sim import display  # noqa: PLC0415 - the one upward glance

        return display.mimebundle(self)


def read_votes(
    council: Council,
    sections: Iterable[tuple[Vote, Names]],
    *,
    default: Vote | str | None = None,
) -> MemberMapping[State, Vote]:
    """Collect votes given by name, code or alias, refusing a member named twice.

    Raises:
        DuplicateVoteError: when a member is given two votes.
        UnknownStateError, AmbiguousStateError, NotOnTheCouncilError: when a name is not a member's.
    """
    found = _by_seat(council, ((name, vote) for vote, names in sections for name in split_names(names)))
    rest = {} if default is None else dict.fromkeys(council.members, Vote.parse(default))
    return MemberMapping(rest | found)


def _by_seat(council: Council, given: Iterable[tuple[Any, Vote | str]]) -> dict[State, Vote]:
    found: dict[State, Vote] = {}
    for name, cast in given:
        member, vote = council.find(name), Vote.parse(cast)
        if member in found:
            raise DuplicateVoteError(
                name if isinstance(name, str) else str(name),
                f"is given two votes ({found[member].phrase} and {vote.phrase})",
                "one vote a member",
                "Take one of them out.",
            )
        found[member] = vote
    return found


def split_names(names: Names) -> list[str | State]:
    """The names in a text: divided by commas or semicolons, or by spaces where they are codes."""
    if isinstance(names, State):
        return [names]
    if not isinstance(names, str):
        return list(names)
    return [name for part in _joined(re.split(r"[,;]", names)) for name in _words(part)]


def _joined(parts: list[str]) -> list[str]:
    """Put together again what is one name with a comma in it, such as "Germany, Federal Republic of"."""
    whole, left = [], [part.strip() for part in parts if part.strip()]
    while left:
        two = ", ".join(left[:2])
        taken = 2 if matching_states(two) else 1
        whole.append(", ".join(left[:taken]))
        left = left[taken:]
    return whole


def _words(part: str) -> list[str | State]:
    """One name; or several, written with "and" between them, or codes with spaces."""
    if matching_states(part):
        return [part]
    for pieces in (re.split(r"\s+and\s+", part), re.split(r"\s+(?:and\s+)?", part)):
        if all(matching_states(piece) or re.fullmatch(r"[A-Z0-9+]{2,6}", piece) for piece in pieces):
            return list(pieces)
    return [part]


_SECTION = re.compile(r"\s*([A-Za-z –-]+?)\s*:\s*(.*?)\s*", re.DOTALL)
MAX_NOTATION = 20_000
"""A longer text is no roll call of a Council; it is refused unread."""


def _sections(notation: str) -> list[tuple[Vote, str]]:
    if len(notation) > MAX_NOTATION:
        raise NotationError(notation, "is too long", f"at most {MAX_NOTATION:,} characters", "Give one roll call.")
    found = []
    for part in re.split(r"[/\n]", notation):
        if not part.strip():
            continue
        section = _SECTION.fullmatch(part)
        if section is None:
            raise NotationError(
                part.strip(),
                "is not a section of a roll call",
                "a letter, a colon and names",
                "Write it like 'Y: FRA GBR / N: RUS'.",
            )
        found.append((Vote.parse(section[1]), section[2]))
    return found
