"""A meeting of the Council as a value: what is in order now, what each act leads to, and the record of it all."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim._dates import spoken_date
from unsc_sim._sentences import listed
from unsc_sim.council import Council
from unsc_sim.documents import Kind, Symbol
from unsc_sim.errors import DateError, OutOfOrderError, RuleError
from unsc_sim.procedure._act import Act, said
from unsc_sim.procedure._acts import ACTS, act_of
from unsc_sim.procedure._floor import (
    Classification,
    Decision,
    Guest,
    Motion,
    Question,
    QuestionKind,
    Ruling,
    Stage,
    Text,
)  # fmt: skip
from unsc_sim.procedure._rulebook import ProcedureRule, rule_of_procedure
from unsc_sim.procedure.presets import HouseRules, preset
from unsc_sim.states import State, matching_states

if TYPE_CHECKING:
    from unsc_sim.decisions import Outcome

__all__ = ["Meeting", "Opening"]

WRITTEN_SINCE = dt.date(2020, 3, 27)


@attrs.frozen(repr=False)
class Opening:
    """Something that is in order now: an example of the act, who may do it, on which rule and why.

    `by` is in the Council's order; for an act of the chair it holds the President alone.

    >>> print(Meeting.open("2016-10-08").in_order[1])
    ask for the floor – any member (rule 27: Members speak in the order in which they ask.)
    """

    act: Act
    by: tuple[State, ...]
    rule: ProcedureRule
    because: str

    def __str__(self) -> str:
        named = "any member" if len(self.by) > 10 else listed([str(one) for one in self.by])
        who = "the President" if self.act.presides else named
        return f"{self.act.what} – {who or 'a guest'} ({self.rule}: {self.because})"

    def __repr__(self) -> str:
        return f"<Opening: {self.act.what}, by {', '.join(one.code for one in self.by)}>"


@attrs.frozen(repr=False)
class Meeting:
    """One meeting, on one item, at one moment; every act gives the next meeting and leaves this one as it is.

    `house` are the rules of the house, the Council's own unless a Model UN preset is asked for; `written` is the
    procedure of 2020; `classification` says how the preliminary question is decided. Two meetings are equal when
    they began alike and the same was done in them.

    >>> meeting = Meeting.open("2016-10-08", agenda="The situation in the Middle East (Syria)")
    >>> meeting = meeting.do("put", item="agenda").do("decide without a vote")
    >>> meeting = meeting.do("submit", by="France", item="S/2016/846").do("submit", by="Russia", item="S/2016/847")
    >>> meeting.do("put", item="S/2016/847")
    Traceback (most recent call last):
    unsc_sim.errors.OutOfOrderError: 'put S/2016/847' is not in order under rule 32(1) (Principal motions and draft \
resolutions are taken in the order in which they were submitted); expected S/2016/846, submitted first. Put \
S/2016/846, or move to take S/2016/847 first.
    >>> voted = meeting.do("put", item="S/2016/846").do("vote", no="RUS, VEN", abstain="AGO, CHN", default="yes")
    >>> voted.text("S/2016/846").fate
    Fate.VETOED
    >>> voted
    <Meeting on 8 October 2016: 6 acts, the floor is open>

    Source: provisional rules of procedure of the Council; practice, each with its source in
    seeds/rules_of_procedure.toml.
    """

    council: Council
    agenda: str
    number: Symbol | None = None
    house: HouseRules = attrs.field(factory=lambda: preset("real"))
    classification: Classification = Classification.FOUR_POWER_STATEMENT
    written: bool = False
    acts: tuple[Act, ...] = attrs.field(default=(), kw_only=True)
    transcript: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    chair: State = attrs.field(kw_only=True, default=attrs.Factory(lambda self: self.council.president, True))  # noqa: FBT003
    agenda_adopted: bool = attrs.field(default=False, kw_only=True)
    suspended: bool = attrs.field(default=False, kw_only=True)
    closed: bool = attrs.field(default=False, kw_only=True)
    debate_closed: bool = attrs.field(default=False, kw_only=True)
    point: str = attrs.field(default="", kw_only=True)
    ruling: Ruling | None = attrs.field(default=None, kw_only=True)
    questions: tuple[Question, ...] = attrs.field(default=(), kw_only=True)
    texts: tuple[Text, ...] = attrs.field(default=(), kw_only=True)
    motions: tuple[Motion, ...] = attrs.field(default=(), kw_only=True)
    speakers: tuple[State, ...] = attrs.field(default=(), kw_only=True)
    guests: tuple[Guest, ...] = attrs.field(default=(), kw_only=True)
    decisions: tuple[Decision, ...] = attrs.field(default=(), kw_only=True)

    @classmethod
    def open(cls, council: Council | dt.date | str, *, agenda: str = "The item before the Council",
             number: Symbol | str | None = None, rules: HouseRules | str = "real",
             classification: Classification | str = Classification.FOUR_POWER_STATEMENT,
             written: bool = False) -> Meeting:  # fmt: skip
        """Call a meeting to order; the first business is the agenda, except in writing.

        >>> print(Meeting.open("2020-03-30", written=True).stage)
        the floor is open

        Raises:
            DateError: when nobody sat or presided that day, or there was no written procedure yet.
            RuleError: when there is no such rule set or classification.
            SymbolError: when the number is no symbol.
        """
        body = council if isinstance(council, Council) else Council.on(council)
        if written and body.date < WRITTEN_SINCE:
            raise DateError(str(body.date), "is before there was a written procedure",
                            f"a day from {WRITTEN_SINCE} on", "Open a meeting in person.")  # fmt: skip
        symbol = Symbol.parse(number) if number else None
        what = (
            "Decisions in writing" if written else f"The meeting{f' ({symbol})' if symbol else ''} is called to order"
        )
        return said(
            cls(body, agenda, symbol, preset(rules), _classification(classification), written, agenda_adopted=written),
            f"{what} on {spoken_date(body.date)}. In the chair: {body.president.short_on(body.date)}.",
            f"Provisional agenda: {agenda}." if not written else f"Item: {agenda}.",
        )

    def do(self, act: Act | str, **details: Any) -> Meeting:
        """The next meeting, after an act: a value, or its name and details.

        >>> Meeting.open("2016-10-08").do("speak", by="Egypt").transcript[-1]
        'Egypt makes a statement.'

        Raises:
            OutOfOrderError: when a rule forbids the act now; the message names the rule and what could be done.
            UnscSimError: when a name, a vote or a detail of the act cannot be read.
        """
        doing = act_of(act, details, self.council) if isinstance(act, str) else act
        doing.check(self)
        after = doing.done(self)
        ruling = after.ruling if after.ruling is not self.ruling else None
        return attrs.evolve(after, acts=(*self.acts, doing), ruling=ruling)

    def admits(self, act: Act) -> bool:
        """Whether an act is in order now."""
        try:
            act.check(self)
        except OutOfOrderError:
            return False
        return True

    @property
    def in_order(self) -> tuple[Opening, ...]:
        """What may be done now and by whom, each with its rule and reason; empty only when the meeting has risen.

        >>> [str(opening.act) for opening in Meeting.open("2016-10-08").in_order if opening.act.presides]
        ['put the agenda', 'cede the chair']
        """
        openings = []
        for kind in (kind for kind in ACTS.values() if kind.timely(self)):
            for act in kind.candidates(self):
                who = self._able(act)
                if who or self.admits(act):
                    example = attrs.evolve(act, by=who[0]) if who and not act.presides else act
                    openings.append(Opening(example, who, rule_of_procedure(act.ground(self)), act.because))
        return tuple(openings)

    def _able(self, act: Act) -> tuple[State, ...]:
        if act.presides:
            return (self.chair,) if self.admits(act) else ()
        movers = {text.by for text in self.texts} | {
            one for guest in self.guests for one in matching_states(guest.name)
        }
        outside = sorted(movers - set(self.council.members), key=str) if act.outsiders else []
        return tuple(one for one in (*self.council.members, *outside) if self.admits(attrs.evolve(act, by=one)))

    def at(self, step: int) -> Meeting:
        """The meeting as it was after so many acts, from which another course can be taken.

        >>> meeting = Meeting.open("2016-10-08").do("speak", by="Egypt").do("speak", by="Spain")
        >>> meeting.at(1).do("speak", by="Japan").transcript[-1]
        'Japan makes a statement.'

        Raises:
            RuleError: when the meeting had no such step.
        """
        if not 0 <= step <= len(self.acts):
            raise RuleError(step, "is not a step of this meeting", f"0 to {len(self.acts)}", "Count its acts.")
        meeting = Meeting.open(self.council, agenda=self.agenda, number=self.number, rules=self.house,
                               classification=self.classification, written=self.written)  # fmt: skip
        for act in self.acts[:step]:
            meeting = meeting.do(act)
        return meeting

    @property
    def stage(self) -> Stage:
        """Where the meeting stands."""
        if self.closed:
            return Stage.CLOSED
        if self.suspended:
            return Stage.SUSPENDED
        if self.point:
            return Stage.POINT_OF_ORDER
        if self.questions:
            return Stage.QUESTION
        return Stage.FLOOR if self.agenda_adopted else Stage.AGENDA

    @property
    def question(self) -> Question | None:
        """The question that has been put, if any."""
        return self.questions[-1] if self.questions else None

    @property
    def asked(self) -> Question:
        """The question that has been put.

        Raises:
            OutOfOrderError: when there is none.
        """
        if not self.questions:
            raise OutOfOrderError("a vote", "has nothing to decide", "a question that has been put", "Put one: put.")
        return self.questions[-1]

    @property
    def next_chair(self) -> State:
        """Who presides when the President leaves the chair: the next member in alphabetical order (rule 20)."""
        members = self.council.members
        return members[(members.index(self.chair) + 1) % len(members)]

    def called(self, state: State) -> str:
        """What a State was called on the day of the meeting."""
        return state.short_on(self.council.date)

    @property
    def first_draft(self) -> Text | None:
        """The draft to be voted on next, by the order of submission."""
        return next((text for text in self.texts if text.pending and text.asked and not text.on), None)

    def is_member(self, name: str) -> bool:
        """Whether a name is a member's."""
        return any(state in self.council.members for state in matching_states(name))

    def is_invited(self, state: State) -> bool:
        """Whether a State that is not a member has been invited under rule 37."""
        return any(guest.under == "37" and state in matching_states(guest.name) for guest in self.guests)

    def outcome(self, item: str) -> Outcome | None:
        """How the vote on a text came out; None where there was none."""
        votes = (one for one in self.decisions if one.kind is QuestionKind.TEXT and one.item == item)
        return next((one.outcome for one in votes), None)

    def text(self, label: str) -> Text | None:
        """The text of this name."""
        return next((text for text in self.texts if text.label == label), None)

    def require_text(self, label: str) -> Text:
        """The text of this name.

        Raises:
            OutOfOrderError: when there is none.
        """
        found = self.text(label)
        if found is None:
            raise OutOfOrderError(label, "is not before the Council", "a text of this meeting", "Submit it first.")
        return found

    def parent(self, text: Text) -> Text:
        """The text that this one amends or is part of; a draft is its own."""
        return self.require_text(text.on) if text.on else text

    def root(self, text: Text) -> Text:
        """The draft that this text belongs to."""
        while text.on:
            text = self.parent(text)
        return text

    def parts_of(self, item: str) -> tuple[Text, ...]:
        """The parts of a text that members asked to vote on separately."""
        return tuple(text for text in self.texts if text.on == item and text.draft.kind is Kind.PARAGRAPH)

    def motion(self, label: str) -> Motion | None:
        """The motion of this name, whether it is being discussed or has been put."""
        put = [question.motion for question in self.questions if question.motion]
        return next((motion for motion in (*self.motions, *put) if motion.label == label), None)

    def __str__(self) -> str:
        return "\n".join(self.transcript)

    def __repr__(self) -> str:
        which = f"{self.number} of " if self.number else "on "
        return f"<Meeting {which}{spoken_date(self.council.date)}: {len(self.acts)} acts, {self.stage}>"


def _classification(text: Classification | str) -> Classification:
    words = {one.value: one for one in Classification}
    if isinstance(text, Classification):
        return text
    if text in words:
        return words[text]
    raise RuleError(text, "is not a way to decide the preliminary question", "one of " + ", ".join(words), "Use one.")
