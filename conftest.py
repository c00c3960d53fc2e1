"""Runs every example of README and docs: `>>>` examples and, where a page says so, whole code blocks."""

from __future__ import annotations

from sybil import Sybil
from sybil.evaluators.doctest import NUMBER
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.myst import DocTestDirectiveParser

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=NUMBER), DocTestDirectiveParser(), SkipParser()],
    patterns=["*.md"],
    excludes=["docs/_build/*"],
).pytest()
