"""Procedural or substantive: how practice classes the matters that come before the Council."""

from __future__ import annotations

from functools import cache

import attrs

from unsc_sim._seeds import read_entries, seeds_root
from unsc_sim.charter import Matter
from unsc_sim.errors import RuleError, did_you_mean

__all__ = ["ClassedMatter", "class_of", "classes_of_matters"]


@attrs.frozen
class ClassedMatter:
    """One kind of business, the class that practice follows, and the votes that show it.

    `disputed` tells that members once disagreed on the class, so that the preliminary question was asked.

    >>> print(class_of("subsidiary organ"))
    Setting up a subsidiary organ under Article 29: procedural (disputed in the past)
    """

    id: str
    what: str
    settled: Matter = attrs.field(validator=attrs.validators.in_((Matter.PROCEDURAL, Matter.SUBSTANTIVE)))
    precedent: str
    source: str
    disputed: bool = False
    confidence: str = attrs.field(default="verified", validator=attrs.validators.in_(("verified", "memory")))

    def __str__(self) -> str:
        past = " (disputed in the past)" if self.disputed else ""
        return f"{self.what}: {self.settled.value}{past}{' [unverified]' if self.confidence == 'memory' else ''}"


@cache
def classes_of_matters() -> tuple[ClassedMatter, ...]:
    """Everything that practice has classed, procedural matters first.

    >>> [one.id for one in classes_of_matters() if one.disputed]
    ['request under article 12', 'subsidiary organ']

    Source: seeds/classes_of_matters.toml, each with its own source; General Assembly resolution 267 (III).
    """
    return tuple(read_entries(seeds_root() / "classes_of_matters.toml", "classes", ClassedMatter))


def class_of(name: str) -> ClassedMatter:
    """How practice classes one kind of business; use its `settled` as the `matter` of a text.

    >>> class_of("emergency special session").settled
    Matter.PROCEDURAL

    Raises:
        RuleError: when practice has no class of that name here.
    """
    known = {one.id: one for one in classes_of_matters()}
    if name in known:
        return known[name]
    hint = did_you_mean(name, known, "Most matters are substantive: a draft resolution.")
    raise RuleError(name, "is not a kind of business we know", "one of " + ", ".join(known), hint)
