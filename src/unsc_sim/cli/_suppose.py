"""What may be supposed on the command line: another law, other votes, another Council."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import attrs
from cyclopts import Parameter

from unsc_sim.cli import _frame as frame
from unsc_sim.errors import RuleError
from unsc_sim.modifiers import modifier as modifier_of
from unsc_sim.reforms import reform as reform_of

if TYPE_CHECKING:
    from typing import Any

    from unsc_sim.modifiers import Modifier
    from unsc_sim.whatif import Scenario

_LISTS = ("adhering", "parties")
_WORDS = {"yes": True, "no": False}


@Parameter(name="*")
@attrs.frozen
class OtherLaw:
    """Changes to the rule, made in the order in which they stand here."""

    reform: Annotated[str, Parameter(help="Under a proposal, such as g4-2005; see unsc-sim reforms.")] = ""
    without_veto: Annotated[bool, Parameter(negative="", help="Nobody can block.")] = False
    veto_for: Annotated[
        tuple[str, ...], Parameter(negative="", help="A member that can block as well; may be repeated.")
    ] = ()
    requiring: Annotated[int | None, Parameter(help="So many votes in favour are required.")] = None
    modifier: Annotated[
        tuple[str, ...],
        Parameter(negative="", help="A limit to the veto, such as two-vetoes or 'n-vetoes vetoes=3'; may be repeated."),
    ] = ()
    tolerating: Annotated[int | None, Parameter(help="So many negative votes do not block yet.")] = None
    overridable_by: Annotated[int | None, Parameter(help="A veto falls when so many vote in favour.")] = None

    def reformed(self, scenario: Scenario, default: str = "") -> Scenario:
        """The scenario under the proposal that is named, if any; `default` is the vote of members that it adds."""
        return scenario.under(reform_of(self.reform), default=default or None) if self.reform else scenario

    def limited(self, scenario: Scenario) -> Scenario:
        """The scenario with every other change to the rule."""
        if self.without_veto:
            scenario = scenario.without_veto()
        if self.veto_for:
            scenario = scenario.veto_for(*self.veto_for)
        if self.requiring is not None:
            scenario = scenario.requiring(self.requiring)
        for text in self.modifier:
            scenario = scenario.under(limit(text))
        if self.tolerating is not None:
            scenario = scenario.tolerating(self.tolerating)
        return scenario if self.overridable_by is None else scenario.overridable_by(self.overridable_by)


@Parameter(name="*")
@attrs.frozen
class Supposed(OtherLaw):
    """Everything that a what-if may change: the Council, the matter, the rule, the votes."""

    on: Annotated[str, Parameter(help="The Council of another day votes, by the rule in force then.")] = ""
    procedural: Annotated[bool, Parameter(negative="", help="As a procedural matter, where nobody can block.")] = False
    default: Annotated[str, Parameter(help="The vote of the members that --on or --reform brings in.")] = ""
    cast: Annotated[
        tuple[str, ...], Parameter(negative="", help="Another vote, as in Russia=abstain; once for each member.")
    ] = ()

    def made(self, scenario: Scenario) -> Scenario:
        """The scenario with every change asked for: Council and matter first, then votes, then the rule.

        Raises:
            QuestionError: when nothing is changed, a default has nobody to vote for, or a vote is no pair.
            UnscSimError: when a change cannot be made.
        """
        if self.default and not (self.on or self.reform):
            raise frame.QuestionError(
                f"--default {self.default}", "has nobody to vote for", "it beside --on or --reform", "Leave it out."
            )
        before = scenario
        if self.on:
            scenario = scenario.on(self.on, default=self.default or None)
        if self.procedural:
            scenario = scenario.as_procedural()
        scenario = self.limited(self._voted(self.reformed(scenario, self.default)))
        if scenario is before:
            raise frame.QuestionError(
                scenario.label, "is left as it was", "a change", "Add --without-veto, or --cast Russia=abstain."
            )
        return scenario

    def _voted(self, scenario: Scenario) -> Scenario:
        pairs = [_pair(text, "a member and its vote, as in Russia=abstain") for text in self.cast]
        twice = next((name for place, (name, _) in enumerate(pairs) if name in dict(pairs[:place])), None)
        if twice is not None:
            raise frame.QuestionError(twice, "is given two votes", "one --cast for each member", "Leave one out.")
        return scenario.casting(dict(pairs)) if pairs else scenario


def limit(text: str) -> Modifier:
    """A change to the veto by its id, with its options behind it.

    >>> limit("n-vetoes vetoes=3").options["vetoes"]
    3

    Raises:
        QuestionError: when an option is no pair, or unknown.
        RuleError: when there is no such change.
    """
    name, *options = text.split() or [""]
    pairs = [_pair(option, "an option and its value, as in vetoes=3") for option in options]
    try:
        return modifier_of(name, **{key: _read(key, value) for key, value in pairs})
    except RuleError as error:
        if not isinstance(error.given, dict):
            raise
        raise frame.QuestionError(
            text,
            f"cannot be made: {error.problem.partition(': ')[2]}",
            f"as options: {error.expected}",
            "Write them behind it, as in 'n-vetoes vetoes=3'.",
        ) from error


def _pair(text: str, expected: str) -> tuple[str, str]:
    left, equals, right = map(str.strip, text.partition("="))
    if not (left and equals and right):
        raise frame.QuestionError(text, "is no pair", expected, "Write it so.")
    return left, right


def _read(key: str, value: str) -> Any:
    if key in _LISTS:
        return tuple(value.split(","))
    return int(value) if value.isdecimal() else _WORDS.get(value.lower(), value)
