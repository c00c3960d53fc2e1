"""Pictures beside the chamber: each says in its table and its words what it shows, and looks the same in every run."""

from __future__ import annotations

import math
import re
from functools import cache
from itertools import combinations
from xml.etree import ElementTree as ET

import attrs
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import unsc_sim as sc
from unsc_sim import display, strategies
from unsc_sim.automaton import compile_rule
from unsc_sim.decisions import Reason
from unsc_sim.display._layout import fitted, hull, spread
from unsc_sim.display._markup import measured, wrapped
from unsc_sim.display._moved import Moved, moved_within
from unsc_sim.display._reliability import Reliability
from unsc_sim.display._ties import FAINT, Web
from unsc_sim.forecast.scores import Bin
from unsc_sim.power import profile
from unsc_sim.votes import Vote

SVG = "{http://www.w3.org/2000/svg}"
FRENCH, RUSSIAN = sc.case("aleppo-2016").roll_calls
COUNCIL, RULE = FRENCH.council, FRENCH.rule
BINS = (Bin(164, 0.06, 0.27), Bin(23, 0.35, 0.7), Bin(2, 0.84, 1.0))


@cache
def change() -> display.PowerChange:
    plan = sc.reform("g4-2005")
    larger = plan.council(COUNCIL)
    return display.power_change(
        profile(RULE, COUNCIL), profile(plan.rule(larger), larger), names=("today", "under the draft")
    )


def ties() -> nx.Graph:
    return sc.alliance_graph(sc.roll_calls(before="2016-10-08"), on="2016-10-08")


MADE = {
    "rival drafts": lambda: sc.case("aleppo-2016"),
    "comparison": lambda: sc.compare(FRENCH, RUSSIAN),
    "paths": lambda: sc.what_would_it_take(RUSSIAN),
    "changes": lambda: sc.fewest_changes(RUSSIAN),
    "reform of a vote": lambda: sc.reforms.apply("g4-2005", RUSSIAN),
    "machine": lambda: compile_rule(RULE, COUNCIL),
    "reading": lambda: display.reading(FRENCH),
    "reliability": lambda: Reliability("from record", BINS),
    "power before and after": change,
    "century": display.century,
    "terms": lambda: display.century("India", "Japan"),
}
every = pytest.mark.parametrize("made", MADE.values(), ids=MADE)


def texts(svg: str) -> str:
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    return " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))


@every
def test_every_value_shows_itself_with_sentence_picture_and_table(made) -> None:
    value = made()
    bundle = value._repr_mimebundle_()

    assert list(bundle) == ["text/plain", "text/html", "image/svg+xml"]
    assert bundle["text/plain"].endswith(".")
    assert "\n" not in bundle["text/plain"]
    seen = display.shown(value)
    assert seen.tables
    assert all(len(drawing.desc) > 60 and drawing.desc.rstrip().endswith((".", "!")) for drawing in seen.drawings)
    assert all(drawing.title in f"{drawing.desc} {seen.heading}" or drawing.title for drawing in seen.drawings)


@every
def test_every_picture_is_one_column_wide_well_formed_and_alone(made) -> None:
    """No picture is wider than a telephone can show, and none refers to anything outside itself."""
    for drawing in display.shown(made()).drawings:
        ET.fromstring(drawing.svg)  # noqa: S314 - our own drawing
        assert drawing.width <= 480
        assert not re.search(r"href|url\(|@import|<script|<style|<foreignObject", drawing.svg)


def test_save_svg_and_to_html_take_every_value(tmp_path) -> None:
    for name, made in MADE.items():
        value = made()
        assert display.save_svg(value, tmp_path / f"{name}.svg").stat().st_size > 1000
        assert "<table" in display.to_html(value)


class TestWhatMoved:
    def test_the_two_aleppo_drafts_moved_thirteen_members(self) -> None:
        moved = Moved(FRENCH, RUSSIAN, ("S/2016/846", "S/2016/847"))
        assert 13 == len(moved.votes)
        assert str(moved).startswith("What moved from S/2016/846 to S/2016/847: 13 of 15 members voted otherwise.")
        assert "In favour, then abstaining: Uruguay. Abstaining, then in favour: China." in str(moved)

    def test_the_second_picture_marks_those_that_moved_and_no_others(self) -> None:
        first, second = display.shown(sc.case("aleppo-2016")).drawings
        seats = {
            group.findtext(f"{SVG}title").partition(":")[0]: len(group.findall(f"{SVG}g"))
            for group in ET.fromstring(second.svg).iter(f"{SVG}g")  # noqa: S314 - our own drawing
            if group.find(f"{SVG}title") is not None
        }
        assert {"Angola", "Egypt"} == {name for name, discs in seats.items() if discs == 1}
        assert 13 == sum(discs == 2 for discs in seats.values())
        assert "13 of 15 members" in " ".join(texts(second.svg).split())
        assert "Small disc" not in texts(first.svg)

    def test_the_table_says_the_same(self) -> None:
        table = display.shown(sc.case("aleppo-2016")).tables[1]
        told = {row[0]: row[-1] for row in table.rows}
        assert "What moved" == table.columns[-1]
        assert ("in favour → against", "the same") == (told["France"], told["Egypt"])

    @given(pair=st.tuples(strategies.roll_calls(council=COUNCIL), strategies.roll_calls(council=COUNCIL)))
    @settings(max_examples=15)
    def test_who_moved_is_who_voted_otherwise(self, pair) -> None:
        one, other = pair
        moved = Moved(one, other, ("one", "other"))
        assert set(moved.votes) == {member for member in COUNCIL.members if one[member] is not other[member]}
        assert all(COUNCIL.short(member) in str(moved) for member in moved.votes)

    def test_votes_that_nobody_changed_are_said_to_be_the_same(self) -> None:
        assert "All 15 members voted the same on a and on b." == str(Moved(FRENCH, FRENCH, ("a", "b")))

    def test_only_rivals_are_compared_within_a_case(self) -> None:
        """Of the five votes on Korea two are on texts against which others were put."""
        found = moved_within(sc.case("korea-1950").roll_calls)
        assert [None, ("S/1501", "S/1500"), None, ("S/1508/Rev.1", "S/1509"), None] == [
            moved and moved.names for moved in found
        ]


@pytest.fixture(scope="module")
def web() -> Web:
    return Web.of(ties())


class TestTies:
    def test_the_states_stand_apart_and_inside_the_picture(self, web) -> None:
        places = web.places
        assert 15 == len(places)
        assert min(math.dist(one, other) for one, other in combinations(places.values(), 2)) >= 43
        assert all(abs(x) <= 197 and abs(y) <= 166 for x, y in places.values())

    def test_friends_stand_nearer_than_opponents(self, web) -> None:
        at = web.places
        far = [math.dist(at[one], at[other]) for one, other, weight in web.ties if weight < -FAINT]
        near = [math.dist(at[one], at[other]) for one, other, weight in web.ties if weight > FAINT]
        assert sum(near) / len(near) < 0.6 * sum(far) / len(far)

    def test_every_state_keeps_its_closest_and_furthest_tie_that_is_not_faint(self, web) -> None:
        drawn = set(web.drawn)
        for code in web.places:
            own = [tie for tie in web.ties if code in tie[:2]]
            ends = [tie for tie in (own[0], own[-1]) if abs(tie[2]) >= FAINT]
            assert {tie for tie in ends if (tie is own[0]) == (tie[2] > 0)} <= drawn

    def test_bridges_are_squares_and_named_in_words(self, web) -> None:
        drawing = display.shown(web.graph).drawings[0]
        root = ET.fromstring(drawing.svg)  # noqa: S314 - our own drawing
        squares = {
            group.findtext(f"{SVG}title").partition(",")[0]
            for group in root.iter(f"{SVG}g")
            if group.find(f"{SVG}rect") is not None and group.find(f"{SVG}title") is not None
        }
        assert squares == {web.names[code] for code, _ in web.bridges} == {"Senegal", "Malaysia"}
        assert "Bridges between camps, by betweenness: Senegal 0.30 and Malaysia 0.13." in drawing.desc

    def test_the_tables_hold_every_state_and_every_tie(self, web) -> None:
        states, edges = display.shown(web.graph).tables
        assert (15, 105) == (len(states.rows), len(edges.rows))
        assert len(web.drawn) == sum(row[-1] == "yes" for row in edges.rows)

    @given(points=st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=1, max_size=12))
    @settings(max_examples=40)
    def test_a_hull_holds_its_points(self, points) -> None:
        corners = hull(points)
        assert set(corners) <= set(points)
        for one, other in zip(corners, [*corners[1:], corners[0]], strict=True):
            turns = [(other[0] - one[0]) * (y - one[1]) - (other[1] - one[1]) * (x - one[0]) for x, y in points]
            assert len(corners) < 3 or min(turns) > -1e-6

    def test_no_state_and_one_state_can_be_placed(self) -> None:
        assert {} == spread([], lambda *_: 1.0)
        assert {"a": (0.0, 0.0)} == fitted(spread([["a"]], lambda *_: 1.0), 10, 10, 5)

    def test_a_graph_of_no_ties_is_shown(self) -> None:
        graph = nx.Graph(kind="agreement", on="2016-10-08")
        graph.add_nodes_from(["FRA", "RUS"])
        assert display.shown(graph).sentence.endswith("No state bridges the camps.")


class TestMachine:
    def test_twenty_states_are_drawn_each_with_its_words(self) -> None:
        drawing = display.shown(compile_rule(RULE, COUNCIL)).drawings[0]
        assert 20 == drawing.svg.count("<title>") - 1
        assert "1 adopted, 1 vetoed, 18 short of votes" in drawing.desc
        assert {"A", "V", "S"} <= set(texts(drawing.svg).split())

    def test_the_way_of_a_vote_ends_where_the_vote_did(self) -> None:
        for votes in (FRENCH, RUSSIAN):
            read = display.reading(votes)
            assert read.machine.reason(read.states[-1]) is sc.decide(votes).reason
            assert 16 == len(read.states)

    @given(votes=strategies.roll_calls(council=COUNCIL))
    @settings(max_examples=15)
    def test_any_vote_is_read_as_it_is_decided(self, votes) -> None:
        read = display.reading(votes)
        assert read.machine.reason(read.states[-1]) is sc.decide(votes).reason

    def test_the_table_of_a_reading_follows_the_votes(self) -> None:
        table = display.shown(display.reading(FRENCH)).tables[0]
        assert [COUNCIL.short(member) for member in COUNCIL.members] == [row[0] for row in table.rows]
        assert 10 == sum(row[-1] == "yes" for row in table.rows)

    def test_a_machine_too_large_to_draw_is_shown_as_a_table(self) -> None:
        rule = sc.Affirmative(9) & sc.Affirmative(5, among=sc.ELECTED) & sc.Concurrence(sc.P5)
        seen = display.shown(compile_rule(rule, COUNCIL))
        assert () == seen.drawings
        assert seen.tables[0].rows

    def test_a_rule_with_one_count_is_one_row(self) -> None:
        drawing = display.shown(compile_rule(sc.Affirmative(9), COUNCIL)).drawings[0]
        assert 10 == drawing.svg.count("<title>") - 1


class TestPaths:
    def test_each_result_has_its_first_ways_and_says_how_many_more(self) -> None:
        told = " ".join(texts(display.shown(sc.what_would_it_take(RUSSIAN)).drawings[0].svg).split())
        assert "To be adopted 5 members would have to change their votes; there are 28 ways" in told
        assert "and 24 other ways" in told
        assert "Requiring 4 and without veto: adopted" in told

    def test_full_discs_are_the_votes_that_change(self) -> None:
        found = sc.what_would_it_take(FRENCH)
        svg = display.shown(found).drawings[0].svg
        fills = re.findall(
            r"<title>Russian Federation: (\w+ ?\w*)</title><g[^>]*><circle r=\"[\d.]+\" fill=\"(#\w+)\"", svg
        )
        assert [("against", "#D55E00"), ("in favour", "#0072B2"), ("abstaining", "#F0E442")] == [
            fills[0], *(fill for fill in fills[1:3])
        ]  # fmt: skip

    def test_what_cannot_be_reached_is_said_without_a_picture(self) -> None:
        seen = display.shown(sc.fewest_changes(RUSSIAN, fixed=["United States"]))
        assert ((), ()) == (seen.drawings, seen.tables)
        assert "No change" in seen.sentence


class TestPower:
    def test_bars_and_table_say_what_the_profiles_say(self) -> None:
        found = change()
        drawing, table = display.shown(found).drawings[0], display.shown(found).tables[0]
        for kind, row in zip(found.kinds, table.rows, strict=True):
            for value, cell in ((kind.before, row[1]), (kind.after, row[2])):
                assert cell == ("no seat" if value is None else f"{float(value):.6f}")
                assert cell in texts(drawing.svg)
        assert 25 == sum(len(kind.members) for kind in found.kinds)

    def test_before_is_full_and_after_is_hollow(self) -> None:
        bars = [bar for bar in ET.fromstring(display.shown(change()).drawings[0].svg).iter(f"{SVG}rect")  # noqa: S314
                if bar.get("rx") == "2"]  # fmt: skip
        assert {("#0072B2", None), ("#ffffff", "1.6")} == {(bar.get("fill"), bar.get("stroke-width")) for bar in bars}

    def test_an_index_that_one_of_them_lacks_is_refused(self) -> None:
        one = profile(RULE, COUNCIL)
        with pytest.raises(sc.UnscSimError, match="shapley_shubik"):
            display.power_change(one, one, index="shapley_shubick")


class TestReliability:
    def test_points_stand_where_table_and_words_say(self) -> None:
        found = Reliability("from record", BINS)
        drawing, table = display.shown(found).drawings[0], display.shown(found).tables[0]
        circles = list(ET.fromstring(drawing.svg).iter(f"{SVG}circle"))  # noqa: S314 - our own drawing
        across = [(float(circle.get("cx")) - 74) / 366 for circle in circles]
        assert across == pytest.approx([part.chance for part in BINS], abs=0.001)
        assert [(f"{part.chance:.1%}", f"{part.number:,}") for part in BINS] == [(row[0], row[3]) for row in table.rows]
        assert "6% forecast, 27% came true, of 164" in drawing.desc

    def test_an_interval_holds_its_share_and_narrows_with_votes(self) -> None:
        few, many = Bin(4, 0.5, 0.5), Bin(400, 0.5, 0.5)
        assert few.low < many.low < 0.5 < many.high < few.high
        assert (0.0, 1.0) == (round(Bin(3, 0.1, 0.0).low, 9), round(Bin(3, 0.9, 1.0).high, 9))

    def test_a_backtest_shows_the_diagram_of_its_last_forecaster(self) -> None:
        tested = sc.backtest(
            sc.roll_calls(before="1990-01-01"),
            {"climatology": sc.forecast.FORECASTERS["climatology"]},
            [1988, 1989],
        )
        seen = display.shown(tested)
        assert str(display.reliability(tested)) in seen.paragraphs
        assert display.reliability(tested, of="in favour").share == pytest.approx(1 - display.reliability(tested).share)
        with pytest.raises(sc.UnscSimError, match="in favour or not in favour"):
            display.reliability(tested, of="against")


class TestCentury:
    def test_it_counts_what_the_casebook_holds_and_says_that_it_is_no_census(self) -> None:
        found = display.century()
        entries = [entry for case in sc.cases() for entry in case.entries if entry.result is not None]
        assert len(entries) == found.votes
        vetoed = sum(entry.result is Reason.VETOED for entry in entries)
        assert vetoed == sum(year.results[Reason.VETOED] for year in found.years)
        assert "no census" in str(found)
        assert all("no census" in drawing.desc for drawing in display.shown(found).drawings)

    def test_every_vetoed_draft_has_somebody_who_vetoed_it(self) -> None:
        for year in display.century().years:
            assert (year.results[Reason.VETOED] > 0) == bool(year.vetoes or year.unnamed)
            assert set(year.vetoes) <= {seat.state for seat in year.seats if seat.permanent}

    def test_vetoes_in_a_secret_ballot_are_counted_and_nobody_is_named(self) -> None:
        """In 1981 the Council voted in secret on whom to recommend as Secretary-General."""
        rows = {row[0]: row[-1] for row in display.shown(display.century()).tables[0].rows}
        assert "not named 2" == rows["1981"]

    def test_seats_follow_the_charter(self) -> None:
        assert {11: 20, 15: 62} == {
            number: sum(len(year.seats) == number for year in display.century().years) for number in (11, 15)
        }

    def test_the_table_has_every_year_and_names_of_that_year(self) -> None:
        table = display.shown(display.century()).tables[0]
        assert [str(year) for year in range(1946, 2028)] == [row[0] for row in table.rows]
        by_year = {row[0]: row for row in table.rows}
        assert "USSR" in by_year["1950"][-1]
        assert "Ceylon" in by_year["1960"][2]
        assert "Russian Federation" in by_year["2024"][-1]

    def test_terms_asked_for_are_told_in_words_and_drawn(self) -> None:
        found = display.century("Ukraine")
        assert "Ukraine sat in 1948–1949, 1984–1985, 2000–2001 and 2016–2017." in str(found)
        assert "Ukraine" in texts(display.shown(found).drawings[3].svg)

    def test_a_state_that_never_sat_is_said_so(self) -> None:
        assert "Liechtenstein sat in no year." in str(display.century("Liechtenstein"))


@given(text=st.text(max_size=80), width=st.integers(20, 400), size=st.integers(9, 20))
@settings(max_examples=80)
def test_lines_fit_and_lose_no_letter(text: str, width: int, size: int) -> None:
    lines = wrapped(text, width, size)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) == 1 or measured(line, size) <= width for line in lines)


@given(text=st.text(min_size=1, max_size=60))
@settings(max_examples=6)
def test_names_of_any_kind_are_shown_as_text(text: str) -> None:
    """What the two rules or a draft are called is never markup."""
    found = attrs.evolve(change(), names=(text, "after"))
    root = ET.fromstring(display.chamber_svg(found))  # noqa: S314 - our own drawing
    assert {one.tag for one in root.iter()} <= {SVG + name for name in ("svg", "title", "desc", "rect", "text")}
    titled = attrs.evolve(FRENCH, draft=attrs.evolve(FRENCH.draft, title=text, symbol=None))
    ET.fromstring(display.chamber_svg(display.reading(titled)))  # noqa: S314 - our own drawing
    ET.fromstring(display.chamber_svg(sc.what_would_it_take(titled)))  # noqa: S314 - our own drawing


def test_votes_of_every_kind_can_be_compared() -> None:
    absent = COUNCIL.roll_call(yes=["France"], not_participating=["Japan"], default="absent")
    assert Vote.ABSENT in dict(absent).values()
    assert "Not participating, then in favour: Japan." in str(
        Moved(absent, COUNCIL.roll_call(default="yes"), ("a", "b"))
    )
