"""A lesson: every number in it is computed, right on any day, drawn the same by the same seed, and printed for all."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import unsc_sim as sc
from unsc_sim import teach
from unsc_sim.display import Drawing, Table
from unsc_sim.display._page import Facts, Links, Page, Points, Section, Verdict
from unsc_sim.errors import DateError, FileError, LessonError, UnknownCaseError
from unsc_sim.seats import FIRST_DAY, LAST_DAY

ANY_DAY = st.dates(FIRST_DAY, LAST_DAY)
DAYS = ("1946-01-12", "1960-12-13", "1965-12-31", "1966-01-01", "1980-01-03", "2016-10-08", "2027-12-31")


@pytest.fixture(scope="module")
def kit() -> tuple[Page, ...]:
    return teach.kit_pages()


def texts(page: Page) -> str:
    """Every word of a page."""
    said = [page.title, page.lead]
    for part in page.walk():
        match part:
            case str():
                said.append(part)
            case Verdict(text=text) | Section(heading=text):
                said.append(text)
            case Points(items=items):
                said += items
            case Facts(rows=rows) | Links(to=rows):
                said += [cell for row in rows for cell in row]
            case Table(caption=caption, columns=columns, rows=rows):
                said += [caption, *columns, *(cell for row in rows for cell in row)]
            case Drawing(title=title, desc=desc):
                said += [title, desc]
    return "\n".join(said)


@given(ANY_DAY)
@settings(max_examples=20, deadline=None)
def test_role_cards_are_the_seats_of_the_day(day: date) -> None:
    council = sc.Council.on(day)
    cards = teach.role_cards(day)

    assert [card.state for card in cards] == list(council.members)
    assert [card.seat for card in cards] == [
        "permanent" if who in council.permanent else "elected" for who in council.members
    ]
    presiding = [card.state for card in cards if card.presides]
    assert presiding == ([council.president] if day >= date(1946, 1, 17) else [])


@given(ANY_DAY)
@settings(max_examples=20, deadline=None)
def test_a_card_counts_the_verified_votes_of_its_year(day: date) -> None:
    votes = [
        one for one in sc.roll_calls(since=f"{day.year}-01-01", before=f"{day.year + 1}-01-01")
        if one.confidence == "verified"
    ]  # fmt: skip
    for card in teach.role_cards(day):
        cast = [one.votes[card.state] for one in votes if card.state in one.votes]
        assert card.texts == card.record.total == len(cast)
        assert card.record == sc.Tally.of(cast)


def test_a_card_tells_a_term_whole_though_the_name_changed() -> None:
    upper_volta = next(card for card in teach.role_cards("1984-03-01") if card.state == sc.state("Burkina Faso"))

    assert upper_volta.term == "1 January 1984 to 31 December 1985"
    assert upper_volta.name == "Upper Volta"


@pytest.mark.parametrize("day", DAYS)
def test_the_cards_say_what_blocks_that_day(day: str) -> None:
    council = sc.Council.on(day)
    needed = sc.provision_for("substantive", day).affirmative
    elected = next(card for card in teach.role_cards(day) if card.seat == "elected")
    blocking = len(council) - needed + 1
    against = council.roll_call(no=council.elected[:1], default="yes")

    assert any(f"{blocking} members that do not vote in favour are enough" in text for text in elected.can)
    assert sc.decide(against).adopted
    assert not sc.decide(against.casting(dict.fromkeys(council.members[:blocking], "abstain"))).adopted
    assert sc.decide(against.casting(dict.fromkeys(council.members[: blocking - 1], "abstain"))).tally.yes >= needed - 1


@pytest.mark.parametrize("day", DAYS)
def test_the_tallies_show_what_they_say(day: str) -> None:
    reasons = [one.outcome.reason.name for one in teach.sample_tallies(sc.Council.on(day))]

    assert reasons == [
        "VETOED", "ADOPTED", "INSUFFICIENT_VOTES", "ADOPTED", "ADOPTED", "INSUFFICIENT_VOTES", "ADOPTED", "ADOPTED",
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "needed"), [("1960-12-13", 7), ("2016-10-08", 9)])
def test_truth_tables_follow_the_rule_of_the_day(day: str, needed: int) -> None:
    substantive, procedural, question, ruled = teach.truth_tables(day)

    assert substantive.questions.columns[0] == f"{needed} votes in favour?"
    for table, vetoed in ((substantive, True), (procedural, False), (question, True), (ruled, False)):
        asked = table in {question, ruled}
        carried, lost = (": the matter is procedural", "; the matter is not procedural") if asked else ("", "")
        assert [row[2] for row in table.questions.rows] == [
            f"adopted{carried}",
            f"not adopted: vetoed{lost}" if vetoed else f"adopted{carried}",
            f"not adopted: short of {needed} votes{lost}",
            f"not adopted: short of {needed} votes{lost}",
        ]
        assert all(row[1].endswith((carried, lost)) for row in table.tallies.rows)


@given(st.integers(), st.integers(1, 30))
@settings(max_examples=12, deadline=None)
def test_every_answer_of_a_quiz_is_what_the_library_says(seed: int, number: int) -> None:
    drawn = teach.quiz(seed, number)

    assert len(drawn.questions) == number
    assert drawn == teach.quiz(seed, number)
    for one in drawn.questions:
        votes = sc.roll_call(one.source.split(", ")[0])
        outcome = sc.decide(votes)
        assert len(set(one.choices)) == len(one.choices) >= 2
        if one.asks.endswith("What became of it?"):
            expected = {"ADOPTED": "adopted", "VETOED": "vetoed", "INSUFFICIENT_VOTES": "short of votes"}
            assert one.answer == expected[outcome.reason.name]
        elif one.asks.endswith("if anybody?"):
            named = {votes.council.short(who) for who in outcome.vetoes}
            assert {*one.answer.replace(" and ", ", ").split(", ")} == (named or {"nobody"})
        else:
            assert one.answer == str(sc.fewest_changes(votes, sc.Reason.ADOPTED, limit=1).size)


def test_a_quiz_asks_of_all_three_results_and_of_no_case_twice() -> None:
    drawn = teach.quiz(2016, 15).questions
    became = Counter(one.answer for one in drawn if one.asks.endswith("What became of it?"))
    cases = [sc.case(one.source.split(", ")[0]).id for one in drawn]

    assert set(became) == {"adopted", "vetoed", "short of votes"}
    assert len(set(cases)) == len(cases)


@pytest.mark.parametrize("number", [0, -1, 31])
def test_a_quiz_of_too_few_or_too_many_questions_is_refused(number: int) -> None:
    with pytest.raises(LessonError, match="from 1 to 30"):
        teach.quiz(0, number)


@pytest.mark.parametrize("minutes", [90, 45])
def test_a_plan_fills_its_minutes_without_a_gap(minutes: int) -> None:
    plan = teach.lesson_plan(minutes)
    ends = [tuple(map(int, time.split("–"))) for time in plan.times]

    assert plan.minutes == minutes
    assert ends[0][0] == 0
    assert ends[-1][1] == minutes
    assert all(before[1] == after[0] for before, after in pairwise(ends))
    assert all(one.watch and one.offline and one.material for one in plan.activities)


def test_there_is_no_plan_of_another_length() -> None:
    with pytest.raises(LessonError, match="90 or 45"):
        teach.lesson_plan(60)


def test_a_lesson_settles_its_day_and_its_case() -> None:
    assert teach.lesson().case.id == "aleppo-2016"
    assert teach.lesson("2016-10-08").case.id == "aleppo-2016"
    assert str(teach.lesson(case="goa-1961").on) == "1961-12-18"
    assert teach.lesson("1946-01-12").case.roll_calls[0].date.year == 1946
    assert teach.lesson("2027-12-31").council == sc.Council.on("2027-12-31")
    with pytest.raises(DateError):
        teach.lesson("1945-10-24")
    with pytest.raises(UnknownCaseError, match="goa-1961"):
        teach.lesson(case="goa-1960")


def test_a_case_without_positions_makes_no_lesson() -> None:
    secret = next(one for one in sc.cases() if not one.roll_calls)

    with pytest.raises(LessonError, match="no recorded positions"):
        teach.lesson(case=secret)


def test_the_kit_has_every_page_and_its_index_names_them(kit) -> None:
    index, *others = kit

    assert [page.name for page in others] == [
        "plan-90", "plan-45", "slides", "roles", "tally-cards", "truth-tables", "quiz", "quiz-answers", "exit-ticket",
        "exit-ticket-answers", "in-the-browser", "without-computers", "accessibility",
    ]  # fmt: skip
    linked = [to[0] for part in index.walk() if isinstance(part, Links) for to in part.to]
    assert linked == [f"{page.name}.html" for page in others]


def test_the_numbers_of_a_kit_are_those_of_its_day() -> None:
    early = "\n".join(texts(page) for page in teach.kit_pages(teach.lesson("1960-12-13")) if "quiz" not in page.name)

    assert "11 members" in early
    assert "7 votes in favour" in early
    assert "15 members" not in early
    assert "nine" not in early
    assert "USSR" in early
    assert "Russian Federation" not in early
    assert "{" not in early


def test_students_pages_hold_no_answers(kit) -> None:
    pages = {page.name: texts(page) for page in kit}
    quiz, ticket = teach.quiz(), teach.exit_ticket("2016-10-08")

    for name, questions in (("quiz", quiz.questions), ("exit-ticket", ticket)):
        assert all(one.asks in pages[name] and one.why not in pages[name] for one in questions)
        assert all(one.why in pages[f"{name}-answers"] for one in questions)


def test_a_role_card_does_not_tell_how_its_member_voted_on_the_case(kit) -> None:
    roles = next(page for page in kit if page.name == "roles")
    spain = next(one for one in roles.sections if one.heading == "Spain")

    assert any("S/2016/846" in what for part in spain.parts if isinstance(part, Facts) for _, what in part.rows)
    assert "11-2-2" not in texts(roles)


@pytest.mark.parametrize("case", ["zimbabwe-2008", "korea-1950", "aleppo-2016"])
def test_the_votes_of_the_case_are_in_no_cards_record(case: str) -> None:
    what = teach.lesson(case=case)
    every = {card.state: card for card in teach.role_cards(what.on)}
    told = texts(next(page for page in teach.kit_pages(what) if page.name == "roles"))
    in_class = [one for one in what.case.roll_calls if one.date.year == what.on.year and one.confidence == "verified"]

    for card in teach.role_cards(what.on, without=what.case):
        cast = Counter(one.votes[card.state] for one in in_class if card.state in one.votes)
        assert card.left_out == cast.total() == every[card.state].texts - card.texts
        assert card.recorded in told
        assert ("in class" in card.recorded) == bool(cast)
        assert every[card.state].left_out == 0
        assert "in class" not in every[card.state].recorded


def test_a_card_with_other_votes_says_that_the_texts_in_class_are_left_out() -> None:
    what = teach.lesson(case="aleppo-2016")
    spain = next(card for card in teach.role_cards(what.on, without=what.case) if card.called == "Spain")

    assert spain.texts
    assert "of this member besides the texts in class:" in spain.recorded


@pytest.mark.parametrize(("day", "required"), [("1960-12-13", 7), ("2016-10-08", 9)])
def test_every_card_and_the_plan_say_when_a_ruling_stands_and_a_part_is_voted_on(day: str, required: int) -> None:
    stands = f"stands unless {required} members vote to overrule it; nobody can veto that"
    what = teach.lesson(day)
    plan = "\n".join(note for one in teach.lesson_plan(90, what).activities for note in one.watch)

    assert required == sc.provision_for("procedural", day).affirmative
    for card in teach.role_cards(day):
        can, cannot = "\n".join(card.can), "\n".join(card.cannot)
        assert stands in can
        assert "held unless the mover objects" in can
        assert (f"uphold a ruling that {required} vote to overrule" in cannot) == card.presides
    assert stands in plan
    assert "held unless the mover objects" in plan


def replay(what: teach.Lesson) -> tuple[str, str]:
    """What the slide on the case says, and what the notes on it say."""
    slides = next(page for page in teach.kit_pages(what) if page.name == "slides").sections
    slide = next(one for one in slides if one.heading == "What history did")
    notes = next(one for one in teach.lesson_plan(45, what).activities if one.title == "What history did")
    return "\n".join(part for part in slide.parts if isinstance(part, str)), "\n".join(notes.watch)


def test_slide_and_notes_say_which_votes_are_left_out_and_that_another_law_was_in_force() -> None:
    for said in replay(teach.lesson("2016-10-08", "korea-1950")):
        assert "The first 3 of 5 votes." in said
        assert "Then: 11 members, 7 votes required." in said
    for said in replay(teach.lesson(case="korea-1950")):
        assert "The first 3 of 5 votes." in said
        assert "Then:" not in said
    for said in replay(teach.lesson("1960-12-13", "aleppo-2016")):
        assert "The first" not in said
        assert "Then: 15 members, 9 votes required." in said
    assert teach.lesson().caveats == ()


def test_the_second_question_is_not_asked_of_a_procedural_matter(kit) -> None:
    cards = texts(next(page for page in kit if page.name == "tally-cards"))

    assert "Unless the matter is procedural: did a permanent member (*) vote against?" in cards
    assert "and not on a procedural matter." in cards


def test_where_no_president_is_recorded_the_sentence_still_begins_with_a_capital() -> None:
    what = teach.lesson("1946-01-12")

    assert teach.lesson_plan(90, what).activities[3].does[0].startswith("The oldest of the class presides.")
    plan = next(page for page in teach.kit_pages(what) if page.name == "plan-90")
    assert "Choose the student who presides: the oldest of the class." in texts(plan)


def test_the_kit_is_written_and_what_else_is_there_stays(tmp_path) -> None:
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "mine.txt").write_text("notes")

    files = teach.save_kit(tmp_path / "kit")

    assert files[0].name == "index.html"
    assert {one.name for one in (tmp_path / "kit").iterdir()} == {"mine.txt", *(one.name for one in files)}
    assert all(one.read_text(encoding="utf-8").startswith("<!doctype html>") for one in files)
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="cannot be written"):
        teach.save_kit(tmp_path / "file" / "kit")
