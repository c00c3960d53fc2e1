"""What if: a roll call with one named change after another, each scenario with its label and its outcome."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import attrs

from unsc_sim._dates import spoken_date
from unsc_sim.changes import called, named
from unsc_sim.charter import Matter
from unsc_sim.council import Council
from unsc_sim.decisions import Outcome, decide
from unsc_sim.errors import MissingVoteError, RuleError
from unsc_sim.rewriting import (
    Rewriting,
    instead,
    overridable_by,
    requiring,
    tolerating,
    with_holders,
    without_concurrence,
)
from unsc_sim.rollcall import RollCall
from unsc_sim.rules import Concurrence, Group, Rule
from unsc_sim.seats import Seat, in_order
from unsc_sim.states import MemberMapping, State, state
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from fractions import Fraction

__all__ = ["Change", "Scenario", "what_if"]

CAST = dict(
    zip(Vote, ("votes in favour", "votes against", "abstains", "does not participate", "is absent"), strict=True)
)


@runtime_checkable
class Change(Protocol):
    """A change that knows how to be made, such as a reform: what `Scenario.under` takes."""

    def applied_to(self, scenario: Scenario, *, default: Vote | str | None = None) -> Scenario:
        """The scenario with this change; `default` is the vote of members that had none."""
        ...


@attrs.frozen(repr=False)
class Scenario:
    """A roll call as it was, and as it would have been with the changes named; each change makes a new scenario.

    `start` is the roll call as it was, `roll_call` the votes now supposed, `changes` the words for each change;
    `rewritings` are the changes to the rule, made one after the other on the rule in force for the roll call, so
    that they hold on another date as well.

    >>> from unsc_sim import roll_call
    >>> scenario = what_if(roll_call("S/2016/846")).without_veto().casting({"Russia": "abstain"})
    >>> scenario.label
    'S/2016/846 · without veto · Russian Federation abstains'
    >>> scenario.baseline.reason, scenario.outcome.reason, str(scenario.outcome.tally)
    (Reason.VETOED, Reason.ADOPTED, '11-1-3')
    """

    start: RollCall
    roll_call: RollCall
    rewritings: tuple[Rewriting, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def rule(self) -> Rule:
        """The rule that decides this scenario."""
        return reduce(lambda rule, change: change(rule), self.rewritings, self.roll_call.rule)

    @property
    def outcome(self) -> Outcome:
        """What would have become of the draft."""
        return decide(self.roll_call, rule=self.rule if self.rewritings else None)

    @property
    def baseline(self) -> Outcome:
        """What became of it, by the rule in force and the votes as cast."""
        return decide(self.start)

    @property
    def differs(self) -> bool:
        """Whether the reason is another one than it was."""
        return self.outcome.reason is not self.baseline.reason

    @property
    def label(self) -> str:
        """The draft and every change, in the order in which they were made."""
        return " · ".join((self.start.name, *self.changes))

    def changed(self, words: str, *, roll_call: RollCall | None = None, rule: Rule | None = None) -> Scenario:
        """The scenario with one more change of your own, under these words.

        >>> from unsc_sim import Affirmative, roll_call
        >>> what_if(roll_call("S/2016/847")).changed("by simple majority", rule=Affirmative(8)).outcome.short_by
        4
        """
        return attrs.evolve(
            self,
            roll_call=roll_call or self.roll_call,
            rewritings=self.rewritings if rule is None else (Rewriting(instead, (rule,)),),
            changes=(*self.changes, words),
        )

    def _rewritten(self, words: str, change: Callable[..., Rule], *arguments: Any) -> Scenario:
        rewriting = Rewriting(change, arguments)
        rewriting(self.rule)
        return attrs.evolve(self.changed(words), rewritings=(*self.rewritings, rewriting))

    def with_rule_in_force(self) -> Scenario:
        """This scenario, if its rule is the one in force: what another matter or a reform must begin with.

        Raises:
            RuleError: when its rule was changed, for that change would be lost.
        """
        if self.rewritings:
            problem, remedy = "changed the rule already, which this would undo", "Make the reform or change the matter"
            raise RuleError(self.label, problem, "the rule in force", f"{remedy} first, and the rule after it.")
        return self

    def casting(self, votes: Mapping[Any, Vote | str]) -> Scenario:
        """Some members vote otherwise.

        Raises:
            NotOnTheCouncilError, NotationError: when a name is not a member's, or a vote cannot be read.
        """
        changed = self.roll_call.casting(votes)
        told = [f"{called(member, changed.council)} {CAST[changed[member]]}" for member in self._members(votes)]
        return self.changed(", ".join(told), roll_call=changed)

    def without_veto(self) -> Scenario:
        """Nobody can block; the votes in favour alone decide."""
        return self._rewritten("without veto", without_concurrence)

    def veto_for(self, *names: str | State) -> Scenario:
        """More members can block, beside those who can.

        >>> from unsc_sim import roll_call
        >>> [str(who) for who in what_if(roll_call("S/2016/846")).veto_for("Venezuela").outcome.vetoes]
        ['Russian Federation', 'Venezuela']

        Raises:
            NotOnTheCouncilError: when a name is not a member's.
        """
        council = self.roll_call.council
        more = self._members(names)
        before = [check.atom.holders for check in self.outcome.checks if isinstance(check.atom, Concurrence)]
        held = {member for group in before for member in group.of(council)}
        words = named([*dict.fromkeys(before), *(member for member in more if member not in held)], council)
        group = Group(words, tuple(member for member in council.members if member in held.union(more)))
        return self._rewritten(f"a veto for {named(more, council)}", with_holders, group)

    def with_veto_holders(self, *names: str | State) -> Scenario:
        """Only these members can block.

        Raises:
            NotOnTheCouncilError: when a name is not a member's.
        """
        members = self._members(names)
        words = named(members, self.roll_call.council)
        return self._rewritten(f"a veto for {words} only", with_holders, Group(words, members))

    def requiring(self, votes: int | Fraction) -> Scenario:
        """Another number of votes in favour is required.

        Raises:
            RuleError: when the rule requires no number of votes of all members.
        """
        return self._rewritten(f"requiring {votes}", requiring, votes)

    def tolerating(self, negative: int) -> Scenario:
        """Only more than this many negative votes of members with a veto block.

        Raises:
            RuleError: when nobody can block under the rule.
        """
        words = f"tolerating {negative} negative {'vote' if negative == 1 else 'votes'}"
        return self._rewritten(words, tolerating, negative)

    def overridable_by(self, votes: int) -> Scenario:
        """A veto falls when this many members vote in favour.

        Raises:
            RuleError: when nobody can block under the rule.
        """
        return self._rewritten(f"overridable by {votes}", overridable_by, votes)

    def as_matter(self, matter: Matter | str) -> Scenario:
        """The same votes on another kind of matter, by the rule in force for it.

        Raises:
            RuleError: when the rule was changed before; change the matter first.
        """
        read = Matter.parse(matter)
        changed = self.with_rule_in_force().changed(
            f"as a {read.value} matter" if read is Matter.PROCEDURAL else f"as {read.value}"
        )
        return attrs.evolve(changed, roll_call=attrs.evolve(self.roll_call, matter=read))

    def as_procedural(self) -> Scenario:
        """The same votes on a procedural matter, where nobody can block (Article 27(2))."""
        return self.as_matter(Matter.PROCEDURAL)

    def party_must_abstain(self, *names: str | State) -> Scenario:
        """Parties to the dispute abstain, those named or those that the record names, under whatever chapter.

        Raises:
            RuleError: when no party is named and the record names none that sits on the Council.

        Source: Charter, Article 27(3), proviso; in practice not applied.
        """
        council, votes = self.roll_call.council, self.roll_call.votes
        parties = [council.find(name) for name in names or self.roll_call.draft.parties if names or name in votes]
        if not parties:
            raise RuleError(self.start.name, "has no party to a dispute on record", "a party", "Name the parties.")
        bound = {member: Vote.ABSTAIN for member in parties if votes[member] in {Vote.YES, Vote.NO}}
        words = f"the {'party' if len(parties) == 1 else 'parties'} {named(parties, council)} must abstain"
        return self.changed(words, roll_call=self.roll_call.casting(bound))

    def replacing(self, members: Mapping[Any, str | State]) -> Scenario:
        """Other states sit in the place of some members, and vote as those did until `casting` says otherwise.

        Raises:
            NotOnTheCouncilError, UnknownStateError: when a name is not a member's, or not a state's.
            RuleError: when nobody is named, or a state would sit twice.
        """
        council, votes = self.roll_call.council, self.roll_call.votes
        self._members(members)
        places = {council.find(old): state(new) for old, new in members.items()}
        seats = [attrs.evolve(seat, state=places.get(seat.state, seat.state)) for seat in council.seats]
        cast = {places.get(member, member): vote for member, vote in votes.items()}
        words = ", ".join(
            f"{new.short_on(council.date)} in the place of {called(old, council)}" for old, new in places.items()
        )
        return self.changed(words, roll_call=self._seated(seats, cast))

    def adding(self, *names: str | State, vote: Vote | str, permanent: bool = False, region: str = "") -> Scenario:
        """More members sit and cast this vote; as permanent members they hold what the rule gives these.

        Raises:
            RuleError: when nobody is named, or a state would sit twice.
            UnknownStateError: when a name is not a state's.
        """
        council, cast = self.roll_call.council, Vote.parse(vote)
        new = [Seat(state(name), permanent, region) for name in names]
        if not new:
            raise RuleError(names, "names nobody", "at least one state", "Name a state that does not sit yet.")
        votes = dict(self.roll_call.votes) | {seat.state: cast for seat in new}
        words = f"{named(seat.state.short_on(council.date) for seat in new)} added, {cast.phrase}"
        return self.changed(words, roll_call=self._seated([*council.seats, *new], votes))

    def on(self, day: date | str, *, default: Vote | str | None = None) -> Scenario:
        """The Council of another date votes, by the rule in force then; who sat on both votes as it did.

        Changes made to the rule before are made to the rule of that date.

        Raises:
            MissingVoteError: when a member of that Council has no vote and no `default` is given.
            DateError: when there was no Council that day.
        """
        council = Council.on(day)
        votes = {member: vote for member, vote in self.roll_call.votes.items() if member in council.members}
        words = f"the Council of {spoken_date(council.date)}"
        if default is not None:
            words += f", its other members {Vote.parse(default).phrase}"
        return self.changed(words, roll_call=self.seated(council, votes, default))

    def under(self, change: Change, *, default: Vote | str | None = None) -> Scenario:
        """A reform, or any other change that can apply itself; `default` is the vote of members it adds.

        Raises:
            MissingVoteError: when it adds members and no `default` is given.
            RuleError: when it is no change, such as the mere id of one.
        """
        if not isinstance(change, Change):
            raise RuleError(change, "is no change", "a reform or modifier", "Write reform('g4-2005') or modifier(…).")
        return change.applied_to(self, default=default)

    def seated(self, council: Council, votes: Mapping[State, Vote], default: Vote | str | None = None) -> RollCall:
        """The roll call of another Council with these votes, and the default of members that have none.

        Raises:
            MissingVoteError: when a member has no vote and there is no default.
        """
        missing = [member for member in council.members if member not in votes]
        if missing and default is None:
            raise MissingVoteError(
                named(missing, council), "cast no vote on this draft", "the vote of every member", "Give default='yes'."
            )
        given = {member: votes[member] if member in votes else Vote.parse(default or "") for member in council.members}
        return attrs.evolve(self.roll_call, council=council, votes=MemberMapping(given))

    def _members(self, names: Iterable[object]) -> tuple[State, ...]:
        found = tuple(map(self.roll_call.council.find, names))
        if not found:
            raise RuleError(found, "names nobody", "at least one member", "Name a member.")
        return found

    def _seated(self, seats: list[Seat], votes: Mapping[State, Vote]) -> RollCall:
        council = self.roll_call.council
        twice = [member for member, count in Counter(seat.state for seat in seats).items() if count > 1]
        if twice:
            who = named(twice, council)
            raise RuleError(
                who, "would sit on the Council twice", "a state that has no seat yet", "Name another state."
            )
        return self.seated(attrs.evolve(council, seats=in_order(seats, council.date)), votes)

    def __str__(self) -> str:
        return f"{self.label}\n{self.outcome}"

    def __repr__(self) -> str:
        return f"<Scenario {self.label}: {self.outcome.reason.name.replace('_', ' ').lower()}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from unsc_sim import display  # noqa: PLC0415 - the one upward glance

        return display.mimebundle(self)


def what_if(roll_call: RollCall) -> Scenario:
    """Begin a what-if: the roll call as it was, ready for named changes.

    >>> from unsc_sim import roll_call
    >>> print(what_if(roll_call("S/2016/846")).without_veto())
    S/2016/846 · without veto
    11 in favour, 2 against, 2 abstaining: adopted.

    Raises:
        RuleError: when it is given anything but a roll call.
    """
    if not isinstance(roll_call, RollCall):
        raise RuleError(roll_call, "is not a roll call", "a RollCall", "Find one with roll_call('S/2016/846').")
    return Scenario(roll_call, roll_call)
