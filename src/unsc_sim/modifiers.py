"""Changes to the veto that combine with any proposal: two needed, none, under one chapter only, open to override."""

from __future__ import annotations

import inspect
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim.changes import named
from unsc_sim.errors import RuleError, did_you_mean
from unsc_sim.reforms import read_presets
from unsc_sim.rollcall import split_names
from unsc_sim.rules import Concurrence
from unsc_sim.states import MemberMapping, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from unsc_sim.rollcall import Names
    from unsc_sim.votes import Vote
    from unsc_sim.whatif import Scenario

__all__ = ["Modifier", "modifier", "modifiers"]


def _fixed(options: Any) -> MemberMapping[str, Any]:
    return MemberMapping(dict(options))


@attrs.frozen
class Modifier:
    """One way to limit the veto, with its options; `Scenario.under` takes it, after a reform or without one.

    >>> from unsc_sim import roll_call
    >>> from unsc_sim.whatif import what_if
    >>> scenario = what_if(roll_call("S/2016/846")).under(modifier("two-vetoes"))
    >>> scenario.label, scenario.outcome.adopted
    ('S/2016/846 · two negative votes needed for a veto', True)

    Source: seeds/reforms.toml, each with its own sources.
    """

    id: str
    title: str
    says: str
    confidence: str
    sources: tuple[str, ...]
    unverified: tuple[str, ...] = ()
    proposed: str = ""
    options: MemberMapping[str, Any] = attrs.field(default=MemberMapping({}), converter=_fixed)

    def applied_to(self, scenario: Scenario, *, default: Vote | str | None = None) -> Scenario:  # noqa: ARG002 - adds nobody
        """The scenario with the veto so limited; it adds no members, so `default` has nobody to vote for.

        Raises:
            RuleError: when nobody has a veto to limit, or an option or a fact is lacking.
        """
        _check(self.id, self.options)
        told = [f"{name.replace('_', ' ')}: {_said(value)}" for name, value in self.options.items()]
        words = (f"{self.title} ({', '.join(told)})" if told else self.title) + self._doubt
        return attrs.evolve(_MADE[self.id](scenario, **self.options), changes=(*scenario.changes, words))

    def __str__(self) -> str:
        dated = f" ({self.proposed})" if self.proposed else ""
        told = f"{self.title[0].upper()}{self.title[1:]}{dated}: {self.says}{self._doubt}"
        return f"{told} Confidence: {self.confidence}."

    @property
    def _doubt(self) -> str:
        return f" [unverified: {', '.join(self.unverified)}]" if self.unverified else ""


def modifiers() -> tuple[Modifier, ...]:
    """Every way to limit the veto that is on record.

    >>> [one.id for one in modifiers()][:3]
    ['two-vetoes', 'n-vetoes', 'no-veto']
    """
    return _read()


def modifier(name: str, **options: Any) -> Modifier:
    """The change to the veto with this id, and its options.

    Options: `n-vetoes` takes `vetoes`; `chapter-vii-only` takes `chapter`, where the record does not say it;
    `override-by-council` takes `votes` (13); `override-by-assembly` takes `overridden`; `explain-or-void` takes
    `explained`; `atrocity-restraint` and `act-code-2015` take `atrocities` and `adhering` (France and
    the United Kingdom), `france-mexico-2015` likewise (France);
    `party-abstention` takes `parties`, where the record names none.

    >>> modifier("override-by-council", votes=12).options["votes"]
    12

    Raises:
        RuleError: when there is none of that name, or an option is lacking or unknown.
    """
    known = {fold(one.id): one for one in _read()}
    if fold(name) not in known:
        ids = [one.id for one in _read()]
        hint = did_you_mean(name, ids, "List them: modifiers().")
        raise RuleError(name, "is no change to the veto on record", "one of " + ", ".join(ids), hint)
    found = known[fold(name)]
    _check(found.id, options)
    return attrs.evolve(found, options=options)


@cache
def _read() -> tuple[Modifier, ...]:
    return tuple(read_presets("modifiers", Modifier))


def _check(name: str, options: Mapping[str, Any]) -> None:
    signature = inspect.signature(_MADE[name])
    try:
        signature.bind(None, **options)
    except TypeError as error:
        wanted = ", ".join([*signature.parameters][1:]) or "no option"
        raise RuleError(dict(options), f"cannot be the options of {name}: {error}", wanted, "Give these.") from None


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return named(value) if isinstance(value, tuple | list) else str(value)


def _voided(scenario: Scenario, void: object) -> Scenario:
    return scenario.without_veto() if void else scenario


_CHAPTERS = {"6": "VI", "7": "VII", "8": "VIII"}


def _n_vetoes(scenario: Scenario, *, vetoes: Any) -> Scenario:
    if not isinstance(vetoes, int) or vetoes < 1:
        raise RuleError(vetoes, "is no number of negative votes", "a whole number from 1 up", "Write vetoes=2.")
    return scenario.tolerating(vetoes - 1)


def _chapter_vii_only(scenario: Scenario, *, chapter: str | int = "") -> Scenario:
    given = str(chapter or scenario.start.draft.chapter or "").strip().upper()
    known = _CHAPTERS.get(given, given)
    if known and known not in _CHAPTERS.values():
        raise RuleError(chapter, "is no chapter of a draft", "VI, VII or VIII", "Write chapter='VII'.")
    if not known:
        raise RuleError(scenario.start.name, "is under a chapter not on record", "a chapter", "Give chapter='VII'.")
    return _voided(scenario, known != "VII")


def _override_by_council(scenario: Scenario, *, votes: int = 13) -> Scenario:
    return scenario.overridable_by(votes)


def _override_by_assembly(scenario: Scenario, *, overridden: bool) -> Scenario:
    return _voided(scenario, overridden)


def _explain_or_void(scenario: Scenario, *, explained: bool) -> Scenario:
    return _voided(scenario, not explained)


def _for_all_five(scenario: Scenario, *, atrocities: bool, adhering: Names = ("France",)) -> Scenario:
    return _atrocity_restraint(scenario, atrocities=atrocities, adhering=adhering)


def _atrocity_restraint(
    scenario: Scenario, *, atrocities: bool, adhering: Names = ("France", "United Kingdom")
) -> Scenario:
    council = scenario.roll_call.council
    blocking = [check.atom for check in scenario.outcome.checks if isinstance(check.atom, Concurrence)]
    holders = {member for atom in blocking for member in atom.holders.of(council)}
    bound = {council.find(name) for name in split_names(adhering)}
    free = [member for member in council.members if member in holders - bound]
    if not atrocities or not free:
        return _voided(scenario, atrocities)
    return scenario.with_veto_holders(*free)


_MADE: dict[str, Callable[..., Scenario]] = {
    "two-vetoes": lambda scenario: scenario.tolerating(1),
    "n-vetoes": _n_vetoes,
    "no-veto": lambda scenario: scenario.without_veto(),
    "chapter-vii-only": _chapter_vii_only,
    "override-by-council": _override_by_council,
    "override-by-assembly": _override_by_assembly,
    "explain-or-void": _explain_or_void,
    "atrocity-restraint": _atrocity_restraint,
    "france-mexico-2015": _for_all_five,
    "act-code-2015": _atrocity_restraint,
    "party-abstention": lambda scenario, *, parties=(): scenario.party_must_abstain(*split_names(parties)),
}
