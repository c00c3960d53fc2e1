"""States under their United Nations names, with dates, codes, former names and honest ambiguity."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast

import attrs

from unsc_sim._dates import optional_date, within
from unsc_sim._seeds import read_table
from unsc_sim.errors import AmbiguousStateError, NotOnTheCouncilError, UnknownStateError, did_you_mean

__all__ = ["MemberMapping", "State", "StateName", "all_states", "fold", "matching_states", "state"]


@attrs.frozen
class StateName:
    """One name a state bears or bore.

    `kind` is "official" (the United Nations' English name, which decides the alphabetical order), "short",
    "code" or "alias"; open ends of its period are None.
    """

    text: str
    start: date | None = None
    end: date | None = None
    kind: str = "official"
    note: str = ""


@attrs.frozen(order=False, repr=False)
class State:
    """A State, known by one code for all its life and by as many names as it has had.

    Two states are equal when their codes are; `code` is the ISO 3166 alpha-3 code where there is one.

    >>> state("Russia")
    state('RUS')
    >>> str(state("USSR")), state("USSR").name_on(date(1962, 10, 25))
    ('Russian Federation', 'Union of Soviet Socialist Republics')

    Source: seeds/states.csv.
    """

    code: str
    names: tuple[StateName, ...] = attrs.field(default=(), eq=False)

    @property
    def name(self) -> str:
        """The short name in use at the United Nations today, or last."""
        shorts = [name for name in self.names if name.kind == "short" and name.end is None]
        return (shorts or [*self.names, StateName(self.code)])[0].text

    def name_on(self, day: date) -> str:
        """The official English name on a day: the one that decides the alphabetical order.

        >>> state("Burkina Faso").name_on(date(1984, 7, 1))
        'Upper Volta'
        """
        for name in self.names:
            if name.kind == "official" and within(day, name.start, name.end):
                return name.text
        return self.name

    def short_on(self, day: date) -> str:
        """What the state was called on a day, for short: by a former name where it then bore one.

        >>> soviet_union = state("RUS")
        >>> soviet_union.short_on(date(1962, 10, 25)), soviet_union.short_on(date(2016, 10, 8))
        ('USSR', 'Russian Federation')
        """
        for name in self.names:
            if name.kind == "short" and name.end is not None and within(day, name.start, name.end):
                return name.text
        today = [name.text for name in self.names if name.kind == "official" and name.end is None]
        return self.name if not today or self.name_on(day) in today else self.name_on(day)

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        known = _states().get(self.code)
        if known is not None and known.names == self.names:
            return f"state({self.code!r})"
        return f"State({self.code!r}, {self.names!r})"


def fold(text: str) -> str:
    """The key by which names are compared and put in alphabetical order: no accents, case or punctuation.

    >>> fold("Côte d'Ivoire"), fold("Bolivia (Plurinational State of)")
    ('cote divoire', 'bolivia plurinational state of')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"['’ʼ`]", "", plain).casefold()).split())


def all_states() -> tuple[State, ...]:
    """Every state of the record, in order of code.

    >>> len(all_states()) > 190
    True
    """
    return tuple(_states()[code] for code in sorted(_states()))


def matching_states(name: str) -> tuple[State, ...]:
    """All the states a name or code may mean: none, one, or several.

    >>> matching_states("Korea")
    (state('KOR'), state('PRK'))
    """
    return _by_name().get(fold(name), ())


def state(name: str | State) -> State:
    """Find the one state that a name, former name, code or alias means.

    >>> state("GB") == state("United Kingdom") == state("UK")
    True

    Raises:
        UnknownStateError: when no state is called that; near misses are suggested.
        AmbiguousStateError: when several are, such as "Korea"; the candidates are named.
    """
    if isinstance(name, State):
        return name
    if not isinstance(name, str):
        raise UnknownStateError(name, "is not the name of a state", "a text", "Write a UN name or a code.")
    found = matching_states(name)
    if len(found) == 1:
        return found[0]
    if found:
        choices = " or ".join(f"{s.code!r} ({s.name})" for s in found)
        raise AmbiguousStateError(name, "may mean several states", "one state", f"Write {choices}.")
    texts = (known.text for s in _states().values() for known in s.names if known.kind != "code")
    hint = did_you_mean(name, texts, "Use a UN name or a code such as 'FRA'.")
    raise UnknownStateError(name, "is not the name of a state we know", "a UN name, a usual name or an ISO code", hint)


M = TypeVar("M", bound=Hashable)
V = TypeVar("V")


def find_member(name: object, members: Iterable[M], body: str) -> M:
    """The one of these members that is meant: itself, or a state by any of its names.

    Raises:
        UnknownStateError: when no state is called that.
        AmbiguousStateError: when the name fits several of the members, or several states none of which is one.
        NotOnTheCouncilError: when the state is not among the members; they are listed.
    """
    among = tuple(members)
    exact = next((member for member in among if member == name), None)
    if exact is not None:
        return exact
    if isinstance(name, str):
        candidates = set(matching_states(name))
        found = tuple(
            one for one in among if one in candidates or (isinstance(one, State) and name in {one.code, one.name})
        )
        if len(found) == 1:
            return found[0]
        if among and all(isinstance(member, State) for member in among):
            meant = state(name)
            hint = did_you_mean(meant.name, map(str, among), "")
            raise NotOnTheCouncilError(name, f"is not a member of {body}", "one of " + _listed(among), hint)
    hint = did_you_mean(str(name), map(str, among), "Use one of these.")
    raise NotOnTheCouncilError(name, f"is not a member of {body}", "one of " + _listed(among), hint)


class MemberMapping(Mapping[M, V]):
    """A mapping from members to values that also accepts any of a state's names as key; it never changes.

    >>> votes = MemberMapping({state("Russia"): 1, state("France"): 2})
    >>> votes["RUS"], votes["France"], "China" in votes
    (1, 2, False)
    """

    __slots__ = ("_hash", "_values")

    def __init__(self, values: Mapping[M, V]) -> None:
        self._values = dict(values)
        self._hash: int | None = None

    def __getitem__(self, key: Any) -> V:
        found = self._meant(key)
        return self._values[find_member(key, self._values, "this table") if found is None else found]

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a member by any of its names, or the default."""
        found = self._meant(key)
        return default if found is None else self._values[found]

    def __contains__(self, key: object) -> bool:
        return self._meant(key) is not None

    def _meant(self, key: Any) -> M | None:
        if key in self._values:
            return cast("M", key)
        if isinstance(key, str):
            named: list[Any] = [one for one in matching_states(key) if one in self._values]
        elif isinstance(key, State):
            named = [one for one in self._values if isinstance(one, str) and key in matching_states(one)]
        else:
            named = []
        return cast("M", named[0]) if len(named) == 1 else None

    def __iter__(self) -> Iterator[M]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self._values.items()))
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self._values == (other._values if isinstance(other, MemberMapping) else other)

    def __repr__(self) -> str:
        return f"MemberMapping({self._values!r})"

    def __reduce__(self) -> tuple[type[MemberMapping[M, V]], tuple[dict[M, V]]]:
        return (type(self), (self._values,))


def _listed(members: Iterable[object]) -> str:
    shown = sorted(str(member) for member in members)
    return ", ".join(shown[:20]) + (f" and {len(shown) - 20} more" if len(shown) > 20 else "")


@cache
def _states() -> dict[str, State]:
    names: dict[str, list[StateName]] = {}
    for row in read_table("states.csv"):
        start, end = optional_date(row["start"]), optional_date(row["end"])
        names.setdefault(row["code"], []).append(StateName(row["name"], start, end, row["kind"], row["note"]))
    return {code: State(code, tuple(known)) for code, known in names.items()}


@cache
def _by_name() -> dict[str, tuple[State, ...]]:
    index: dict[str, set[str]] = {}
    for code, known in _states().items():
        for text in (code, *(name.text for name in known.names)):
            index.setdefault(fold(text), set()).add(code)
    return {key: tuple(_states()[code] for code in sorted(codes)) for key, codes in index.items()}
