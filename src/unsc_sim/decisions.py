"""Deciding: what became of a draft, why, and on whose authority."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from unsc_sim.charter import Matter, Provision, provision_for
from unsc_sim.errors import RuleError, did_you_mean
from unsc_sim.rollcall import RollCall
from unsc_sim.rules import Affirmative, Check, Concurrence, Rule
from unsc_sim.states import State
from unsc_sim.votes import Tally, Vote

__all__ = ["Outcome", "PartyAbstention", "Reason", "decide"]


class Reason(Enum):
    """Why a draft ended as it did; the value is what the President would say.

    >>> from unsc_sim import decide, roll_call
    >>> decide(roll_call("S/2016/847")).reason
    Reason.INSUFFICIENT_VOTES

    Source: Charter, Article 27; the Presidents' announcements in the records of the Council.
    """

    ADOPTED = "adopted"
    VETOED = "not adopted, owing to the negative vote of a permanent member"
    INSUFFICIENT_VOTES = "not adopted, having failed to obtain the required number of votes"

    def __repr__(self) -> str:
        return f"Reason.{self.name}"


class PartyAbstention(Enum):
    """What to do about Article 27(3)'s proviso that a party to a dispute shall abstain.

    `IGNORE` is the practice; `ADVISE` says so in the outcome's notes; `ENFORCE` counts the party's vote as an
    abstention, which can then neither help to reach nine nor block.

    >>> PartyAbstention.parse("enforce")
    PartyAbstention.ENFORCE

    Source: Charter, Articles 27(3) and 52(3); the proviso was last raised, without effect, on 17 April 2000.
    """

    IGNORE = "ignore"
    ADVISE = "advise"
    ENFORCE = "enforce"

    def __repr__(self) -> str:
        return f"PartyAbstention.{self.name}"

    @classmethod
    def parse(cls, text: str | PartyAbstention) -> PartyAbstention:
        """Read an option by its word.

        Raises:
            RuleError: when there is no such option.
        """
        options = {option.value: option for option in cls}
        if isinstance(text, PartyAbstention):
            return text
        if text in options:
            return options[text]
        raise RuleError(
            text,
            "is not an option for parties to a dispute",
            "one of " + ", ".join(options),
            did_you_mean(str(text), options, "Leave it out to follow the practice."),
        )


@attrs.frozen(repr=False)
class Outcome:
    """What became of a roll call, and why.

    `vetoes` are the permanent members whose negative votes prevented the decision (empty unless it was vetoed);
    `short_by` is how many votes in favour were lacking (0 unless it fell short); `roll_call` holds the votes as they
    were counted; `provision` is None where a rule of the caller's own was applied.

    >>> from unsc_sim import Council
    >>> outcome = decide(Council.on("2016-10-08").roll_call(no="RUS, VEN", abstain="AGO, CHN", default="yes"))
    >>> print(outcome)
    11 in favour, 2 against, 2 abstaining: not adopted, owing to the negative vote of a permanent member \
(Russian Federation).
    >>> outcome.reason, outcome.adopted, outcome.vetoes
    (Reason.VETOED, False, (state('RUS'),))
    """

    roll_call: RollCall
    rule: Rule
    reason: Reason
    vetoes: tuple[State, ...] = ()
    short_by: int | Fraction = 0
    provision: Provision | None = None
    notes: tuple[str, ...] = ()

    @property
    def adopted(self) -> bool:
        """Whether the text was adopted."""
        return self.reason is Reason.ADOPTED

    @property
    def tally(self) -> Tally:
        """The count, of the votes as they were counted."""
        return self.roll_call.tally

    @property
    def citation(self) -> str:
        """The authority for the rule applied."""
        return self.provision.authority if self.provision else "a rule supplied for this question"

    @property
    def checks(self) -> tuple[Check, ...]:
        """How every condition of the rule fared."""
        return self.rule.checks(self.roll_call.votes, self.roll_call.council)

    def explain(self) -> str:
        """The outcome in words a first-year student understands: the count, each condition, the conclusion.

        >>> from unsc_sim import Council
        >>> draft = Council.on("2016-10-08").roll_call("CHN EGY RUS VEN", abstain="AGO, URY", default="no")
        >>> print(decide(draft).explain())
        The vote: 4 in favour, 9 against, 2 abstaining.
        The rule: at least 9 votes in favour, and no negative vote of a permanent member \
(Charter of the United Nations, Article 27(3)).
        - Not met: at least 9 votes in favour: 4 were cast, so 5 were lacking.
        - Not asked: no negative vote of a permanent member: France, United Kingdom and United States voted against, \
but a negative vote is a veto only where the votes needed are there.
        The result: not adopted, having failed to obtain the required number of votes (9).
        """
        lines = [
            f"The vote: {self.tally.spoken}.",
            f"The rule: {self.rule} ({self.citation}).",
            *(f"- {_told(check, self.reason)}" for check in self.checks),
            f"The result: {self._result()}.",
            *self.notes,
        ]
        return "\n".join(lines)

    def _result(self) -> str:
        said: str = self.reason.value
        if self.reason is Reason.VETOED:
            if len(self.vetoes) > 1:
                said = said.replace("vote of a permanent member", "votes of permanent members")
            return f"{said} ({_names(self.vetoes)})"
        return said + (_required(self.checks) if self.reason is Reason.INSUFFICIENT_VOTES else "")

    def __str__(self) -> str:
        short = f"; short by {self.short_by}" if self.reason is Reason.INSUFFICIENT_VOTES else ""
        return f"{self.tally.spoken}: {self._result()}{short}."

    def __repr__(self) -> str:
        own = "" if self.provision else f", rule={self.rule!r}"
        matter = (
            ""
            if own or self.provision is None or self.provision.matter is self.roll_call.matter
            else f", matter={self.provision.matter!r}"
        )
        return f"decide({self.roll_call!r}{matter}{own})"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from unsc_sim import display  # noqa: PLC0415 - the one upward glance

        return display.mimebundle(self)


def decide(
    roll_call: RollCall,
    *,
    matter: Matter | str | None = None,
    rule: Rule | None = None,
    party_abstention: PartyAbstention | str = PartyAbstention.IGNORE,
) -> Outcome:
    """Decide a roll call by the rule in force for its matter that day, or by a rule of your own.

    A `rule` of your own decides alone; without it, `matter` says which provision applies in place of the roll call's.

    The questions are asked in the order of the law: are there enough votes in favour? then, does a negative vote
    block? Only a negative vote that prevents what would otherwise be adopted is a veto.

    >>> from unsc_sim import Council, P5, Affirmative, Concurrence
    >>> votes = Council.on("2016-10-08").roll_call("CHN EGY RUS VEN", abstain="AGO, URY", default="no")
    >>> print(decide(votes))
    4 in favour, 9 against, 2 abstaining: not adopted, having failed to obtain the required number of votes (9); \
short by 5.
    >>> [str(member) for member in decide(votes, rule=Affirmative(4) & Concurrence(P5)).vetoes]
    ['France', 'United Kingdom', 'United States']

    Raises:
        DateError: when no rule was in force that day.
        RuleError: when there is no such matter or option.

    Source: Charter, Article 27; on what counts as a veto, S/PV.7354 (8-2-5) against S/PV.9866 (9-1-5).
    """
    provision, law = _law(roll_call, matter, rule)
    counted, notes = _parties(roll_call, provision, PartyAbstention.parse(party_abstention))
    votes, council = counted.votes, counted.council

    if not law.holds(votes, council, concurring=True):
        return Outcome(counted, law, Reason.INSUFFICIENT_VOTES, (), law.shortfall(votes, council), provision, notes)
    if not law.holds(votes, council):
        return Outcome(counted, law, Reason.VETOED, _blocking(law.checks(votes, council)), 0, provision, notes)
    return Outcome(counted, law, Reason.ADOPTED, (), 0, provision, notes)


def _law(roll_call: RollCall, matter: Matter | str | None, rule: Rule | None) -> tuple[Provision | None, Rule]:
    if rule is not None:
        return None, rule
    provision = provision_for(matter or roll_call.matter, roll_call.date)
    return provision, provision.rule


def _blocking(checks: tuple[Check, ...]) -> tuple[State, ...]:
    failed = (check for check in checks if isinstance(check.atom, Concurrence) and not check.held)
    return tuple(dict.fromkeys(member for check in failed for member in check.negative))


def _parties(
    roll_call: RollCall,
    provision: Provision | None,
    option: PartyAbstention,
) -> tuple[RollCall, tuple[str, ...]]:
    applies = provision is not None and provision.matter is Matter.SUBSTANTIVE and roll_call.draft.chapter == "VI"
    parties = [party for party in roll_call.draft.parties if applies and party in roll_call.votes]
    bound = [party for party in parties if roll_call[party] in {Vote.YES, Vote.NO}]
    if option is PartyAbstention.IGNORE or not bound:
        return roll_call, ()
    if option is PartyAbstention.ADVISE:
        return roll_call, tuple(
            f"Note: {party} is a party to the dispute; Article 27(3) says that it shall abstain from voting, and it "
            f"voted {roll_call[party].phrase}. The vote is counted as cast, as the practice is."
            for party in bound
        )
    return roll_call.casting(dict.fromkeys(bound, Vote.ABSTAIN)), tuple(
        f"Note: the vote of {party}, a party to the dispute, is counted as an abstention (Article 27(3))."
        for party in bound
    )


def _told(check: Check, reason: Reason) -> str:
    atom = check.atom
    if isinstance(atom, Affirmative):
        lacking = check.needed - check.count
        found = f"{check.count} {'was' if check.count == 1 else 'were'} cast"
        if check.held:
            return f"Met: {atom}: {found}."
        return f"Not met: {atom}: {found}, so {lacking} {'was' if lacking == 1 else 'were'} lacking."
    against = f"{_names(check.negative)} voted against" if check.negative else "none voted against"
    if reason is Reason.INSUFFICIENT_VOTES:
        because = ", but a negative vote is a veto only where the votes needed are there" if not check.held else ""
        return f"Not asked: {atom}: {against}{because}."
    return f"{'Met' if check.held else 'Not met'}: {atom}: {against}."


def _required(checks: tuple[Check, ...]) -> str:
    counts = [check for check in checks if isinstance(check.atom, Affirmative)]
    return f" ({counts[0].needed})" if len(counts) == 1 else ""


def _names(members: tuple[State, ...]) -> str:
    names = [str(member) for member in members]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
