"""The rules of procedure and the settled practice that a meeting cites, read from the seeds."""

from __future__ import annotations

from functools import cache

import attrs

from unsc_sim._seeds import read_entries, seeds_root
from unsc_sim.errors import RuleError, did_you_mean

__all__ = ["ProcedureRule", "rule_of_procedure", "rules_of_procedure"]


@attrs.frozen
class ProcedureRule:
    """One rule of procedure, or one settled practice where the rules are silent, in our own words.

    `confidence` is "verified" where a source was read; anything else is shown as "[unverified]".

    >>> print(rule_of_procedure("32(1)"))
    rule 32(1)
    >>> print(rule_of_procedure("36"))
    rule 36 [unverified]
    """

    id: str
    title: str
    says: str
    source: str
    practice: str = ""
    confidence: str = attrs.field(default="verified", validator=attrs.validators.in_(("verified", "memory")))

    def __str__(self) -> str:
        return self.title if self.confidence == "verified" else f"{self.title} [unverified]"


@cache
def rules_of_procedure() -> tuple[ProcedureRule, ...]:
    """Everything a meeting can cite, in the order of the rules; practice last.

    >>> [rule.id for rule in rules_of_procedure()][:3]
    ['2', '9', '18']

    Source: seeds/rules_of_procedure.toml, each rule with its own source.
    """
    return tuple(read_entries(seeds_root() / "rules_of_procedure.toml", "rules", ProcedureRule))


def rule_of_procedure(name: str) -> ProcedureRule:
    """The rule with this number or name.

    >>> rule_of_procedure("30").says.split(";")[0]
    'On a point of order the President rules at once'

    Raises:
        RuleError: when none is called that.
    """
    known = _by_id()
    if name in known:
        return known[name]
    hint = did_you_mean(name, known, "List them with rules_of_procedure().")
    raise RuleError(name, "is not a rule of procedure", "one of " + ", ".join(known), hint)


@cache
def _by_id() -> dict[str, ProcedureRule]:
    return {rule.id: rule for rule in rules_of_procedure()}
