"""The Secretary-General and membership: the Council recommends, the General Assembly decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from unsc_sim.charter import Matter
from unsc_sim.council import Council
from unsc_sim.decisions import Outcome, Reason, decide
from unsc_sim.elections._majorities import majority, two_thirds
from unsc_sim.errors import RuleError
from unsc_sim.rollcall import RollCall
from unsc_sim.states import MemberMapping
from unsc_sim.votes import Tally, Vote

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

__all__ = ["Recommendation", "StrawPoll", "TwoStages", "ballot_on_recommendation", "straw_poll", "two_stages"]

_PERMANENT = 5


@attrs.frozen
class StrawPoll:
    """An informal poll on candidates: encourage, discourage, no opinion; on coloured papers or not.

    `counts` are triples by candidate; `permanent_discouraging` counts the permanent members' papers among those that
    discourage, known only where the papers are coloured. Nothing is decided by it.
    """

    counts: tuple[tuple[str, Tally], ...]
    permanent_discouraging: tuple[tuple[str, int], ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """The candidates, most encouraged first, fewest discouragements breaking ties."""
        return tuple(name for name, _ in sorted(self.counts, key=lambda one: (-one[1].yes, one[1].no, one[0])))

    @property
    def warnings(self) -> tuple[str, ...]:
        """Whom a permanent member discourages: a signal of a veto, not one."""
        return tuple(
            f"{name}: {many} permanent member{'s discourage' if many > 1 else ' discourages'}; in the formal vote this "
            "would be a veto if the votes needed are there."
            for name, many in self.permanent_discouraging
            if many
        )

    def __str__(self) -> str:
        votes = dict(self.counts)
        lines = [f"{name}: {votes[name].yes} encourage, {votes[name].no} discourage, {votes[name].abstain} no opinion"
                 for name in self.order]  # fmt: skip
        return "\n".join([*lines, *self.warnings, "A straw poll decides nothing."])


def straw_poll(
    counts: Mapping[str, tuple[int, int, int]], *, permanent_discouraging: Mapping[str, int] | None = None
) -> StrawPoll:
    """A straw poll on candidates for Secretary-General; coloured where the permanent members' papers are told apart.

    >>> poll = straw_poll({"Ann": (13, 0, 2), "Bo": (11, 2, 2)}, permanent_discouraging={"Bo": 1})
    >>> poll.order, len(poll.warnings)
    (('Ann', 'Bo'), 1)

    Raises:
        RuleError: when more permanent members discourage than members do, or than there are.

    Source: Charter, Article 97; practice since 1981, coloured papers since 1991.
    """
    coloured = dict(permanent_discouraging or {})
    for name, many in coloured.items():
        discouraging = counts.get(name, (0, 0, 0))[1]
        if many > min(discouraging, _PERMANENT):
            raise RuleError(many, f"permanent members cannot discourage {name}", f"at most {min(discouraging, 5)}",
                            "Count the papers again.")  # fmt: skip
    polled = tuple((name, Tally(*votes)) for name, votes in counts.items())
    return StrawPoll(polled, tuple(coloured.items()))


@attrs.frozen
class Recommendation:
    """The Council's formal vote by ballot: the count, how many permanent members voted against, and the result.

    The positions are secret, so vetoes are counted and not named.
    """

    tally: Tally
    reason: Reason
    permanent_against: int

    def __str__(self) -> str:
        return f"{self.tally.spoken}: {self.reason.value}."


def ballot_on_recommendation(tally: Tally | str, *, permanent_against: int, on: date | str) -> Recommendation:
    """A formal vote by secret ballot on a recommendation, decided by the rule in force that day.

    >>> ballot_on_recommendation("14-1-0", permanent_against=1, on="1996-11-19").reason
    Reason.VETOED
    >>> ballot_on_recommendation("8-1-6", permanent_against=1, on="1996-11-19").reason
    Reason.INSUFFICIENT_VOTES

    Raises:
        RuleError: when more permanent members are said to vote against than members do, or than can.
        NotationError: when the tally cannot be read.

    Source: Charter, Articles 27(3) and 97; S/1996/952.
    """
    count = tally if isinstance(tally, Tally) else Tally.parse(tally)
    council = Council.on(on)
    if count.total != len(council) or not 0 <= count.no - permanent_against <= len(council.elected):
        raise RuleError(str(count), f"does not fit {len(council)} papers, {permanent_against} permanent ones against",
                        "a paper of every member", "Count the coloured ballots again.")  # fmt: skip
    against, others = council.permanent[:permanent_against], council.permanent[permanent_against:]
    papers = (*against, *council.elected, *others)
    if len(against) != permanent_against or count.no > len(against) + len(council.elected):
        raise RuleError(permanent_against, "permanent members cannot have voted so", f"0 to {min(count.no, 5)}",
                        "Count the coloured ballots again.")  # fmt: skip
    cast = [vote for vote, many in zip(Vote, attrs.astuple(count), strict=True) for _ in range(many)]
    negative_first = sorted(cast, key=lambda vote: vote is not Vote.NO)
    anonymous = RollCall(council, MemberMapping(dict(zip(papers, negative_first, strict=True))))
    return Recommendation(count, decide(anonymous).reason, permanent_against)


@attrs.frozen
class TwoStages:
    """A decision of the Council and then of the General Assembly: admission, suspension, expulsion, appointment.

    `needed` are the votes in favour that the Assembly asks of those present and voting; `assembly` is None where the
    Council made no recommendation, since the Assembly then cannot act.
    """

    council: Outcome
    assembly: Tally | None
    needed: int
    done: bool

    def __str__(self) -> str:
        if self.assembly is None:
            return f"The Council: {self.council} Without its recommendation the General Assembly cannot act."
        return (
            f"The Council: {self.council} The General Assembly: {self.assembly.spoken}, {self.needed} needed: "
            f"{'decided' if self.done else 'not decided'}."
        )


def two_stages(council: RollCall, assembly: Tally | str, *, important: bool = True) -> TwoStages:
    """Admission, suspension or expulsion of a Member, or an appointment: the Council recommends, the Assembly decides.

    An `important` question needs two thirds of those present and voting in the Assembly (admission, suspension,
    expulsion); otherwise a majority of them. The Council's vote is a substantive one; restoring rights after a
    suspension is for the Council alone.

    >>> from unsc_sim import Council
    >>> votes = Council.on("2024-04-18").roll_call(no="US", abstain="UK, Switzerland", default="yes")
    >>> two_stages(votes, "190-0-0").done
    False

    Raises:
        NotationError: when the tally cannot be read.

    Source: Charter, Articles 4 to 6, 18 and 97; rules 58 to 60.
    """
    outcome = decide(council, matter=Matter.SUBSTANTIVE)
    count = assembly if isinstance(assembly, Tally) else Tally.parse(assembly)
    voting = count.yes + count.no
    needed = two_thirds(voting) if important else majority(voting)
    if not outcome.adopted:
        return TwoStages(outcome, None, needed, done=False)
    return TwoStages(outcome, count, needed, done=count.yes >= max(1, needed))
