"""A forecast: the chance of every vote and of every result, with the base rate beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import accumulate
from math import fsum
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim._chances import percent
from unsc_sim._dates import spoken_date
from unsc_sim.council import Council
from unsc_sim.counting import Likely, compile_rule, most_likely, pivotal_chances
from unsc_sim.decisions import Reason
from unsc_sim.documents import DraftResolution
from unsc_sim.errors import RuleError
from unsc_sim.forecast.coefficients import BaseRate
from unsc_sim.forecast.grounds import Ground
from unsc_sim.forecast.verdict import judge_forecast
from unsc_sim.forecast.worlds import VOTES, Chances, World, condition
from unsc_sim.rules import Rule
from unsc_sim.states import MemberMapping, State
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unsc_sim.automaton import Automaton
    from unsc_sim.forecast.verdict import Verdict
    from unsc_sim.rollcall import RollCall

__all__ = ["Forecast"]

NEGLIGIBLE = 1e-8
"""Worlds less likely than this are left out of sums over results, which moves no chance by more than 1 in 100,000."""
SMALLEST = 0.05
"""Grounds lighter than this are left out of explanations."""
WORDS = {
    Reason.ADOPTED: "adopted",
    Reason.VETOED: "vetoed",
    Reason.INSUFFICIENT_VOTES: "short of the votes required",
}


@attrs.frozen(slots=False, repr=False)
class Forecast:
    """What is likely to become of a draft, and why.

    A forecast holds `worlds`, in each of which the members vote independently; every number is an exact sum over them.
    `known` are the votes taken as announced. `why` and `blind` make `grounds` and `without_stakes` when they are asked
    for.

    >>> from unsc_sim.forecast import predict
    >>> forecast = predict("S/2016/846")
    >>> forecast.likeliest, str(forecast.likely_vetoes[0][0])
    (Reason.VETOED, 'Russian Federation')
    """

    draft: DraftResolution
    council: Council
    rule: Rule
    worlds: tuple[World, ...]
    base_rate: BaseRate
    method: str
    why: Callable[[], Mapping[str, tuple[Ground, ...]]] = attrs.field(default=dict, eq=False)
    known: MemberMapping[State, Any] = attrs.field(factory=lambda: MemberMapping({}))
    notes: tuple[str, ...] = ()
    blind: Callable[[], Forecast] | None = attrs.field(default=None, eq=False)

    @cached_property
    def outcomes(self) -> dict[Reason, float]:
        """The chance of each result under the rule, members' votes hanging together as the worlds say."""
        return _outcomes(self._machine, self.worlds)

    @cached_property
    def grounds(self) -> Mapping[str, tuple[Ground, ...]]:
        """For each member, by code, what speaks for and against its vote in favour."""
        return self.why()

    @cached_property
    def without_stakes(self) -> Forecast:
        """What the same method says when it knows nothing of rivals and of the states concerned."""
        if self.blind is None:
            return self
        return self.blind().given(self.known) if self.known else self.blind()

    @property
    def contested(self) -> float:
        """The chance that anybody is not in favour."""
        return 1.0 - fsum(world.chance * world.unanimous for world in self.worlds)

    @property
    def likeliest(self) -> Reason:
        """The result with the greatest chance."""
        return max(Reason, key=self.outcomes.__getitem__)

    @cached_property
    def chances(self) -> MemberMapping[State, dict[Vote, float]]:
        """For each member the chances of voting in favour, abstaining and voting against."""
        sums = [
            [fsum(world.chance * world.votes[place][kind] for world in self.worlds) for kind in range(3)]
            for place in range(len(self.council))
        ]
        tables = (dict(zip(VOTES, chances, strict=True)) for chances in sums)
        return MemberMapping(dict(zip(self.council.members, tables, strict=True)))

    @property
    def sides(self) -> dict[str, Chances]:
        """The same by code, as plain numbers: in favour, abstaining, against."""
        return {state.code: (t[Vote.YES], t[Vote.ABSTAIN], t[Vote.NO]) for state, t in self.chances.items()}

    def __getitem__(self, member: object) -> dict[Vote, float]:
        """The chances of one member, by any of its names."""
        return self.chances[self.council.find(member)]

    @property
    def votes(self) -> MemberMapping[State, Vote]:
        """Each member's likeliest vote."""
        return MemberMapping({member: max(VOTES, key=table.__getitem__) for member, table in self.chances.items()})

    @cached_property
    def in_favour(self) -> tuple[float, ...]:
        """The chance of exactly 0, 1, 2 … votes in favour."""
        total = [0.0] * (len(self.council) + 1)
        for world in self.worlds:
            for votes, chance in enumerate(_count(world)):
                total[votes] += world.chance * chance
        return tuple(total)

    @property
    def expected_tally(self) -> dict[Vote, float]:
        """The average number of votes in favour, abstentions and votes against."""
        return {vote: fsum(table[vote] for table in self.chances.values()) for vote in VOTES}

    def interval(self, share: float = 0.9) -> tuple[int, int]:
        """The fewest and most votes in favour, leaving out at most half of the rest on either side.

        >>> from unsc_sim.forecast import predict
        >>> low, high = predict("S/2016/847").interval()
        >>> high < 9
        True
        """
        rest, up_to = (1.0 - share) / 2, tuple(accumulate(self.in_favour))
        return bisect_right(up_to, rest), min(bisect_left(up_to, 1.0 - rest), len(self.council))

    @cached_property
    def likely_vetoes(self) -> tuple[tuple[State, float], ...]:
        """Permanent members with the chance that the draft is vetoed and they are among those against."""
        found = (
            (member, _outcomes(self._machine, self._against(member), whole=False)[Reason.VETOED])
            for member in self.council.permanent
        )
        return tuple(sorted(found, key=lambda item: (-item[1], item[0].code)))

    def _against(self, member: State) -> list[World]:
        """The part of the worlds in which a member votes against."""
        place, surely = self.council.members.index(member), (0.0, 0.0, 1.0)
        return [
            World(world.chance * world.votes[place][2], (*world.votes[:place], surely, *world.votes[place + 1 :]))
            for world in self.worlds
            if world.votes[place][2]
        ]

    @cached_property
    def pivotal(self) -> MemberMapping[State, float]:
        """For each member the chance that the others leave the decision to it: in favour adopts, against does not.

        >>> from unsc_sim.forecast import predict
        >>> max(predict("S/2016/846").pivotal.items(), key=lambda item: item[1])[0]
        state('RUS')
        """
        kept = [world for world in self.worlds if world.chance > NEGLIGIBLE]
        whole = fsum(world.chance for world in kept)
        found = pivotal_chances(self.rule, self.council, [(w.chance / whole, self._tables(w)) for w in kept])
        return MemberMapping({member: float(chance) for member, chance in found.items()})

    def most_likely(self, k: int = 3) -> tuple[Likely, ...]:
        """The k likeliest roll calls with their chances, likeliest first.

        Found among the k likeliest of each world that could still hold one of them.
        """
        found: dict[tuple[Vote, ...], Likely] = {}
        worlds, left = sorted(self.worlds, key=lambda world: -world.chance), 1.0
        for world in worlds:
            best = sorted((way.chance for way in found.values()), reverse=True)
            if len(best) >= k and left <= best[k - 1]:
                break
            left -= world.chance
            for way in most_likely(self.rule, self.council, self._tables(world), k=k):
                cast = tuple(way.votes.values())
                found.setdefault(cast, Likely(way.votes, self.chance_of(way.votes)))
        return tuple(sorted(found.values(), key=lambda way: -way.chance)[:k])

    def chance_of(self, votes: Mapping[Any, Vote]) -> float:
        """The chance of exactly this roll call."""
        kinds = [VOTES.index(votes[member]) if votes[member] in VOTES else 1 for member in self.council.members]
        total = 0.0
        for world in self.worlds:
            chance = world.chance
            for table, kind in zip(world.votes, kinds, strict=True):
                chance *= table[kind]
                if not chance:
                    break
            total += chance
        return total

    def given(self, known: Mapping[Any, Any]) -> Forecast:
        """The forecast once these votes are known: what they tell about the other members is learnt.

        A member's vote, or its chances of several votes, which then stand (Jeffrey's rule, member by member).

        >>> from unsc_sim.forecast import predict
        >>> told = predict("S/2016/846").given({"China": "no"})
        >>> told["China"][Vote.NO]
        1.0

        Raises:
            NotOnTheCouncilError, NotationError: when a member or a vote cannot be read.
            RuleError: when chances do not add up to 1, or no world allows a vote.
        """
        worlds, told = self.worlds, {**self.known}
        for name, vote in known.items():
            member, chances = self.council.find(name), read_chances(vote)
            worlds = condition(worlds, self.council.members.index(member), chances)
            told[member] = dict(zip(VOTES, chances, strict=True))
        return attrs.evolve(self, worlds=worlds, known=MemberMapping(told))

    def casting(self, votes: Mapping[Any, Vote | str]) -> Forecast:
        """The forecast if these members voted so and nobody else moved: persuaded, not found out.

        >>> from unsc_sim.forecast import predict
        >>> alone = predict("S/2016/846").casting({"Russia": "abstain"})
        >>> alone.outcomes[Reason.ADOPTED] > predict("S/2016/846").outcomes[Reason.ADOPTED]
        True

        Raises:
            NotOnTheCouncilError, NotationError: when a member or a vote cannot be read.
        """
        fixed = {
            self.council.members.index(self.council.find(name)): read_chances(vote) for name, vote in votes.items()
        }
        worlds = tuple(
            attrs.evolve(w, votes=tuple(fixed.get(place, table) for place, table in enumerate(w.votes)))
            for w in self.worlds
        )
        note = "supposing " + ", ".join(f"{self.council.short(m)} {Vote.parse(v).phrase}" for m, v in votes.items())
        return attrs.evolve(self, worlds=worlds, notes=(*self.notes, note))

    def under(self, rule: Rule) -> Forecast:
        """The forecast for the same votes under another rule, such as a reform's."""
        return attrs.evolve(self, rule=rule)

    def score(self, roll_call: RollCall) -> Verdict:
        """How the forecast did once the votes are cast, beside the base rate.

        >>> from unsc_sim import roll_call
        >>> from unsc_sim.forecast import predict
        >>> predict("S/2016/846").score(roll_call("S/2016/846")).result_right
        True

        Raises:
            RuleError: when the roll call is of another Council.
        """
        return judge_forecast(self, roll_call)

    def _tables(self, world: World) -> dict[State, dict[Vote, float]]:
        """A world as the counting engine reads it."""
        tables = (dict(zip(VOTES, votes, strict=True)) for votes in world.votes)
        return dict(zip(self.council.members, tables, strict=True))

    @cached_property
    def _machine(self) -> Automaton:
        return compile_rule(self.rule, self.council)

    def explain(self, member: object) -> str:
        """In words and numbers, what speaks for and against a member's vote in favour; above 0 speaks for it.

        >>> from unsc_sim.forecast import predict
        >>> print(predict("S/2016/846").explain("Russia").splitlines()[1])
        -2.63  sponsors a rival text

        Raises:
            NotOnTheCouncilError: when no member is meant.
        """
        state = self.council.find(member)
        grounds = sorted(self.grounds.get(state.code, ()), key=lambda ground: -abs(ground.weight))
        usual = dict(zip(VOTES, self.base_rate.sides, strict=True))
        return "\n".join([
            f"{self.council.short(state)}: {_shares(self.chances[state])} (any member on any draft: {_shares(usual)})",
            *(["Its vote is taken as announced."] if state in self.known else []),
            *(str(ground) for ground in grounds if abs(ground.weight) >= SMALLEST),
        ])  # fmt: skip

    @property
    def sentence(self) -> str:
        """The forecast in one sentence, the base rate beside it."""
        results = ", ".join(f"{percent(chance)} {WORDS[reason]}" for reason, chance in self.outcomes.items())
        return f"{self.draft} on {spoken_date(self.council.date)}: {results} ({self.base_rate})."

    def __str__(self) -> str:
        low, high = self.interval()
        short = self.council.short
        vetoes = ", ".join(
            f"{short(member)} {percent(chance)}" for member, chance in self.likely_vetoes if chance >= 0.05
        )
        width = max(len(short(member)) for member in self.council.members)
        return "\n".join([
            self.sentence,
            *([f"Veto by: {vetoes}."] if vetoes else []),
            f"Contested, that is with anybody not in favour: {percent(self.contested)}.",
            f"Votes in favour: {self.expected_tally[Vote.YES]:.1f} expected, {low} to {high} with 90 %.",
            f"{'':<{width}}  in favour  abstaining  against",
            *(
                f"{short(member):<{width}}  {yes:>9}  {abstaining:>10}  {no:>7}"
                for member, (yes, abstaining, no) in zip(
                    self.council.members, (map(percent, sides) for sides in self.sides.values()), strict=True
                )
            ),
            *(f"Note: {note}." for note in self.notes),
        ])  # fmt: skip

    def __repr__(self) -> str:
        chance = self.outcomes[self.likeliest]
        return f"<Forecast of {self.draft} on {self.council.date}: {WORDS[self.likeliest]}, {percent(chance)}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from unsc_sim import display  # noqa: PLC0415 - the one upward glance

        return display.mimebundle(self)


def _shares(table: Mapping[Vote, float]) -> str:
    return ", ".join(f"{percent(share)} {vote.phrase}" for vote, share in table.items())


def _outcomes(machine: Automaton, worlds: Sequence[World], *, whole: bool = True) -> dict[Reason, float]:
    kept = [world for world in worlds if world.chance > NEGLIGIBLE]
    scale = fsum(world.chance for world in kept) if whole else 1.0
    total = dict.fromkeys(Reason, 0.0)
    for world in kept:
        weights = [(in_favour, against, abstaining) for in_favour, abstaining, against in world.votes]
        for reason, value in machine.final(weights).items():
            total[reason] += world.chance / scale * value
    return total


def _count(world: World) -> list[float]:
    """The chances of 0, 1, 2 … votes in favour in one world."""
    counted = [1.0]
    for in_favour, _, _ in world.votes:
        counted = [
            (counted[k] * (1.0 - in_favour) if k < len(counted) else 0.0) + (counted[k - 1] * in_favour if k else 0.0)
            for k in range(len(counted) + 1)
        ]
    return counted


def read_chances(vote: Any) -> Chances:
    """A vote, or chances of several votes, as chances of voting in favour, abstaining and voting against.

    >>> read_chances("no"), read_chances({"yes": 0.75, "abstain": 0.25})
    ((0.0, 0.0, 1.0), (0.75, 0.25, 0.0))

    Raises:
        NotationError: when a vote cannot be read.
        RuleError: when chances are not from 0 to 1 or do not add up to 1.
    """
    if not hasattr(vote, "items"):
        cast = Vote.parse(vote)
        kind = VOTES.index(cast) if cast in VOTES else 1
        return tuple(float(place == kind) for place in range(3))  # type: ignore[return-value]
    table = dict.fromkeys(VOTES, 0.0)
    for name, chance in vote.items():
        cast = Vote.parse(name)
        table[cast if cast in VOTES else Vote.ABSTAIN] += float(chance)
    if min(table.values()) < 0 or abs(sum(table.values()) - 1) > 1e-9:
        raise RuleError(vote, "cannot be chances", "numbers from 0 up that add up to 1", "Check the numbers.")
    return table[Vote.YES], table[Vote.ABSTAIN], table[Vote.NO]
