"""Do the tests bite? Asks every mutant of the modules named in plan.toml, and prints how many were noticed.

Run it by `bash .ci/mutants [room or module …]`; `--help` lists the options.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import pickle
import sys
import tempfile
import tomllib
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import hypothesis  # noqa: F401 - loaded once, for all children
import networkx as nx  # noqa: F401 - the same
import pytest
from cosmic_ray.work_item import TestOutcome, WorkerOutcome
from mutants import Source, begin, chosen
from running import PATIENT, QUIET, Quick, Reach, result, thorough, within
from survivors import explanations

if TYPE_CHECKING:
    from cosmic_ray.work_db import WorkDB
    from cosmic_ray.work_item import WorkItem

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HOUSE = ROOT / "src" / "unsc_sim"
SHORT = "core/"
SIGNATURES = "tests/test_signatures.py"
"""Asked in every room: the arguments of all that is public, which no line of a function tells."""
sys.path.insert(0, str(ROOT / "src"))


@attrs.frozen
class Room:
    """Modules that are asked together: their sources, the tests that bear on them, and the file of each one's own."""

    name: str
    sources: tuple[Source, ...]
    tests: tuple[str, ...]
    own: dict[str, str]

    @classmethod
    def read(cls, name: str, table: dict[str, Any], only: set[str]) -> Room:
        names = [one for one in table["modules"] if not only or one in only]
        tests = (*(f"tests/{one}.py" for one in table["tests"]), SIGNATURES)
        sources = tuple(Source(HOUSE / f"{one}.py") for one in names)
        own = {one: f"tests/{table.get('own', {}).get(one, table['tests'][0])}.py" for one in names}
        return cls(name, sources, tests, own)


def module(source: Source) -> str:
    """The name of a module as the plan writes it: `rules`, `procedure/meeting`."""
    return source.path.relative_to(HOUSE).with_suffix("").as_posix()


def shown(source: Source, item: WorkItem, said: dict[str, Any]) -> str:
    mutation = item.mutations[0]
    was, becomes = said["diff"] or ("?", "?")
    place = f"{module(source)}:{mutation.start_pos[0]} {source.where(mutation) or '(module)'}"
    return f"  survived {place} {mutation.operator_name.removeprefix(SHORT)}\n    - {was}\n    + {becomes}"


def ask(room: Room, folder: Path, size: int | None, seed: int, explained: dict[tuple[str, ...], str],
        *, patient: bool) -> None:  # fmt: skip
    """Ask the mutants of a room that have no answer, and those that survived before unless they are explained."""
    sessions = {module(source): begin(source, folder) for source in room.sources}

    def todo(source: Source, items: list[WorkItem]) -> list[WorkItem]:
        answers = dict(sessions[module(source)].results)

        def settled(item: WorkItem) -> bool:
            known = answers.get(item.job_id)
            return known is not None and (known.is_killed or key(source, item, known.diff) in explained)

        return [item for item in items if not settled(item)]

    picked = chosen(list(sessions.values()), size, seed)
    work = [(source, todo(source, items)) for source, items in zip(room.sources, picked, strict=True)]
    if not any(items for _, items in work):
        return
    reach = quick(room, work, folder, sessions)
    for source, items in work:
        session = sessions[module(source)]
        answers = dict(session.results)
        for item in items:
            known = answers.get(item.job_id)
            if known and (known.is_killed or (source.function_of(item.mutations[0]) and not patient)):
                continue
            said = thorough(source, item, stages(room, source, reach), reach.seconds)
            session.set_result(item.job_id, result(said))
            if not said["killer"]:
                print(shown(source, item, said), flush=True)


def quick(room: Room, work: list[tuple[Source, list[WorkItem]]], folder: Path, sessions: dict[str, WorkDB]) -> Reach:
    """The quick way, in a child, so that this process never imports what it mutates; what the tests reach."""
    sink = folder / f"{room.name}.reach"
    child = os.fork()
    if child == 0:

        def tell(source: Source, item: WorkItem, said: dict[str, Any]) -> None:
            sessions[module(source)].set_result(item.job_id, result(said))
            if not said["killer"]:
                print(shown(source, item, said), flush=True)

        sources = [f"src/unsc_sim/{module(source)}.py" for source in room.sources]
        code = 3
        try:
            code = int(pytest.main([*QUIET, *room.tests, *sources], plugins=[Quick(work, tell, sink)]))
        except BaseException:  # noqa: BLE001 - said, and answered by the exit code
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"The tests of {room.name} could not be run without a mutant; see above.")
    return pickle.loads(sink.read_bytes())  # noqa: S301 - written by our own child


def stages(room: Room, source: Source, reach: Reach) -> list[list[str]]:
    """The tests that touch a module: those of its own file, its examples and its signatures first, then the others."""
    own = {room.own[module(source)], f"src/unsc_sim/{module(source)}.py", SIGNATURES}
    tests = sorted(reach.tests(source), key=lambda test: reach.seconds[test])
    first = sorted((test for test in reach.seconds if test.split("::")[0] in own), key=lambda test: reach.seconds[test])
    others = [test for test in tests if test not in set(first)]
    return [first, list(within(others, reach.seconds, PATIENT))]


def key(source: Source, item: WorkItem, diff: str | None) -> tuple[str, ...]:
    """How survivors.toml names a mutant: module, function or class, operator, the line as it was and as it is."""
    was, becomes = json.loads(diff or "[]") or ("", "")
    mutation = item.mutations[0]
    return module(source), source.where(mutation), mutation.operator_name.removeprefix(SHORT), was, becomes


def interval(killed: int, asked: int) -> str:
    """The 95 % interval of a share found in a sample (Wilson)."""
    z, share = 1.96, killed / asked
    middle = share + z * z / (2 * asked)
    half = z * math.sqrt(share * (1 - share) / asked + z * z / (4 * asked * asked))
    low, high = ((middle + sign * half) / (1 + z * z / asked) for sign in (-1, 1))
    return f"{100 * low:.1f}-{100 * high:.1f}"


@attrs.frozen
class Figures:
    """How the mutants of a module fared."""

    name: str
    mutants: int
    aside: int
    asked: int
    killed: int
    explained: int

    HEAD = f"{'module':26}{'mutants':>8}{'aside':>7}{'asked':>7}{'killed':>8}{'explained':>11}{'open':>6}{'score':>9}"

    @classmethod
    def of_all(cls, name: str, parts: list[Figures]) -> Figures:
        sums = (sum(getattr(part, field.name) for part in parts) for field in attrs.fields(cls)[1:])
        return cls(name, *sums)

    def __str__(self) -> str:
        left = self.asked - self.killed - self.explained
        counts = f"{self.mutants:8}{self.aside:7}{self.asked:7}{self.killed:8}{self.explained:11}{left:6}"
        score = f"{100 * self.killed / self.asked:.1f} %" if self.asked else "-"
        sampled = 0 < self.asked < self.mutants - self.aside
        return f"{self.name:26}{counts}{score:>9}" + (f"  {interval(self.killed, self.asked)}" if sampled else "")


@attrs.frozen
class Report:
    """What the sessions hold: the figures of each module, and the survivors that nobody has explained."""

    explained: dict[tuple[str, ...], str]
    opens: list[str] = attrs.field(factory=list)
    used: set[tuple[str, ...]] = attrs.field(factory=set)

    def of(self, source: Source, session: WorkDB, items: list[WorkItem]) -> Figures:
        """Count the mutants of one module among those chosen, and note its survivors."""
        answers = dict(session.results)
        aside = sum(one.worker_outcome is WorkerOutcome.SKIPPED for one in answers.values())
        asked = [(item, answers[item.job_id]) for item in items if item.job_id in answers]
        survived = [(item, one) for item, one in asked if one.test_outcome is TestOutcome.SURVIVED]
        known = 0
        for item, one in survived:
            name = key(source, item, one.diff)
            if name in self.explained:
                known += 1
                self.used.add(name)
            else:
                self.opens.append(shown(source, item, {"diff": json.loads(one.diff or "[]")}))
        killed = len(asked) - len(survived)
        return Figures(module(source), session.num_work_items, aside, len(asked), killed, known)


def report(rooms: list[Room], folder: Path, size: int | None, seed: int, explained: dict[tuple[str, ...], str]) -> int:
    """Print the table and every survivor that is not explained; how many there are."""
    found = Report(explained)
    print(Figures.HEAD)
    for room in rooms:
        sessions = [begin(source, folder) for source in room.sources]
        each = zip(room.sources, sessions, chosen(sessions, size, seed), strict=True)
        parts = [found.of(source, session, items) for source, session, items in each]
        print("\n".join(map(str, [*parts, Figures.of_all(f"= {room.name}", parts)])))
    print("\n".join(found.opens))
    asked = {module(source) for room in rooms for source in room.sources}
    for stale in (one for one in explained if size is None and one[0] in asked and one not in found.used):
        print(f"survivors.toml explains what does not survive: {stale}")
    return len(found.opens)


def main() -> int:
    """Read the command line, ask, report."""
    plan = tomllib.loads((HERE / "plan.toml").read_text(encoding="utf-8"))
    parser = argparse.ArgumentParser(prog="bash .ci/mutants", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"rooms ({', '.join(plan)}) or modules; all when none is named")
    parser.add_argument("--sample", type=int, help="ask a random sample of so many mutants in each room")
    parser.add_argument("--seed", type=int, default=27, help="the seed of the sample (27)")
    parser.add_argument("--sessions", type=Path, help="keep cosmic-ray's sessions there, and go on from them")
    parser.add_argument("--report", action="store_true", help="ask nothing; print what the sessions hold")
    parser.add_argument("--patient", action="store_true", help="ask survivors again, importing all anew")
    told = parser.parse_args()
    unknown = set(told.names) - {*plan, *(one for table in plan.values() for one in table["modules"])}
    if unknown:
        parser.error(f"no such room or module: {', '.join(sorted(unknown))}")
    folder = told.sessions or Path(tempfile.mkdtemp(prefix="mutants-"))
    folder.mkdir(parents=True, exist_ok=True)
    assert "unsc_sim" not in sys.modules, "what is mutated is loaded already; start this by bash .ci/mutants"
    explained = explanations((HERE / "survivors.toml").read_text(encoding="utf-8"))
    rooms = [
        Room.read(name, table, set() if not told.names or name in told.names else set(told.names))
        for name, table in plan.items()
        if not told.names or name in told.names or set(table["modules"]) & set(told.names)
    ]
    for room in rooms:
        if not told.report:
            ask(room, folder, told.sample, told.seed, explained, patient=told.patient)
    return 1 if report(rooms, folder, told.sample, told.seed, explained) else 0


if __name__ == "__main__":
    sys.exit(main())
