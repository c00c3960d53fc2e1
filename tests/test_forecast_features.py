"""What a forecast looks at, worked out by hand beside it: contests, features, memory, stakes, grounds and fits."""

from __future__ import annotations

from datetime import date
from functools import partial
from math import exp, log, log1p
from types import SimpleNamespace
from typing import ClassVar

import attrs
import pytest

import unsc_sim as sc
from unsc_sim.decisions import Reason
from unsc_sim.documents import DraftResolution, Kind, Stake, Symbol
from unsc_sim.forecast.coefficients import parts_of
from unsc_sim.forecast.contest import SEEN, ContestModel, contested_with_stakes, fit_contest, heat_of, rival_votes
from unsc_sim.forecast.contest import seen_values as seen_of
from unsc_sim.forecast.features import (
    AGAINST,
    CONTEST,
    DISSENT,
    ELECTED,
    MOVING,
    Prepared,
    elected_values,
    pattern_of,
    prepare,
    taken_values,
)
from unsc_sim.forecast.fitting import stand
from unsc_sim.forecast.grounds import _named, _strongest, record_grounds, stakes_grounds
from unsc_sim.forecast.logit import fit_logit, sparse
from unsc_sim.forecast.memory import Circumstances, Memory, _kept
from unsc_sim.forecast.question import CHAIN, PRESIDENTS_TEXT, Answer, Question, answers_of, question_of, tabled
from unsc_sim.forecast.record import RecordModel, fit_record
from unsc_sim.forecast.stakes import STATED, VALUES, Positions, StakesModel, Standing, find_positions, fit_stakes
from unsc_sim.forecast.worlds import CERTAIN, World, enumerate_worlds
from unsc_sim.states import state

MEMBERS = ("CHN", "EGY", "ESP", "FRA", "GBR", "JPN", "RUS", "USA")
ASKED = Question(1000, MEMBERS, CHAIN, topic="Syria", wider="Middle East")
DAY = ASKED.day


def odds(share: float, least: float = 1e-4) -> float:
    kept = min(1 - least, max(least, share))
    return log(kept / (1 - kept))


def chance(value: float) -> float:
    return 1 / (1 + exp(-value))


def answer(sides: dict[str, int], reason: Reason = Reason.ADOPTED, **about) -> Answer:
    return Answer(attrs.evolve(ASKED, **about), dict.fromkeys(MEMBERS, 1) | sides, reason)


# --- contests -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "kind", "shares"),
    [
        ({}, "sponsors unknown", (0, 0, 0, 0)),
        ({"from_president": True, "sponsors": {"FRA"}}, "text of the President", (0, 0.2, 0, 0)),
        ({"sponsors": {"FRA", "EGY", "ESP", "POL"}, "companions": 1}, "sponsored by the P3", (2 / 6, 0.2, 1, 0)),
        ({"sponsors": {"RUS", "CHN"}, "amendment": True}, "sponsored by China or Russia", (0, 0.4, 0, 1)),
        ({"sponsors": {"JPN", "POL"}, "companions": 3}, "sponsored by others", (1 / 6, 0, 1, 0)),
        ({"sponsors": {"USA", "CHN", "GBR"}}, "", (0, 0.6, 0, 0)),
    ],
)
def test_what_can_be_seen_of_any_draft(about, kind: str, shares) -> None:
    asked = attrs.evolve(ASKED, **about | {"sponsors": frozenset(about.get("sponsors", ()))})
    named = dict(zip(SEEN, seen_of(asked, 0.7), strict=True))

    expected = dict(zip(SEEN[6:10], shares, strict=True)) | {"always": 1.0, "topic contested before": 0.7}
    assert named == dict.fromkeys(SEEN, 0.0) | expected | ({kind: 1.0} if kind else {})


def test_six_elected_sponsors_count_as_all() -> None:
    elected = tuple(f"E{number}" for number in range(8))
    for number, share in ((5, 5 / 6), (6, 1.0), (8, 1.0)):
        asked = attrs.evolve(ASKED, members=(*CHAIN, *elected), sponsors=frozenset(elected[:number]))
        assert dict(zip(SEEN, seen_of(asked, 0.0), strict=True))["elected members among sponsors"] == share
        found = prepare(asked, Told(), graph=False)
        assert named(CONTEST, found.contest)["elected members among sponsors"] == share
        assert named(DISSENT, found.dissent["RUS"])["elected members among sponsors"] == share


def test_heat_counts_contested_votes_on_the_topic_before_the_day() -> None:
    past = [
        answer({"RUS": -1}, day=DAY - 1461), answer({"RUS": 0}, day=DAY - 2922), answer({}, day=DAY - 5),
        answer({"RUS": -1}, day=DAY - 5, topic="Aaa"), answer({"RUS": -1}, day=DAY - 5, topic="Zzz"),
        answer({"RUS": -1}, day=DAY), answer({"RUS": -1}, day=DAY - 5, topic=""), answer({"CHN": 0}, day=DAY - 700),
    ]  # fmt: skip

    assert heat_of("Syria", DAY, past) == pytest.approx(log1p(0.5 + 0.25 + 0.5 ** (700 / 1461)))
    assert heat_of("", DAY, past) == 0.0


def test_votes_on_texts_with_a_rival_are_counted_before_the_day() -> None:
    past = [answer({"RUS": -1}, rivals=1), answer({}, rivals=2), answer({"RUS": -1}), answer({}, rivals=1, day=DAY + 1)]

    assert rival_votes(past, DAY) == (0, 0)
    assert rival_votes(past, DAY + 1) == (2, 1)


def test_the_logit_of_contests_is_fitted_to_the_votes_before_a_day_alone() -> None:
    past = [
        answer({"RUS": -1}, day=10), answer({}, day=20, sponsors=frozenset(("FRA",))),
        answer({"CHN": 0}, day=30, sponsors=frozenset(("FRA",))), answer({}, day=40, amendment=True),
        answer({"RUS": -1}, day=50),
    ]  # fmt: skip
    rows = [sparse(seen_of(one.question, heat_of("Syria", one.question.day, past[:place])))
            for place, one in enumerate(past[:3])]  # fmt: skip
    weights = fit_logit(rows, [1, 0, 1], precision=[0.05] + [3.0] * 10)
    found = fit_contest(past, before=40)

    assert found == ContestModel(40, 3, weights)
    plain = sum(weight * value for weight, value in zip(weights, seen_of(ASKED, 0.4), strict=True))
    assert found.chance(ASKED, 0.4) == pytest.approx(chance(plain))


def test_stakes_raise_the_chance_of_a_contest_as_stated() -> None:
    aimed = attrs.evolve(ASKED, aimed_at=frozenset(("SYR",)))
    rival = attrs.evolve(ASKED, rivals=1)

    assert contested_with_stakes(0.2, ASKED, 0.5, (0, 0)) == 0.2
    assert contested_with_stakes(0.2, aimed, 0.5, (8, 2)) == pytest.approx(chance(odds(0.2) + 1.5))
    assert contested_with_stakes(0.2, rival, 0.5, (8, 2)) == pytest.approx(11 / 18)
    assert contested_with_stakes(0.9, rival, 0.5, (8, 2)) == pytest.approx(chance(odds(0.9) + 1.5))


# --- what the record forecaster looks at ----------------------------------------------------------------------------


class Told:
    """A memory that says what it is told to, so that every value can be followed to its place."""

    TIES: ClassVar = {"EGY": 0.1, "ESP": 0.2, "JPN": 0.4, "CHN": -0.3, "FRA": 0.5, "GBR": 0.6, "RUS": -0.7, "USA": 0.8}
    SEEN = Circumstances(0.1, 0.6, 0.02, 0.05, 0.6, unknown_topic=True, renewed_quietly=True, renewed_contested=False,
                         last_time={"RUS": 0, "EGY": -1, "ESP": 0, "JPN": 1})  # fmt: skip

    def __init__(self) -> None:
        self.ledger = self

    def circumstances(self, _asked: Question) -> Circumstances:
        return self.SEEN

    def tie(self, one: str, other: str, _day: int) -> float:
        return self.TIES[one] * self.TIES[other]

    def dissent_of(self, _asked: Question, member: str) -> tuple[float, float, float]:
        return (0.11, 0.12, 0.13) if member == "RUS" else (0.01, 0.02, 0.03)

    def against_of(self, _asked: Question, _member: str) -> tuple[float, float]:
        return 0.21, 0.22

    def elected_dissent(self, _asked: Question, _member: str) -> tuple[float, float, float]:
        return 0.31, 0.32, 0.33

    def follows(self, _asked: Question, member: str, leader: str, what: str = "dissent") -> float:
        if (member, leader, what) == ("ESP", "CHN", "against"):
            return 0.0001
        return (0.7 if what == "dissent" else 0.2) + 0.1 * Told.TIES[member] * Told.TIES[leader]


TABLED = attrs.evolve(ASKED, sponsors=frozenset(("FRA", "EGY", "POL")), companions=2, amendment=True)
SEES = {
    "always": 1.0, "sponsored by the P3": 1.0, "elected members among sponsors": 1 / 6,
    "topic often contested": odds(0.6) + 2.2, "renewed quietly before": 1.0, "other texts that day": 1.0,
    "amendment": 1.0, "topic contested of late": 0.6, "new topic": 1.0, "many co-sponsors": 0.0,
    "topic often contested with such sponsors": odds(0.02) + 2.2,
}  # fmt: skip
FAILING = {"texts on the topic often fail": odds(0.05) + 3.5}


def near(member: str) -> float:
    others = [one for one in ("EGY", "FRA") if one != member]
    return sum(Told.TIES[member] * Told.TIES[one] for one in others) / (len(others) + 1)


@pytest.fixture
def looked() -> Prepared:
    return prepare(TABLED, Told())


def named(names: tuple[str, ...], values) -> dict[str, float]:
    return dict(zip(names, values, strict=True))


@pytest.mark.parametrize("member", CHAIN)
def test_what_is_looked_at_for_a_permanent_members_dissent(looked, member: str) -> None:
    own, topic, sponsors = (0.11, 0.12, 0.13) if member == "RUS" else (0.01, 0.02, 0.03)

    assert named(DISSENT, looked.dissent[member]) == pytest.approx(
        dict.fromkeys(DISSENT, 0.0) | SEES | FAILING | {
            "is a sponsor": float(member == "FRA"), "own dissent on the topic": odds(topic) + 3.5,
            "own dissent": odds(own) + 3.5, "own dissent with such sponsors": odds(sponsors) + 3.5,
            "dissented at the last renewal": float(member == "RUS"), "ties to the sponsors": near(member),
        }
    )  # fmt: skip


def test_what_is_looked_at_for_a_vote_against(looked) -> None:
    for member in CHAIN:
        assert named(AGAINST, looked.against[member]) == pytest.approx(
            dict.fromkeys(AGAINST, 0.0) | FAILING | {
                "always": 1.0, "sponsored by the P3": 1.0, "own share against": odds(0.21) + 1.0,
                "own share against on the topic": odds(0.22) + 1.0, "topic contested of late": 0.6,
                "ties to the sponsors": near(member),
            }
        )  # fmt: skip


def test_what_is_looked_at_for_a_contest(looked) -> None:
    russia, others = odds(0.12) + 3.5, odds(0.02) + 3.5

    assert named(CONTEST, looked.contest) == pytest.approx(
        dict.fromkeys(CONTEST, 0.0) | SEES | {
            "permanent members among sponsors": 0.2, "most dissent of one permanent member": russia,
            "dissent of the permanent members": (russia + 4 * others) / 5,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sponsors", "about", "against"),
    [
        (("RUS",), {}, "sponsored by China, Russia or others"), (("JPN",), {}, "sponsored by China, Russia or others"),
        ((), {"from_president": True}, "text of the President"), ((), {}, ""),
    ],
)  # fmt: skip
def test_who_stands_behind_a_text_is_marked_once(sponsors, about, against: str) -> None:
    looked = prepare(attrs.evolve(ASKED, sponsors=frozenset(sponsors), **about), Told(), graph=False)
    marks = [name for name in AGAINST if "sponsored" in name or "President" in name]
    found = named(AGAINST, looked.against["RUS"])

    assert {name: found[name] for name in marks} == {name: float(name == against) for name in marks}
    assert found["ties to the sponsors"] == 0.0


def test_nine_sponsors_without_a_seat_are_many() -> None:
    for number, many in ((8, 0.0), (9, 1.0)):
        sponsors = frozenset((*(f"S{one}" for one in range(number)), "FRA"))
        found = prepare(attrs.evolve(ASKED, sponsors=sponsors), Told(), graph=False)
        assert named(CONTEST, found.contest)["many co-sponsors"] == many


def test_a_renewal_without_a_vote_of_the_member_is_no_dissent(looked) -> None:
    for member, dissented in (("EGY", 1.0), ("ESP", 1.0), ("JPN", 0.0)):
        values = named(ELECTED[MOVING:], looked.elected[member].fixed)
        assert values["dissented at the last renewal"] == dissented


@pytest.mark.parametrize(("companions", "others"), [(0, 0.0), (1, 1.0), (2, 1.0)])
def test_other_texts_that_day_are_marked_however_many(companions: int, others: float) -> None:
    found = prepare(attrs.evolve(TABLED, companions=companions), Told(), graph=False)

    assert named(CONTEST, found.contest)["other texts that day"] == others
    assert named(DISSENT, found.dissent["RUS"])["other texts that day"] == others


@pytest.mark.parametrize(("permanent", "most"), [((), 0.0), (("RUS",), odds(0.12) + 3.5)])
def test_with_few_permanent_members_their_dissent_is_that_of_the_few(permanent: tuple[str, ...], most: float) -> None:
    found = named(CONTEST, prepare(attrs.evolve(TABLED, permanent=permanent), Told(), graph=False).contest)

    assert found["most dissent of one permanent member"] == found["dissent of the permanent members"]
    assert found["dissent of the permanent members"] == pytest.approx(most)


@pytest.mark.parametrize(
    ("sides", "marks"),
    [
        ((1, 1, 1, 1, 1), (1, 0, 0, 0, 0, 0, 0, 0)),
        ((-1, 0, 1, 1, 1), (1, 1, 1, 1, 0, 1, 0, 0)),
        ((-1, -1, 1, 1, 0), (1, 1, 1, 2, 1, 1, 0, 1)),
        ((1, 1, -1, 0, 1), (1, 1, 1, 1, 0, 0, 1, 1)),
        ((1, 1, 0, 1, 1), (1, 1, 1, 0, 0, 0, 1, 0)),
    ],
)
def test_the_marks_of_a_pattern_of_permanent_votes(sides, marks) -> None:
    found = pattern_of(CHAIN, sides)

    assert found.marks == marks
    assert found.dissent == tuple(place for place, side in enumerate(sides) if side < 1)
    assert found.against == tuple(place for place, side in enumerate(sides) if side < 0)
    assert found.rest == tuple(place for place, side in enumerate(sides) if side == 1)
    assert taken_values(sides) == [float(mark) for side in sides for mark in (side == 0, side == -1)]


def test_a_permanent_member_that_does_not_sit_dissents_from_nothing() -> None:
    assert pattern_of(("FRA",), (1,)).marks == (1, 0, 0, 0, 0, 0, 0, 0)
    assert pattern_of(("RUS",), (0,)).marks == (1, 1, 1, 0, 0, 1, 0, 0)


def positions_on_the_graph() -> dict[str, list[float]]:
    """Jacobi's iteration: for each source (five permanent members, then the sponsors), where each elected stands."""
    elected = ("EGY", "ESP", "JPN")
    pull = {one: 0.5 * (one == "EGY") for one in elected}
    ties = {one: {two: Told.TIES[one] * Told.TIES[two] for two in MEMBERS if two != one} for one in elected}
    at = {one: [0.0] * 6 for one in elected}
    for _ in range(500):
        at = {
            one: [
                (sum(ties[one][two] * at[two][source] for two in elected if two != one)
                 + (ties[one][CHAIN[source]] if source < 5 else pull[one]))
                / (sum(map(abs, ties[one].values())) + 0.3 + pull[one])
                for source in range(6)
            ]
            for one in elected
        }  # fmt: skip
    return at


@pytest.mark.parametrize(
    "sides", [(1, 1, 1, 1, 1), (-1, 0, 1, 1, 1), (-1, -1, 1, 1, 0), (0, 0, 0, 0, 0), (1, -1, 1, 1, 1)]
)
@pytest.mark.parametrize("member", ["EGY", "ESP", "JPN"])
def test_what_is_looked_at_for_an_elected_member(looked, member: str, sides) -> None:
    place = positions_on_the_graph()[member]
    at = place[5] + sum(one * side for one, side in zip(place, sides, strict=False))
    tie = {one: Told.TIES[member] * Told.TIES[one] for one in CHAIN}
    dissenting = [one for one, side in zip(CHAIN, sides, strict=True) if side < 1]
    against = [one for one, side in zip(CHAIN, sides, strict=True) if side < 0]
    rest = [one for one in CHAIN if one not in dissenting]
    split, blocked, own, topic = float(bool(dissenting)), float(bool(against)), odds(0.31) + 3.5, odds(0.32) + 3.5
    follows = partial(Told().follows, TABLED, member)
    following = [odds(follows(one)) + 1.5 for one in dissenting]
    into_no = [odds(follows(one, "against"), 0.005) + 2.5 for one in against]
    sponsor = float(member == "EGY")
    expected = dict.fromkeys(ELECTED, 0.0) | dict(zip(ELECTED, pattern_of(CHAIN, sides).marks, strict=False)) | {
        "own dissent, when a permanent member dissents": split * own,
        "own dissent on the topic, when a permanent member dissents": split * topic,
        "is a sponsor, when a permanent member dissents": split * sponsor,
        "own dissent, when a permanent member is against": blocked * own,
        "position on the graph": split * at,
        "position on the graph, permanent members united": (1 - split) * (at - 1),
        "tie to the dissenting": sum(tie[one] for one in dissenting) / max(1, len(dissenting)),
        "tie to those in favour": split * sum(tie[one] for one in rest) / max(1, len(rest)),
        "follows the dissenting": sum(following) / max(1, len(following)),
        "follows the closest of the dissenting": max(following, default=0.0),
        "follows into voting against": max(into_no, default=0.0),
        "is a sponsor": sponsor, "own dissent": own, "own dissent on the topic": topic,
        "dissent of the elected on the topic": odds(0.33) + 3.5, "ties to the sponsors": near(member),
        "topic often contested": odds(0.6) + 2.2, "dissented at the last renewal": float(member != "JPN"),
        "amendment": 1.0, "own share against": odds(0.21) + 1.0, "topic contested of late": 0.6,
    }  # fmt: skip

    found = named(ELECTED, elected_values(looked.elected[member], CHAIN, sides))
    assert found == pytest.approx(expected, abs=1e-9)


def test_without_the_graph_no_tie_is_looked_at() -> None:
    part = prepare(TABLED, Told(), graph=False).elected["EGY"]

    assert (part.spread, part.own_pull) == ((0.0,) * 5, 0.0)
    assert part.ties == part.follows == part.follows_against == (0.0,) * 5
    for sides in ((1, 1, 1, 1, 1), (-1, 0, 1, 1, 1)):
        found = named(ELECTED, elected_values(part, CHAIN, sides))
        assert not any(found[name] for name in ELECTED if "graph" in name or "tie" in name or "follows" in name)


# --- memory ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def memory() -> Memory:
    """Three votes on the day itself, so that nothing has faded."""
    learnt = Memory()
    sponsors = frozenset(("FRA",))
    learnt.learn(answer({"RUS": -1, "CHN": 0, "EGY": -1, "JPN": 0}, Reason.VETOED, sponsors=sponsors))
    learnt.learn(answer({"RUS": 0, "EGY": 1}, topic="Other", wider=""))
    learnt.learn(answer({}, sponsors=sponsors))
    return learnt


def shrunk(hits: float, number: float, prior: float, weight: float) -> float:
    return (hits + weight * prior) / (number + weight)


def test_rates_of_a_topic_are_drawn_towards_wider_ones(memory) -> None:
    found = memory.circumstances(attrs.evolve(ASKED, sponsors=frozenset(("FRA",))))
    usual = shrunk(2, 3, 0.1, 10)
    topic = shrunk(1, 2, shrunk(1, 2, usual, 30), 6)

    assert found.usual == pytest.approx(usual)
    assert found.topic == pytest.approx(topic)
    assert found.topic_and_sponsors == pytest.approx(shrunk(1, 2, (topic + shrunk(1, 2, usual, 10)) / 2, 6))
    assert found.failing == pytest.approx(shrunk(1, 2, shrunk(1, 3, 0.03, 10), 5))
    assert found.heat == pytest.approx(log1p(1))
    assert not found.unknown_topic
    assert memory.circumstances(attrs.evolve(ASKED, topic="New")).unknown_topic
    for years, unknown in ((0, False), (6, False), (8, True)):
        later = attrs.evolve(ASKED, topic="Other", day=DAY + round(365.25 * years))
        assert memory.circumstances(later).unknown_topic is unknown


def test_a_rate_is_kept_from_certainty() -> None:
    assert [_kept(rate) for rate in (-1.0, 0.0, 0.5, 1.0, 2.0)] == [1e-4, 1e-4, 0.5, 1 - 1e-4, 1 - 1e-4]


def test_rates_fade_by_half_in_four_years_and_heat_in_half_a_year(memory) -> None:
    later = attrs.evolve(ASKED, day=DAY + 1461)

    assert memory.circumstances(later).usual == pytest.approx(shrunk(1, 1.5, 0.1, 10))
    assert memory.circumstances(attrs.evolve(ASKED, day=DAY + 1461)).heat == pytest.approx(log1p(2**-8))


def test_dissent_is_counted_by_member_topic_and_kind_of_sponsor(memory) -> None:
    asked = attrs.evolve(ASKED, sponsors=frozenset(("FRA",)))
    own = shrunk(2, 3, shrunk(3, 15, 0.03, 20), 10)

    found = memory.dissent_of(asked, "RUS")
    assert found == pytest.approx((own, shrunk(1, 2, own, 6), shrunk(1, 2, own, 12)))


def test_the_dissent_of_an_elected_member_is_drawn_towards_those_like_it(monkeypatch) -> None:
    groups = {"EGY": ("arab", "african"), "JPN": ("african",)}
    monkeypatch.setattr("unsc_sim.forecast.memory.groups_of", lambda code, _: groups.get(code, ()))
    learnt = Memory()
    learnt.learn(answer({"EGY": -1, "JPN": 0, "RUS": -1}))
    everyone = shrunk(2, 3, 0.03, 20)
    like = (shrunk(1, 1, everyone, 40) + shrunk(2, 2, everyone, 40)) / 2
    own, other = shrunk(1, 1, like, 20), shrunk(0, 1, everyone, 20)

    on_topic = shrunk(2, 3, everyone, 10)
    assert learnt.elected_dissent(ASKED, "EGY") == pytest.approx((own, shrunk(1, 1, own, 2), on_topic))
    assert learnt.elected_dissent(ASKED, "ESP") == pytest.approx((other, shrunk(0, 1, other, 2), on_topic))
    for what, usual, hits in (("dissent", shrunk(2, 3, 0.25, 8), 2), ("against", shrunk(1, 3, 0.1, 8), 1)):
        like = (shrunk(1, 1, usual, 6) + shrunk(hits, 2, usual, 6)) / 2
        assert learnt.follows(ASKED, "EGY", "RUS", what) == pytest.approx(shrunk(1, 1, like, 4))
        assert learnt.follows(ASKED, "ESP", "RUS", what) == pytest.approx(shrunk(0, 1, usual, 4))


def test_the_share_against_is_that_of_the_votes_not_in_favour(memory) -> None:
    own = shrunk(1, 2, shrunk(2, 5, 0.3, 10), 4)

    assert memory.against_of(ASKED, "RUS") == pytest.approx((own, shrunk(1, 1, own, 2)))
    none = shrunk(0, 1, shrunk(2, 5, 0.3, 10), 4)
    assert memory.against_of(ASKED, "CHN") == pytest.approx((none, shrunk(0, 1, none, 2)))


def test_who_was_not_there_follows_nobody() -> None:
    learnt = Memory()
    asked = attrs.evolve(ASKED, members=("EGY", "ESP", "JPN", "RUS"), permanent=("RUS",))
    learnt.learn(Answer(asked, {"RUS": 0, "EGY": -1, "JPN": 1}, Reason.ADOPTED))

    assert learnt.company.count(("dissent", "RUS"), DAY) == 2
    assert learnt.company.count(("dissent", "RUS"), DAY + 2922) == pytest.approx(1)
    assert learnt.company.count(("dissent", ("JPN", "RUS")), DAY) == 1
    assert learnt.company.count(("against", "RUS"), DAY) == 0
    assert learnt.company.count(("dissent", ("ESP", "RUS")), DAY) == 0


@pytest.mark.parametrize("ago", [167, 168, 182, 196, 197, 350, 351, 365, 379, 380, 590])
def test_a_renewal_comes_half_a_year_or_a_year_later_within_a_fortnight(ago: int) -> None:
    learnt = Memory()
    learnt.learn(answer({"RUS": -1}, day=DAY - ago))
    found = learnt.circumstances(ASKED)

    recurring = abs(ago - 182) <= 14 or abs(ago - 365) <= 14
    assert (found.renewed_contested, found.renewed_quietly) == (recurring, False)
    assert found.last_time == (dict.fromkeys(MEMBERS, 1) | {"RUS": -1} if recurring else {})


def test_of_two_renewals_the_last_is_the_last() -> None:
    learnt = Memory()
    for ago, side in ((365, -1), (182, 0), (3, 1)):
        learnt.learn(answer({"RUS": side}, day=DAY - ago))
    learnt.learn(answer({"RUS": -1}, day=DAY - 2, topic="Other"))
    found = learnt.circumstances(ASKED)

    assert found.last_time["RUS"] == 0
    assert (found.renewed_contested, found.renewed_quietly) == (True, False)


# --- the record forecaster ------------------------------------------------------------------------------------------


def record_model() -> RecordModel:
    """Coefficients that are all different, small, and of both signs."""

    def weights(size: int, step: float) -> tuple[float, ...]:
        return tuple(step * ((7 * place) % 11 - 5) / 10 for place in range(size))

    permanent = {
        member: (weights(len(DISSENT) + 2 * place, 0.1 + place / 50), weights(len(AGAINST) + 2 * place, 0.2))
        for place, member in enumerate(CHAIN)
    }
    elected = (weights(len(ELECTED), 0.12), weights(len(ELECTED), -0.15))
    return RecordModel(DAY, 3, permanent, elected, weights(len(CONTEST), 0.3))


def three(dissent: float, against: float) -> tuple[float, float, float]:
    return 1 - chance(dissent), chance(dissent) * (1 - chance(against)), chance(dissent) * chance(against)


def dot(weights, values) -> float:
    return sum(one * two for one, two in zip(weights, values, strict=True))


def test_chances_are_those_of_two_logits(looked) -> None:
    model, drawn = record_model(), (-1, 0)
    taken = [0.0, 1.0, 1.0, 0.0]
    dissent, against = model.permanent["USA"]

    assert model.chances_of(looked, "USA", drawn) == pytest.approx(
        three(dot(dissent, [*looked.dissent["USA"], *taken]), dot(against, [*looked.against["USA"], *taken]))
    )
    values = elected_values(looked.elected["EGY"], CHAIN, (-1, 0, 1, 1, 1))
    assert model.chances_then(looked, "EGY", (-1, 0, 1, 1, 1)) == pytest.approx(
        three(dot(model.elected[0], values), dot(model.elected[1], values))
    )


def test_the_chain_and_the_contest_are_averaged_in_log_odds(looked) -> None:
    model = record_model()
    plain = enumerate_worlds(
        MEMBERS, CHAIN, lambda one, drawn: model.chances_of(looked, one, drawn),
        lambda one, drawn: model.chances_then(looked, one, drawn),
    )  # fmt: skip
    by_chain = 1 - sum(world.chance * world.unanimous for world in plain)
    contested = chance((odds(by_chain, 1e-6) + dot(model.contest, looked.contest)) / 2)

    found = model.worlds(looked)
    assert model.contested(looked, plain) == pytest.approx(contested)
    assert 1 - sum(world.chance * world.unanimous for world in found) == pytest.approx(contested)
    assert sum(world.chance for world in found) == pytest.approx(1)


def test_a_contest_that_no_world_holds_is_kept_from_impossible(looked) -> None:
    model = record_model()
    united = [World(1.0, ((1.0, 0.0, 0.0),) * len(MEMBERS))]

    expected = chance((odds(0.0, 1e-6) + dot(model.contest, looked.contest)) / 2)
    assert model.contested(looked, united) == pytest.approx(expected)


def learnt_votes() -> list[tuple[Answer, Prepared]]:
    votes = [
        answer({"RUS": -1, "CHN": 0, "EGY": 0, "JPN": -1}, day=1), answer({}, day=2), answer({"USA": 0}, day=3),
        answer({"RUS": 0, "FRA": -1, "ESP": -1}, day=4), answer({"RUS": -1}, day=9),
    ]  # fmt: skip
    absent = Answer(attrs.evolve(ASKED, day=5), {"RUS": 1, "EGY": 0}, Reason.ADOPTED)
    return [(one, prepare(attrs.evolve(TABLED, day=one.question.day), Told())) for one in (*votes, absent)]


def test_each_permanent_member_departs_from_a_common_tendency() -> None:
    seen = learnt_votes()
    found = fit_record(seen, before=9)
    whole = [(one, looked) for one, looked in seen if one.question.day < 5]
    precision = {size: (0.05, *[3.0] * (size - 1)) for size in (len(DISSENT), len(AGAINST), len(ELECTED), len(CONTEST))}

    def common(values, kind: int, cut: int) -> tuple[float, ...]:
        cases = [(values(looked)[code], one.sides[code]) for code in CHAIN for one, looked in whole]
        cases = [(row, side) for row, side in cases if side < cut]
        size = len(cases[0][0])
        return fit_logit([sparse(row) for row, _ in cases], [int(side < kind) for _, side in cases],
                         precision=precision[size])  # fmt: skip

    firsts = (common(lambda looked: looked.dissent, 1, 2), common(lambda looked: looked.against, 0, 1))
    for place, member in enumerate(CHAIN):
        marks = [taken_values([one.sides[code] for code in CHAIN[:place]]) for one, _ in whole]
        for which, (tables, kind, cut) in enumerate(((lambda p: p.dissent, 1, 2), (lambda p: p.against, 0, 1))):
            kept = [(sparse([*tables(looked)[member], *marks[n]]), one.sides[member])
                    for n, (one, looked) in enumerate(whole) if one.sides[member] < cut]  # fmt: skip
            expected = fit_logit(
                [row for row, _ in kept], [int(side < kind) for _, side in kept],
                precision=(0.05, *[12.0] * (len(firsts[which]) - 1), *[3.0] * (2 * place)),
                mean=(*firsts[which], *[0.0] * (2 * place)),
            )  # fmt: skip
            assert found.permanent[member][which] == pytest.approx(expected, abs=1e-6)
    rows = [(sparse(elected_values(part, CHAIN, [one.sides[code] for code in CHAIN])), one.sides[member])
            for one, looked in whole for member, part in looked.elected.items()]  # fmt: skip
    assert found.elected[0] == pytest.approx(
        fit_logit([row for row, _ in rows], [int(side < 1) for _, side in rows], precision=precision[len(ELECTED)])
    )
    assert found.elected[1] == pytest.approx(
        fit_logit([row for row, side in rows if side < 1], [int(side < 0) for _, side in rows if side < 1],
                  precision=precision[len(ELECTED)])
    )  # fmt: skip
    assert found.contest == pytest.approx(
        fit_logit([sparse(looked.contest) for one, looked in seen if one.question.day < 9],
                  [int(one.contested) for one, _ in seen if one.question.day < 9], precision=precision[len(CONTEST)])
    )  # fmt: skip
    assert (found.before, found.votes) == (9, 5)
    again = fit_record(seen, before=9, start=found)
    assert again.elected[1] == pytest.approx(found.elected[1], abs=1e-5)


def test_each_part_of_a_model_has_the_names_of_its_own_numbers() -> None:
    model = record_model()
    parts = {part: dict(zip(names, values, strict=True)) for part, names, values in parts_of(model)}

    assert list(parts["elected dissent"].values()) == list(model.elected[0]) != list(model.elected[1])
    assert list(parts["elected against"].values()) == list(model.elected[1])
    assert list(parts["contest"].values()) == list(model.contest)
    for member in CHAIN:
        assert tuple(parts[f"{member} dissent"].values()) == model.permanent[member][0]
        assert tuple(parts[f"{member} against"].values()) == model.permanent[member][1]


# --- stakes ---------------------------------------------------------------------------------------------------------


class Friends:
    """Ties and habits as told."""

    def tie(self, one: str, other: str) -> float:
        return {**Told.TIES, "SYR": -0.9, "POL": 0.3}[one] * {**Told.TIES, "SYR": -0.9, "POL": 0.3}[other]

    def habits(self, _member: str, *, permanent: bool) -> tuple[float, float]:
        return (0.2, 0.3) if permanent else (0.4, 0.6)


AT_STAKE = attrs.evolve(
    TABLED, rival_sponsors=frozenset(("RUS",)), aimed_at=frozenset(("SYR", "RUS")), favoured=frozenset(("JPN",)),
    rivals=1,
)  # fmt: skip


def stood() -> dict[str, list[float]]:
    """Jacobi's iteration for the four kinds of state concerned, on members and the two states without a seat."""
    nodes = (*MEMBERS, "POL", "SYR")
    kinds = (({"FRA", "EGY", "POL"}, 1), ({"RUS"}, -1), ({"SYR", "RUS"}, -1), ({"JPN"}, 1))
    friends, pull = Friends(), {one: 2.0 * (one in {"FRA", "EGY", "POL", "RUS", "SYR", "JPN"}) for one in nodes}
    ties = {one: {two: friends.tie(one, two) for two in nodes if one != two and {one, two} != {"POL", "SYR"}}
            for one in nodes}  # fmt: skip
    at = {one: [0.0] * 4 for one in nodes}
    for _ in range(2000):
        at = {
            one: [
                (sum(tie * at[two][k] for two, tie in ties[one].items()) + side * pull[one] * (one in kind))
                / (sum(map(abs, ties[one].values())) + 0.3 + pull[one])
                for k, (kind, side) in enumerate(kinds)
            ]
            for one in nodes
        }  # fmt: skip
    return at


def test_positions_spread_from_the_states_concerned() -> None:
    positions, expected = find_positions(AT_STAKE, Friends()), stood()
    for member in MEMBERS:
        found = positions.standing[member]
        assert found.near == pytest.approx(expected[member], abs=1e-9)
        assert found.own == (member in {"FRA", "EGY"}, member == "RUS", member == "RUS", member == "JPN")
        assert found.elected is (member not in CHAIN)
        assert found.habits == ((0.4, 0.6) if found.elected else (0.2, 0.3))
        assert found.ties == tuple(0.0 if one == member else Told.TIES[member] * Told.TIES[one] for one in CHAIN)


STANDING = Standing((1.0, 0.0, 1.0, 0.0), (0.1, 0.2, 0.3, 0.4), (0.2, 0.7), (0.5, -0.25, 0.1, 0.0, 0.3), elected=True)


@pytest.mark.parametrize(
    ("drawn", "company", "dissent", "against"),
    [((), 0.0, 0.0, 0.0), ((-1,), -0.5, 0.5, 0.5), ((-1, 0), -0.4, 1.0, 0.5), ((1, -1, -1), 0.65 / 1.35, 1.0, 1.0)],
)
def test_what_is_looked_at_where_something_is_at_stake(drawn, company, dissent, against) -> None:
    positions = Positions(AT_STAKE, {"EGY": STANDING})
    expected = dict(zip(VALUES, (1.0, 1.0, *STANDING.own, *STANDING.near), strict=False)) | {
        "near the permanent members in favour": company, "permanent members not in favour": dissent,
        "permanent members against": against, "own habit in contested votes": odds(0.2) + 0.6,
        "a rival text was put": 1.0, "amendment": 1.0,
    }  # fmt: skip

    assert named(VALUES, positions.values("EGY", drawn)) == pytest.approx(expected)
    expected["own habit in contested votes"] = odds(0.7) + 0.4
    assert named(VALUES, positions.against_values("EGY", drawn)) == pytest.approx(expected)
    quiet = Positions(ASKED, {"EGY": attrs.evolve(STANDING, elected=False)})
    found = named(VALUES, quiet.values("EGY", drawn))
    assert (found["elected member"], found["a rival text was put"], found["amendment"]) == (0.0, 0.0, 0.0)


def stakes_model() -> StakesModel:
    """The stated strengths, each a little off, so that none of them is 0."""
    dissent, against = ([strength + place / 50 for place, strength in enumerate(stated, start=1)] for stated in
                        ([one.dissent for one in STATED], [one.against for one in STATED]))  # fmt: skip
    return StakesModel(DAY, 4, tuple(dissent), tuple(against))


BELIEVED = {
    "always": (-0.4, -0.6, 1.0), "elected member": (0.0, 0.0, 0.5), "is a sponsor": (-4.0, -1.0, 1.0),
    "sponsors a rival text": (2.0, 1.5, 1.0), "the text is aimed at it": (2.5, 2.0, 1.0),
    "the text favours it": (-1.5, -0.5, 1.0), "near the sponsors": (-3.0, -1.5, 1.5),
    "near the opponents of a rival text": (-3.0, -1.5, 1.5),
    "near the opponents of states it is aimed at": (-2.0, -1.5, 1.5), "near the states it favours": (-2.0, -1.5, 1.5),
    "near the permanent members in favour": (-2.0, -1.0, 1.5), "permanent members not in favour": (0.4, 0.0, 0.5),
    "permanent members against": (0.0, 0.5, 0.5), "own habit in contested votes": (0.8, 0.8, 0.4),
    "a rival text was put": (0.3, 0.3, 0.7), "amendment": (0.5, 0.3, 0.7),
}  # fmt: skip
"""Beliefs come from nowhere else, so they are written down twice: who changes one means it."""


def test_what_is_believed_before_any_case_is_seen() -> None:
    assert {one.value: (one.dissent, one.against, one.sd) for one in STATED} == BELIEVED
    assert tuple(BELIEVED) == VALUES


def test_the_worlds_of_a_contest_are_those_of_two_logits() -> None:
    positions, model = find_positions(AT_STAKE, Friends()), stakes_model()

    def choose(member: str, drawn: tuple[int, ...]) -> tuple[float, float, float]:
        values, against = positions.values(member, drawn), positions.against_values(member, drawn)
        return three(dot(model.dissent, values), dot(model.against, against))

    expected = enumerate_worlds(MEMBERS, CHAIN, choose, choose)
    for found, world in zip(model.worlds(positions), expected, strict=True):
        assert found.chance == pytest.approx(world.chance)
        assert sum(found.votes, ()) == pytest.approx(sum(world.votes, ()))


def test_strengths_are_learnt_from_contested_votes_before_the_day() -> None:
    votes = [
        answer({"RUS": -1, "CHN": 0, "EGY": 0}, day=1), answer({}, day=2), answer({"USA": 0, "JPN": -1}, day=3),
        answer({"FRA": -1}, day=7), Answer(attrs.evolve(ASKED, day=4), {"RUS": -1, "EGY": 1}, Reason.ADOPTED),
    ]  # fmt: skip
    seen = [(one, find_positions(AT_STAKE, Friends())) for one in votes]
    cases = []
    for one, positions in (seen[0], seen[2], seen[4]):
        drawn: list[int] = []
        for member in (*CHAIN, "EGY", "ESP", "JPN"):
            if member in one.sides:
                cases.append(
                    (positions.values(member, drawn), positions.against_values(member, drawn), one.sides[member])
                )
            drawn += [one.sides.get(member, 0)] * (member in CHAIN)
    precision = [1 / one.sd**2 for one in STATED]
    found = fit_stakes(seen, before=7)

    assert (found.before, found.cases) == (7, 3)
    assert found.dissent == pytest.approx(
        fit_logit([sparse(values) for values, _, _ in cases], [int(side < 1) for *_, side in cases],
                  precision=precision, mean=[one.dissent for one in STATED])
    )  # fmt: skip
    assert found.against == pytest.approx(
        fit_logit([sparse(values) for _, values, side in cases if side < 1],
                  [int(side < 0) for *_, side in cases if side < 1],
                  precision=precision, mean=[one.against for one in STATED])
    )  # fmt: skip
    assert fit_stakes(seen, before=7, start=found).against == pytest.approx(found.against, abs=1e-5)


def test_where_everybody_stood_before_a_day_knows_no_vote_of_that_day() -> None:
    french, russian = sc.case("aleppo-2016").roll_calls
    earlier = sc.roll_call("S/2011/612")
    together = [positions.standing["CHN"].ties for _, positions in stand(answers_of([earlier, french, russian]))]
    alone = [positions.standing["CHN"].ties for _, positions in stand(answers_of([earlier, russian]))]

    assert together[1] == together[2] == alone[1] != stand(answers_of([french]))[0][1].standing["CHN"].ties


# --- grounds --------------------------------------------------------------------------------------------------------


def test_grounds_are_strengths_times_values_that_are_there() -> None:
    found = _named(("a", "b", "c"), (0.5, -2.0, 3.0, 9.0), (2.0, 1.0, 0.0))

    assert [(one.about, one.weight) for one in found] == [("record: a", -1.0), ("record: b", 2.0)]


def worlds_of(*patterns: tuple[float, tuple[int, ...]]) -> list[World]:
    """Worlds in which the elected are undecided and the permanent members, in the order of the chain, take sides."""
    return [
        World(weight, tuple(CERTAIN[sides[CHAIN.index(one)]] if one in CHAIN else (0.5, 0.25, 0.25) for one in MEMBERS))
        for weight, sides in patterns
    ]


PATTERNS = ((0.25, (-1, 0, 1, 1, 1)), (0.75, (1, 1, 1, 1, 0)))


def test_grounds_from_the_record_are_averaged_over_the_patterns(looked) -> None:
    model = record_model()
    found = record_grounds(model, looked, worlds_of(*PATTERNS))

    for member in CHAIN:
        pairs = zip(DISSENT, model.permanent[member][0], looked.dissent[member], strict=False)
        expected = {f"record: {name}": -weight * value for name, weight, value in pairs if value}
        assert {one.about: one.weight for one in found[member]} == pytest.approx(expected)
    rows = [[weight * value for value in elected_values(looked.elected["ESP"], CHAIN, sides)]
            for weight, sides in PATTERNS]  # fmt: skip
    values = [sum(column) for column in zip(*rows, strict=True)]
    expected = {f"record: {name}": -weight * value
                for name, weight, value in zip(ELECTED, model.elected[0], values, strict=True) if value}  # fmt: skip
    assert {one.about: one.weight for one in found["ESP"]} == pytest.approx(expected)


def test_grounds_from_what_is_at_stake_name_the_strongest_ties() -> None:
    positions, model = find_positions(AT_STAKE, Friends()), stakes_model()
    found = stakes_grounds(positions, model, worlds_of(*PATTERNS), Friends())

    for member, before in (("RUS", 0), ("GBR", 4), ("EGY", 5)):
        rows = [(weight, positions.values(member, sides[:before])) for weight, sides in PATTERNS]
        values = [sum(weight * row[k] for weight, row in rows) for k in range(len(VALUES))]
        weights = [-one * value for one, value in zip(model.dissent, values, strict=True)]
        said = found[member]
        assert said[0].about == "what is usual in a contested vote"
        assert said[0].weight == pytest.approx(weights[0] + weights[1])
        still = positions.values(member, ())
        kept = [k for k in range(2, len(VALUES)) if still[k] or values[k]]
        assert [one.weight for one in said[1:]] == pytest.approx([weights[k] for k in kept])
        assert [one.about.split(" (")[0] for one in said[1:]] == [VALUES[k] for k in kept]
    told = {one.about.split(" (")[0]: one.about for one in found["EGY"]}
    assert told["near the permanent members in favour"].endswith(
        " (ties: United States +0.08, USSR -0.07, United Kingdom +0.06)"
    )
    assert told["near the sponsors"].endswith(" (ties: France +0.05, Poland +0.03)")
    assert told["is a sponsor"] == "is a sponsor"
    others = [one.about for one in found["USA"] if one.about.startswith("near the sponsors")]
    assert others == ["near the sponsors (ties: France +0.40, Poland +0.24, Egypt +0.08)"]


def test_of_ties_alike_the_first_by_name_is_told_first() -> None:
    ties = SimpleNamespace(tie=lambda _, one: {"FRA": 0.5, "GBR": -0.5, "USA": 0.5, "CHN": -0.75, "ESP": 0.1}[one])
    kind = frozenset(("USA", "GBR", "FRA", "CHN", "ESP", "RUS"))

    told = _strongest("RUS", kind, ties, date(2016, 10, 8))
    assert told == " (ties: China -0.75, France +0.50, United Kingdom -0.50)"


# --- questions ------------------------------------------------------------------------------------------------------

COUNCIL = sc.Council.on("2016-10-08")
FRANCE, RUSSIA, SPAIN, SYRIA = (state(name) for name in ("France", "Russia", "Spain", "Syria"))


def test_a_question_is_read_off_a_draft() -> None:
    draft = DraftResolution(
        title="A draft", sponsors=(FRANCE,), co_sponsors=(SPAIN,), topics=("Syria", "Middle East"),
        aimed_at=(Stake(SYRIA),), favours=(Stake(state("Japan")),),
    )  # fmt: skip
    rival = DraftResolution(title="Another", sponsors=(RUSSIA, SPAIN))
    asked = question_of(draft, COUNCIL, rivals=[rival], companions=3)

    assert asked.day == date(2016, 10, 8).toordinal()
    assert asked.members == tuple(one.code for one in COUNCIL.members)
    assert asked.permanent == CHAIN
    assert (asked.sponsors, asked.rival_sponsors) == ({"FRA", "ESP"}, {"RUS"})
    assert (asked.aimed_at, asked.favoured) == ({"SYR"}, {"JPN"})
    assert (asked.topic, asked.wider, asked.companions, asked.rivals) == ("Syria", "Middle East", 3, 1)
    assert not asked.amendment
    assert not asked.from_president
    assert asked.interests == {"RUS": -1, "SYR": -1, "ESP": 1, "FRA": 1, "JPN": 1}
    assert question_of(attrs.evolve(draft, topics=("Syria",)), COUNCIL).wider == ""


def test_a_text_has_one_side_for_a_state_however_often_it_is_concerned() -> None:
    twice = attrs.evolve(AT_STAKE, favoured=frozenset(("JPN", "FRA")))

    assert twice.interests == {"RUS": -1, "SYR": -1, "EGY": 1, "FRA": 1, "JPN": 1, "POL": 1}


def test_a_vote_in_which_nobody_took_a_side_is_not_contested() -> None:
    assert not Answer(ASKED, {}, Reason.ADOPTED).contested
    assert not Answer(ASKED, {"RUS": 1}, Reason.ADOPTED).contested
    assert Answer(ASKED, {"RUS": 1, "CHN": 0}, Reason.ADOPTED).contested


def test_rivals_are_counted_where_they_are_known_and_where_they_are_only_named() -> None:
    draft = DraftResolution(title="A draft", rivals=("S/2016/847",))
    unknown = attrs.evolve(draft, rivals=("S/2016/9991", "S/2016/9992"))

    assert question_of(draft, COUNCIL).rival_sponsors == {"RUS"}
    assert (question_of(draft, COUNCIL).rivals, question_of(draft, COUNCIL).companions) == (1, 1)
    assert (question_of(unknown, COUNCIL).rivals, question_of(unknown, COUNCIL, companions=5).companions) == (2, 5)
    assert question_of(DraftResolution(), COUNCIL).rivals == question_of(DraftResolution(), COUNCIL).companions == 0


def test_amendments_are_known_by_their_kind_or_their_words() -> None:
    for draft, amendment in (
        (DraftResolution(kind=Kind.AMENDMENT), True), (DraftResolution(text="An Amendment to it"), True),
        (DraftResolution(text="a text"), False),
    ):  # fmt: skip
        assert question_of(draft, COUNCIL).amendment is amendment


def test_the_presidents_text_is_marked_once() -> None:
    votes = COUNCIL.roll_call(default="yes", draft=DraftResolution(Symbol.parse("S/2016/1"), text="words"))
    words = "Prepared in the course of the Council's consultations"
    assert tabled(votes) is votes.draft
    noted = attrs.evolve(votes, notes=f"{words}: {PRESIDENTS_TEXT}")
    assert tabled(noted).text == f"{PRESIDENTS_TEXT} words"
    assert question_of(tabled(noted), COUNCIL).from_president
    again = attrs.evolve(noted, draft=tabled(noted))
    assert tabled(again) is again.draft


def test_the_other_texts_on_a_topic_that_day_are_counted() -> None:
    syria, other = DraftResolution(topics=("Syria",)), DraftResolution(topics=("Mali",))
    later = sc.Council.on("2016-10-09")
    votes = [
        later.roll_call(default="yes", draft=syria), COUNCIL.roll_call(default="yes", draft=syria),
        COUNCIL.roll_call(no="RUS", default="yes", draft=syria), COUNCIL.roll_call(default="yes", draft=other),
        COUNCIL.roll_call(default="yes", draft=syria),
    ]  # fmt: skip
    found = answers_of(votes)

    assert [one.question.companions for one in found] == [2, 2, 0, 2, 0]
    assert [one.question.day for one in found] == sorted(one.question.day for one in found)
    assert [one.reason for one in found] == [Reason.ADOPTED, Reason.VETOED, *[Reason.ADOPTED] * 3]
