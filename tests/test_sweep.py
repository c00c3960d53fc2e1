"""A sweep gives the same records on any executor, and goes on where it was interrupted."""

from __future__ import annotations

import json
import random
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from fractions import Fraction
from functools import partial
from multiprocessing import get_context

import pytest

from unsc_sim import Reason, roll_call
from unsc_sim.counting import sample
from unsc_sim.errors import ResumeError
from unsc_sim.modifiers import modifier
from unsc_sim.reforms import reform
from unsc_sim.sweep import ChanceOf, Sweep, grid, sweep
from unsc_sim.whatif import what_if

FRENCH, RUSSIAN = roll_call("S/2016/846"), roll_call("S/2016/847")
GRID = grid(
    FRENCH,
    [None, modifier("two-vetoes"), modifier("no-veto")],
    [None, lambda scenario: scenario.casting({"Russia": "abstain"}), lambda scenario: scenario.requiring(12)],
)


def drawn(item, rng):
    """Draws one vetoed roll call for an item: a measure that uses its random generator."""
    [votes] = sample(item.roll_call.rule, item.roll_call.council, given=Reason.VETOED, seed=rng)
    return {"notation": votes.notation, "weight": Fraction(1, 3)}


def test_a_grid_combines_one_change_of_each_axis() -> None:
    assert 9 == len(GRID)
    assert "S/2016/846" == GRID[0].label
    assert "S/2016/846 · no veto · requiring 12" == GRID[-1].label
    under = grid(FRENCH, [lambda scenario: scenario.under(reform("g4-2005"), default="yes")])
    assert "vetoed" == sweep(under).records[0]["result"]


def test_scenarios_are_decided_one_by_one() -> None:
    found = sweep([*GRID, RUSSIAN])

    assert isinstance(found, Sweep)
    assert [*(one.outcome.adopted for one in GRID), False] == [row["result"] == "adopted" for row in found.rows()]
    assert 5 == found.records[-1]["short by"]
    assert sweep([FRENCH], ChanceOf({"yes": 1})) == sweep([what_if(FRENCH)], ChanceOf({"yes": 1}))


@pytest.mark.parametrize("workers", [1, 4])
def test_threads_give_the_same_records(workers) -> None:
    with ThreadPoolExecutor(workers) as executor:
        assert sweep(GRID, drawn, seed=5) == sweep(GRID, drawn, seed=5, executor=executor)


def test_processes_give_the_same_records() -> None:
    even = ChanceOf({"yes": Fraction(1, 2), "no": Fraction(1, 2)})
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        assert sweep(GRID) == sweep(GRID, executor=executor)
        assert sweep(GRID, even) == sweep(GRID, even, executor=executor)


def test_the_seed_decides_what_is_drawn_and_stands_in_the_result() -> None:
    assert sweep(GRID, drawn, seed=1) != sweep(GRID, drawn, seed=2)
    assert 2 == sweep(GRID, drawn, seed=2).seed
    assert 9 == len({row["notation"] for row in sweep([GRID[0]] * 9, drawn).rows()})
    assert "1/3" == sweep(GRID, drawn).records[0]["weight"]


def test_progress_is_told_from_nothing_to_all() -> None:
    told = []
    sweep(GRID, progress=lambda done, total: told.append((done, total)))

    assert [(done, 9) for done in range(10)] == told


class StoppedError(Exception):
    """Stands for somebody pressing control and C."""


def stop_at(number: int):
    def progress(done: int, total: int) -> None:
        if done == number < total:
            raise StoppedError

    return progress


@pytest.mark.parametrize("threads", [False, True])
def test_an_interrupted_sweep_goes_on_where_it_stopped(tmp_path, threads) -> None:
    """What was done is not done again, even when the interruption cut the last line in two."""
    path, calls = tmp_path / "sweep.jsonl", []

    def counted(item, rng):
        calls.append(item.label)
        return drawn(item, rng)

    def run(progress=None):
        if not threads:
            return sweep(GRID, counted, seed=3, resume=path, key="drawn", progress=progress)
        with ThreadPoolExecutor(1) as executor:
            return sweep(GRID, counted, seed=3, resume=path, key="drawn", progress=progress, executor=executor)

    with pytest.raises(StoppedError):
        run(stop_at(4))
    kept = path.read_bytes()
    assert 1 + 4 == kept.count(b"\n")
    places = {json.loads(line).get("place") for line in kept.splitlines()}
    path.write_bytes(kept + b'{"place": 8, "rec')
    calls.clear()
    told = []
    found = run(lambda done, total: told.append((done, total)))

    assert (4, 9) == told[0]
    assert [one.label for place, one in enumerate(GRID) if place not in places] == calls
    assert sweep(GRID, counted, seed=3) == found
    assert 1 + 9 == len([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()])


def test_a_file_cut_at_any_byte_gives_the_same_records(tmp_path) -> None:
    """Whatever the interruption left of the file, even of its first line, the sweep goes on and ends alike."""
    path = tmp_path / "sweep.jsonl"
    found = sweep(GRID[:2], resume=path)
    whole = path.read_bytes()
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])

        assert found == sweep(GRID[:2], resume=path)
        assert whole == path.read_bytes()


class Nameless:
    """Says nothing of itself but where it lies in memory."""


@pytest.mark.parametrize(
    ("items", "measure"),
    [(GRID, lambda item, _rng: {"label": item.label}), ([Nameless()], drawn), (GRID, partial(drawn, Nameless()))],
)
def test_what_cannot_be_known_again_needs_a_key(tmp_path, items, measure) -> None:
    """Two lambdas, or two objects that show only their address, would be taken for one another."""
    path = tmp_path / "sweep.jsonl"
    with pytest.raises(ResumeError, match="key="):
        sweep(items, measure, resume=path)

    assert not path.exists()


def test_a_key_tells_sweeps_apart(tmp_path) -> None:
    path = tmp_path / "sweep.jsonl"
    first = sweep(GRID, lambda item, _rng: {"label": item.label}, resume=path, key="labels")

    assert first == sweep(GRID, lambda item, _rng: {"label": item.label}, resume=path, key="labels")
    with pytest.raises(ResumeError, match="belongs to another sweep"):
        sweep(GRID, lambda _item, _rng: {"label": "none"}, resume=path, key="nothing")


def test_a_generator_as_seed_gives_a_number_and_goes_on() -> None:
    """The same generator gives the same sweep in every process, and the next one another."""
    rng, alike = (random.Random(3) for _ in range(2))  # noqa: S311 - no secret
    first = sweep(GRID, drawn, seed=rng)

    assert first == sweep(GRID, drawn, seed=alike) == sweep(GRID, drawn, seed=first.seed)
    assert random.Random(3).getrandbits(64) == first.seed  # noqa: S311 - no secret
    assert first != sweep(GRID, drawn, seed=rng)


def test_a_finished_sweep_is_read_and_not_run_again(tmp_path) -> None:
    path = tmp_path / "sweep.jsonl"
    first = sweep(GRID, resume=path)
    before = path.read_bytes()

    assert first == sweep(GRID, resume=path)
    assert before == path.read_bytes()


def test_a_measure_is_known_again_in_another_process(tmp_path) -> None:
    """Where Python shows an address in memory, it says nothing about the sweep."""
    path = tmp_path / "sweep.jsonl"
    for _ in range(2):
        found = sweep(GRID, partial(drawn), resume=path)

        assert sweep(GRID, drawn) == found


def test_a_file_of_another_sweep_is_refused_and_left_alone(tmp_path) -> None:
    path = tmp_path / "sweep.jsonl"
    sweep(GRID, resume=path, seed=1)
    before = path.read_bytes()

    for other in ({"seed": 2}, {"measure": drawn, "seed": 1}):
        with pytest.raises(ResumeError, match="belongs to another sweep"):
            sweep(GRID, resume=path, **other)
    with pytest.raises(ResumeError, match="belongs to another sweep"):
        sweep([what_if(RUSSIAN)], resume=path, seed=1)
    assert before == path.read_bytes()


@pytest.mark.parametrize(
    "content", [b"my notes", b"not json\n", b"[]\n", b'{"sweep": "x"}\n{"place": 1}\n', b"\xff\xfe\n"]
)
def test_a_file_that_is_no_sweep_is_refused_and_left_alone(tmp_path, content) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)

    with pytest.raises(ResumeError, match="notes.txt"):
        sweep(GRID, resume=path)
    assert content == path.read_bytes()


def test_an_error_of_a_measure_is_the_error_of_the_sweep() -> None:
    def failing(item, rng):
        raise ZeroDivisionError(f"{item.label} {rng}")

    with ThreadPoolExecutor(2) as executor, pytest.raises(ZeroDivisionError, match="S/2016/846"):
        sweep(GRID, failing, executor=executor)
