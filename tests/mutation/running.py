"""Runs mutants in forked children: collected once, one function exchanged in memory, only the tests that reach it.

A mutant inside a function takes the quick way: the tests are collected once, and each child puts the mutated code in
the place of the function's and runs the tests that reached the line. One outside all functions takes the thorough way:
a child that has imported nothing of ours imports the mutated module anew and runs the tests that touch it. What
survives the quick way may be asked again the thorough way. Nothing on disk is changed.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.abc
import importlib.util
import json
import os
import pickle
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

import attrs
import coverage
import parso
import pytest
from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkResult
from mutants import mutated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cosmic_ray.work_item import MutationSpec, WorkItem
    from mutants import Source

QUIET = ("-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header", "--no-summary",
         "--tb=no", "-W", "ignore::pytest.PytestAssertRewriteWarning")  # fmt: skip
MEMORY = 6 * 2**30
ENDED = {signal.SIGXCPU, signal.SIGALRM, signal.SIGSEGV, signal.SIGABRT}
"""How a child ends that hangs or crashes: what the limits send, and what the interpreter dies of."""
QUICK, PATIENT = 2.5, 6.0
"""Seconds of tests that a mutant is given; a survivor left by this is told, not hidden."""
CACHED = 2
"""What so few tests reach may be kept in a cache, which other tests read: they are asked as well."""


@attrs.frozen
class Reach:
    """What the tests reach without a mutant: the lines of each source by test, and the seconds each test takes."""

    seconds: dict[str, float]
    lines: dict[str, dict[str, set[int]]]

    def tests(self, source: Source, lines: Iterable[int] | None = None) -> list[str]:
        """The tests that run any of these lines of a module, or any line at all."""
        reached = self.lines.get(str(source.path), {})
        wanted = None if lines is None else set(lines)
        return [test for test, ran in reached.items() if (ran if wanted is None else ran & wanted)]


def within(tests: Iterable[str], seconds: dict[str, float], patience: float) -> Iterator[str]:
    """The first of these tests that together take no longer, and one at least."""
    spent = 0.0
    for number, test in enumerate(tests):
        spent += seconds[test]
        if number and spent > patience:
            return
        yield test


class Watch:
    """Notes the first test that fails."""

    def __init__(self) -> None:
        self.killer = ""
        self.why = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.killer:
            self.killer = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.killer:
            self.killer = f"collecting {report.nodeid}"
            self.why = report.longreprtext


def in_a_child(work: Callable[[], dict[str, Any]], cpu: float) -> dict[str, Any]:
    """What `work` returns in a forked child; one that ran out of time or crashed has noticed, and so it is told.

    Raises:
        RuntimeError: when the child failed for a reason of its own, or was ended from outside.
    """
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            os.close(reads)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_CPU, (int(cpu) + 1, int(cpu) + 2))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            signal.alarm(30 * int(cpu + 1))
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            try:
                answer = work()
            except Exception:  # noqa: BLE001 - told to the parent, which raises it
                answer = {"broken": traceback.format_exc()}
            os.write(writes, json.dumps(answer).encode())
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if not said:
        code = os.waitstatus_to_exitcode(status)
        if -code not in ENDED:
            raise RuntimeError(f"A child ended without an answer: exit code {code}")
        return {"killer": f"ended by {signal.Signals(-code).name}", "diff": []}
    answer: dict[str, Any] = json.loads(said)
    if "broken" in answer:
        raise RuntimeError(f"A child could not do its work:\n{answer['broken']}")
    return answer


def changed_line(source: Source, text: str, mutation: MutationSpec) -> tuple[str, str]:
    """The first line that differs, as it was and as it is, without indentation."""
    new = text.splitlines()
    at = next((i for i, (a, b) in enumerate(zip(source.lines, new, strict=False)) if a != b), mutation.start_pos[0] - 1)
    return source.lines[at].strip(), (new[at].strip() if at < len(new) else "")


def _codes(code: CodeType) -> Iterable[CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _codes(one)


def exchange(source: Source, text: str, function: tuple[str, int], live: list[Any]) -> bool:
    """Put the mutated code of a function in the place of the one that is loaded; whether it was found."""

    def found(written: str) -> list[CodeType]:
        whole = compile(written, str(source.path), "exec", dont_inherit=True)
        name = function[0]
        return [code for code in _codes(whole) if (code.co_qualname + ".").startswith(name + ".")]

    pairs = {
        (old.co_qualname, old.co_firstlineno, old.co_name): new
        for old, new in zip(found(source.text), found(text), strict=False)
    }
    done = False
    for one in live:
        if isinstance(one, FunctionType):
            new = pairs.get((one.__code__.co_qualname, one.__code__.co_firstlineno, one.__code__.co_name))
            if new is not None:
                one.__code__ = new
                done = done or new.co_qualname == function[0]
        else:
            one.cache_clear()
    return done


def loaded(source: Source) -> list[Any]:
    """The functions of a module that are in memory, and its caches."""
    path = str(source.path)
    objects = gc.get_objects()
    functions = [one for one in objects if isinstance(one, FunctionType) and one.__code__.co_filename == path]
    caches = [one for one in objects if isinstance(one, _lru_cache_wrapper) and one.__wrapped__ in functions]
    return functions + caches


def ours(cached: Any) -> bool:
    return cached.__wrapped__.__module__.startswith("unsc_sim")


class Quick:
    """A pytest session that collects once and then asks each mutant of each source in turn."""

    def __init__(self, work: Sequence[tuple[Source, list[WorkItem]]], tell: Callable[..., None], sink: Path) -> None:
        self.work = work
        self.tell = tell
        self.sink = sink
        self.watch = Watch()
        self.reach: Reach | None = None
        self.items: dict[str, pytest.Item] = {}
        self.live: list[Any] = []
        self.kills: Counter[str] = Counter()

    def pytest_configure(self, config: pytest.Config) -> None:
        config.pluginmanager.register(self.watch)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        assert not session.testsfailed, f"no tests: {self.watch.killer}\n{self.watch.why}"
        self.items = {item.nodeid: item for item in session.items}
        self.reach = self._measure(list(self.items))
        self.sink.write_bytes(pickle.dumps(self.reach))
        for source, items in self.work:
            self.live = loaded(source)
            tree = parso.parse(source.text)
            for item in items:
                mutation = item.mutations[0]
                if source.function_of(mutation) and (tests := self._tests(source, mutation)):
                    seconds = 6 + 4 * sum(self.reach.seconds[test] for test in tests)
                    said = in_a_child(lambda: self._ask(source, mutation, tree, tests), seconds)  # noqa: B023
                    self.kills[said["killer"]] += 1
                    if not said.get("unsure"):
                        self.tell(source, item, said)
        return True

    def _tests(self, source: Source, mutation: MutationSpec) -> list[str]:
        here = self.reach.tests(source, range(mutation.start_pos[0], mutation.end_pos[0] + 1))
        found = here or self.reach.tests(source, source.lines_of(mutation))
        if len(found) > CACHED:
            return self._picked(found)
        others = [test for test in self.reach.tests(source) if test not in found]
        return [*found, *self._picked(others)]

    def _picked(self, tests: list[str]) -> list[str]:
        """Half of the time for the tests that have killed most for what they take, half for the quickest."""
        seconds = self.reach.seconds
        best = list(within(sorted(tests, key=lambda test: seconds[test] / (1 + self.kills[test])), seconds, QUICK / 2))
        others = sorted(set(tests) - set(best), key=lambda test: (seconds[test], test))
        return [*best, *within(others, seconds, QUICK / 2)]

    def _ask(self, source: Source, mutation: MutationSpec, tree: Any, tests: list[str]) -> dict[str, Any]:
        text = mutated(mutation, tree)
        diff = changed_line(source, text, mutation)
        try:
            if not exchange(source, text, source.function_of(mutation), self.live):
                return {"killer": "", "diff": diff, "unsure": True}
        except ValueError:
            return {"killer": "", "diff": diff, "unsure": True}
        except (SyntaxError, SyntaxWarning) as error:
            return {"killer": f"compiling: {type(error).__name__}", "diff": diff}
        self._run(tests)
        return {"killer": self.watch.killer, "diff": diff}

    def _run(self, tests: Sequence[str], before: Callable[[str], None] = lambda _: None) -> None:
        items = [self.items[test] for test in tests]
        for item, following in zip(items, [*items[1:], None], strict=True):
            before(item.nodeid)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.watch.killer:
                return

    def _measure(self, tests: list[str]) -> Reach:
        """Run these tests without a mutant in two children: caches empty for what they reach, full for how long."""
        notes = Path(tempfile.mkdtemp()) / "reach"

        def reach() -> dict[str, Any]:
            paths = [str(source.path) for source, _ in self.work]
            watching = coverage.Coverage(data_file=str(notes), include=paths, config_file=False)
            caches = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper) and ours(one)]

            def before(test: str) -> None:
                for cached in caches:
                    cached.cache_clear()
                watching.switch_context(test)

            watching.start()
            self._run(tests, before)
            watching.stop()
            watching.save()
            return {"killer": self.watch.killer}

        def time_them() -> dict[str, Any]:
            began: list[tuple[str, float]] = []
            self._run(tests, lambda test: began.append((test, time.process_time())))
            ends = [at for _, at in began[1:]] + [time.process_time()]
            seconds = {test: end - at for (test, at), end in zip(began, ends, strict=True)}
            return {"killer": self.watch.killer, "seconds": seconds}

        answers = [in_a_child(work, 3600) for work in (reach, time_them)]
        for said in answers:
            assert not said["killer"], f"a test fails without any mutant: {said['killer']}"
        data = coverage.CoverageData(str(notes))
        data.read()
        lines: dict[str, dict[str, set[int]]] = {}
        for path in data.measured_files():
            by_test = lines.setdefault(path, {})
            for line, contexts in data.contexts_by_lineno(path).items():
                for test in contexts:
                    if test:
                        by_test.setdefault(test, set()).add(line)
        return Reach(answers[1]["seconds"], lines)


class Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from a text of its own, and leaves all others to Python."""

    def __init__(self, name: str, path: Path, text: str) -> None:
        self.name, self.path, self.text = name, path, text

    def find_spec(self, fullname: str, *_: Any) -> Any:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def create_module(self, _spec: Any) -> None:
        return None

    def exec_module(self, module: Any) -> None:
        exec(compile(self.text, str(self.path), "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - our own text


class Chosen:
    """Keeps the tests named, in this order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.rank = {test: number for number, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        kept = [item for item in items if item.nodeid in self.rank]
        items[:] = sorted(kept, key=lambda item: self.rank[item.nodeid])


def module_name(source: Source) -> str:
    parts = source.path.with_suffix("").parts
    return ".".join(parts[parts.index("unsc_sim") :])


def thorough(
    source: Source, item: WorkItem, stages: Sequence[Sequence[str]], seconds: dict[str, float]
) -> dict[str, Any]:
    """Ask one mutant in children that import the mutated module anew, first with the tests of its own file."""
    mutation = item.mutations[0]

    def ask(tests: Sequence[str]) -> dict[str, Any]:
        text = mutated(mutation, parso.parse(source.text))
        sys.meta_path.insert(0, Mutated(module_name(source), source.path, text))
        diff = changed_line(source, text, mutation)
        try:
            importlib.import_module(module_name(source))
        except BaseException as error:  # noqa: BLE001 - whatever importing the mutant raises has noticed it
            return {"killer": f"importing: {type(error).__name__}", "diff": diff, "code": 1}
        watch = Watch()
        files = dict.fromkeys(test.split("::")[0] for test in tests)
        code = pytest.main([*QUIET, "-x", *files], plugins=[watch, Chosen(tests)])
        return {"killer": watch.killer, "diff": diff, "code": int(code)}

    said: dict[str, Any] = {}
    for tests in filter(None, stages):
        answer = in_a_child(lambda: ask(tests), 15 + 4 * sum(seconds.get(test, 0.1) for test in tests))  # noqa: B023
        said = {"code": 1, "diff": said.get("diff", [])} | answer
        if said["code"] not in {0, 1, 2, 5}:
            raise RuntimeError(f"pytest could not run for {module_name(source)}: exit code {said['code']}")
        if said["killer"] or said["code"] in {1, 2}:
            return said | {"killer": said["killer"] or "collecting"}
    return said


def result(said: dict[str, Any]) -> WorkResult:
    """An answer as cosmic-ray keeps it."""
    outcome = TestOutcome.KILLED if said["killer"] else TestOutcome.SURVIVED
    return WorkResult(WorkerOutcome.NORMAL, said["killer"], outcome, json.dumps(said["diff"], ensure_ascii=False))
