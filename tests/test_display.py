"""Showing: the picture says what the votes say, in colour, in marks and in words; and nothing it holds can act."""

from __future__ import annotations

import base64
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import unsc_sim as sc
from unsc_sim import display, strategies
from unsc_sim.display._chamber import horseshoe
from unsc_sim.display._palette import INK, LOOKS, MUTED, PAPER
from unsc_sim.power import profile
from unsc_sim.reforms import reform
from unsc_sim.votes import Vote
from unsc_sim.whatif import what_if

SVG = "{http://www.w3.org/2000/svg}"
FRENCH, RUSSIAN = sc.case("aleppo-2016").roll_calls
SHOWN = {
    "council": sc.Council.on("2016-10-08"),
    "roll call": FRENCH,
    "outcome": sc.decide(RUSSIAN),
    "case": sc.case("aleppo-2016"),
    "scenario": what_if(FRENCH).without_veto().casting({"Russia": "abstain"}),
    "power": profile(sc.rule_for("substantive", "2016-10-08"), sc.Council.on("2016-10-08")),
}
HOSTILE = "<script>alert(1)</script> \"quoted\" & 'x' \x00\x1b ]]> onerror="
every = pytest.mark.parametrize("value", SHOWN.values(), ids=SHOWN)


class Page(HTMLParser):
    """The tags of a part of a page, its text, and its tables as rows of cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[list[list[str]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in {"td", "th"}:
            self.tables[-1][-1].append("")

    def handle_data(self, data):
        self.text += data
        if self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][-1] += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [given for name, given in self.tags if name == tag]


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def words_of(svg: str) -> str:
    return " ".join("".join(element.itertext()) for element in parsed(svg).iter(f"{SVG}text"))


def seats_of(svg: str) -> dict[str, ET.Element]:
    """The groups that stand for seats, by what their title says."""
    groups = [group for group in parsed(svg).iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]
    return {group.findtext(f"{SVG}title"): group for group in groups}


@every
def test_a_notebook_is_given_a_sentence_a_page_and_a_picture(value) -> None:
    bundle = value._repr_mimebundle_()

    assert list(bundle) == ["text/plain", "text/html", "image/svg+xml"]
    assert bundle["text/plain"].endswith(".")
    assert "\n" not in bundle["text/plain"]


@every
def test_every_picture_in_the_page_has_a_full_sentence_and_a_table_beside_it(value) -> None:
    page = Page(display.to_html(value))

    assert page.of("img")
    assert all(len(image["alt"]) > 60 and image["alt"].endswith(".") for image in page.of("img"))
    assert len(page.of("caption")) == len(page.of("table")) > 0
    assert {head["scope"] for head in page.of("th")} == {"col", "row"}
    assert len(page.of("figcaption")) == len(page.of("figure")) == len(page.of("img"))


@every
def test_the_page_works_where_nothing_is_trusted(value) -> None:
    """Only plain elements, styles in attributes, and pictures that hold themselves."""
    page = Page(display.to_html(value))

    plain = {"div", "p", "strong", "ul", "li", "figure", "figcaption", "img", "details", "summary"}
    assert {tag for tag, _ in page.tags} <= plain | {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert {name for _, given in page.tags for name in given} <= {"style", "alt", "src", "scope"}
    assert all(image["src"].startswith("data:image/svg+xml;base64,") for image in page.of("img"))


@every
def test_no_picture_refers_to_anything_outside_itself(value) -> None:
    svg = display.chamber_svg(value)

    assert svg.count("http") == svg.count("http://www.w3.org/2000/svg") == 1
    assert not re.search(r"href|url\(|@import|<script|<style|<foreignObject", svg)


def test_what_is_shown_of_a_graph_shows_itself_in_a_notebook() -> None:
    """A graph is networkx's own and cannot; `shown()` gives what can."""
    ties = sc.bloc_graph("2016-10-08").subgraph(["FRA", "GBR", "RUS"])
    assert display.shown(ties)._repr_mimebundle_() == display.mimebundle(ties)


def test_the_picture_in_the_page_is_the_picture() -> None:
    source = Page(display.to_html(FRENCH)).of("img")[0]["src"]
    assert base64.b64decode(source.partition(",")[2]).decode() == display.chamber_svg(FRENCH)


def test_the_french_draft_is_told_in_words() -> None:
    """Title, description and labels say the count, the threshold, the reason and who blocked."""
    svg = display.chamber_svg(FRENCH)
    told = words_of(svg)

    title = parsed(svg).findtext(f"{SVG}title")
    assert title == f"S/2016/846, 8 October 2016: {sc.decide(FRENCH)}"
    described = parsed(svg).findtext(f"{SVG}desc")
    assert "Russian Federation presides. 11 in favour: Egypt, France, Japan," in described
    assert "2 against: Russian Federation, Venezuela. 2 abstaining: Angola, China." in described
    for words in ("9 needed", "Not adopted", "President · veto", "11 in favour:", "2 abstaining:"):
        assert words in told
    assert "at least 9 votes in favour, and no negative vote of a permanent member" in " ".join(told.split())


def test_veto_stands_beside_those_who_cast_one_and_nobody_else() -> None:
    """Three negative votes of permanent members on the Russian draft were no vetoes, and the picture says none."""
    assert "veto" not in words_of(display.chamber_svg(RUSSIAN))
    four = sc.decide(RUSSIAN, rule=sc.Affirmative(4) & sc.Concurrence(sc.P5))
    assert words_of(display.chamber_svg(four)).split().count("veto") == 3


def test_the_count_bar_shows_the_votes_in_favour_against_the_threshold() -> None:
    def cells(value) -> list[str]:
        found = parsed(display.chamber_svg(value)).iter(f"{SVG}rect")
        return [cell.get("fill") for cell in found if cell.get("rx") == "2"]

    assert [cells(votes).count(LOOKS[Vote.YES].fill) for votes in (FRENCH, RUSSIAN)] == [11, 4]
    assert len(cells(FRENCH)) == 15
    assert "7 needed" in words_of(display.chamber_svg(sc.Council.on("1950-06-27")))


def test_a_rule_with_a_way_round_the_veto_shows_both_counts() -> None:
    rule = sc.Affirmative(9) & (sc.Concurrence(sc.P5) | sc.Affirmative(13))
    told = words_of(display.chamber_svg(sc.decide(FRENCH, rule=rule)))
    assert " 9 or 13 " in told


@given(votes=strategies.roll_calls())
def test_each_seat_shows_its_vote_by_colour_and_by_mark(votes) -> None:
    """Every kind of vote has its own colour and mark, or its own dashes; permanent members alone have a ring."""
    seats = seats_of(display.chamber_svg(votes))

    for member, vote in votes.items():
        seat = seats[f"{votes.council.short(member)}: {vote.phrase}"].find(f"{SVG}g")
        circles, look = seat.findall(f"{SVG}circle"), LOOKS[vote]
        assert (circles[0].get("fill"), circles[0].get("stroke-dasharray")) == (look.fill, look.dashes)
        assert len(seat.findall(f"{SVG}path")) == bool(look.strokes)
        rings = [circle for circle in circles[1:] if circle.get("fill") == "none"]
        assert len(rings) == (member in votes.council.permanent)


def test_no_two_votes_look_alike_without_colour() -> None:
    assert len({(look.strokes, look.dashes, look.dot) for look in LOOKS.values()}) == len(Vote)
    assert len({look.fill for look in LOOKS.values()} - {"#ffffff"}) == 3


@given(votes=strategies.roll_calls())
@settings(max_examples=30)
def test_the_table_says_what_the_votes_say(votes) -> None:
    rows = Page(display.to_html(votes)).tables[0][1:]

    told = [(name, seat, cast.partition(" ")[2]) for name, seat, cast in rows]
    kind = {True: "permanent", False: "elected"}
    assert told == [
        (votes.council.short(member), kind[member in votes.council.permanent], vote.phrase)
        for member, vote in votes.items()
    ]


@given(council=strategies.councils())
@settings(max_examples=30)
def test_a_council_of_any_day_is_well_formed_and_seats_everyone(council) -> None:
    svg = display.chamber_svg(council)

    assert set(seats_of(svg)) == set(map(council.short, council.members))
    assert len(Page(display.to_html(council)).tables[0]) == len(council) + 1


@given(text=st.text(max_size=60))
@settings(max_examples=40)
def test_any_title_is_shown_as_text(text: str) -> None:
    """Whatever a title holds, both documents stay well-formed and gain no element."""
    titled = attrs.evolve(FRENCH, draft=attrs.evolve(FRENCH.draft, title=text))

    assert {e.tag for e in parsed(display.chamber_svg(titled)).iter()} <= {
        SVG + name for name in ("svg", "title", "desc", "rect", "g", "path", "circle", "text", "tspan")
    }
    assert "script" not in dict(Page(display.to_html(titled)).tags)


def test_hostile_names_and_titles_are_shown_and_do_nothing() -> None:
    draft = sc.DraftResolution(title=HOSTILE, text=HOSTILE)
    spare = sc.State(HOSTILE)
    council = sc.Council(date(2016, 10, 8), (sc.Seat(spare), *sc.Council.on("2016-10-08").seats[1:]))
    votes = council.roll_call(no="Russia", default="yes", draft=draft)
    svg, page = display.chamber_svg(votes), Page(display.to_html(votes))

    assert parsed(svg).find(f".//{SVG}script") is None
    assert "<script>alert(1)</script>" in words_of(svg)
    assert not page.of("script")
    assert page.tables[0][1][0].startswith("<script>alert(1)</script> \"quoted\" & 'x' ")
    assert "\x00" not in svg + display.to_html(votes)


@pytest.mark.parametrize("seats", [1, 2, 9, 11, 14, 15, 24, 27, 40])
def test_seats_never_touch_and_stand_level(seats: int) -> None:
    places = horseshoe(seats)

    apart = [((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5 for a, b in pairwise(places)]
    assert min(apart, default=99) > 33
    assert all(a.x == pytest.approx(-b.x, abs=0.2) for a, b in zip(places, places[::-1], strict=True))


def test_the_president_sits_at_the_head_and_the_alphabet_runs_around() -> None:
    council = sc.Council.on("2016-10-08")
    order = [title.partition(":")[0] for title in seats_of(display.chamber_svg(council))]

    assert order[7] == str(council.president) == "Russian Federation"
    start = order.index("Angola")
    assert order[start:] + order[:start] == [str(member) for member in council.members]


def test_a_council_without_a_recorded_president_is_shown_in_order() -> None:
    first = sc.Council.on("1946-01-13")
    assert list(seats_of(display.chamber_svg(first))) == list(map(first.short, first.members))
    assert "President" not in words_of(display.chamber_svg(first))


def test_members_are_called_as_on_that_day() -> None:
    """In October 1962 the picture and the table say USSR, and nowhere a name of today."""
    council = sc.Council.on("1962-10-25")
    votes = council.roll_call(no="Russia", default="yes")
    for value in (council, votes):
        for shown in (display.chamber_svg(value), display.to_html(value)):
            assert "USSR" in shown
            assert "Russian Federation" not in shown


def test_votes_no_rule_decides_are_shown_without_a_verdict() -> None:
    """Before there was a Council there was no rule; the picture then shows the votes alone."""
    early = sc.Council(date(1945, 6, 26), sc.Council.on("1946-01-13").seats).roll_call(default="yes")
    told = words_of(display.chamber_svg(early))

    assert "11 in favour:" in told
    assert "needed" not in told
    assert display.mimebundle(early)["text/plain"].endswith("11 in favour, 0 against, 0 abstaining.")


def test_a_case_stands_two_to_a_row_and_says_each_decision() -> None:
    whole = parsed(display.chamber_svg(sc.case("aleppo-2016")))
    places = [(inner.get("x"), inner.get("y")) for inner in whole.findall(f"{SVG}svg")]

    assert len({x for x, _ in places}) == 2
    assert len({y for _, y in places}) == 1
    said = display.mimebundle(sc.case("aleppo-2016"))["text/plain"]
    assert all(str(sc.decide(votes)) in said for votes in (FRENCH, RUSSIAN))


def test_a_what_if_stands_beside_what_was_and_says_what_is_supposed() -> None:
    """Two chambers on a level; only the second is hypothetical, and its heading and description say so."""
    scenario = what_if(FRENCH).without_veto().casting({"Russia": "abstain"})
    was, then = display.shown(scenario).drawings

    told = [" ".join(words_of(drawing.svg).split()) for drawing in (was, then)]
    assert told[0].startswith("As it was ")
    assert told[1].startswith("What if: without veto, Russian Federation abstains ")
    assert scenario.label in then.desc
    assert scenario.label not in was.desc
    rows = {member: cells for member, *cells in display.shown(scenario).tables[0].rows}
    assert rows["Russian Federation"] == ["✗ against", "– abstaining"]


def test_bars_of_power_are_as_long_as_the_power_they_show() -> None:
    power = SHOWN["power"]
    bars = [bar for bar in parsed(display.chamber_svg(power)).iter(f"{SVG}rect") if bar.get("rx") == "2"]
    lengths = [float(bar.get("width")) for bar in bars]

    shares = [float(bar["value"]) for bar in power.bars()]
    assert lengths == pytest.approx([max(1.0, share / shares[0] * lengths[0]) for share in shares], abs=0.1)


def test_members_without_a_name_yet_are_named_in_full_beside_their_bars() -> None:
    plan = reform("african-union-2005")
    council = plan.council(sc.Council.on("2016-10-08"))
    told = words_of(display.chamber_svg(profile(plan.rule(council), council)))
    assert "new elected member from Latin America and Caribbean 0.0" in told
    assert "…" not in told


def test_every_case_of_the_record_can_be_shown() -> None:
    for case in sc.cases():
        what = display.shown(case)
        assert len(what.drawings) == len(case.roll_calls)
        assert [row[2] for row in what.tables[0].rows] == [entry.tally for entry in case.entries]


def test_what_has_no_picture_is_refused_by_name() -> None:
    with pytest.raises(display.NotShownError, match=r"^'int' has no picture"):
        display.mimebundle(3)
    case = sc.case("aleppo-2016")
    bare = attrs.evolve(case, entries=tuple(attrs.evolve(entry, roll_call=None) for entry in case.entries))
    with pytest.raises(display.NotShownError, match=case.title):
        display.chamber_svg(bare)
    assert list(display.mimebundle(bare)) == ["text/plain", "text/html"]
    assert "<div/>" not in re.sub(r' style="[^"]*"', "", display.to_html(bare))


def test_a_picture_is_written_whole_or_not_at_all(tmp_path, monkeypatch) -> None:
    kept = tmp_path / "kept.svg"
    kept.write_text("as it was")
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError("no")))
    with pytest.raises(OSError, match="no"):
        display.save_svg(FRENCH, kept)

    assert kept.read_text() == "as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["kept.svg"]


def test_a_saved_picture_is_the_picture(tmp_path) -> None:
    assert (
        display.save_svg(FRENCH, tmp_path / "a.svg").read_text(encoding="utf-8") == display.chamber_svg(FRENCH) + "\n"
    )


def test_the_picture_readme_shows_is_the_one_we_draw() -> None:
    kept = Path(__file__).resolve().parents[1] / "docs" / "_static" / "aleppo-french.svg"
    assert kept.read_text(encoding="utf-8") == display.chamber_svg(sc.roll_call("S/2016/846")) + "\n"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as the Web Content Accessibility Guidelines define it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_marks_and_words_stand_out_from_what_is_behind_them() -> None:
    assert min(contrast(look.fill, look.ink) for look in LOOKS.values()) > 4.5
    assert min(contrast(PAPER, ink) for ink in (INK, MUTED)) > 7


def test_a_count_beyond_everyone_stands_at_the_end_of_the_bar() -> None:
    outcome = sc.decide(FRENCH, rule=sc.Affirmative(40))
    lines = [path.get("d") for path in parsed(display.chamber_svg(outcome)).iter(f"{SVG}path")]

    assert "40 needed" in words_of(display.chamber_svg(outcome))
    assert [line.split()[0] for line in lines if line.startswith("M118.0")] == ["M118.0"]
