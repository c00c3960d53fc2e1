"""Run tests in the Python of the browser; runs inside Pyodide, by `bash .ci/play test`."""

from __future__ import annotations

import sys

import pytest

sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "-o", "addopts=-ra", *sys.argv[1:]]))
