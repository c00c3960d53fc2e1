"""Deciding: what became of a draft, why, and on whose authority."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from unsc_sim._sentences import not_carried, stopped, told
from unsc_sim.charter import Matter, Provision, provision_for
from unsc_sim.errors import RuleError, did_you_mean
from unsc_sim.rollcall import RollCall
from unsc_sim.rules import Check, Concurrence, Rule
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

    @classmethod
    def parse(cls, text: str | Reason) -> Reason:
        """Read a reason by its name or by what readers are told of it, in any case.

        >>> Reason.parse("insufficient votes"), Reason.parse("short of votes")
        (Reason.INSUFFICIENT_VOTES, Reason.INSUFFICIENT_VOTES)

        Raises:
            RuleError: when there is no such reason.
        """
        if isinstance(text, Reason):
            return text
        told = {said: one for one, said in RESULTS.items()}
        words = {one.name.casefold().replace("_", " "): one for one in cls}
        folded = text.strip().casefold().replace("_", " ").replace("-", " ")
        if folded in words | told:
            return (words | told)[folded]
        raise RuleError(text, "is not a reason", "one of " + ", ".join(words), did_you_mean(folded, words, "Use one."))


RESULTS = {Reason.ADOPTED: "adopted", Reason.VETOED: "vetoed", Reason.INSUFFICIENT_VOTES: "short of votes"}
"""What readers are told in a word or three, in every table and picture; data keep the names of the reasons."""


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

    `vetoes` are the members whose negative votes prevented the decision (empty unless it was vetoed); `short_by` is
    how many votes in favour, or how much weight, were lacking (0 unless it fell short; of several counts, the largest
    shortfall, see `fewest_changes` for what all of them together would take); `roll_call` holds the votes as they were
    counted; `provision` is None where a rule of the caller's own was applied; `notes` say what was left as it is.

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
    notes: tuple[str, ...] = attrs.field(default=(), eq=False)

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

    @property
    def steps(self) -> tuple[str, ...]:
        """How every condition of the rule fared, in a sentence each.

        >>> from unsc_sim import roll_call
        >>> decide(roll_call("S/2016/846")).steps[0]
        'Met: at least 9 votes in favour: 11 were cast.'
        """
        asked = self.reason is not Reason.INSUFFICIENT_VOTES
        return tuple(told(check, self._called(check.negative), asked=asked) for check in self.checks)

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
            *(f"- {step}" for step in self.steps),
            f"The result: {self._result}.",
            *self.notes,
        ]
        return "\n".join(lines)

    @property
    def _result(self) -> str:
        if self.reason is Reason.VETOED:
            blocking = self.rule.blocking(self.roll_call.votes, self.roll_call.council)
            holders = [check.atom.holders for check in blocking if isinstance(check.atom, Concurrence)]
            return stopped(holders, self._called(self.vetoes))
        return not_carried(self.checks) if self.reason is Reason.INSUFFICIENT_VOTES else self.reason.value

    def _called(self, members: tuple[State, ...]) -> list[str]:
        return [self.roll_call.council.short(member) for member in members]

    def __str__(self) -> str:
        short = f"; short by {self.short_by}" if self.reason is Reason.INSUFFICIENT_VOTES else ""
        return f"{self.tally.spoken}: {self._result}{short}."

    def __repr__(self) -> str:
        if self.provision is None:
            return f"decide({self.roll_call!r}, rule={self.rule!r})"
        own_matter = self.provision.matter is self.roll_call.matter
        matter = "" if own_matter else f", matter={self.provision.matter!r}"
        return f"decide({self.roll_call!r}{matter})"

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
    if not isinstance(roll_call, RollCall):
        raise RuleError(roll_call, "is not a roll call", "a RollCall", "Find one with roll_call('S/2016/846').")
    provision, law = _law(roll_call, matter, rule)
    counted, notes = _parties(roll_call, provision, PartyAbstention.parse(party_abstention))
    votes, council = counted.votes, counted.council

    if not law.holds(votes, council, concurring=True):
        return Outcome(counted, law, Reason.INSUFFICIENT_VOTES, (), law.shortfall(votes, council), provision, notes)
    if not law.holds(votes, council):
        return Outcome(counted, law, Reason.VETOED, _vetoes(law.blocking(votes, council)), 0, provision, notes)
    return Outcome(counted, law, Reason.ADOPTED, (), 0, provision, notes)


def _law(roll_call: RollCall, matter: Matter | str | None, rule: Rule | None) -> tuple[Provision | None, Rule]:
    if rule is None:
        provision = provision_for(roll_call.matter if matter is None else matter, roll_call.date)
        return provision, provision.rule
    if not isinstance(rule, Rule):
        raise RuleError(rule, "is not a rule", "an expression such as Affirmative(9) & Concurrence(P5)", "Make one.")
    return None, rule


def _vetoes(blocking: tuple[Check, ...]) -> tuple[State, ...]:
    return tuple(dict.fromkeys(member for check in blocking for member in check.negative))


def _parties(
    roll_call: RollCall, provision: Provision | None, option: PartyAbstention
) -> tuple[RollCall, tuple[str, ...]]:
    """The votes as they count under the proviso of Article 27(3), and what is to be said about it."""
    if option is PartyAbstention.IGNORE:
        return roll_call, ()
    unfit = _proviso_does_not_apply(roll_call, provision)
    if unfit:
        return roll_call, (f"Note: the proviso of Article 27(3) on parties to a dispute does not apply: {unfit}.",)
    bound = [party for party in roll_call.draft.parties if roll_call.get(party) in {Vote.YES, Vote.NO}]
    told_of = [(roll_call.council.short(party), roll_call[party].phrase) for party in bound]
    if option is PartyAbstention.ADVISE:
        return roll_call, tuple(
            f"Note: {party} is a party to the dispute; Article 27(3) says that it shall abstain from voting, and it "
            f"voted {phrase}. The vote is counted as cast, as the practice is."
            for party, phrase in told_of
        )
    return roll_call.casting(dict.fromkeys(bound, Vote.ABSTAIN)), tuple(
        f"Note: the vote of {party}, a party to the dispute, is counted as an abstention (Article 27(3))."
        for party, _ in told_of
    )


def _proviso_does_not_apply(roll_call: RollCall, provision: Provision | None) -> str:
    draft = roll_call.draft
    if provision is None:
        return "a rule of the caller's own decides"
    if provision.matter is not Matter.SUBSTANTIVE:
        return f"the matter is {provision.matter.value}"
    if draft.chapter != "VI":
        return (
            f"the draft is recorded under Chapter {draft.chapter}"
            if draft.chapter
            else "the draft is not recorded as under Chapter VI"
        )
    if not any(party in roll_call for party in draft.parties):
        return "no member is recorded as a party to a dispute"
    return ""
