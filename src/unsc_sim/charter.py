"""The dated rule book: which rule decides which kind of matter on which day, and who says so."""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import cache
from typing import Any

import attrs
import cattrs

from unsc_sim._dates import as_date, spoken_date, within
from unsc_sim._seeds import read_entries, seeds_root
from unsc_sim.errors import DateError, RuleError, did_you_mean
from unsc_sim.rules import P5, Affirmative, Concurrence, Rule

__all__ = ["Matter", "Provision", "provision_for", "provisions", "rule_for"]


class Matter(Enum):
    """What kind of matter is decided; it settles which rule applies.

    `PRELIMINARY_QUESTION` is the vote on whether a matter is procedural, decided with the permanent members'
    concurrence; `PRELIMINARY_QUESTION_AFTER_RULING` is the same vote where the President rules the matter procedural.
    Amendments and paragraphs of a substantive text, admissions and recommendations are substantive.

    >>> Matter.parse("procedural")
    Matter.PROCEDURAL

    Source: Charter, Articles 27 and 109; Statute of the Court, Article 10; San Francisco statement of 7 June 1945.
    """

    SUBSTANTIVE = "substantive"
    PROCEDURAL = "procedural"
    PRELIMINARY_QUESTION = "preliminary question"
    PRELIMINARY_QUESTION_AFTER_RULING = "preliminary question after ruling"
    COURT_ELECTION = "court election"
    REVIEW_CONFERENCE = "review conference"

    @classmethod
    def parse(cls, text: str | Matter) -> Matter:
        """Read a matter by its words.

        Raises:
            RuleError: when there is no such matter.
        """
        if isinstance(text, Matter):
            return text
        folded = text.strip().casefold().replace("_", " ").replace("-", " ")
        words = {matter.value: matter for matter in cls}
        if folded in words:
            return words[folded]
        hint = did_you_mean(folded, words, "Most matters are substantive.")
        raise RuleError(text, "is not a kind of matter", "one of " + ", ".join(words), hint)

    def __repr__(self) -> str:
        return f"Matter.{self.name}"


@attrs.frozen
class Provision:
    """One rule of the book, with its period, its authority, what practice added and what we assume.

    `affirmative` is the number of votes in favour required; both days of the period belong to it.

    >>> str(provision_for(Matter.SUBSTANTIVE, date(1965, 11, 23)).rule)
    'at least 7 votes in favour, and no negative vote of a permanent member'
    """

    id: str
    matter: Matter
    start: date
    affirmative: int
    concurrence: bool
    authority: str
    says: str
    practice: str
    assumes: str
    source: str
    end: date | None = None
    confidence: str = "verified"

    @property
    def rule(self) -> Rule:
        """The expression that decides."""
        return Affirmative(self.affirmative) & Concurrence(P5) if self.concurrence else Affirmative(self.affirmative)

    def __str__(self) -> str:
        return f"{self.authority}: {self.rule}"


def provision_for(matter: Matter | str, on: date | str) -> Provision:
    """The provision in force for a matter on a day.

    >>> provision_for("court election", "2017-11-13").affirmative
    8

    Raises:
        DateError: before 12 January 1946, when there was no Council.
        RuleError: when there is no such matter.
    """
    wanted, day = Matter.parse(matter), as_date(on)
    for provision in provisions():
        if provision.matter is wanted and within(day, provision.start, provision.end):
            return provision
    raise DateError(
        spoken_date(day), "is before the Council first met", "a day from 12 January 1946 on", "Give a later date."
    )


def rule_for(matter: Matter | str, on: date | str) -> Rule:
    """The rule in force for a matter on a day.

    >>> rule_for(Matter.SUBSTANTIVE, "2016-10-08")
    Affirmative(9) & Concurrence(P5)
    >>> rule_for(Matter.PROCEDURAL, "1950-09-29")
    Affirmative(7)

    Raises:
        DateError: before 12 January 1946, when there was no Council.
        RuleError: when there is no such matter.
    """
    return provision_for(matter, on).rule


@cache
def provisions() -> tuple[Provision, ...]:
    """The whole rule book, newest rule of each matter first.

    >>> [p.affirmative for p in provisions() if p.matter is Matter.SUBSTANTIVE]
    [9, 7]
    """
    return tuple(read_entries(seeds_root() / "rules.toml", "provisions", Provision, _converter()))


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(date, _as_is)
    return converter


def _as_is(value: Any, _: type[date]) -> date:
    return as_date(value)
