"""States go by many names, some of them shared, all of them dated where they changed."""

from __future__ import annotations

import datetime as dt
import pickle
from datetime import date

import pytest
from hypothesis import given

from unsc_sim import State, state
from unsc_sim.errors import AmbiguousStateError, NotOnTheCouncilError, UnknownStateError
from unsc_sim.states import MemberMapping, StateName, all_states, find_member, fold, matching_states
from unsc_sim.strategies import states


@given(states())
def test_a_state_is_found_by_its_code_and_its_repr_gives_it_back(one: State) -> None:
    assert state(one.code) == one
    assert eval(repr(one), {"state": state}) == one
    assert one in matching_states(one.name)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Russia", "RUS"), ("USSR", "RUS"), ("gb", "GBR"), ("United States of America", "USA"), ("Burma", "MMR"),
     ("Cote d'Ivoire", "CIV"), ("ivory coast", "CIV"), ("Türkiye", "TUR"), ("Turkey", "TUR"), ("Zaire", "COD"),
     ("Upper Volta", "BFA"), ("Bolivia (Plurinational State of)", "BOL"), ("SUN", "RUS")],
)  # fmt: skip
def test_former_names_codes_and_aliases_mean_the_same_state(name: str, code: str) -> None:
    assert state(name).code == code


@pytest.mark.parametrize(
    ("name", "codes"), [("Korea", ["KOR", "PRK"]), ("Congo", ["COD", "COG"]), ("Yugoslavia", ["SRB", "YUG"])]
)
def test_a_name_two_states_share_is_refused_with_both(name: str, codes: list[str]) -> None:
    assert [one.code for one in matching_states(name)] == codes
    with pytest.raises(AmbiguousStateError) as raised:
        state(name)
    assert all(code in str(raised.value) for code in codes)


def test_an_unknown_name_is_quoted_with_near_misses() -> None:
    with pytest.raises(UnknownStateError, match=r"'Rusia' .* Did you mean 'Russia'"):
        state("Rusia")
    with pytest.raises(UnknownStateError, match=r"'Frence' .* Did you mean 'France'"):
        state("Frence")


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [("RUS", date(1991, 12, 23), "Union of Soviet Socialist Republics"),
     ("RUS", date(1991, 12, 24), "Russian Federation"),
     ("BFA", date(1984, 8, 3), "Upper Volta"), ("BFA", date(1984, 8, 4), "Burkina Faso"),
     ("EGY", date(1961, 6, 1), "United Arab Republic")],
)  # fmt: skip
def test_a_state_bears_the_name_of_the_day(code: str, day: date, name: str) -> None:
    assert state(code).name_on(day) == name


@pytest.mark.parametrize(
    ("code", "day", "short"),
    [("RUS", date(1962, 10, 25), "USSR"), ("RUS", date(2016, 10, 8), "Russian Federation"),
     ("LKA", date(1960, 12, 13), "Ceylon"), ("GBR", date(1950, 6, 27), "United Kingdom"),
     ("TUR", date(2009, 1, 1), "Turkey"), ("UKR", date(1984, 5, 1), "Ukrainian SSR")],
)  # fmt: skip
def test_a_state_is_called_what_it_was_called_that_day(code: str, day: date, short: str) -> None:
    assert state(code).short_on(day) == short


def test_states_have_no_order_of_their_own() -> None:
    """The order of names changes with the day: who wants one says which."""
    with pytest.raises(TypeError):
        sorted([state("GBR"), state("FRA")])


@pytest.mark.parametrize("name", [None, 3, b"France"])
def test_what_is_no_text_is_no_state(name) -> None:
    with pytest.raises(UnknownStateError):
        state(name)


def test_every_state_has_an_official_and_a_short_name() -> None:
    for one in all_states():
        assert {"official", "short"} <= {name.kind for name in one.names}, one.code


def test_folding_drops_accents_case_and_punctuation() -> None:
    assert fold(" CÔTE  d’Ivoire ") == "cote divoire"


def test_a_mapping_by_member_accepts_every_name_and_never_changes() -> None:
    table = MemberMapping({state("RUS"): 1, state("FRA"): 2})

    assert table["Russia"] == table["USSR"] == table[state("RUS")] == 1
    assert "China" not in table
    assert table == {state("RUS"): 1, state("FRA"): 2}
    assert hash(table) == hash(MemberMapping({state("FRA"): 2, state("RUS"): 1}))
    with pytest.raises(NotOnTheCouncilError, match="'China'"):
        table["China"]
    with pytest.raises(TypeError):
        table["Russia"] = 3  # type: ignore[index]


def test_a_mapping_finds_members_that_are_no_states_by_equality_alone() -> None:
    table = MemberMapping({"A": 1, "B": 2})

    assert table["A"] == 1
    with pytest.raises(NotOnTheCouncilError, match="'C'"):
        table["C"]


def test_a_mapping_does_not_choose_between_two_members_of_one_name() -> None:
    table = MemberMapping({state("KOR"): 1, state("PRK"): 2})

    assert "Korea" not in table
    assert table.get("Korea", 3) == 3
    with pytest.raises(AmbiguousStateError):
        table["Korea"]


def test_a_mapping_survives_pickling_and_says_what_it_holds() -> None:
    table = MemberMapping({state("RUS"): 1})

    assert pickle.loads(pickle.dumps(table)) == table  # noqa: S301 - our own pickle
    assert eval(repr(table), {"MemberMapping": MemberMapping, "state": state}) == table
    assert state(state("RUS")) == state("RUS")


def test_a_name_that_is_no_text_is_refused_with_the_members() -> None:
    with pytest.raises(NotOnTheCouncilError, match="3 is not a member of this body"):
        find_member(3, (state("RUS"),), "this body")


def test_a_name_that_fits_two_of_the_members_is_refused_with_both() -> None:
    with pytest.raises(AmbiguousStateError, match=r"'KOR'.*'PRK'"):
        find_member("Korea", (state("KOR"), state("PRK")), "this body")
    assert find_member("Korea", (state("KOR"), state("RUS")), "this body") == state("KOR")


def test_a_state_of_your_own_prints_so_that_it_can_be_read_back() -> None:
    own = State("XX1")

    assert eval(repr(own), {"State": State}) == own
    assert str(own) == "XX1"
    assert own.name_on(date(2016, 10, 8)) == own.short_on(date(2016, 10, 8)) == "XX1"


@pytest.mark.parametrize("names", [(), (*state("RUS").names, StateName("Muscovy", kind="alias"))])
def test_a_known_code_with_other_names_prints_its_own(names: tuple[StateName, ...]) -> None:
    again = eval(repr(State("RUS", names)), {"State": State, "StateName": StateName, "datetime": dt})

    assert (again, again.names) == (state("RUS"), names)


def test_a_mapping_is_hashed_alike_each_time_and_equals_only_what_holds_the_same() -> None:
    table = MemberMapping({state("RUS"): 1})

    assert hash(table) == hash(table) == hash(MemberMapping({state("RUS"): 1}))
    assert table != MemberMapping({state("RUS"): 2})
    assert table != 1


def test_each_kind_of_name_serves_its_own_purpose_in_whatever_order_they_stand() -> None:
    """The first short name is the usual one; the official name orders the alphabet; a former one is told as itself."""
    new_year = date(2000, 1, 1)
    names = (
        StateName("by-name", kind="alias"), StateName("XX", kind="code"), StateName("Usual", kind="short"),
        StateName("Former", kind="short"), StateName("Former", end=date(1999, 12, 31)),
        StateName("Official", start=new_year), StateName("Former", kind="alias"),
    )  # fmt: skip
    own = State("XX1", names)

    assert own.name == str(own) == "Usual"
    assert (own.name_on(date(1999, 6, 1)), own.name_on(new_year)) == ("Former", "Official")
    assert (own.short_on(date(1999, 6, 1)), own.short_on(new_year)) == ("Former", "Usual")
    assert State("XX2", names[:2]).name == "by-name"


@pytest.mark.parametrize(("size", "more"), [(3, ""), (20, ""), (21, " and 1 more"), (45, " and 25 more")])
def test_twenty_members_are_listed_and_the_rest_is_counted(size: int, more: str) -> None:
    names = [f"M{number:02}" for number in range(size)]
    with pytest.raises(NotOnTheCouncilError) as raised:
        find_member("Nobody at all", names, "this body")
    assert f"one of {', '.join(names[:20])}{more}." in str(raised.value)
