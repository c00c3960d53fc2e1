"""What is supposed of the rule at the Council table: matter, proposal, votes required, limit to the veto."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim.charter import Matter
from unsc_sim.errors import RuleError, did_you_mean
from unsc_sim.modifiers import modifier
from unsc_sim.reforms import reform
from unsc_sim.rules import EVERYONE, Affirmative
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unsc_sim.whatif import Scenario

__all__ = ["LIMITS", "Law", "required_by"]

LIMITS: Mapping[str, Mapping[str, Any]] = MappingProxyType({
    "no-veto": {},
    "two-vetoes": {},
    "override-by-council": {"votes": 13},
    "override-by-assembly": {"overridden": True},
    "explain-or-void": {"explained": False},
    "france-mexico-2015": {"atrocities": True},
    "act-code-2015": {"atrocities": True},
    "chapter-vii-only": {},
    "party-abstention": {},
})  # fmt: skip
"""The limits to the veto that the table offers, by the id of `modifiers()`, with the options it sets for each."""
MOST = 99


def _matter(given: Matter | str | None) -> Matter | None:
    return None if given is None or given == "" else Matter.parse(given)


def _proposal(given: str) -> str:
    return reform(given).id if given else ""


def _limit(given: str) -> str:
    if given and given not in LIMITS:
        hint = did_you_mean(str(given), LIMITS, "Use one of these.")
        raise RuleError(given, "is no limit to the veto that the table knows", "one of " + ", ".join(LIMITS), hint)
    return given


def _required(given: int | None) -> int | None:
    if given is not None and (type(given) is not int or not 0 <= given <= MOST):
        raise RuleError(given, "is no number of votes", f"a whole number from 0 to {MOST}", "Write required=9.")
    return given


@attrs.frozen
class Law:
    """What is supposed of the rule; what is left out stays as it was.

    `matter` is another kind of matter, `reform` the id of a proposal, `required` another number of votes in favour,
    `limit` the id of a limit to the veto, one of `LIMITS`.

    >>> Law(limit="no-veto", required=4)
    Law(matter=None, reform='', required=4, limit='no-veto')

    Raises:
        RuleError: when there is no such matter, proposal or limit, or the number is none.
    """

    matter: Matter | None = attrs.field(default=None, converter=_matter)
    reform: str = attrs.field(default="", converter=_proposal)
    required: int | None = attrs.field(default=None, converter=_required)
    limit: str = attrs.field(default="", converter=_limit)

    def begun(self, scenario: Scenario) -> Scenario:
        """The scenario with its matter and its Council: before votes are changed and the rule is rewritten.

        Members that a proposal adds begin in favour, as everybody does who has no vote on record.
        """
        if self.matter is not None and self.matter is not scenario.roll_call.matter:
            scenario = scenario.as_matter(self.matter)
        return scenario.under(reform(self.reform), default=Vote.YES) if self.reform else scenario

    def limited(self, scenario: Scenario) -> Scenario:
        """The scenario with every other change to the rule."""
        if self.required is not None and self.required != required_by(scenario):
            scenario = scenario.requiring(self.required)
        return scenario.under(modifier(self.limit, **LIMITS[self.limit])) if self.limit else scenario


def required_by(scenario: Scenario) -> int | None:
    """The votes in favour that are required of all members; None where the rule names no such number."""
    atoms = (check.atom for check in scenario.outcome.checks)
    counts = (one for one in atoms if isinstance(one, Affirmative) and one.among == EVERYONE and one.weights is None)
    return next((int(one.required) for one in counts), None)
