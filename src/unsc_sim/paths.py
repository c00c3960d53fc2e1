"""What would it take? The ways to another result, by votes and by rules, in one call and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim._sentences import capital
from unsc_sim.changes import Changes, Cost, fewest_changes, named, pivotal
from unsc_sim.comparisons import Comparison, compare
from unsc_sim.decisions import Outcome, Reason, decide
from unsc_sim.states import State
from unsc_sim.whatif import Scenario, what_if

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unsc_sim.rollcall import RollCall

__all__ = ["Paths", "what_would_it_take"]

TOWARDS = {
    Reason.ADOPTED: "To be adopted",
    Reason.VETOED: "To be vetoed",
    Reason.INSUFFICIENT_VOTES: "To fall short of the votes required",
}


@attrs.frozen
class Paths:
    """What it would take to change a result: `changes` of votes to each other reason, and other rules side by side.

    `alone` are the members each of whom could have turned adopted into not adopted, or the reverse.
    """

    outcome: Outcome
    alone: tuple[State, ...]
    changes: tuple[Changes, ...]
    rules: Comparison

    @property
    def by_votes(self) -> tuple[str, ...]:
        """Who alone could have changed it, and the fewest changes of votes to each other reason, in a sentence each.

        >>> from unsc_sim import roll_call
        >>> what_would_it_take(roll_call("S/2016/846")).by_votes[0]
        'Russian Federation could alone have changed whether it was adopted.'
        """
        who = named(self.alone, self.outcome.roll_call.council)
        alone = f"{'each of ' if len(self.alone) > 1 else ''}{who or 'no member'}"
        return (
            f"{capital(alone)} could alone have changed whether it was adopted.",
            *(f"{TOWARDS[change.to]}: {_lower(str(change))}" for change in self.changes),
        )

    @property
    def by_rules(self) -> tuple[str, ...]:
        """What each other rule would have made of the same votes, in a sentence each.

        >>> from unsc_sim import roll_call
        >>> what_would_it_take(roll_call("S/2016/846")).by_rules
        ('Without veto: adopted.', 'Tolerating 1 negative vote: adopted.')
        """
        return tuple(f"{capital(named(one.changes))}: {in_short(one.outcome)}." for one in self.rules.scenarios)

    def __str__(self) -> str:
        return "\n".join([f"{self.outcome.roll_call.name}: {self.outcome}", *self.by_votes, *self.by_rules])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from unsc_sim import display  # noqa: PLC0415 - the one upward glance

        return display.mimebundle(self)


def what_would_it_take(roll_call: RollCall, *, cost: Cost | None = None, fixed: Iterable[Any] = ()) -> Paths:
    """The fewest changes of votes that lead to every other result, and what other rules would have made of the votes.

    Other rules are tried where it was not adopted: no veto, two negative votes for a veto, and as many votes required
    as were cast in favour, where these were too few.
    `cost` and `fixed` are those of `fewest_changes`.

    >>> from unsc_sim import roll_call
    >>> print(what_would_it_take(roll_call("S/2016/847")))
    S/2016/847: 4 in favour, 9 against, 2 abstaining: not adopted, having failed to obtain the required number of \
votes (9); short by 5.
    No member could alone have changed whether it was adopted.
    To be adopted: 5 members would have to change their votes; there are 28 ways, each including France, United \
Kingdom and United States.
    To be vetoed: 5 members would have to change their votes; there are 434 ways.
    Without veto: not adopted, short by 5.
    Tolerating 1 negative vote: not adopted, short by 5.
    Requiring 4: not adopted, vetoed by France, United Kingdom and United States.
    Requiring 4 and without veto: adopted.

    Raises:
        DateError: when no rule was in force that day.
        RuleError, NotOnTheCouncilError: as `fewest_changes` does.
    """
    outcome, still = decide(roll_call), tuple(fixed)
    changes = tuple(
        fewest_changes(roll_call, reason, cost=cost, fixed=still) for reason in Reason if reason is not outcome.reason
    )
    return Paths(outcome, pivotal(roll_call), changes, compare(*_other_rules(outcome)))


def _other_rules(outcome: Outcome) -> list[Scenario]:
    if outcome.adopted:
        return []
    as_it_was = what_if(outcome.roll_call)
    tried = [as_it_was.without_veto(), as_it_was.tolerating(1)] if _has_veto(outcome) else []
    if outcome.reason is Reason.INSUFFICIENT_VOTES:
        tried.append(as_it_was.requiring(outcome.tally.yes))
        if tried[-1].outcome.vetoes:
            tried.append(tried[-1].without_veto())
    return tried


def _has_veto(outcome: Outcome) -> bool:
    return outcome.provision is not None and outcome.provision.concurrence


def in_short(outcome: Outcome) -> str:
    """A result in a few words, as "not adopted, short by 5"."""
    if outcome.reason is Reason.VETOED:
        return f"not adopted, vetoed by {named(outcome.vetoes, outcome.roll_call.council)}"
    return "adopted" if outcome.adopted else f"not adopted, short by {outcome.short_by}"


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
