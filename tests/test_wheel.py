"""The wheel, installed alone: exactly the core dependencies, nothing compiled, and Aleppo replayed from it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORE = {"attrs", "cattrs", "networkx", "typing_extensions", "unsc-sim"}
REPLAY = """
import unsc_sim as sc
for votes in sc.case("aleppo-2016").roll_calls:
    print(sc.decide(votes))
print(len(sc.cases()))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the freshly built wheel in it, and no source tree in sight."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    wheel = next(folder.glob("*.whl"))
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    if "No matching distribution" in done.stderr or "ConnectionError" in done.stderr:
        pytest.skip("no package registry can be reached to install the core dependencies from")
    assert done.returncode == 0, done.stderr
    return python


def run(python: Path, *arguments: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
    done = subprocess.run(
        [python, *arguments], cwd=python.parents[1], env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_core_is_three_packages_and_what_they_need(installed: Path) -> None:
    listed = json.loads(run(installed, "-m", "pip", "list", "--format", "json"))

    assert {one["name"].replace("-", "_") for one in listed} - {"pip", "setuptools"} == {
        name.replace("-", "_") for name in CORE
    }


def test_nothing_in_it_is_compiled(installed: Path) -> None:
    packages = next((installed.parents[1] / "lib").glob("python*/site-packages"))

    assert [path.name for path in packages.rglob("*") if path.suffix in {".so", ".pyd", ".dylib"}] == []


def test_the_wheel_replays_aleppo(installed: Path) -> None:
    lines = run(installed, "-c", REPLAY).splitlines()

    assert "owing to the negative vote of a permanent member (Russian Federation)" in lines[0]
    assert lines[1].endswith("short by 5.")
    assert int(lines[2]) > 100


def test_without_the_cli_extra_one_line_names_it(installed: Path) -> None:
    done = subprocess.run([installed, "-m", "unsc_sim"], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "unsc-sim[cli]" in done.stderr
