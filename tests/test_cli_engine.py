"""The exact engine on the command line: what-ifs, paths, reforms, counts of all roll calls, voting power, sweeps."""

from __future__ import annotations

import json
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest

import unsc_sim as sc
from unsc_sim import power as powers
from unsc_sim.changes import fewest_changes
from unsc_sim.counting import census
from unsc_sim.paths import what_would_it_take
from unsc_sim.reforms import apply, reforms

FRENCH, RUSSIAN = sc.case("aleppo-2016").roll_calls
ANSWERS = {
    "whatif": ("whatif", "S/2016/846", "--cast", "Russia=abstain"),
    "whatif reformed": ("whatif", "S/2016/846", "--reform", "african-union-2005", "--default", "yes"),
    "whatif far back": ("whatif", "S/2016/847", "--on", "1962-10-25", "--default", "no"),
    "paths": ("paths", "S/2016/847"),
    "paths to": ("paths", "S/2016/847", "--to", "adopted"),
    "reforms": ("reforms",),
    "reform": ("reforms", "l69-2012"),
    "limit": ("reforms", "explain-or-void"),
    "applied": ("reforms", "g4-2005", "S/2016/847"),
    "census": ("census", "--on", "1950-06-27", "--votes", "YNAX-"),
    "power": ("power", "--on", "1962-10-25"),
    "power reformed": ("power", "--reform", "g4-2005", "--modifier", "two-vetoes", "--abstention"),
    "one index": ("power", "--index", "Banzhaf, normalised", "--reform", "african-union-2005"),
    "century": ("century", "India", "Ukraine"),
    "sweep": ("sweep", "aleppo-2016", "--reform", "g4-2005", "--default", "yes", "--modifier", "no-veto"),
}
PICTURED = ("whatif", "whatif reformed", "paths", "paths to", "applied", "census", "power", "power reformed",
            "one index", "century")  # fmt: skip


@pytest.fixture
def plain(ask):
    """The answer to a command line as JSON."""

    def asked(*words: str):
        code, out, err = ask(*words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return asked


@pytest.mark.parametrize("question", ANSWERS.values(), ids=ANSWERS)
def test_answers_fit_eighty_columns_and_come_as_json(ask, plain, question) -> None:
    code, out, err = ask(*question)

    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert plain(*question)


@pytest.mark.parametrize("name", PICTURED)
def test_a_picture_is_written_beside_the_answer(ask, tmp_path, name: str) -> None:
    file = tmp_path / "a.svg"
    code, _, err = ask(*ANSWERS[name], "--svg", str(file))

    assert (code, err) == (0, f"The picture is in {file}.\n")
    assert ET.parse(file).getroot().tag.endswith("svg")  # noqa: S314 - our own drawing


def test_a_what_if_stands_beside_what_was(ask) -> None:
    told = " ".join(ask("whatif", "S/2016/846", "--without-veto", "--cast", "Russia=abstain")[1].split())

    assert "What if Russian Federation abstains; without veto As it was What if" in told
    assert "Count 11 in favour, 2 against, 2 11 in favour, 1 against, 3 abstaining abstaining" in told
    assert "Decision Not adopted, owing to the Adopted." in told
    assert told.endswith("The result is another one.")
    assert "The result stays the same." in ask("whatif", "S/2016/847", "--without-veto")[1]


@pytest.mark.parametrize(
    ("vote", "changes", "told", "becomes"),
    [
        ("846", ["--cast", "Russia=abstain"], ["Russian Federation abstains"], "11-1-3 adopted"),
        ("846", ["--cast", "FRA=no", "--cast", "JPN=no"],
         ["France votes against, Japan votes against"], "9-4-2 vetoed"),
        ("847", ["--requiring", "4"], ["requiring 4"], "4-9-2 vetoed"),
        ("847", ["--requiring", "4", "--tolerating", "3"],
         ["requiring 4", "tolerating 3 negative votes"], "4-9-2 adopted"),
        ("846", ["--tolerating", "1"], ["tolerating 1 negative vote"], "11-2-2 adopted"),
        ("846", ["--overridable-by", "11"], ["overridable by 11"], "11-2-2 adopted"),
        ("846", ["--procedural"], ["as a procedural matter"], "11-2-2 adopted"),
        ("846", ["--without-veto", "--veto-for", "Venezuela"],
         ["without veto", "a veto for Venezuela"], "11-2-2 vetoed"),
        ("846", ["--modifier", "n-vetoes vetoes=2"],
         ["several negative votes needed for a veto (vetoes: 2)"], "11-2-2 adopted"),
        ("846", ["--modifier", "atrocity-restraint atrocities=yes adhering=RUS,FRA"],
         [("no veto by those who pledged restraint in the face of atrocities (atrocities: yes, adhering: RUS and FRA)"
          " [unverified: that the United Kingdom adheres]")],
         "11-2-2 adopted"),
        ("846", ["--on", "2016-10-07"], ["the Council of 7 October 2016"], "11-2-2 vetoed"),
    ],
)  # fmt: skip
def test_every_change_is_made_and_named(plain, vote, changes, told, becomes) -> None:
    found = plain("whatif", f"S/2016/{vote}", *changes)
    counted = "-".join(str(found["outcome"]["tally"][kind]) for kind in ("yes", "no", "abstain"))

    assert found["changes"] == told
    assert f"{counted} {found['outcome']['reason']}" == becomes
    assert found["differs"] is (found["baseline"]["reason"] != found["outcome"]["reason"])


def test_a_what_if_reads_a_vote_of_your_own(ask, tmp_path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('date = 2016-10-08\ndefault = "yes"\nno = ["Russia"]\n')
    code, out, _ = ask("whatif", str(file), "--without-veto")

    assert code == 0
    assert out.endswith("The result is another one.\n")


def test_paths_say_what_the_library_says(ask, plain) -> None:
    """The same sentences, and with --to the same number of ways as many as were asked for."""
    _, out, _ = ask("paths", "S/2016/847")
    listed = " ".join(out.replace("  -  ", " ").split())
    assert listed == " ".join(str(what_would_it_take(RUSSIAN)).split())

    found = plain("paths", "S/2016/847", "--to", "vetoed", "--ways", "3")
    expected = fewest_changes(RUSSIAN, sc.Reason.VETOED)
    assert (found["ways"], found["size"], len(found["listed"])) == (expected.ways, expected.size, 3)
    assert "The first 10 of 28 ways" in ask("paths", "S/2016/847", "--to", "adopted")[1]


def test_members_that_keep_their_votes_close_a_path(ask) -> None:
    told = ask("paths", "S/2016/846", "--to", "adopted", "--fixed", "Russia")[1]
    assert "No change of these members' votes leads there." in told


def test_every_proposal_is_listed_and_told_with_its_doubts(ask, plain) -> None:
    _, out, _ = ask("reforms")
    assert [plan.id for plan in reforms() if plan.id not in out.split()] == []

    told = " ".join(ask("reforms", "L69 2012")[1].split())
    assert "Members 27 [unverified]" in told
    assert "Votes required 15 [assumed]" in told
    assert {one["id"] for one in plain("reforms")["modifiers"]} >= {"two-vetoes", "party-abstention"}


def test_a_proposal_applied_says_what_is_undefined_and_the_bounds(plain) -> None:
    expected = apply("g4-2005", RUSSIAN)
    found = plain("reforms", "g4-2005", "S/2016/847")

    assert len(found["undefined"]) == 10
    assert found["ways"] == {"adopted": 0, "vetoed": 1, "insufficient_votes": 59048}
    assert found["possible"] == [reason.name.lower() for reason in expected.possible]
    assert found["settled"] is False


@pytest.mark.parametrize(("day", "letters"), [("2016-10-08", "YNA"), ("1950-06-27", "YN"), ("1966-01-01", "YNAX-")])
def test_the_census_counts_what_the_library_counts(ask, plain, day: str, letters: str) -> None:
    counted = census(sc.rule_for("substantive", day), sc.Council.on(day), letters)
    found = plain("census", "--on", day, "--votes", letters)

    assert [found[reason.name.lower()] for reason in sc.Reason] == list(counted.values())
    assert f"{counted.adopted:,}" in ask("census", "--on", day, "--votes", letters)[1]


def test_nobody_blocks_on_a_procedural_matter(plain) -> None:
    assert plain("census", "--matter", "procedural")["vetoed"] == 0


def test_power_is_exact_and_names_the_members_of_that_day(ask, plain) -> None:
    council = sc.Council.on("1962-10-25")
    expected = powers.profile(sc.rule_for("substantive", council.date), council)
    found = plain("power", "--on", "1962-10-25")

    for record in found["members"]:
        for name, values in expected.indices.items():
            assert Fraction(record[name]) == values[record["code"]]
    assert Fraction(found["passes"]) == expected.collective
    assert [record["member"] for record in found["members"]] == list(map(council.short, council.members))
    assert "USSR" in ask("power", "--on", "1962-10-25")[1]


@pytest.mark.parametrize("name", ["banzhaf", "BANZHAF", "Banzhaf, absolute", "banzhaf_normalised", "Shapley-Shubik"])
def test_one_index_shows_every_member_with_a_bar(ask, name: str) -> None:
    rows = [line for line in ask("power", "--on", "2016-10-08", "--index", name)[1].splitlines() if "/" in line]
    lengths = [row.count("█") for row in rows]

    assert len(rows) == 15
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[:5] == [12] * 5


def test_the_picture_of_power_has_the_index_that_is_asked_for(ask, tmp_path) -> None:
    file = tmp_path / "a.svg"
    ask("power", "--on", "2016-10-08", "--index", "rae", "--svg", str(file))
    told = file.read_text(encoding="utf-8")

    assert "Voting power of 15 members: Rae" in told
    assert told.count("0.525879") == 2 * 5


def test_a_supposed_law_is_pictured_beside_the_law_in_force(ask, tmp_path) -> None:
    file = tmp_path / "a.svg"
    ask("power", "--on", "2016-10-08", "--reform", "g4-2005", "--svg", str(file))
    told = file.read_text(encoding="utf-8")

    assert "by the law in force and as supposed" in told
    assert "by the law in force 0.196270, as supposed 0.195155" in told


def test_proposals_without_a_vote_have_no_picture(ask) -> None:
    code, out, err = ask("reforms", "g4-2005", "--svg", "a.svg")
    assert (2, "") == (code, out)
    assert "has nothing to show; expected a proposal and a vote" in err


def test_the_century_says_terms_and_that_the_casebook_is_no_census(ask, plain) -> None:
    told = " ".join(ask("century", "Ukraine")[1].split())
    assert "Ukraine 1948–1949, 1984–1985, 2000–2001, 2016–2017" in told
    assert "no census" in told
    found = plain("century", "Ukraine")
    assert [2016, 2017] == found["states"][0]["terms"][-1]
    assert 82 == len(found["years"])


def test_a_sweep_counts_every_combination(ask, plain) -> None:
    """Two votes, with and without each of two changes: eight scenarios, the French draft adopted without a veto."""
    found = plain(*ANSWERS["sweep"])

    assert len(found) == 8
    assert [one["result"] for one in found if one["changes"] == ["no veto"]] == ["adopted", "insufficient votes"]
    told = ask(*ANSWERS["sweep"])[1]
    assert "2 votes, 8 scenarios." in told
    [row] = [line.split() for line in told.splitlines() if line.strip().startswith("no veto ")]
    assert row == ["no", "veto", "1", "0", "1", "1"]


def test_a_sweep_of_the_record_takes_substantive_votes_alone(plain) -> None:
    every = [votes for votes in sc.casebook.roll_calls(topic="Syria") if votes.matter is sc.Matter.SUBSTANTIVE]
    found = plain("sweep", "--topic", "Syria")
    assert [one["draft"] for one in found] == [votes.name for votes in every]


def test_a_sweep_that_was_kept_is_not_asked_again(ask, plain, tmp_path) -> None:
    kept = tmp_path / "kept.jsonl"
    first = plain("sweep", "aleppo-2016", "--requiring", "4", "--keep", str(kept))
    written = kept.read_bytes()

    assert plain("sweep", "aleppo-2016", "--requiring", "4", "--keep", str(kept)) == first
    assert kept.read_bytes() == written
    code, _, err = ask("sweep", "S/2016/846", "--keep", str(kept))
    assert (code, err.count("\n")) == (2, 1)
    assert "belongs to another sweep" in err


SECRET = next(entry for case in sc.cases() for entry in case.entries if entry.secret_ballot and not entry.roll_call)
REFUSED = {
    "of another time": (("whatif", "S/2016/846", "--reform", "charter-1966"), "'charter-1966'", "11 members"),
    "nothing changed": (("whatif", "S/2016/846"), "'S/2016/846'", "Add --without-veto"),
    "no vote": (("whatif", "S/2016/846", "--cast", "Russia"), "'Russia'", "Russia=abstain"),
    "no such vote": (("whatif", "S/2016/846", "--cast", "Russia=perhaps"), "'perhaps'", "abstain"),
    "no such member": (("whatif", "S/2016/846", "--cast", "Brazil=no"), "'Brazil'", "8 October 2016"),
    "two votes": (("whatif", "S/2016/846", "--cast", "Russia=no", "--cast", "RUS=yes"), "'RUS'", "two votes"),
    "same words twice": (("whatif", "S/2016/846", "--cast", "FRA=no", "--cast", "FRA=yes"), "'FRA'", "two votes"),
    "two in a case": (("whatif", "aleppo-2016", "--without-veto"), "'aleppo-2016'", "'aleppo-2016-french-draft'"),
    "no such vote on record": (("paths", "S/2016/8466"), "'S/2016/8466'", "Did you mean"),
    "missing file": (("paths", "nowhere.toml"), "'nowhere.toml'", "No such file"),
    "no default": (("whatif", "S/2016/846", "--reform", "g4-2005"), "new permanent member", "Add --default yes"),
    "idle default": (("whatif", "S/2016/846", "--default", "yes"), "--default yes", "Leave it out"),
    "no such reform": (("whatif", "S/2016/846", "--reform", "g4"), "'g4'", "g4-2005"),
    "lacking option": (("whatif", "S/2016/846", "--modifier", "n-vetoes"), "'n-vetoes'", "vetoes=3"),
    "option no pair": (("whatif", "S/2016/846", "--modifier", "n-vetoes 3"), "'3'", "vetoes=3"),
    "no such limit": (("whatif", "S/2016/846", "--modifier", "two-vetos"), "'two-vetos'", "Did you mean 'two-vetoes'"),
    "empty limit": (("whatif", "S/2016/846", "--modifier", ""), "''", "List them: unsc-sim reforms"),
    "nobody to tolerate": (
        ("whatif", "S/2016/846", "--procedural", "--tolerating", "1"),
        "least 9 votes in favour",
        "veto",
    ),
    "no such result": (("paths", "S/2016/846", "--to", "vetod"), "'vetod'", "Did you mean 'vetoed'"),
    "no ways": (("paths", "S/2016/846", "--to", "adopted", "--ways", "0"), "0", "from 1 up"),
    "unknown reform": (("reforms", "razali-1998"), "'razali-1998'", "Did you mean 'razali-1997'"),
    "a limit applied": (("reforms", "no-veto", "S/2016/846"), "'no-veto'", "whatif S/2016/846 --modifier no-veto"),
    "no figures": (("reforms", "fixed-regional-seats", "S/2016/846"), "'fixed-regional-seats'", "unsc-sim reforms"),
    "no such letter": (("census", "--votes", "YQ"), "'Q'", "abstain"),
    "no letters": (("census", "--votes", ""), "''", "YNA"),
    "no such index": (("power", "--index", "banzhav"), "'banzhav'", "Did you mean 'banzhaf'"),
    "nothing to decide": (("power", "--requiring", "99"), "Affirmative(99)", "fails even"),
    "wrong size": (("power", "--on", "1965-12-31", "--reform", "g4-2005"), "'g4-2005'", "15 members"),
    "conditions beside names": (("sweep", "S/2016/846", "--topic", "Syria"), "'Syria'", "names"),
    "folder not there": (("sweep", "S/2016/846", "--keep", "nowhere/a"), "'nowhere/a'", "cannot be written"),
    "positions unknown": (("paths", SECRET.id), f"'{SECRET.id}'", "Ask unsc-sim replay "),
}


@pytest.mark.parametrize(("question", "given_value", "help_offered"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_one_line_that_names_it(ask, question, given_value, help_offered) -> None:
    code, out, err = ask(*question)

    assert (code, out) == (2, "")
    assert err.startswith("unsc-sim: ")
    assert err.count("\n") == 1
    assert given_value in err
    assert help_offered in err
