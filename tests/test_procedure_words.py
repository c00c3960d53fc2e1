"""What a meeting says, act by act: the lines of the transcript, what is in order, whom and what a refusal names."""

from __future__ import annotations

import json

import attrs
import pytest

import unsc_sim as sc
from unsc_sim.charter import Matter
from unsc_sim.documents import Kind
from unsc_sim.errors import DateError, OutOfOrderError, RuleError, SeedError, UnknownCaseError, UnscSimError
from unsc_sim.procedure import (
    ACTS,
    Meeting,
    MotionKind,
    preset,
    presets,
    read_meeting,
    read_replay,
    replay,
    same_vote,
    save_meeting,
)

DAY = "2016-10-08"


def opened(**about) -> Meeting:
    return Meeting.open(DAY, **about).do("put", item="agenda").do("decide without a vote")


def drafted(**about) -> Meeting:
    """Two drafts, each with an amendment, and a part of the first to be voted on separately."""
    meeting = opened(**about).do("submit", by="France", item="m").do("submit", by="Russia", item="z")
    meeting = meeting.do("amend", by="Spain", item="b", on="m").do("amend", by="Egypt", item="a", on="z")
    return meeting.do("ask for a separate vote", by="Japan", item="m", part="paragraph 2")


def refusal(meeting: Meeting, act: str, **details) -> str:
    with pytest.raises(OutOfOrderError) as raised:
        meeting.do(act, **details)
    return str(raised.value)


def acts(meeting: Meeting) -> list[str]:
    return [opening.act.what for opening in meeting.in_order]


def grounds(meeting: Meeting) -> dict[str, str]:
    """The rule on which each act that is in order stands."""
    return {opening.act.what: opening.rule.id for opening in meeting.in_order}


@pytest.mark.parametrize(
    ("sponsors", "words"),
    [
        ("", "France"),
        ("Spain", "France and Spain"),
        ("Spain, Japan, Egypt", "France, Spain, Japan and Egypt"),
        ("Spain, Japan, Egypt, Ukraine", "France and 4 others"),
        ("Spain, Japan, Egypt, Ukraine, Uruguay", "France and 5 others"),
    ],
)
def test_sponsors_are_named_where_they_are_four_or_fewer(sponsors: str, words: str) -> None:
    meeting = opened().do("submit", by="France", item="S/2016/846", sponsors=sponsors or None, title="Aleppo")
    assert meeting.transcript[-1] == f"Draft resolution S/2016/846 is submitted by {words}: Aleppo"


def test_motions_stand_in_the_order_of_the_rule() -> None:
    assert [kind.precedence for kind in MotionKind] == [1, 2, 3, 4, 5, 6, 7]


def test_guests_are_proposed_under_names_not_yet_taken() -> None:
    meeting = opened()
    for number in (1, 2, 3):
        wanted = {f"invite guest {number} under rule 37", f"invite briefer {number} under rule 39"}
        assert wanted <= set(acts(meeting))
        meeting = meeting.do("invite", by="France", guest=f"guest {number}").do("decide without a vote")


def test_the_floor_is_given_in_turn_to_members_and_at_any_time_to_guests() -> None:
    meeting = opened().do("invite", by="France", guest="Syria").do("decide without a vote")
    meeting = meeting.do("ask for the floor", by="Egypt").do("ask for the floor", by="Spain")
    for out_of_turn in ("Spain", "Angola", "Venezuela"):
        assert "expected Egypt, the first on the list" in refusal(meeting, "speak", by=out_of_turn)
    heard = meeting.do("speak", guest="Syria")
    assert heard.transcript[-1] == "Syria makes a statement."
    assert [str(one) for one in heard.speakers] == ["Egypt", "Spain"]
    assert "give the floor to Syria" in acts(meeting)
    assert [str(one) for one in meeting.do("speak", by="Egypt").speakers] == ["Spain"]
    assert "Egypt to speak first" in refusal(meeting, "close the meeting")
    assert "speak" in acts(meeting)


def test_what_is_left_is_named_at_the_end() -> None:
    assert "Not put to the vote" not in opened().do("close the meeting").transcript[-1]
    assert (
        drafted().do("close the meeting").transcript[-1].endswith("Not put to the vote: m, z, b, a, paragraph 2 of m.")
    )


def test_motions_are_proposed_on_every_draft_with_a_seconder_where_the_house_wants_one() -> None:
    meeting = drafted()
    assert {"move to suspend the meeting", "move to take first z"} <= set(acts(meeting))
    assert not any(getattr(opening.act, "seconded_by", None) for opening in meeting.in_order)
    house = attrs.evolve(preset("real"), id="club", seconds=True)
    seconded = [opening.act for opening in drafted(rules=house).in_order if opening.act.name == "move"]
    assert {str(act.seconded_by) for act in seconded} == {"Venezuela"}
    assert len(seconded) >= len(MotionKind) - 2


def test_a_seconder_is_named_only_where_the_house_wants_one() -> None:
    house = attrs.evolve(preset("real"), id="club", seconds=True)
    told = opened(rules=house).do("move", by="France", motion="adjourn to", detail="Monday", seconded_by="Spain")
    assert ", seconded by Spain" in "\n".join(told.transcript)
    plain = opened().do("move", by="France", motion="adjourn to", detail="Monday", seconded_by="Spain")
    assert "seconded" not in "\n".join(plain.transcript)


def test_the_rule_of_a_house_asks_for_concurrence_only_on_substance_and_only_with_a_veto() -> None:
    council = sc.Council.on(DAY)
    substance = council.roll_call("", default="yes")
    procedure = council.roll_call("", default="yes", matter=Matter.PROCEDURAL)
    negative = "no negative vote of a permanent member"
    for house in presets():
        rule = house.rule_for(substance)
        assert (rule is None) == (house.id == "real")
        assert rule is None or str(rule).endswith(f"votes in favour, and {negative}")
        without = attrs.evolve(house, veto=False).rule_for(substance)
        assert without is not None
        assert negative not in str(without)
        assert negative not in str(house.rule_for(procedure))
    assert str(attrs.evolve(preset("real"), veto=False).rule_for(substance)) == "at least 9 votes in favour"
    assert attrs.evolve(preset("real"), veto=False).rule_for(procedure) is None


def test_a_majority_of_nobody_is_one_vote() -> None:
    council = sc.Council.on(DAY)
    house = attrs.evolve(preset("real"), id="club", procedural="two thirds of those voting")
    nobody = council.roll_call("", default="abstain", matter=Matter.PROCEDURAL)
    assert str(house.rule_for(nobody)) == "at least 1 vote in favour"
    one = council.roll_call("France", default="abstain", matter=Matter.PROCEDURAL)
    assert str(house.rule_for(one)) == "at least 1 vote in favour"


def test_what_may_be_put_stands_on_its_own_rule() -> None:
    assert grounds(Meeting.open(DAY))["put the agenda"] == "9"
    assert grounds(drafted())["put b"] == "36"
    moved = drafted().do("move", by="France", motion="adjourn to", detail="Monday")
    assert grounds(moved)["put adjourn to Monday"] == "33"


def test_only_the_amendments_of_the_same_text_go_before_it() -> None:
    meeting = drafted()
    assert "expected a decision on b first" in refusal(meeting, "put", item="m")
    assert "the amendments first: b" in refusal(meeting, "put", item="paragraph 2 of m")
    meeting = meeting.do("amend", by="Angola", item="c", on="m", effect="adds")
    meeting = meeting.do("amend", by="Angola", item="d", on="m", effect="adds")
    told = refusal(meeting, "put", item="b")
    assert "expected c first, which adds words. Put c." in told
    assert "the amendments first: b" in refusal(meeting, "put", item="paragraph 2 of m")
    assert meeting.do("put", item="c").question.item == "c"


def test_texts_motions_and_parts_are_found_by_their_whole_name() -> None:
    meeting = drafted()
    assert [text.label for text in meeting.parts_of("m")] == ["paragraph 2 of m"]
    assert meeting.parts_of("z") == meeting.parts_of("a") == ()
    moved = meeting.do("move", by="France", motion="adjourn to", detail="Monday")
    moved = moved.do("move", by="Spain", motion="refer to", detail="a committee")
    assert moved.motion("adjourn to Monday").label == "adjourn to Monday"
    assert moved.motion("refer to a committee").label == "refer to a committee"
    assert moved.motion("b") is moved.motion("zz") is None
    left = moved.do("withdraw", by="France", item="adjourn to Monday")
    assert [motion.label for motion in left.motions] == ["refer to a committee"]
    assert [motion.label for motion in moved.do("withdraw", by="Spain", item="refer to a committee").motions] == [
        "adjourn to Monday"
    ]
    assert "the motion to adjourn to Monday, which goes first" in refusal(moved, "put", item="refer to a committee")
    assert "motion to adjourn to Monday" in refusal(moved, "close the meeting")
    assert "motion to adjourn to Monday" in refusal(moved, "propose a presidential statement", title="Aleppo")


def test_each_text_has_the_outcome_of_its_own_vote() -> None:
    meeting = opened().do("submit", by="France", item="m").do("submit", by="Russia", item="z")
    meeting = meeting.do("put", item="m").do("vote", no="Russia", default="yes")
    meeting = meeting.do("put", item="z").do("vote", default="yes")
    assert not meeting.outcome("m").adopted
    assert meeting.outcome("z").adopted
    assert meeting.outcome("a") is meeting.outcome("zz") is None


def test_a_text_put_is_withdrawn_and_nothing_else_is_lost() -> None:
    meeting = drafted().do("put", item="b")
    back = meeting.do("withdraw", by="Spain", item="b")
    assert back.questions == ()
    assert back.text("b").fate.value == "withdrawn"
    assert "the question that has been put" in refusal(meeting, "withdraw", by="Russia", item="z")
    assert "the question that has been put" in refusal(meeting, "withdraw", by="Egypt", item="a")


def test_an_objection_leaves_one_question() -> None:
    meeting = drafted().do("put", item="b").do("object", by="Russia")
    assert [question.item for question in meeting.questions] == ["b"]
    assert meeting.question.objected


def test_a_point_of_order_within_a_question_leaves_both_questions() -> None:
    meeting = drafted().do("put", item="b").do("raise a point of order", by="Egypt", words="the order of voting")
    meeting = meeting.do("rule", words="The order stands.").do("challenge the ruling", by="Egypt")
    assert len(meeting.questions) == 2
    assert meeting.question == meeting.asked == meeting.questions[1]
    assert meeting.question.item != "b"
    decided = meeting.do("vote", default="no")
    assert [question.item for question in decided.questions] == ["b"]


def test_who_may_do_it_includes_a_state_outside_that_moved_it_or_was_invited() -> None:
    meeting = opened().do("invite", by="France", guest="Syria").do("decide without a vote")
    able = {opening.act.what: [str(one) for one in opening.by] for opening in meeting.in_order}
    members = [str(one) for one in meeting.council.members]
    assert able["submit draft 1"] == [*members, "Syria"]
    assert able["speak"] == members
    assert able["cede the chair"] == ["Russian Federation"]
    meeting = meeting.do("submit", by="Syria", item="m").do("submit", by="Egypt", item="n")
    able = {opening.act.what: [str(one) for one in opening.by] for opening in meeting.in_order}
    assert able["revise m"] == able["withdraw m"] == ["Syria"]
    assert able["revise n"] == ["Egypt"]
    assert "Syria" not in able["sponsor m"]
    first = next(one for one in meeting.in_order if one.act.what == "sponsor n")
    assert first.act.by == first.by[0]
    ten = next(one for one in meeting.in_order if one.act.what == "revise m")
    assert " – Syria (rule 31" in str(ten)


def test_more_than_ten_members_are_any_member() -> None:
    opening = Meeting.open(DAY).in_order[1]
    members = opening.by
    assert " – any member (" in str(attrs.evolve(opening, by=members[:11]))
    ten = str(attrs.evolve(opening, by=members[:10]))
    assert "any member" not in ten
    assert f"{members[0]}, {members[1]}" in ten
    assert f" and {members[9]} (" in ten
    assert " – a guest (" in str(attrs.evolve(opening, by=()))


def test_an_invited_person_is_no_invited_state() -> None:
    meeting = opened().do("invite", by="France", guest="Syria", under="39").do("decide without a vote")
    syria, turkey = sc.state("Syria"), sc.state("Türkiye")
    assert not meeting.is_invited(syria)
    meeting = opened().do("invite", by="France", guest="Syria").do("decide without a vote")
    assert meeting.is_invited(syria)
    assert not meeting.is_invited(turkey)


def test_a_meeting_says_how_it_was_called() -> None:
    chair = "on 8 October 2016. In the chair: Russian Federation."
    assert Meeting.open(DAY, agenda="Syria").transcript == (
        f"The meeting is called to order {chair}", "Provisional agenda: Syria.")  # fmt: skip
    assert Meeting.open(DAY, number="S/PV.7785").transcript[0] == f"The meeting (S/PV.7785) is called to order {chair}"
    written = Meeting.open("2020-03-30", agenda="Syria", written=True)
    assert written.transcript[0].startswith("Decisions in writing on 30 March 2020.")
    assert written.transcript[1] == "Item: Syria."


def test_the_written_procedure_begins_on_its_first_day() -> None:
    assert Meeting.open("2020-03-27", written=True).written
    with pytest.raises(DateError, match="before there was a written procedure"):
        Meeting.open("2020-03-26", written=True)
    assert not Meeting.open("2020-03-26").written


def test_a_written_vote_is_answered_by_letter() -> None:
    meeting = Meeting.open("2020-03-30", written=True).do("submit", by="France", item="m")
    assert "is in blue by France" in meeting.transcript[-1]
    meeting = meeting.do("sponsor", by="Germany", item="m").do("revise", by="France", item="m")
    meeting = meeting.do("revise", by="France", item="m", words="paragraph 3")
    assert meeting.transcript[-1].endswith("(revision 2): paragraph 3")
    assert meeting.do("withdraw", by="France", item="m").text("m").fate.value == "withdrawn"
    put = meeting.do("put", item="m")
    assert put.transcript[-1] == "The President opens the voting in writing, for twenty-four hours, on m."
    voted = put.do("vote", yes="France, Germany")
    assert "The members answer by letter." in voted.transcript
    assert voted.do("close the meeting").closed
    spoken = drafted().do("put", item="b")
    assert spoken.transcript[-1] == "The President puts b to the Council."
    assert "A vote is taken by show of hands." in spoken.do("vote", default="yes").transcript


def test_the_steps_of_a_meeting_are_counted_from_none_to_all() -> None:
    meeting = drafted()
    assert meeting.at(0) == Meeting.open(DAY)
    assert meeting.at(len(meeting.acts)) == meeting
    for step in (-1, len(meeting.acts) + 1):
        with pytest.raises(RuleError, match="is not a step of this meeting"):
            meeting.at(step)


def test_the_last_member_hands_the_chair_to_the_first() -> None:
    meeting = Meeting.open(DAY)
    members = meeting.council.members
    for chair, following in zip(members, (*members[1:], members[0]), strict=True):
        assert attrs.evolve(meeting, chair=chair).next_chair == following


def test_a_member_is_known_by_any_name_and_others_are_not_taken_for_it() -> None:
    for name in ("France", "FRA", "france"):
        assert opened().do("speak", by=name).transcript[-1] == "France makes a statement."
    assert str(opened().do("speak", by=" Egypt ").acts[-1].by) == "Egypt"


def test_an_ambiguous_name_is_the_member_that_sits() -> None:
    """In 2014 the Republic of Korea sat and its neighbour did not; in 2006 neither did."""
    assert Meeting.open("2014-05-22").do("speak", by="Korea").acts[-1].by == sc.state("KOR")
    with pytest.raises(UnscSimError, match="Korea"):
        Meeting.open("2006-09-15").do("speak", by="Korea")
    seconded = opened(rules="nmun").do("move", by="Spain", motion="adjourn to", detail="Monday", seconded_by="russia")
    assert seconded.acts[-1].seconded_by == sc.state("RUS")


@pytest.mark.parametrize("ending", ["toml", "json"])
def test_a_file_gives_back_all_that_was_said_of_the_meeting(tmp_path, ending: str) -> None:
    meeting = drafted(agenda="Réunion", number="S/PV.7785", rules="nmun", classification="president rules")
    kept = save_meeting(meeting, tmp_path / f"kept.{ending}")
    assert read_meeting(kept) == meeting
    assert read_meeting(kept).number == meeting.number
    assert read_meeting(kept).house == preset("nmun")
    assert "Réunion" in kept.read_text(encoding="utf-8")
    script = read_replay(kept)
    assert (script.id, script.title) == ("kept", "Réunion")
    assert [step.act for step in script.steps] == list(meeting.acts)
    written = Meeting.open("2020-03-30", written=True)
    assert read_meeting(save_meeting(written, tmp_path / f"letters.{ending}")).written


def test_a_json_file_is_indented_by_two(tmp_path) -> None:
    lines = save_meeting(opened(), tmp_path / "kept.json").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith('  "date"')


@pytest.mark.parametrize("name", ["kept.txt", "kept", "kept.aaa", "kept.jsom"])
def test_a_meeting_is_saved_in_one_of_two_formats(tmp_path, name: str) -> None:
    with pytest.raises(SeedError, match=r"is not a file for a meeting"):
        save_meeting(opened(), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_file_of_another_ending_is_read_as_toml(tmp_path) -> None:
    for name in ("kept.txt", "kept.aaa"):
        (tmp_path / name).write_text('date = 2016-10-08\nagenda = "Syria"\n', encoding="utf-8")
        assert read_meeting(tmp_path / name) == Meeting.open(DAY, agenda="Syria")
        (tmp_path / name).write_text('date = "2016-10-08"\nagenda = "Syria"\n', encoding="utf-8")
        with pytest.raises(SeedError):
            read_meeting(tmp_path / name)
    (tmp_path / "list.json").write_text(json.dumps([1, 2]), encoding="utf-8")
    with pytest.raises(SeedError, match="holds no keys"):
        read_meeting(tmp_path / "list.json")


def test_a_script_is_found_by_its_id_or_the_beginning_of_it() -> None:
    assert replay("aleppo-2016").id == replay("aleppo").id == "aleppo-2016"
    for unknown in ("aleppo-201", "a", "zzz", "zzz-2016"):
        with pytest.raises(UnknownCaseError, match="is not a scripted meeting"):
            replay(unknown)
    with pytest.raises(OutOfOrderError):
        drafted().require_text("nothing")


def test_a_rule_set_with_a_word_too_many_is_refused(tmp_path) -> None:
    (tmp_path / "club.toml").write_text('id = "club"\ntitle = "Our club"\nvetoes = false\n', encoding="utf-8")
    with pytest.raises(SeedError, match="vetoes"):
        preset(tmp_path / "club.toml")
    with pytest.raises(RuleError):
        preset("nowhere.toml")


def test_what_is_unverified_says_so() -> None:
    for confidence, words in (("verified", "Our club"), ("memory", "Our club [unverified]"), ("zz", "Our club [unver")):
        assert str(attrs.evolve(preset("real"), title="Our club", confidence=confidence)).startswith(words)
    assert str(attrs.evolve(preset("real"), title="Our club")) == "Our club"


def test_the_class_put_in_question_is_decided_for_that_text_alone() -> None:
    """Under the statement of 1945 a negative vote of a permanent member leaves it substantive, not where one rules."""
    vetoed = "A permanent member voted against: the matter is not held to be procedural."
    ruled = "The President rules accordingly: m is procedural."
    for way, procedural in (("four-power statement", False), ("president rules", True)):
        meeting = drafted(classification=way).do("ask whether it is procedural", by="France", item="m")
        meeting = meeting.do("vote", no="Russia", default="yes")
        assert (meeting.text("m").matter is Matter.PROCEDURAL) is procedural
        assert (vetoed in meeting.transcript, ruled in meeting.transcript) == (not procedural, procedural)
        assert meeting.text("b").matter is meeting.text("m").matter
        assert {meeting.text(other).matter for other in ("z", "a")} == {Matter.SUBSTANTIVE}
        agreed = meeting.do("ask whether it is procedural", by="France", item="z").do("vote", default="no")
        assert agreed.transcript.count(ruled) == procedural
        assert agreed.transcript.count(vetoed) == (not procedural)


def test_a_vote_decided_anew_leaves_the_other_votes() -> None:
    meeting = opened()
    for label in ("a", "m", "z"):
        meeting = meeting.do("submit", by="France", item=label, matter="procedural").do("put", item=label)
        meeting = meeting.do("vote", no="Russia", default="yes")
    asked = meeting.do("ask whether it is procedural", by="Russia", item="m").do("vote", no="Russia", default="yes")
    assert [bool(asked.outcome(label).vetoes) for label in ("a", "m", "z")] == [False, True, False]


def test_a_statement_is_agreed_or_it_is_not() -> None:
    proposed = opened().do("propose a presidential statement", title="Aleppo")
    assert proposed.do("decide without a vote").transcript[-1] == "The statement is agreed: Aleppo."
    assert "is not agreed" in proposed.do("object", by="Egypt").transcript[-1]


@pytest.mark.parametrize("name", ["agenda", "", "  ", "m"])
def test_a_text_needs_a_name_of_its_own(name: str) -> None:
    assert "a name no other text bears" in refusal(drafted(), "submit", by="France", item=name)
    assert "a name no other text bears" in refusal(drafted(), "amend", by="France", item=name, on="z")


def test_a_part_needs_a_name_and_is_no_part_of_a_part() -> None:
    for item, part in (("m", ""), ("m", "paragraph 2"), ("paragraph 2 of m", "its first line")):
        refusal(drafted(), "ask for a separate vote", by="Japan", item=item, part=part)
    assert drafted().do("ask for a separate vote", by="Japan", item="z", part="paragraph 1").parts_of("z")


def test_a_state_outside_keeps_its_text_in_hand() -> None:
    meeting = opened().do("invite", by="France", guest="Syria").do("decide without a vote")
    meeting = meeting.do("submit", by="Syria", item="m")
    assert grounds(meeting)["take up m"] == "38"
    opposed = meeting.do("take up", by="Egypt", item="m")
    opposed = opposed.do("ask for a separate vote", by="Japan", item="m", part="paragraph 1")
    opposed = opposed.do("oppose a separate vote", by="Syria", item="m")
    assert not opposed.text("m").divisible
    gone = meeting.do("withdraw", by="Syria", item="m")
    assert grounds(gone)["take up m"] == "35"


def test_a_draft_taken_first_leaves_the_others_in_their_order() -> None:
    meeting = opened()
    for label in ("z", "m", "a", "n"):
        meeting = meeting.do("submit", by="France", item=label)
    moved = meeting.do("move", by="Spain", motion="take first", detail="m")
    moved = moved.do("put", item="take first m")
    assert [text.label for text in moved.do("vote", default="yes").texts] == ["m", "z", "a", "n"]


def test_a_roll_call_knows_what_was_voted_on() -> None:
    text = drafted().do("put", item="b").do("vote", default="yes")
    assert text.outcome("b").roll_call.draft == text.text("b").draft
    moved = drafted().do("move", by="France", motion="adjourn to", detail="Monday").do("put", item="adjourn to Monday")
    voted = moved.do("vote", default="no")
    assert voted.decisions[-1].outcome.roll_call.draft.kind is Kind.MOTION
    assert voted.outcome("adjourn to Monday") is None


def test_only_a_house_with_a_majority_for_it_closes_the_debate_and_by_that_majority() -> None:
    assert "closure" not in acts(opened(rules="nmun"))
    refusal(opened(), "move", by="France", motion="close the debate")
    meeting = opened(rules="mun-simple").do("move", by="France", motion="close the debate")
    meeting = meeting.do("put", item="close the debate")
    nine = "France, Spain, Japan, Egypt, Angola, China, Senegal, Ukraine, Uruguay"
    assert not meeting.do("vote", yes=nine, default="no").debate_closed
    assert meeting.do("vote", yes=f"{nine}, Malaysia", default="no").debate_closed


def test_nobody_abstains_on_procedure_where_the_house_forbids_it() -> None:
    house = attrs.evolve(preset("real"), id="club", abstain_on_procedure=False)
    meeting = opened(rules=house).do("submit", by="France", item="m")
    moved = meeting.do("move", by="France", motion="adjourn to", detail="Monday").do("put", item="adjourn to Monday")
    assert "a vote for or against by Spain" in refusal(moved, "vote", abstain="Spain", default="yes")
    assert meeting.do("put", item="m").do("vote", abstain="Spain", default="yes").text("m").fate.value == "adopted"
    plain = drafted().do("move", by="France", motion="adjourn to", detail="Monday").do("put", item="adjourn to Monday")
    assert plain.do("vote", abstain="Spain", default="yes").decisions[-1].carried


def test_two_houses_that_agree_say_so_with_the_result() -> None:
    council = sc.Council.on(DAY)
    for against, result in (("Russia", "not adopted"), ("Venezuela", "adopted")):
        votes = council.roll_call(no=against, default="yes")
        compared = same_vote(votes, "real", "mun-generic").difference
        assert compared == f"Both come to the same: the text is {result}."


def test_an_amendment_is_taken_up_while_its_text_is_there() -> None:
    gone = drafted().do("withdraw", by="Spain", item="b")
    assert gone.do("take up", by="Japan", item="b").text("b").pending
    voted = (
        gone.do("put", item="paragraph 2 of m")
        .do("vote", default="yes")
        .do("put", item="m")
        .do("vote", no="Russia", default="yes")
    )
    assert "an amendment whose text is still before the Council, not m" in refusal(
        voted, "take up", by="Japan", item="b"
    )


def test_what_the_agenda_is_called_is_nobodys_name_for_anything_else() -> None:
    moved = opened().do("move", by="France", motion="refer to", detail="a committee")
    assert grounds(moved)["put refer to a committee"] == "33"
    for other in ("Aleppo", "zzz"):
        assert "is not in order under rule 9 " in refusal(Meeting.open(DAY), "put", item=other)


def test_amendments_wait_for_those_of_their_own_draft_alone() -> None:
    meeting = opened().do("submit", by="France", item="m").do("submit", by="Russia", item="a draft")
    meeting = meeting.do("amend", by="Spain", item="b", on="m")
    meeting = meeting.do("amend", by="Egypt", item="c", on="a draft", effect="deletes")
    assert meeting.do("put", item="b").question.item == "b"


def test_of_several_amendments_the_first_is_named() -> None:
    meeting = drafted().do("amend", by="Angola", item="c", on="m")
    assert "the amendments first: b. Put b." in refusal(meeting, "put", item="paragraph 2 of m")
    for label, effect in (("d", "deletes"), ("e", "adds")):
        meeting = meeting.do("amend", by="Angola", item=label, on="m", effect=effect)
    assert "expected d first, which deletes words. Put d." in refusal(meeting, "put", item="b")


def test_a_ruling_on_a_class_names_the_text_and_the_class() -> None:
    meeting = drafted().do("raise a point of order", by="Egypt")
    for half in ({"item": "m"}, {"matter": "procedural"}):
        assert "item and matter together" in refusal(meeting, "rule", words="so it is", **half)


def test_the_president_rules_only_where_enough_held_it_procedural() -> None:
    for classification, in_favour, ruled in (
        ("president rules", "yes", True), ("president rules", "no", False), ("four-power statement", "yes", False),
    ):  # fmt: skip
        meeting = drafted(classification=classification).do("ask whether it is procedural", by="Russia", item="m")
        after = meeting.do("vote", default=in_favour)
        assert ("The President rules accordingly: m is procedural." in after.transcript) is ruled
        assert (after.ruling is not None) is ruled


def test_a_question_on_a_text_is_no_vote_on_the_text() -> None:
    asked = drafted().do("ask whether it is procedural", by="Russia", item="m").do("vote", default="yes")
    assert asked.decisions[-1].outcome.roll_call.draft.kind is Kind.MOTION
    assert asked.outcome("m") is None


@pytest.mark.parametrize(("faults", "named"), [(1, 1), (3, 3), (5, 3)])
def test_a_file_names_its_first_three_faults(tmp_path, faults: int, named: int) -> None:
    wrong = "".join(f"{key} = 1\n" for key in ("id", "title", "summary", "lesson", "meeting")[:faults])
    path = tmp_path / "broken.toml"
    path.write_text(f'date = 2016-10-08\nagenda = "x"\n{wrong}', encoding="utf-8")
    with pytest.raises(SeedError) as raised:
        read_meeting(path)
    assert str(raised.value).count("@ $") == named


def test_the_beginning_of_several_scripts_names_none_of_them() -> None:
    with pytest.raises(UnknownCaseError, match="'syria' is not a scripted meeting"):
        replay("syria")


def test_the_steps_of_a_file_are_counted_from_one(tmp_path) -> None:
    path = tmp_path / "broken.toml"
    step = '[[steps]]\nact = "put"\nitem = "agenda"\nhistory = "{}"\n'
    path.write_text('date = 2016-10-08\nagenda = "x"\n' + step.format("adopted") + step.format("won"), encoding="utf-8")
    with pytest.raises(SeedError, match=r"'won' is not a fate \(step 2\)"):
        read_meeting(path)


def test_kinds_of_act_are_timely_at_their_stage_and_in_their_form() -> None:
    speak, submit = ACTS["speak"], ACTS["submit"]
    letters = Meeting.open("2020-03-30", written=True)
    assert speak.timely(opened())
    assert not speak.timely(opened().do("close the meeting"))
    assert not submit.timely(Meeting.open(DAY))
    assert (speak.timely(letters), submit.timely(letters)) == (False, True)


def test_what_is_in_order_shows_itself_in_short() -> None:
    assert repr(Meeting.open(DAY).in_order[0]) == "<Opening: put the agenda, by RUS>"
