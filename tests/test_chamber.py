"""The Council table: any sequence of clicks is decided by `decide`, and comes back from its texts as it was."""

from __future__ import annotations

import json
import string
import tomllib

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import unsc_sim as sc
from unsc_sim import chamber
from unsc_sim.casefile import recorded_cases
from unsc_sim.chamber import LIMITS, CouncilTable, Law, answer, read_fragment, view, ways, write_fragment
from unsc_sim.errors import NotationError, NotOnTheCouncilError, RuleError, UnknownCaseError, UnscSimError

STARTS = ("S/2016/846", "S/2016/847", "aleppo-2016")
DAYS = ("1946-02-01", "1950-06-25", "1965-12-31", "1966-01-01", "1979-06-01", "1980-01-03", "2016-10-08", "2027-06-01")
REFORMS = ("g4-2005", "african-union-2005", "charter-1966", "charter-1945", "model-x", "elect-the-council")


def moved(table: CouncilTable, move) -> CouncilTable:
    """The table after one click on whatever control; what is refused leaves it as it was."""
    kind, what = move
    try:
        match kind:
            case "click":
                return table.click(table.council.members[what % len(table.council)])
            case "reset":
                return table.reset()
            case _:
                return table.under(**{kind: what})
    except (RuleError, NotOnTheCouncilError):
        return table


moves = st.one_of(
    st.tuples(st.just("click"), st.integers(0, 30)),
    st.tuples(st.just("limit"), st.sampled_from(("", *LIMITS))),
    st.tuples(st.just("required"), st.one_of(st.none(), st.integers(0, 20))),
    st.tuples(st.just("matter"), st.sampled_from(("", "substantive", "procedural", "preliminary question"))),
    st.tuples(st.just("reform"), st.sampled_from(("", *REFORMS))),
    st.tuples(st.just("reset"), st.none()),
)
starts = st.one_of(st.sampled_from(STARTS).map(CouncilTable.of), st.sampled_from(DAYS).map(CouncilTable.on))


@st.composite
def tables(draw):
    table = draw(starts)
    for move in draw(st.lists(moves, max_size=6)):
        table = moved(table, move)
    return table


@given(tables())
def test_whatever_is_clicked_the_view_says_what_decide_decides(table) -> None:
    shown = view(table)
    cast = {seat["code"]: seat["vote"] for seat in shown["seats"]}
    council = table.council
    roll_call = sc.RollCall(council, {council.find(code): sc.Vote.parse(vote) for code, vote in cast.items()})
    outcome = sc.decide(roll_call, rule=table.scenario.rule)

    assert shown["verdict"]["reason"] == outcome.reason.name
    assert shown["verdict"]["sentence"] == str(outcome)
    assert [count for _, count in shown["verdict"]["tally"]] == [len(roll_call.cast(vote)) for vote in sc.Vote]
    assert {seat["code"] for seat in shown["seats"] if seat["veto"]} == {who.code for who in outcome.vetoes}
    assert all(seat["phrase"] in seat["label"] for seat in shown["seats"])
    assert json.loads(json.dumps(shown)) == shown


@given(tables())
def test_a_table_comes_back_from_its_fragment(table) -> None:
    text = write_fragment(table)

    assert read_fragment(text) == table
    assert write_fragment(read_fragment(f"#{text}")) == text
    assert len(text) <= 600
    assert text.isascii()
    assert " " not in text


@given(tables())
def test_a_table_comes_back_from_its_file_with_every_vote(tmp_path_factory, table) -> None:
    """The file holds votes, not rules; under a proposal there is nobody to name, and it says so."""
    if table.council != table.start.council:
        with pytest.raises(RuleError, match="not the Council that sat that day"):
            table.to_toml()
        return
    path = tmp_path_factory.mktemp("table") / "vote.toml"
    path.write_text(table.to_toml(), encoding="utf-8")

    read = sc.read_vote(path)
    assert read == table.scenario.roll_call
    assert read.confidence == ("memory" if table.changed else table.start.confidence)
    differing = {vote.name.lower() for vote in sc.Vote if read.cast(vote) != table.start.cast(vote)}
    assert differing <= set(read.uncertain)


def test_the_file_of_a_changed_table_says_what_is_supposed_and_whose_vote_it_is() -> None:
    french, russian = (CouncilTable.of(symbol) for symbol in ("S/2016/846", "S/2016/847"))
    written = tomllib.loads(french.click("Russia").to_toml())["votes"][0]

    assert (written["confidence"], written["uncertain"]) == ("memory", ["no", "abstain"])
    assert "sources" not in written
    assert tomllib.loads(french.to_toml())["votes"][0].get("confidence", "verified") == "verified"
    assert written["id"] == "aleppo-2016-french-draft-2016-10-08"
    assert tomllib.loads(russian.to_toml())["id"] == "aleppo-2016-russian-draft-2016-10-08"


@settings(max_examples=15)
@given(tables())
def test_every_suggestion_leads_to_another_result_and_says_which(table) -> None:
    """Ways by votes lead to the result they are listed under; rules lead away from this one."""
    assume(len(table.council) < 20)  # larger ones cost seconds and add no case
    found = ways(table)

    assert len(found["votes"]) == 2
    for group in found["votes"]:
        reached = {view(read_fragment(way["fragment"]))["verdict"]["reason"] for way in group["ways"]}
        assert len(reached) <= 1
        assert table.outcome.reason.name not in reached
    for way in found["rules"]:
        then = read_fragment(way["fragment"])
        assert then.outcome.reason is not table.outcome.reason
        assert then.cast == table.cast


@given(tables(), st.integers(0, 30))
def test_five_clicks_on_a_seat_come_full_circle(table, place) -> None:
    who = table.council.members[place % len(table.council)]
    seen, then = [], table
    for _ in range(5):
        then = then.click(who)
        seen.append(then.votes[who])

    assert then == table
    assert set(seen) == set(sc.Vote)


hostile = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="v=1&case=aleppo-2016&vote=S/2016/846&cast=RUS:A,%<>\"'\x00#;../", max_size=120),
    st.builds("v=1&on={}".format, st.text(max_size=20)),
    st.builds("v=1&case={}&vote={}".format, st.text(max_size=20), st.text(max_size=20)),
    st.builds("v=1&on=2016-10-08&{}={}".format, st.sampled_from(chamber._fragment.KEYS), st.text(max_size=20)),
    st.text(alphabet=string.printable, min_size=590, max_size=700),
)


@given(hostile)
def test_a_hostile_fragment_is_a_table_or_one_line(text) -> None:
    """Nothing else is raised, and the line is short whatever was given."""
    said = json.loads(answer(json.dumps({"ask": "table", "fragment": text})))

    if "error" in said:
        assert "\n" not in said["error"]
        assert len(said["error"]) < 1200
    else:
        assert read_fragment(said["fragment"]) == read_fragment(text)


@given(st.one_of(st.text(max_size=60), st.recursive(st.none() | st.integers() | st.text(max_size=8),
       lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
           ("ask", "fragment", "seat", "vote", "on", "case", "required", "first", "number")), inner, max_size=4),
       max_leaves=6).map(json.dumps)))  # fmt: skip
def test_whatever_is_asked_the_bridge_answers_in_json(question) -> None:
    assert isinstance(json.loads(answer(question)), dict)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no part of a table"),
        ("v=2&on=2016-10-08", "is not a version that this table reads"),
        ("on=2016-10-08", "is not a version that this table reads"),
        ("v=1", "names no start"),
        ("v=1&case=aleppo-2016&on=2016-10-08", "names no start"),
        ("v=1&on=2016-10-08&vote=S/2016/846", "names no start"),
        ("v=1&case=../../etc/passwd", "cannot be read"),
        ("v=1&case=alepo-2016", "Did you mean 'aleppo-2016'"),
        ("v=1&case=aleppo-2016&vote=S/2016/1", "is no vote of the case aleppo-2016"),
        ("v=1&on=2016-02-31", "2016-02-31"),
        ("v=1&on=1945-01-01", "outside the record of seats"),
        ("v=1&on=2016-10-08&cast=RUS:Q", "is no vote; expected a code and a letter"),
        ("v=1&on=2016-10-08&cast=RUS:N,RUS:Y", "is given two votes"),
        ("v=1&on=2016-10-08&cast=DEU:N", "not a member"),
        ("v=1&on=2016-10-08&cast=RUS:N&cast=RUS:N", "stands there twice"),
        ("v=1&on=2016-10-08&colour=red", "is not a key"),
        ("v=1&on=2016-10-08&required=1000", "cannot be read"),
        ("v=1&on=2016-10-08&limit=no-vetoes", "Did you mean"),
        ("v=1&on=2016-10-08&reform=g5", "is no proposal on record"),
        ("v=1&on=2016-10-08&matter=procedural&limit=two-vetoes", "lets nobody block"),
        ("v=1&on=2016-10-08&reform=charter-1966", "does not fit the 15-member Council"),
        ("v=1&on=2016-10-08&" + "x" * 600, "is too long"),
    ],
)
def test_what_is_no_table_is_refused_in_words(text, said) -> None:
    with pytest.raises(UnscSimError, match=said.replace("(", r"\(")):
        read_fragment(text)


def test_the_aleppo_pair_tells_a_veto_from_a_shortfall() -> None:
    french, russian = (view(CouncilTable.of(symbol)) for symbol in ("S/2016/846", "S/2016/847"))

    assert french["verdict"]["short"] == "not adopted, vetoed by Russian Federation"
    assert russian["verdict"]["short"] == "not adopted, short by 5"
    assert russian["verdict"]["required"] == 9
    assert [seat["code"] for seat in russian["seats"] if seat["veto"]] == []
    assert french["happened"] == {"sentence": french["verdict"]["sentence"], "same": True, "changes": []}


def test_under_a_proposal_new_members_sit_and_can_be_clicked_and_leave_again() -> None:
    table = CouncilTable.of("S/2016/846").under(reform="g4-2005")
    clicked = table.click("AFR+1")

    assert len(table.council) == 25
    assert {seat["vote"] for seat in view(table)["seats"] if not seat["was"]} == {"yes"}
    assert write_fragment(clicked).endswith("&cast=AFR+1:N&reform=g4-2005")
    assert clicked.under(reform="") == CouncilTable.of("S/2016/846")


def test_what_makes_no_difference_is_no_change() -> None:
    """Nine where nine are required, a substantive matter as a substantive one, a vote as it was: the same table."""
    table = CouncilTable.of("S/2016/846")

    assert table.under(required=9) == table
    assert table.under(matter="substantive") == table
    assert table.casting({"Russia": "no"}) == table
    assert not table.changed
    assert table.under(Law(reform="g4-2005", required=9)).law.required == 9


def test_a_veto_that_nobody_has_cannot_be_limited() -> None:
    procedural = CouncilTable.of("S/2016/846").under(matter="procedural")

    with pytest.raises(RuleError, match="lets nobody block"):
        procedural.under(limit="two-vetoes")
    said = json.loads(answer(json.dumps({"ask": "law", "fragment": write_fragment(procedural), "limit": "two-vetoes"})))
    assert "lets nobody block" in said["error"]


def test_a_table_knows_who_sits_at_it_and_what_is_on_record() -> None:
    with pytest.raises(NotOnTheCouncilError):
        CouncilTable.on("2016-10-08").click("Germany")
    secret = next(e for one in sc.cases() for e in one.entries if e.roll_call is None)
    with pytest.raises(UnknownCaseError, match="without the members' votes"):
        CouncilTable.of(secret.id)
    with pytest.raises(RuleError, match="twice"):
        CouncilTable(CouncilTable.on("2016-10-08").start, cast={"Russia": "no", "RUS": "no"})


def test_a_roll_call_of_ones_own_can_be_played_with_but_has_no_address() -> None:
    own = CouncilTable.of(sc.Council.on("2016-10-08").roll_call(no="RUS", default="yes"))

    assert view(own)["happened"] is None
    assert own.click("Russia").outcome.adopted
    with pytest.raises(RuleError, match="starts from votes of your own"):
        write_fragment(own)


def test_the_picture_stands_beside_what_was_once_something_is_changed() -> None:
    table = CouncilTable.of("S/2016/846")

    assert "As it was" not in table.to_svg()
    assert "As it was" in table.click("Russia").to_svg()


def test_every_vote_of_the_record_that_can_be_opened_is_listed_once_and_opens() -> None:
    """In pages, as the page asks for them; every address leads back to the vote that history decided."""
    rows, first = [], 0
    while first < len(recorded_cases()):
        page = chamber.catalogue(first, 50)
        rows, first = rows + page["votes"], page["next"]

    assert len({row["fragment"] for row in rows}) == len(rows) == len(sc.roll_calls())
    for row in rows[::12]:
        entry = next(e for e in sc.case(row["case"]).entries if row["vote"] in {e.id, str(e.draft.symbol)})
        assert read_fragment(row["fragment"]).outcome.reason is entry.result


def test_a_forecast_has_its_base_rate_beside_it_and_is_silent_where_nothing_is_known() -> None:
    found = chamber.forecast(CouncilTable.of("S/2016/846").click("Russia"))

    assert found["results"][0]["result"] == "vetoed"
    assert sum(row["chance"] for row in found["results"]) == pytest.approx(1)
    assert sum(row["base"] for row in found["results"]) == pytest.approx(1, abs=1e-4)
    assert found["results"][0]["base"] < 0.05
    assert "silent" in chamber.forecast(CouncilTable.on("2016-10-08"))
    assert "silent" in chamber.forecast(CouncilTable.of("S/2016/846").under(reform="g4-2005"))
    assert chamber.forecast(CouncilTable.of("S/2016/846").under(limit="no-veto"))["by_rule_in_force"] is False


def test_choices_are_those_that_fit_the_council() -> None:
    old, new = (chamber.choices(CouncilTable.on(day)) for day in ("1960-01-01", "2016-10-08"))

    assert {one["id"] for one in old["reforms"]} == {"charter-1945", "charter-1966"} | {
        "elect-the-council",
        "popovski-888",
    }
    assert "g4-2005" in {one["id"] for one in new["reforms"]}
    assert next(one["id"] for one in new["matters"]) == "substantive"


def test_the_bridge_says_what_can_be_asked() -> None:
    fragment = "v=1&on=2016-10-08"

    assert json.loads(answer(json.dumps({"ask": "toml", "fragment": fragment})))["toml"].startswith("id = ")
    assert "Did you mean 'click'" in json.loads(answer(json.dumps({"ask": "clik", "fragment": fragment})))["error"]
    assert json.loads(answer(json.dumps({"ask": "open", "on": "2016-10-08"})))["fragment"] == fragment
    assert json.loads(answer(json.dumps({"ask": "cast", "fragment": fragment, "seat": "RUS", "vote": "absent"})))[
        "fragment"
    ].endswith("cast=RUS:-")
    with pytest.raises(NotationError, match="is too long"):
        chamber._bridge._read("x" * 5000)
