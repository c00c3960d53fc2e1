"""The wheel, installed alone: exactly the core dependencies, nothing compiled, and Aleppo replayed from it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib import metadata
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


def built(folder: Path) -> Path:
    """The wheel, built into a folder."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (ROOT / "src").is_dir():
        pytest.skip("there is no source tree here to build a wheel from")
    return built(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """A fresh environment with the freshly built wheel in it, and no source tree in sight."""
    folder = wheel.parent
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


def test_two_builds_are_the_same_to_the_byte(wheel: Path, tmp_path: Path) -> None:
    assert built(tmp_path).read_bytes() == wheel.read_bytes()


def test_what_is_whose_travels_with_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = {Path(name).name for name in packed.namelist()}

    assert {"LICENSE", "NOTICE.md", "py.typed", "SOURCES.toml"} <= names


def test_one_version_is_told_everywhere() -> None:
    """pyproject.toml, CITATION.cff, the changelog's newest head, and what is installed."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    cited = re.search(r'^version: "(.+)"$', (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert cited
    assert newest
    assert {version} == {cited[1], newest[1], metadata.version("unsc-sim")}


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
