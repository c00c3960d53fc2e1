"""Every refusal names what was given, what was expected and what to do, in one line."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsc_sim import Council, Symbol, Tally, UnscSimError, Vote, case, decide, errors, rule_for, state
from unsc_sim.errors import MAX_PART, MAX_SHOWN, did_you_mean

REFUSALS = [
    kind for name in errors.__all__
    if isinstance(kind := getattr(errors, name), type) and issubclass(kind, UnscSimError)
]  # fmt: skip
READERS = [
    Vote.parse,
    Tally.parse,
    Symbol.parse,
    state,
    case,
    Council.on,
    lambda text: Council.on("2016-10-08").find(text),
    lambda text: Council.on("2016-10-08").group(text),
    lambda text: rule_for(text, "2016-10-08"),
    lambda text: decide(Council.on("2016-10-08").roll_call(default="yes"), party_abstention=text),
]


@pytest.mark.parametrize("kind", REFUSALS)
@given(given_value=st.text(max_size=11), words=st.text("abc ", max_size=10))
def test_a_refusal_quotes_what_was_given_and_stays_on_one_line(kind, given_value: str, words: str) -> None:
    message = str(kind(given_value, f"is wrong {words}", "something else", "Do that."))

    assert repr(given_value) in message
    assert "expected something else" in message
    assert message.endswith("Do that.")
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_refusal_survives_the_way_between_processes(kind) -> None:
    """So that a worker's error reaches the one who asked."""
    error = kind("x", "is wrong", "y", "Do that.")

    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own pickle

    assert (type(again), str(again)) == (kind, str(error))


def test_two_refusals_are_two_even_where_they_say_the_same() -> None:
    """Tracebacks and error groups keep exceptions in sets."""
    assert len({UnscSimError("x", "is wrong", "y", "Do that.") for _ in range(2)}) == 2


@pytest.mark.parametrize("reader", READERS)
@given(text=st.text(max_size=11))
def test_any_text_is_read_or_refused_by_name(reader, text: str) -> None:
    """No reader ends in anything but an answer or one of our own errors that quotes the text."""
    try:
        reader(text)
    except UnscSimError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 - any text may be refused, none may crash
        assert repr(text) in str(error) or repr(text.strip()) in str(error)  # noqa: PT017


def test_the_limits_of_a_message_are_the_ones_that_are_told() -> None:
    assert (MAX_SHOWN, MAX_PART) == (120, 1_500)


def test_a_long_value_is_cut_and_not_repeated_in_full() -> None:
    message = str(UnscSimError("x" * 10_000, "is too long", "less", "Cut it."))

    assert len(message) < MAX_SHOWN + 60
    assert "…" in message


@pytest.mark.parametrize(("length", "cut"), [(MAX_SHOWN - 1, False), (MAX_SHOWN, False), (MAX_SHOWN + 1, True)])
def test_what_was_given_is_quoted_up_to_the_limit_and_never_beyond(length: int, cut) -> None:
    given_value = "x" * (length - len("''"))
    quoted = str(UnscSimError(given_value, "is so", "y", "Z.")).split(" is so")[0]

    assert quoted == (f"'{'x' * (MAX_SHOWN - 3)}…'" if cut else repr(given_value))
    assert len(quoted) <= MAX_SHOWN


PARTS = {"problem": "is so", "expected": "y", "remedy": "Z."}


@pytest.mark.parametrize("part", PARTS)
def test_what_would_steer_a_terminal_is_shown_as_text_in_every_part(part: str) -> None:
    plain = str(UnscSimError(1, **PARTS | {part: "Côte <red> line"}))
    steering = str(UnscSimError(1, **PARTS | {part: "Côte \x1b[31m\nline"}))

    assert "Côte <red> line" in plain
    assert steering == plain.replace("<red> ", r"\x1b[31m\n")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("length", "cut"), [(MAX_PART - 1, False), (MAX_PART, False), (MAX_PART + 1, True)])
def test_every_part_is_told_up_to_the_limit_and_never_beyond(part: str, length: int, cut) -> None:
    message = str(UnscSimError(1, **PARTS | {part: "w" * length}))
    told = f"{'w' * (MAX_PART - 1)}…" if cut else "w" * length

    assert message == str(UnscSimError(1, **PARTS | {part: "@"})).replace("@", told)


def test_a_message_without_a_remedy_ends_at_what_was_expected() -> None:
    assert str(UnscSimError(3, "is odd", "two", "")) == "3 is odd; expected two."


def test_the_nearest_misses_alone_are_suggested_three_at_most() -> None:
    """What is much less like the word than the best guess is left out."""
    assert did_you_mean("albania", ["Albania", "Algeria"], "") == "Did you mean 'Albania'?"
    assert did_you_mean("vote", ["vote1", "vote2", "vote3", "vote4"], "").count("'vote") == 3
    assert all(f"'{name}'" in did_you_mean("votes", ["voted", "voter"], "") for name in ("voted", "voter"))


def test_what_is_less_like_by_twelve_hundredths_is_no_suggestion() -> None:
    word = "abcdefghijklmnopqrstuvwxy"
    without = [word[:-wrong] + "#" * wrong for wrong in (2, 3, 8)]

    assert did_you_mean(word, [word, *without], "") == f"Did you mean {word!r} or {without[0]!r}?"
    assert did_you_mean(word, [word, without[2]], "") == f"Did you mean {word!r}?"


@pytest.mark.parametrize(("length", "near"), [(MAX_SHOWN - 1, True), (MAX_SHOWN, True), (MAX_SHOWN + 1, False)])
def test_near_misses_are_sought_for_what_is_quoted_whole(length: int, near) -> None:
    known = "x" * (MAX_SHOWN - 10)

    assert (did_you_mean("x" * length, [known], "Too long.") == "Too long.") is not near


def test_near_misses_are_suggested_whatever_the_case() -> None:
    assert did_you_mean("FRANCE", ["France", "Ghana"], "") == "Did you mean 'France'?"
    assert did_you_mean("qqq", ["France"], "Look it up.") == "Look it up."


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_refusal_is_also_a_builtin_kind_of_error(kind) -> None:
    if kind is not UnscSimError:
        assert issubclass(kind, (ValueError, LookupError, ImportError, OSError))
