"""Meetings driven by chance: whatever is done in them, they are never stuck and never lie about what is in order."""

from __future__ import annotations

import tempfile
from pathlib import Path

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from unsc_sim import decide
from unsc_sim.errors import OutOfOrderError
from unsc_sim.procedure import ACTS, Classification, Meeting, QuestionKind, Stage, presets, read_meeting, save_meeting
from unsc_sim.procedure._voting import CastVotes

DAYS = ("1948-05-24", "1965-11-23", "2016-10-08", "2023-12-22")
VOTES = ("yes", "no", "abstain", "not_participating", "absent")


class MeetingMachine(RuleBasedStateMachine):
    """Random acts, in order and out of order, in the houses of all presets, in person and in writing."""

    @initialize(data=st.data())
    def open(self, data) -> None:
        written = data.draw(st.integers(0, 5)) == 0
        self.meeting = Meeting.open(
            "2020-07-07" if written else data.draw(st.sampled_from(DAYS)),
            rules=data.draw(st.sampled_from(presets())).id,
            classification=data.draw(st.sampled_from(Classification)),
            written=written,
        )

    @precondition(lambda self: not self.meeting.closed)
    @rule(data=st.data())
    def do_what_is_in_order(self, data) -> None:
        """Everything that `in_order` names can be done, by everybody it names."""
        going_on = [one for one in self.openings if one.act.name != "close the meeting"]
        opening = data.draw(st.sampled_from(going_on or self.openings))
        act = opening.act
        if isinstance(act, CastVotes):
            act = self.votes(data)
        elif opening.by and not act.presides:
            act = attrs.evolve(act, by=data.draw(st.sampled_from(opening.by)))
        try:
            after = self.meeting.do(act)
        except OutOfOrderError:
            assert isinstance(act, CastVotes)
            assert not self.meeting.house.abstain_on_procedure
            return
        assert after.acts == (*self.meeting.acts, act)
        assert after.transcript[: len(self.meeting.transcript)] == self.meeting.transcript
        assert len(after.transcript) > len(self.meeting.transcript)
        self.meeting = after

    def votes(self, data) -> CastVotes:
        given = {vote: [] for vote in VOTES}
        likely = data.draw(st.sampled_from((("yes",), ("yes", "yes", "no"), VOTES)))
        for member in self.meeting.council.members:
            given[data.draw(st.sampled_from(likely))].append(member)
        return CastVotes(**{vote: tuple(members) for vote, members in given.items()})

    @rule(data=st.data())
    def try_anything(self, data) -> None:
        """An act that is refused changes nothing and names its rule; one that is not was in order."""
        kind = ACTS[data.draw(st.sampled_from(sorted(ACTS)))]
        candidates = list(kind.candidates(self.meeting))
        if not candidates:
            return
        act = data.draw(st.sampled_from(candidates))
        if not act.presides:
            act = attrs.evolve(act, by=data.draw(st.sampled_from(self.meeting.council.members)))
        before = attrs.evolve(self.meeting)
        refusal: OutOfOrderError | None = None
        try:
            self.meeting.do(act)
        except OutOfOrderError as error:
            refusal = error
        assert self.meeting.admits(act) is (refusal is None)
        assert refusal is None or (refusal.expected and refusal.remedy and "is not in order under" in str(refusal))
        assert self.meeting == before

    @invariant()
    def it_is_never_stuck(self) -> None:
        """A meeting that has not risen always has something in order; one that has risen never."""
        self.openings = self.meeting.in_order
        assert bool(self.openings) is (self.meeting.stage is not Stage.CLOSED)

    @invariant()
    def votes_are_decided_by_the_law(self) -> None:
        """In the Council's own house, every vote came out as `decide` says."""
        if self.meeting.house.id == "real":
            for decision in self.meeting.decisions:
                assert decision.outcome is None or decision.outcome == decide(decision.outcome.roll_call)

    @invariant()
    def what_is_decided_is_off_the_table(self) -> None:
        """A risen meeting leaves nothing pending; a text that is gone leaves no amendment behind."""
        fates = {text.label: text for text in self.meeting.texts}
        assert not (self.meeting.closed and any(text.pending for text in fates.values()))
        assert not any(text.pending and text.on and not fates[text.on].pending for text in fates.values())

    @invariant()
    def only_a_challenge_stands_on_another_question(self) -> None:
        """Whatever else is put is put alone."""
        assert {question.kind for question in self.meeting.questions[1:]} <= {QuestionKind.RULING}

    def teardown(self) -> None:
        """The same history gives the same meeting, and a saved one reloads to the same."""
        if not hasattr(self, "meeting"):
            return
        again = Meeting.open(
            self.meeting.council.date, rules=self.meeting.house.id, classification=self.meeting.classification,
            written=self.meeting.written,
        )  # fmt: skip
        for act in self.meeting.acts:
            again = again.do(act)
        assert again == self.meeting
        assert self.meeting.at(len(self.meeting.acts)) == self.meeting
        with tempfile.TemporaryDirectory() as folder:
            for name in ("meeting.toml", "meeting.json"):
                assert read_meeting(save_meeting(self.meeting, Path(folder) / name)) == self.meeting


TestMeetingMachine = MeetingMachine.TestCase
TestMeetingMachine.settings = settings(max_examples=25, stateful_step_count=50, deadline=None)
