"""Rule sets for a meeting: the Council's own, and Model UN variants that a teacher can edit in a few lines of TOML."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import cattrs

from unsc_sim._seeds import read_toml, seeds_root
from unsc_sim.charter import provision_for
from unsc_sim.decisions import Outcome, decide
from unsc_sim.errors import RuleError, SeedError, did_you_mean
from unsc_sim.rules import P5, Affirmative, Concurrence, Rule
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from unsc_sim.charter import Matter
    from unsc_sim.rollcall import RollCall

__all__ = ["Comparison", "HouseRules", "preset", "presets", "read_preset", "same_vote"]

_THRESHOLD = re.compile(r"(\d{1,3})|(majority|two thirds) of (members|those present|those voting)")
_UNCOUNTED = {
    "members": frozenset[Vote](),
    "those present": frozenset({Vote.ABSENT}),
    "those voting": frozenset({Vote.ABSENT, Vote.NOT_PARTICIPATING, Vote.ABSTAIN}),
}


def _threshold(_: Any, field: attrs.Attribute[str], text: str) -> None:
    if text and _THRESHOLD.fullmatch(text) is None:
        raise RuleError(
            text,
            f"is not a majority ({field.name})",
            "a number, or 'majority' or 'two thirds' of members, those present or those voting",
            "Write it like '9' or 'majority of those voting', or leave it out for the Charter's.",
        )


def _votes_needed(text: str, roll_call: RollCall) -> int:
    found = _THRESHOLD.fullmatch(text)
    if found is None or found[1]:
        return int(text)
    counted = sum(vote not in _UNCOUNTED[found[3]] for vote in roll_call.values())
    return counted // 2 + 1 if found[2] == "majority" else max(1, -(-2 * counted // 3))


@attrs.frozen
class HouseRules:
    """The rules of one house: what its votes need and what its meetings allow; left out, the Council's own.

    `substantive`, `procedural` and `closure` are majorities in words: a number of votes, or "majority" or "two
    thirds" of "members", "those present" or "those voting"; empty is what the Charter says (for `closure`: no such
    motion). `confidence` is "memory" where no handbook was read.

    >>> preset("real")
    HouseRules(id='real', ...)
    >>> HouseRules("club", "Our club", procedural="majority of those present").veto
    True

    Raises:
        RuleError: when a majority cannot be read.
    """

    id: str
    title: str
    substantive: str = attrs.field(default="", validator=_threshold)
    procedural: str = attrs.field(default="", validator=_threshold)
    veto: bool = True
    abstain_on_procedure: bool = True
    division_is_voted: bool = False
    friendly_amendments: bool = False
    seconds: bool = False
    closure: str = attrs.field(default="", validator=_threshold)
    source: str = ""
    confidence: str = "verified"

    def rule_for(self, roll_call: RollCall, majority: str | None = None) -> Rule | None:
        """The rule by which this house decides a roll call; None where it is the law's own.

        Some majorities depend on who was present or voting, so the roll call is asked.
        """
        provision = provision_for(roll_call.matter, roll_call.date)
        asked = majority or (self.substantive if provision.concurrence else self.procedural)
        if not asked and (self.veto or not provision.concurrence):
            return None
        count = Affirmative(_votes_needed(asked, roll_call) if asked else provision.affirmative)
        return count & Concurrence(P5) if provision.concurrence and self.veto else count

    def decide(self, roll_call: RollCall, majority: str | None = None) -> Outcome:
        """Decide a roll call as this house does; `majority` replaces the usual one, as for closure.

        >>> from unsc_sim import Council
        >>> votes = Council.on("2024-03-28").roll_call(
        ...     "Algeria, China, Guyana, Mozambique, Russia, Sierra Leone", default="abstain", matter="procedural")
        >>> preset("real").decide(votes).adopted, preset("mun-simple").decide(votes).adopted
        (False, True)
        """
        rule = self.rule_for(roll_call, majority)
        return decide(roll_call) if rule is None else decide(roll_call, rule=rule)

    def __str__(self) -> str:
        return self.title if self.confidence == "verified" else f"{self.title} [unverified]"


@cache
def presets() -> tuple[HouseRules, ...]:
    """The rule sets that come with the library, the Council's own first.

    >>> [house.id for house in presets()]
    ['real', 'mun-generic', 'mun-simple', 'nmun', 'thimun']
    """
    found = [read_preset(path) for path in sorted((seeds_root() / "presets").glob("*.toml"))]
    return tuple(sorted(found, key=lambda house: house.id != "real"))


def preset(name: str | HouseRules | Path) -> HouseRules:
    """A rule set by its name, or from a TOML file of your own; one that is made already passes through.

    >>> preset("mun-simple").substantive
    'majority of those voting'

    Raises:
        RuleError: when there is no such preset or file.
        SeedError: when the file cannot be read.
    """
    if isinstance(name, HouseRules):
        return name
    known = {house.id: house for house in presets()}
    if str(name) in known:
        return known[str(name)]
    if str(name).endswith(".toml") and Path(name).is_file():
        return read_preset(Path(name))
    hint = did_you_mean(str(name), known, "Give the path of a .toml file for rules of your own.")
    raise RuleError(str(name), "is not a rule set", "one of " + ", ".join(known), hint)


def read_preset(path: Path) -> HouseRules:
    """Read one rule set from a TOML file.

    Raises:
        SeedError: when a key is unknown or a value cannot be read.
    """
    try:
        return cattrs.Converter(forbid_extra_keys=True).structure(read_toml(path), HouseRules)
    except cattrs.BaseValidationError as error:
        faults = "; ".join(cattrs.transform_error(error, format_exception=_fault))
        known = ", ".join(field.name for field in attrs.fields(HouseRules))
        raise SeedError(path.name, faults, f"the keys {known}", "Mend the key named.") from error


def _fault(error: BaseException, _: type | None) -> str:
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        return f"the key {min(error.extra_fields)!r} is unknown"
    return f"the key {error} is missing" if isinstance(error, KeyError) else str(error)


@attrs.frozen
class Comparison:
    """One roll call under several rule sets, and the difference in words.

    >>> from unsc_sim import roll_call
    >>> print(same_vote(roll_call("S/2016/847"), "real", "mun-simple").difference)
    Both come to the same: the text is not adopted.
    """

    houses: tuple[HouseRules, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def difference(self) -> str:
        """What the rules changed, in a sentence."""
        first, *others = self.outcomes
        if all(outcome.reason is first.reason for outcome in others):
            return f"Both come to the same: the text is {'' if first.adopted else 'not '}adopted."
        return "; ".join(
            f"{house} asks for {outcome.rule}: {outcome.reason.value}"
            for house, outcome in zip(self.houses, self.outcomes, strict=True)
        ) + "."  # fmt: skip

    def __str__(self) -> str:
        pairs = zip(self.houses, self.outcomes, strict=True)
        return "\n".join([*(f"{house}: {outcome}" for house, outcome in pairs), f"The difference: {self.difference}"])


def same_vote(roll_call: RollCall, first: str | HouseRules, second: str | HouseRules,
              matter: Matter | str | None = None) -> Comparison:  # fmt: skip
    """The same vote under two rule books.

    >>> from unsc_sim import Council
    >>> votes = Council.on("2018-03-19").roll_call(
    ...     no="Bolivia, China, KAZ, Russia", abstain="Ivory Coast, GNQ, Ethiopia", default="yes", matter="procedural")
    >>> print(same_vote(votes, "real", "mun-simple"))
    The Security Council: 8 in favour, 4 against, 3 abstaining: not adopted, having failed to obtain the required \
number of votes (9); short by 1.
    Model UN, simple majorities [unverified]: 8 in favour, 4 against, 3 abstaining: adopted.
    The difference: The Security Council asks for at least 9 votes in favour: not adopted, having failed to obtain \
the required number of votes; Model UN, simple majorities [unverified] asks for at least 7 votes in favour: adopted.

    Raises:
        RuleError: when there is no such rule set.
    """
    votes = roll_call if matter is None else attrs.evolve(roll_call, matter=matter)
    houses = (preset(first), preset(second))
    return Comparison(houses, tuple(house.decide(votes) for house in houses))
