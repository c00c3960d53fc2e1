"""How close two states stand: agreement in contested votes, decayed with time and shrunk towards what blocs suggest.

The arithmetic, in one place. In a contested vote every pair of members earns ``1 - |difference of sides|`` (in favour
1, abstaining 0, against -1), less what two members of that Council earned on average: agreeing when all agree says
nothing. A state without a seat takes the side its interest has in the text: its sponsor and a state it favours stand
in favour, a state it is aimed at and the sponsor of a rival text against. Old votes fade by half every `half_life`
years, and a pair with few votes is drawn towards the average of the pairs that belong to the same organisations and
regional groups.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Protocol

import attrs

from unsc_sim._dates import optional_date
from unsc_sim._seeds import read_table
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from unsc_sim.documents import DraftResolution
    from unsc_sim.rollcall import RollCall

__all__ = [
    "Decayed",
    "Ledger",
    "Rates",
    "Ties",
    "blocs_of",
    "earnings",
    "groups_of",
    "interests",
    "sides",
    "sponsors_of",
]

HALF_LIFE = 8.0
"""Years after which a vote counts half; chosen on votes of 1994-2004."""
SHRINKAGE = 2.0
"""How many contested votes the expectation from blocs is worth; chosen on votes of 1994-2004."""
PER_BLOC = 0.05
"""What each shared organisation adds to the expected tie, up to three: a stated prior."""
DAYS_PER_YEAR = 365.25
SIDE = {Vote.YES: 1, Vote.ABSTAIN: 0, Vote.NO: -1}
LAST_ORDINAL = 10**7


class Decayed:
    """Sums by key that lose half their value every `half_life` years.

    >>> sums = Decayed(half_life=2)
    >>> sums.add("votes", 1.0, 0)
    >>> round(sums.get("votes", 731), 2)
    0.5
    """

    __slots__ = ("_days", "_sums")

    def __init__(self, half_life: float) -> None:
        self._days = half_life * DAYS_PER_YEAR
        self._sums: dict[object, tuple[float, int]] = {}

    def add(self, key: object, amount: float, day: int) -> None:
        """Add an amount on a day, given as its ordinal; days never run backwards."""
        self._sums[key] = (self.get(key, day) + amount, day)

    def get(self, key: object, day: int) -> float:
        """What the sum is worth on a day."""
        if key not in self._sums:
            return 0.0
        amount, since = self._sums[key]
        return amount if since == day else amount * 2.0 ** ((since - day) / self._days)


class _Earned:
    """What pairs earned in the votes they met in, and how many these were; both lose half every `half_life` years.

    What is asked for is kept until the day or the sums change: a graph asks for the same groups thousands of times.
    """

    __slots__ = ("_days", "_seen", "_seen_on", "_sums")

    def __init__(self, half_life: float) -> None:
        self._days = half_life * DAYS_PER_YEAR
        self._sums: dict[tuple[str, str], tuple[float, float, int]] = {}
        self._seen: dict[tuple[str, str], tuple[float, float]] = {}
        self._seen_on = 0

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._sums)

    def add(self, pair: tuple[str, str], earned: float, day: int) -> None:
        """Add what was earned in one vote, on a day given as its ordinal; days never run backwards."""
        before, sample = self._faded(pair, day)
        self._sums[pair] = (before + earned, sample + 1.0, day)
        self._seen_on = 0

    def get(self, pair: tuple[str, str], day: int) -> tuple[float, float]:
        """What a pair earned, and in how many votes, as both count on a day."""
        if day != self._seen_on:
            self._seen, self._seen_on = {}, day
        found = self._seen.get(pair)
        if found is None:
            found = self._seen[pair] = self._faded(pair, day)
        return found

    def _faded(self, pair: tuple[str, str], day: int) -> tuple[float, float]:
        if pair not in self._sums:
            return 0.0, 0.0
        earned, sample, since = self._sums[pair]
        left = 2.0 ** ((since - day) / self._days)
        return earned * left, sample * left


class Rates:
    """Shares that fade: how often something was so, by key.

    >>> rates = Rates(half_life=4)
    >>> rates.add("Cyprus", 0, hit=True)
    >>> rates.rate("Cyprus", 0, prior=0.1, weight=1)
    0.55
    """

    __slots__ = ("_all", "_hits")

    def __init__(self, half_life: float) -> None:
        self._all, self._hits = Decayed(half_life), Decayed(half_life)

    def add(self, key: Hashable, day: int, *, hit: bool) -> None:
        """Count one occasion."""
        self._all.add(key, 1.0, day)
        if hit:
            self._hits.add(key, 1.0, day)

    def rate(self, key: Hashable, day: int, prior: float, weight: float) -> float:
        """The share on a day, shrunk towards a prior that is worth `weight` occasions."""
        return (self._hits.get(key, day) + weight * prior) / (self._all.get(key, day) + weight)

    def count(self, key: Hashable, day: int) -> float:
        """The occasions, old ones counting less."""
        return self._all.get(key, day)


def sides(roll_call: RollCall) -> dict[str, int]:
    """The side each member took, by code: 1 in favour, 0 abstaining, -1 against; others are left out.

    >>> from unsc_sim import Council
    >>> taken = sides(Council.on("2016-10-08").roll_call(no="RUS", abstain="CHN", default="yes"))
    >>> taken["RUS"], taken["CHN"], taken["FRA"]
    (-1, 0, 1)
    """
    return {state.code: SIDE[vote] for state, vote in roll_call.votes.items() if vote in SIDE}


def interests(draft: DraftResolution, rival_sponsors: Iterable[str] = ()) -> dict[str, int]:
    """The side that a text itself gives to states: 1 to sponsors and states favoured, -1 to those it is aimed at.

    >>> from unsc_sim import roll_call
    >>> found = interests(roll_call("S/2016/846").draft, rival_sponsors=("RUS",))
    >>> found["FRA"], found["RUS"], found["SYR"]
    (1, -1, -1)
    """
    against = [*rival_sponsors, *(stake.state.code for stake in draft.aimed_at)]
    supporting = [*(stake.state.code for stake in draft.favours), *sponsors_of(draft)]
    return dict.fromkeys(against, -1) | dict.fromkeys(supporting, 1)


def sponsors_of(draft: DraftResolution) -> tuple[str, ...]:
    """Sponsors and co-sponsors, by code and in order."""
    return tuple(dict.fromkeys(state.code for state in (*draft.sponsors, *draft.co_sponsors)))


@cache
def _memberships() -> Mapping[str, tuple[tuple[str, int, int], ...]]:
    found: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for row in read_table("blocs.csv"):
        start, end = optional_date(row["start"]), optional_date(row["end"])
        last = end.toordinal() if end else LAST_ORDINAL
        found[row["state"]].append((row["bloc"], start.toordinal() if start else 0, last))
    return {code: tuple(rows) for code, rows in found.items()}


@cache
def _regions() -> Mapping[str, str]:
    return {row["state"]: row["region"] for row in read_table("membership.csv") if row["region"]}


@cache
def blocs_of(code: str, day: int) -> tuple[str, ...]:
    """The organisations and groupings a state belongs to on a day (an ordinal), in alphabetical order.

    >>> from datetime import date
    >>> blocs_of("FRA", date(2016, 10, 8).toordinal())
    ('EU', 'G7', 'NATO')

    Source: seeds/blocs.csv, with the confidence of each row.
    """
    return tuple(sorted({bloc for bloc, start, end in _memberships().get(code, ()) if start <= day <= end}))


@cache
def groups_of(code: str, day: int) -> tuple[str, ...]:
    """Blocs and, where the state ever sat on the Council, its last regional group (marked with "~")."""
    region = _regions().get(code)
    return (*blocs_of(code, day), *((f"~{region}",) if region else ()))


class Ledger:
    """Every tie, learnt vote by vote: `add` the roll calls in order of date, then ask for the `tie` of two states.

    >>> from datetime import date
    >>> from unsc_sim import roll_calls
    >>> ledger = Ledger()
    >>> for votes in roll_calls(before="2016-10-08"):
    ...     ledger.add(votes)
    >>> day = date(2016, 10, 8).toordinal()
    >>> ledger.tie("FRA", "GBR", day) > 0 > ledger.tie("FRA", "RUS", day)
    True
    """

    def __init__(self, *, half_life: float = HALF_LIFE, shrinkage: float = SHRINKAGE) -> None:
        self.shrinkage = shrinkage
        self.votes = 0
        self.last = 0
        self._permanent: frozenset[str] = frozenset()
        self._habits = Rates(half_life)
        self._pairs, self._groups = _Earned(half_life), _Earned(half_life)

    def add(self, roll_call: RollCall, rival_sponsors: Iterable[str] = ()) -> None:
        """Learn from one roll call; one that was not contested teaches nothing about ties."""
        permanent = frozenset(state.code for state in roll_call.council.permanent)
        stakes = interests(roll_call.draft, rival_sponsors)
        self.learn(roll_call.date.toordinal(), sides(roll_call), stakes, permanent)

    def learn(self, day: int, taken: Mapping[str, int], stakes: Mapping[str, int], permanent: frozenset[str]) -> None:
        """Learn from the sides taken and the interests, by code, on a day given as its ordinal."""
        if min(taken.values(), default=1) == 1:
            return
        self.votes, self.last, self._permanent = self.votes + 1, day, self._permanent | permanent
        for member, side in taken.items():
            for key in (ALL, PERMANENT if member in permanent else ELECTED, member):
                self._habits.add(("dissent", key), day, hit=side < 1)
                if side < 1:
                    self._habits.add(("against", key), day, hit=side < 0)
        grouped: dict[tuple[str, str], list[float]] = defaultdict(list)
        signs = {name: _signs(name, day, speaks=name in permanent or name not in taken) for name in {**stakes, **taken}}
        for one, other, earned in earnings(taken, stakes):
            self._pairs.add((one, other), earned, day)
            for mine in signs[one]:
                for theirs in signs[other]:
                    grouped[_pair(mine, theirs)].append(earned)
        for pair, values in grouped.items():
            self._groups.add(pair, sum(values) / len(values), day)

    def tie(self, one: str, other: str, day: int) -> float:
        """The tie of two states on a day: from about -1 to 1, near 0 when nothing is known."""
        return self.shrunk(one, other, day, self.expected_tie(one, other, day))

    def shrunk(self, one: str, other: str, day: int, expected: float) -> float:
        """The tie of two states on a day, where it is known already what their organisations let expect."""
        earned, sample = self._pairs.get(_pair(one, other), day)
        return (earned + self.shrinkage * expected) / (sample + self.shrinkage)

    def sample(self, one: str, other: str, day: int) -> float:
        """How many contested votes the tie rests on, old ones counting less."""
        return self._pairs.get(_pair(one, other), day)[1]

    def habits(self, member: str, day: int, *, permanent: bool) -> tuple[float, float]:
        """A member's shares in contested votes on a day: not in favour; and, of these, against."""

        def rate(what: str, usual: float) -> float:
            everyone = self._habits.rate((what, ALL), day, usual, 20)
            kind = self._habits.rate((what, PERMANENT if permanent else ELECTED), day, everyone, 20)
            return self._habits.rate((what, member), day, kind, 4)

        return rate("dissent", 0.35), rate("against", 0.4)

    def on(self, day: int) -> Ties:
        """The ledger as it stands on a day, to be asked until the next roll call is added."""
        return _LedgerOn(self, day)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of states that met in a contested vote, in alphabetical order."""
        return tuple(sorted(self._pairs))

    def expected_tie(self, one: str, other: str, day: int) -> float:
        """The tie that the organisations and regional groups of two states suggest, the same whoever is named first."""
        one, other = _pair(one, other)
        total = weight = 0.0
        for mine, mass in _signature(one, day, alone=one in self._permanent):
            for theirs, other_mass in _signature(other, day, alone=other in self._permanent):
                earned, sample = self._groups.get(_pair(mine, theirs), day)
                if sample > LEAST_SAMPLE:
                    share = mass * other_mass * sample / (sample + GROUP_SHRINKAGE)
                    total += share * earned / (sample + 1.0)
                    weight += share
        shared = len(set(blocs_of(one, day)) & set(blocs_of(other, day)))
        return (total / weight if weight else 0.0) + PER_BLOC * min(MOST_BLOCS, shared)


class Ties(Protocol):
    """Where a forecast finds ties and habits: a ledger on a day, or an alliance graph."""

    def tie(self, one: str, other: str) -> float:
        """The tie of two states, 0 where nothing is known."""
        ...

    def habits(self, member: str, *, permanent: bool) -> tuple[float, float]:
        """A member's shares in contested votes: not in favour; and, of these, against."""
        ...


@attrs.frozen
class _LedgerOn:
    ledger: Ledger
    day: int
    _asked: dict[tuple[str, str], float] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def tie(self, one: str, other: str) -> float:
        pair = _pair(one, other)
        if pair not in self._asked:
            self._asked[pair] = self.ledger.tie(*pair, self.day)
        return self._asked[pair]

    def habits(self, member: str, *, permanent: bool) -> tuple[float, float]:
        return self.ledger.habits(member, self.day, permanent=permanent)


def earnings(taken: Mapping[str, int], stakes: Mapping[str, int]) -> Iterator[tuple[str, str, float]]:
    """What each pair earned in one vote: members with members, and members with states that have an interest.

    >>> sorted(earnings({"AAA": 1, "BBB": 1, "CCC": -1}, {}))[0]
    ('AAA', 'BBB', 1.3333333333333333)
    """
    members = sorted(taken)
    pairs = [(one, other) for place, one in enumerate(members) for other in members[place + 1 :]]
    agreed = [1.0 - abs(taken[one] - taken[other]) for one, other in pairs]
    usual = sum(agreed) / len(agreed) if agreed else 0.0
    for (one, other), value in zip(pairs, agreed, strict=True):
        yield one, other, value - usual
    for outsider in sorted(set(stakes) - set(taken)):
        near = {member: 1.0 - abs(taken[member] - stakes[outsider]) for member in members}
        usual = sum(near.values()) / len(near)
        for member, value in near.items():
            yield (*_pair(member, outsider), value - usual)


ALL, PERMANENT, ELECTED = "all", "permanent", "elected"
LEAST_SAMPLE = 0.3
"""A pair of groups that met less often, old votes counting less, says nothing."""
GROUP_SHRINKAGE = 5.0
MOST_BLOCS = 3


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


@cache
def _signs(name: str, day: int, *, speaks: bool) -> tuple[str, ...]:
    """Under which names a vote is remembered: permanent members and outsiders speak for themselves alone."""
    return (f"={name}",) if speaks else groups_of(name, day)


@cache
def _signature(name: str, day: int, *, alone: bool) -> tuple[tuple[str, float], ...]:
    """Where to look for what a state and its like did, and how much each place counts."""
    return ((f"={name}", 2.0), *(() if alone else ((group, 1.0) for group in groups_of(name, day))))
