"""Proposals to change the Council: seats, rule, and what is defined when one is applied to a real roll call."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim._seeds import read_entries, seeds_root
from unsc_sim.automaton import compile_rule, kind_of
from unsc_sim.changes import named
from unsc_sim.charter import Matter
from unsc_sim.counting import USUAL_VOTES, Census
from unsc_sim.decisions import RESULTS, Outcome, Reason
from unsc_sim.errors import RuleError, did_you_mean
from unsc_sim.rewriting import without_concurrence
from unsc_sim.rollcall import RollCall
from unsc_sim.rules import P5, Affirmative, Concurrence, Group, Rule
from unsc_sim.seats import Seat
from unsc_sim.states import State, StateName, fold
from unsc_sim.votes import Vote
from unsc_sim.whatif import Scenario, what_if

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unsc_sim.council import Council

__all__ = ["Applied", "NewSeats", "Reform", "apply", "assumed_threshold", "reform", "reforms"]

UNVERIFIED = "[unverified]"
ASSUMED = "[assumed]"
DOUBTED = {
    "size": "size",
    "with_veto": "members with a veto",
    "without_veto": "permanent members without a veto",
    "elected": "elected members",
    "new": "the new seats",
    "symbols": "document symbols",
}
FIGURES = ("size", "with_veto", "without_veto", "elected")


def assumed_threshold(size: int) -> int:
    """The votes required that we assume where a proposal names none: half of the members, rounded up, and one more.

    >>> [assumed_threshold(size) for size in (11, 15, 22, 24, 26, 27)]
    [7, 9, 12, 13, 14, 15]

    Source: it reproduces the Charter of 1945 and of 1966, and every example of the co-chairs of the intergovernmental
    negotiations, June and July 2019 (https://scprocedure.org/chapter-10-section-3).
    """
    return -(-size // 2) + 1


@attrs.frozen
class NewSeats:
    """Seats of one kind that a proposal adds: for a region ("" where it names none), permanent or for a term."""

    region: str = ""
    permanent: bool = False
    term: str = ""
    count: int = 1

    @property
    def title(self) -> str:
        """What a holder is called while nobody knows its name."""
        kind = "permanent" if self.permanent else "elected"
        place = f" from {self.region}" if self.region else ""
        return f"new {kind} member{place}{f' for {self.term}' if self.term else ''}"


@attrs.frozen
class Reform:
    """A dated proposal: numbers of members, votes required, the seats it adds, and which of its figures are sure.

    Figures are numbers of members; None where the source gives none. `proposed` is a date, or as much of one as is
    known. Fields named in `unverified` were not read in the document itself; where a figure is shown, so is its mark.

    >>> plan = reform("g4-2005")
    >>> plan.figures["threshold"], plan.figures["size"]
    ('14 [unverified]', '25')

    Source: seeds/reforms.toml, each with its own sources.
    """

    id: str
    title: str
    proposed: str
    says: str
    confidence: str
    sources: tuple[str, ...]
    size: int | None = None
    with_veto: int | None = None
    without_veto: int | None = None
    elected: int | None = None
    threshold: int | None = None
    unverified: tuple[str, ...] = ()
    new: tuple[NewSeats, ...] = ()
    afresh: bool = False

    @property
    def figures(self) -> dict[str, str]:
        """Every figure as text with its mark: `[unverified]`, or `[assumed]` for a threshold that is ours."""
        shown = {name: self._marked(name, getattr(self, name)) for name in FIGURES}
        if self.threshold is None and self.size is not None:
            return shown | {"threshold": f"{assumed_threshold(self.size)} {ASSUMED}"}
        return shown | {"threshold": self._marked("threshold", self.threshold)}

    @property
    def doubt(self) -> str:
        """What else than the votes required is unverified, to stand behind them; "" where nothing is.

        >>> reform("l69-2012").doubt
        '; unverified: size, members with a veto, elected members'
        """
        told = [DOUBTED[name] for name in self.unverified if name in DOUBTED]
        return f"; unverified: {', '.join(told)}" if told else ""

    @property
    def added(self) -> int:
        """How many seats it fills anew."""
        return sum(seats.count for seats in self.new)

    def council(self, council: Council) -> Council:
        """The Council with the proposal's new seats, held by members without a name yet.

        >>> from unsc_sim import Council
        >>> council = reform("african-union-2005").council(Council.on("2016-10-08"))
        >>> len(council), len(council.permanent), str(council.find("AFR+2"))
        (26, 11, 'new permanent member from Africa (2)')

        Raises:
            RuleError: when the proposal gives no figures, or starts from a Council of another size.
        """
        size = self._known_size()
        kept = () if self.afresh else council.seats
        if len(kept) + self.added != size:
            raise RuleError(
                self.id,
                f"does not fit the {len(council)}-member Council of {council.date}",
                f"a Council of {size - self.added} members",
                "Choose a roll call of that time.",
            )
        return attrs.evolve(council, seats=(*kept, *self._seats()))

    def rule(self, council: Council) -> Rule:
        """The rule it would have substantive matters decided by, in the reformed Council.

        >>> from unsc_sim import Council
        >>> plan = reform("panel-model-a")
        >>> print(plan.rule(plan.council(Council.on("2016-10-08"))))
        at least 13 votes in favour, and no negative vote among the permanent members with a veto

        Raises:
            RuleError: when the proposal gives no figures.
        """
        votes = Affirmative(self.threshold or assumed_threshold(self._known_size()))
        if not self.with_veto:
            return votes
        if not self.without_veto:
            return votes & Concurrence(P5)
        holders = tuple(member for member in council.permanent if member not in self._holders())
        return votes & Concurrence(Group("permanent members with a veto", holders))

    def applied_to(self, scenario: Scenario, *, default: Vote | str | None = None) -> Scenario:
        """The scenario under this reform; `default` is the vote of every new member.

        Raises:
            MissingVoteError: when there are new members and no default.
            RuleError: as `council` and `rule` do; when the matter is neither substantive nor procedural, or the
                rule was changed before.
        """
        scenario = scenario.with_rule_in_force()
        law = self._law(scenario.roll_call.matter)
        council = self.council(scenario.roll_call.council)
        votes = {member: vote for member, vote in scenario.roll_call.votes.items() if member in council.members}
        words = f"under {self.title} ({self.figures['threshold']} votes required{self.doubt})"
        if default is not None and self.added:
            words += f", new members {Vote.parse(default).phrase}"
        return scenario.changed(words, roll_call=scenario.seated(council, votes, default), rule=law(self.rule(council)))

    def _law(self, matter: Matter) -> Callable[[Rule], Rule]:
        if matter is Matter.PROCEDURAL:
            return without_concurrence
        if matter is not Matter.SUBSTANTIVE:
            raise RuleError(matter.value, "is not what proposals speak of", "substantive or procedural", "Choose one.")
        return lambda rule: rule

    def _known_size(self) -> int:
        if self.size is None:
            raise RuleError(self.id, "gives no figures", "a proposal with a size", "See `reforms()` for others.")
        return self.size

    def _marked(self, name: str, value: int | None) -> str:
        shown = "not given" if value is None else str(value)
        return f"{shown} {UNVERIFIED}" if name in self.unverified else shown

    def _holders(self) -> tuple[State, ...]:
        return tuple(seat.state for seat in self._seats())

    def _seats(self) -> Iterator[Seat]:
        """The new seats, each held by a member known by a code such as AFR+1 and by what it would be."""
        number: Counter[str] = Counter()
        for seats in self.new:
            for place in range(1, seats.count + 1):
                code = _code(seats.region)
                number[code] += 1
                title = f"{seats.title} ({place})" if seats.count > 1 else seats.title
                holder = State(f"{code}+{number[code]}", (StateName(title, kind="short"),))
                yield Seat(holder, seats.permanent, seats.region)

    def __str__(self) -> str:
        told = self.figures
        return (
            f"{self.title[0].upper()}{self.title[1:]} ({self.proposed or 'undated'}): {told['size']} members; "
            f"permanent with a veto {told['with_veto']}, without {told['without_veto']}; elected {told['elected']}; "
            f"votes required {told['threshold']}. {self.says} Confidence: {self.confidence}{self.doubt}."
        )


@attrs.frozen
class Applied:
    """A reform applied to a real roll call: what is defined, what is not, and the bounds.

    `undefined` are the members whose votes nobody knows; `ways` counts how their voting in favour, against or
    abstaining would end; `outcomes` are those where all of them vote alike.

    >>> from unsc_sim import roll_call
    >>> print(apply("g4-2005", roll_call("S/2016/847")))
    S/2016/847 under the draft of the Group of Four (14 [unverified] votes required): 4-9-2 among the 15 members that \
voted.
    Undefined: the votes of 10 new members.
    If all of them vote in favour: vetoed (14-9-2).
    If all of them vote against: short of votes (4-19-2).
    If all of them abstain: short of votes (4-9-12).
    Of 59,049 ways: 0 adopted, 1 vetoed, 59,048 short of the votes required.
    """

    reform: Reform
    roll_call: RollCall
    undefined: tuple[State, ...]
    ways: Census
    outcomes: tuple[Outcome, ...]

    @property
    def possible(self) -> tuple[Reason, ...]:
        """Every reason that the new members' votes could bring about."""
        return tuple(reason for reason in Reason if self.ways[reason])

    @property
    def settled(self) -> bool:
        """Whether the result is the same however the new members vote."""
        return len(self.possible) == 1

    def __str__(self) -> str:
        voted = [member for member in self.outcomes[0].roll_call.council.members if member not in self.undefined]
        required = f"{self.reform.figures['threshold']} votes required{self.reform.doubt}"
        lines = [
            f"{self.roll_call.name} under {self.reform.title} ({required}): "
            f"{self.roll_call.tally} among the {len(voted)} members that voted."
            if voted
            else f"{self.roll_call.name} under {self.reform.title} ({required}): no vote is known.",
        ]
        if not self.undefined:
            return "\n".join([*lines, f"The result: {_told(self.outcomes[0])}."])
        lines.append(f"Undefined: the votes of {len(self.undefined)} new members.")
        for doing, outcome in zip(("vote in favour", "vote against", "abstain"), self.outcomes, strict=True):
            lines.append(f"If all of them {doing}: {_told(outcome)}.")
        counted = str(self.ways).replace(" roll calls:", " ways:")
        return "\n".join([*lines, f"Of {counted}."])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from unsc_sim import display  # noqa: PLC0415 - the one upward glance

        return display.mimebundle(self)


def apply(proposal: Reform | str, roll_call: RollCall) -> Applied:
    """Apply a reform to a real roll call: what its votes would lead to, whatever the new members had done.

    >>> from unsc_sim import roll_call
    >>> apply("uniting-for-consensus-2005", roll_call("S/2016/846")).possible
    (Reason.VETOED, Reason.INSUFFICIENT_VOTES)

    Raises:
        RuleError: when there is no such reform, it gives no figures, or it starts from a Council of another size.
    """
    plan = reform(proposal) if isinstance(proposal, str) else proposal
    kinds = USUAL_VOTES if plan.added else (Vote.ABSTAIN,)
    scenarios = [plan.applied_to(what_if(roll_call), default=vote) for vote in kinds]
    council = scenarios[0].roll_call.council
    undefined = tuple(member for member in council.members if member not in roll_call.council.members)
    known = {member: vote for member, vote in roll_call.votes.items() if member in council.members}
    weights = [_choices(known.get(member)) for member in council.members]
    counted = compile_rule(scenarios[0].rule, council).final(weights)
    ways = Census(*(counted.get(reason, 0) for reason in Reason))
    return Applied(plan, roll_call, undefined, ways, tuple(scenario.outcome for scenario in scenarios))


def reforms() -> tuple[Reform, ...]:
    """Every proposal of the record, oldest first, undated ones last.

    >>> [plan.id for plan in reforms()][:3]
    ['charter-1945', 'charter-1966', 'razali-1997']
    """
    return _read()


def reform(name: str) -> Reform:
    """The proposal with this id.

    >>> reform("Razali 1997").size
    24

    Raises:
        RuleError: when there is none; near misses are suggested.
    """
    known = {fold(plan.id): plan for plan in _read()}
    if fold(name) in known:
        return known[fold(name)]
    ids = [plan.id for plan in _read()]
    raise RuleError(
        name, "is no proposal on record", "one of " + ", ".join(ids), did_you_mean(name, ids, "List them: reforms().")
    )


def _choices(vote: Vote | None) -> tuple[int, int, int]:
    if vote is None:
        return 1, 1, 1
    in_favour, against, otherwise = (int(kind_of(vote) == kind) for kind in range(3))
    return in_favour, against, otherwise


def _told(outcome: Outcome) -> str:
    who = f" by {named(outcome.vetoes, outcome.roll_call.council)}" if len(outcome.vetoes) == 1 else ""
    return f"{RESULTS[outcome.reason]}{who} ({outcome.tally})"


def _code(region: str) -> str:
    letters = {"Asia-Pacific": "ASP", "Latin America and Caribbean": "LAC", "Western Europe and Others": "WEO"}
    return letters.get(region, region.removeprefix("the ")[:3].upper() or "NEW")


@cache
def _read() -> tuple[Reform, ...]:
    found = read_presets("reforms", Reform)
    return tuple(sorted(found, key=lambda plan: (plan.proposed or "9999", found.index(plan))))


def read_presets(table: str, kind: type[Any]) -> list[Any]:
    """The entries of one table of seeds/reforms.toml.

    Raises:
        SeedError: when the file is broken.
    """
    return read_entries(seeds_root() / "reforms.toml", table, kind)
