"""Many scenarios at once: on this processor, on all of them, or on a cluster, always with the same answer."""

from __future__ import annotations

import hashlib
import json
import random
import re
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from functools import partial
from itertools import islice, product
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim._journal import journal
from unsc_sim.comparisons import compare
from unsc_sim.counting import Chances, chance
from unsc_sim.errors import ResumeError
from unsc_sim.whatif import Change, Scenario, what_if

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from unsc_sim.rollcall import RollCall

__all__ = ["ChanceOf", "Sweep", "grid", "outcome_of", "sweep"]

WAITING = 256
"""At most this many items are handed to an executor and not yet answered, so that a long sweep needs little memory."""

Record = dict[str, Any]


@attrs.frozen
class Sweep:
    """The answers of a sweep, one record per item in the order of the items, and the seed they came from."""

    seed: int
    records: tuple[Record, ...]

    def rows(self) -> tuple[Record, ...]:
        """The records, for a data frame."""
        return self.records

    def __len__(self) -> int:
        return len(self.records)


def outcome_of(item: Scenario | RollCall, rng: random.Random) -> Record:  # noqa: ARG001 - nothing here is drawn
    """What becomes of one scenario: label, count, result, who blocked, how many votes were lacking."""
    [row] = compare(item).rows()
    return row


@attrs.frozen
class ChanceOf:
    """Asks of one scenario the chance of each reason, from the chances of each member's votes; see `counting.chance`.

    >>> from fractions import Fraction
    >>> from unsc_sim import roll_call
    >>> even = ChanceOf({"yes": Fraction(1, 2), "no": Fraction(1, 2)})
    >>> sweep([what_if(roll_call("S/2016/846"))], even).records[0]["adopted"]
    '53/2048'
    """

    chances: Chances

    def __call__(self, item: Scenario | RollCall, rng: random.Random) -> Record:  # noqa: ARG002 - nothing here is drawn
        """The record: the label, and the chance of each reason (exact ones as text, such as "53/2048")."""
        scenario = item if isinstance(item, Scenario) else what_if(item)
        found = chance(scenario.rule, scenario.roll_call.council, self.chances)
        return {"scenario": scenario.label} | {reason.name.lower(): value for reason, value in found.items()}


def grid(roll_call: RollCall, *axes: Sequence[Callable[[Scenario], Scenario] | Change | None]) -> tuple[Scenario, ...]:
    """Every combination of changes, one taken from each axis; None is the roll call left as it is.

    A change is a function of a scenario, or what `Scenario.under` takes: a reform, a change to the veto.

    >>> from unsc_sim import roll_call
    >>> from unsc_sim.modifiers import modifier
    >>> for one in grid(roll_call("S/2016/847"), [None, modifier("no-veto")], [None, lambda s: s.requiring(4)]):
    ...     print(one.label)
    S/2016/847
    S/2016/847 · requiring 4
    S/2016/847 · no veto
    S/2016/847 · no veto · requiring 4
    """
    return tuple(_made(what_if(roll_call), changes) for changes in product(*axes))


def _made(scenario: Scenario, changes: Iterable[Callable[[Scenario], Scenario] | Change | None]) -> Scenario:
    for change in changes:
        if callable(change):
            scenario = change(scenario)
        elif change is not None:
            scenario = scenario.under(change)
    return scenario


def sweep(
    items: Iterable[Any],
    measure: Callable[[Any, random.Random], Mapping[str, Any]] = outcome_of,
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int], object] | None = None,
    seed: int | random.Random = 0,
    resume: str | os.PathLike[str] | None = None,
    key: str | None = None,
) -> Sweep:
    """Measure every item, one after the other or on an executor; the result is the same.

    `measure` gets an item and a random generator of its own, made from the seed and the item's place, and returns a
    record of plain values (fractions become text). With an executor of processes or machines, items and measure
    travel there: give a function of a module, or a value such as `ChanceOf`. Any `concurrent.futures.Executor` will
    do. `progress` is called with the number of items done and of all items.

    `resume` names a file that keeps every record as soon as it is there. A sweep that was interrupted goes on where
    it stopped, when it is asked again with the same items, measure and seed. A measure or item that only an address in
    memory tells from others, such as a lambda, cannot be known again: then `key` names the sweep, in place of both.
    A `random.Random` as seed gives one number, which stands in the result.

    >>> from unsc_sim import roll_call
    >>> french = what_if(roll_call("S/2016/846"))
    >>> [record["result"] for record in sweep([french, french.without_veto()]).records]
    ['vetoed', 'adopted']

    Raises:
        ResumeError: when the file to resume belongs to another sweep, cannot be read, or is being written by another
            process, or when nothing tells this sweep from others.
        FileError: when the file cannot be written; what it holds is kept.
    """
    todo = list(items)
    number = seed.getrandbits(64) if isinstance(seed, random.Random) else seed
    fingerprint = "" if resume is None else _fingerprint(todo, measure, number, key)
    done: dict[int, Record] = {}
    with _checkpoint(resume, fingerprint, done) as keep:
        tasks = ((place, item, measure, number) for place, item in enumerate(todo) if place not in done)
        if progress is not None:
            progress(len(done), len(todo))
        for place, record in _serial(tasks) if executor is None else _spread(tasks, executor):
            done[place] = record
            keep(place, record)
            if progress is not None:
                progress(len(done), len(todo))
    return Sweep(number, tuple(done[place] for place in range(len(todo))))


Task = tuple[int, Any, "Callable[[Any, random.Random], Mapping[str, Any]]", int]


def _serial(tasks: Iterable[Task]) -> Iterator[tuple[int, Record]]:
    return (_run(task) for task in tasks)


def _spread(tasks: Iterator[Task], executor: Executor) -> Iterator[tuple[int, Record]]:
    """Keep the executor busy and yield answers as they come; what is not begun is called off when we stop."""
    waiting: set[Future[tuple[int, Record]]] = set()
    try:
        while True:
            waiting |= {executor.submit(_run, task) for task in islice(tasks, WAITING - len(waiting))}
            if not waiting:
                return
            ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in ready:
                yield future.result()
    finally:
        for future in waiting:
            future.cancel()


def _run(task: Task) -> tuple[int, Record]:
    """Measure one item; its record comes back just as it would be read from a file."""
    place, item, measure, seed = task
    own = random.Random(f"{seed}/{place}")  # noqa: S311 - a game of chance, no secret
    return place, json.loads(_text(dict(measure(item, own))))


def _text(record: Any) -> str:
    return json.dumps(record, default=_plain, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """Fractions and everything else that JSON has no word for, as text."""
    return str(value)


def _fingerprint(items: list[Any], measure: object, seed: int, key: str | None) -> str:
    """What tells one sweep from another, the same in every process."""
    named = [_told(measure), *map(_told, items)] if key is None else ["key", key, str(len(items))]
    return hashlib.sha256("\n".join([str(seed), *named]).encode()).hexdigest()


def _told(value: Any) -> str:
    """What a value is called in every process: the name of a module's function, or all that the value shows."""
    if isinstance(value, Scenario):
        return f"{value.label}|{value.roll_call.notation}|{value.rule!r}"
    if isinstance(value, partial):
        keywords = (f"{name}={_told(one)}" for name, one in sorted(value.keywords.items()))
        return f"{_told(value.func)}({', '.join([*map(_told, value.args), *keywords])})"
    name = getattr(value, "__qualname__", "<")
    if "<" not in name and callable(value) and not hasattr(value, "__self__"):
        return f"{value.__module__}.{name}"
    shown = repr(value)
    if re.search(r" at 0x[0-9a-fA-F]+", shown):
        raise ResumeError(
            shown,
            "cannot be known again in another run",
            "functions of a module, and values that show what they hold",
            "Give key=, a name for this sweep of your own.",
        )
    return shown


@contextmanager
def _checkpoint(
    path: str | os.PathLike[str] | None, fingerprint: str, done: dict[int, Record]
) -> Iterator[Callable[[int, Record], None]]:
    """Read what a file already holds into `done`, and yield the function that adds one record to it."""
    if path is None:
        yield lambda _place, _record: None
        return
    head = f"{_text({'sweep': fingerprint})}\n"
    with journal(path) as kept:
        if kept.lines or not head.encode().startswith(kept.torn):
            _read(kept.path, kept.lines or (kept.torn,), fingerprint, done)
        else:
            kept.add(head)
        yield lambda place, record: kept.add(f"{_text({'place': place, 'record': record})}\n")


def _read(path: Path, lines: Sequence[bytes], fingerprint: str, done: dict[int, Record]) -> None:
    try:
        head, *rest = map(json.loads, lines)
        found = head["sweep"]
        done |= {int(one["place"]): dict(one["record"]) for one in rest}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ResumeError(
            str(path), f"cannot be read: {error}", "the file of a sweep that was interrupted", "Give another path."
        ) from error
    if found != fingerprint:
        raise ResumeError(
            str(path),
            "belongs to another sweep",
            "the same items, measure and seed as when it was begun",
            "Give another path, or remove the file.",
        )
