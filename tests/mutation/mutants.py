"""The mutants of a module as cosmic-ray finds them, less those that no test could be expected to notice."""

from __future__ import annotations

import ast
import random
from typing import TYPE_CHECKING, Any

import cosmic_ray.plugins
import parso
from cosmic_ray.commands.init import init
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.work_db import WorkDB
from cosmic_ray.work_item import WorkerOutcome, WorkResult
from survivors import Places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cosmic_ray.work_item import MutationSpec, WorkItem

SAMENESS = ("Is_Eq", "IsNot_NotEq", "Eq_Is", "NotEq_IsNot")
"""`is` for `==` and back: the same for enumerations, None and small numbers, which most comparisons here are of."""

CACHES = ("@cache", "@lru_cache")

Place = tuple[int, int]


class Source:
    """A module as written: which places are evaluated, and which function a place stands in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.lines = self.text.splitlines()
        self.tree = ast.parse(self.text)
        self._types = [self._span(node) for node in _annotations(self.tree)]
        self._functions = list(self._bodies(self.tree, ""))
        self.places = Places(self.text)

    def _span(self, node: ast.AST) -> tuple[Place, Place]:
        """Where a node stands, in characters: ast counts bytes, and we write names with accents."""
        start = self.lines[node.lineno - 1].encode()[: node.col_offset].decode()
        end = self.lines[node.end_lineno - 1].encode()[: node.end_col_offset].decode()
        return (node.lineno, len(start)), (node.end_lineno, len(end))

    def _bodies(self, node: ast.AST, within: str) -> Iterator[tuple[str, int, Place, Place]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef):
                first = min([child.lineno, *(one.lineno for one in child.decorator_list)])
                yield f"{within}{child.name}", first, self._span(child.body[0])[0], self._span(child.body[-1])[1]
            elif isinstance(child, ast.ClassDef):
                yield from self._bodies(child, f"{within}{child.name}.")
            else:
                yield from self._bodies(child, within)

    def where(self, mutation: MutationSpec) -> str:
        """The innermost function or class that a mutant stands in; nothing for the module itself."""
        return self.places.at(mutation.start_pos[0])

    def set_aside(self, mutation: MutationSpec) -> str:
        """Why no test is asked about a mutant; nothing when one is."""
        if mutation.operator_name.endswith(SAMENESS):
            return "is and == are the same here"
        if any(start <= mutation.start_pos and mutation.end_pos <= end for start, end in self._types):
            return "in an annotation, which is not evaluated"
        line, column = self.lines[mutation.start_pos[0] - 1], mutation.start_pos[1]
        if line.lstrip().startswith(CACHES) and mutation.operator_name.endswith(("RemoveDecorator", "NumberReplacer")):
            return "a cache taken off or resized, which changes no answer"
        if mutation.operator_name.endswith("ReplaceTrueWithFalse") and line[:column].endswith("strict="):
            return "zip asked to be strict about what is equally long"
        if mutation.operator_name.endswith("ExceptionReplacer"):
            try:
                mutated(mutation, parso.parse(self.text))
            except AttributeError:
                return "cosmic-ray cannot make it: the exception is named by its module"
        return ""

    def function_of(self, mutation: MutationSpec) -> tuple[str, int] | None:
        """The outermost function whose body holds a mutant, by qualified name and first line; None for none."""
        for name, line, start, end in self._functions:
            if start <= mutation.start_pos and mutation.end_pos <= end:
                return name, line
        return None

    def lines_of(self, mutation: MutationSpec) -> range:
        """The lines of that function's body."""
        at = self.function_of(mutation)
        return next((range(s[0], e[0] + 1) for n, ln, s, e in self._functions if (n, ln) == at), range(0))


def _annotations(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            yield node.annotation
        elif isinstance(node, ast.FunctionDef) and node.returns:
            yield node.returns
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield node


def mutated(mutation: MutationSpec, tree: Any) -> str:
    """The text of a module with one mutation; the tree is changed, which a child may do to its copy."""
    operator = cosmic_ray.plugins.get_operator(mutation.operator_name)(**mutation.operator_args)
    return MutationVisitor(mutation.occurrence, operator).walk(tree).get_code()


def begin(source: Source, folder: Path) -> WorkDB:
    """The cosmic-ray session of a module: opened where it stopped, or begun anew when the module has changed."""
    stem = "-".join(source.path.with_suffix("").parts[-2:])
    copy = folder / f"{stem}.py"
    fresh = not copy.is_file() or copy.read_text(encoding="utf-8") != source.text
    session = WorkDB(folder / f"{stem}.sqlite", WorkDB.Mode.create)
    if fresh:
        init([source.path], session, {})
        copy.write_text(source.text, encoding="utf-8")
    aside = {job for job, result in session.results if result.worker_outcome is WorkerOutcome.SKIPPED}
    for item in session.work_items:
        if item.job_id not in aside and (why := source.set_aside(item.mutations[0])):
            session.set_result(item.job_id, WorkResult(WorkerOutcome.SKIPPED, output=why))
    return session


def order(item: WorkItem) -> tuple[Place, str, int]:
    """Mutants in the order of the text, so that two runs name them alike."""
    mutation = item.mutations[0]
    return mutation.start_pos, mutation.operator_name, mutation.occurrence


def chosen(sessions: Sequence[WorkDB], size: int | None, seed: int) -> list[list[WorkItem]]:
    """The mutants to ask of each session: all that are not set aside, or a seeded random sample of them together."""
    pool = [(number, item) for number, session in enumerate(sessions) for item in _asked(session)]
    if size is not None and size < len(pool):
        pool = random.Random(seed).sample(pool, size)  # noqa: S311 - a sample, no secret
    return [sorted((item for at, item in pool if at == number), key=order) for number in range(len(sessions))]


def _asked(session: WorkDB) -> list[WorkItem]:
    aside = {job for job, result in session.results if result.worker_outcome is WorkerOutcome.SKIPPED}
    return sorted((item for item in session.work_items if item.job_id not in aside), key=order)
