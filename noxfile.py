#!/usr/bin/env -S uv run
# /// script
# dependencies = ["nox>=2025.2.9"]
# ///
"""Any machine: the suite on every Python, dependency, locale and folder that a user may have. `nox` runs it all.

`nox -l` lists the sessions, `nox -s NAME` runs one; arguments after `--` go to pytest. What a machine does not have
(another Python, a network namespace) is skipped, and the summary at the end says so.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = False

ROOT = Path(__file__).resolve().parent
PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)
OLDEST = PYTHONS[0]
EXTRAS = tuple(PROJECT["project"]["optional-dependencies"])
LIBRARY = "cli,data"
"""The extras that the suite as a whole is run with."""
TREE = ("tests", "docs", "notebooks", "README.md", "CHANGELOG.md", "CITATION.cff", "pyproject.toml", "conftest.py")
"""What the tests read beside the library itself."""
BUILT_FROM = ("src", "seeds", "LICENSE", "NOTICE.md")
"""What a wheel is built from, beside these."""
LITTER = shutil.ignore_patterns("__pycache__", "_build", ".*")


def _install(session: nox.Session, extras: str = LIBRARY, group: str = "test") -> None:
    session.install("--editable", f".[{extras}]" if extras else ".", "--group", group)


def _test(session: nox.Session, *arguments: str, before: tuple[str, ...] = (), **variables: str) -> None:
    spread = ("--numprocesses", "auto", "--dist", "loadfile")
    command = (*before, "python", "-m", "pytest", *spread, *arguments, *session.posargs)
    session.run(*command, env=variables, external=bool(before))


def _place(session: nox.Session) -> Path:
    """A folder of the session's own, by a path that holds wherever the session goes."""
    return Path(session.create_tmp()).resolve()


def _copied(session: nox.Session, *names: str) -> Path:
    """A fresh copy of parts of the repository."""
    folder = _place(session) / "tree"
    if folder.exists():
        session.run("chmod", "-R", "u+w", str(folder), external=True, silent=True)
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    for name in names:
        one = ROOT / name
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copytree(one, folder / name, ignore=LITTER) if one.is_dir() else shutil.copy(one, folder / name)
    return folder


def _wheel(session: nox.Session, name: str = "dist") -> Path:
    """The wheel, built anew in a folder of its own."""
    folder = _place(session) / name
    shutil.rmtree(folder, ignore_errors=True)
    session.install("hatchling")
    session.run("python", "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), silent=True)
    return next(folder.glob("*.whl"))


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """On each Python, with the newest of every dependency."""
    _install(session)
    _test(session)


@nox.session(python=OLDEST)
def lowest(session: nox.Session) -> None:
    """With the lowest version that we declare of everything the library needs."""
    pins = _place(session) / "lowest.txt"
    wanted = [word for extra in LIBRARY.split(",") for word in ("--extra", extra)]
    session.install("uv")
    session.run("uv", "pip", "compile", "--quiet", "--resolution", "lowest-direct", *wanted, "pyproject.toml",
                "--output-file", str(pins), silent=True)  # fmt: skip
    session.install("--editable", f".[{LIBRARY}]", "--requirement", str(pins), "--group", "test")
    _test(session)


@nox.session(python=OLDEST)
def bare(session: nox.Session) -> None:
    """Without any extra: what needs one is left out and named in the first lines."""
    _install(session, "", "bare")
    _test(session)


@nox.session(python=OLDEST)
@nox.parametrize("extra", EXTRAS)
def extras(session: nox.Session, extra: str) -> None:
    """With one extra at a time."""
    _install(session, extra, "bare")
    _test(session)


@nox.session(python=OLDEST)
def wheel(session: nox.Session) -> None:
    """From the wheel, with neither source nor seeds in sight but the page that says how seeds are written."""
    built = _wheel(session)
    session.install("--reinstall-package", "unsc-sim", f"{built}[{LIBRARY}]", "--group", "test")
    session.chdir(_copied(session, *TREE, "seeds/README.md"))
    _test(session, "tests")


@nox.session(python=OLDEST)
@nox.parametrize("seed", ["0", "1", "20161008"])
def hashes(session: nox.Session, seed: str) -> None:
    """Under several hash seeds, in fixed order and then in one of chance."""
    _install(session)
    _test(session, "-p", "no:randomly", PYTHONHASHSEED=seed)
    _test(session, "--randomly-seed", seed, PYTHONHASHSEED=seed)


@nox.session(python=OLDEST)
def offline(session: nox.Session) -> None:
    """With no network but this machine's own loopback; Linux only."""
    _install(session)
    alone = ("unshare", "--net", "--map-root-user", "sh", "-c", 'ip link set lo up && exec "$@"', "sh")
    if not (shutil.which("unshare") and shutil.which("ip")):
        session.skip("a network namespace needs the commands unshare and ip")
    _test(session, before=alone)


@nox.session(python=OLDEST)
def readonly(session: nox.Session) -> None:
    """In a folder that cannot be written to; root is held to the folder's mode like anybody."""
    _install(session)
    tree, home = _copied(session, *TREE, *BUILT_FROM), _place(session) / "home"
    home.mkdir(exist_ok=True)
    session.run("chmod", "-R", "a+rX,a-w", str(tree), external=True)
    session.chdir(tree)
    plain = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    _test(session, "-p", "no:cacheprovider", before=plain, PYTHONPATH=str(tree / "src"), PYTHONDONTWRITEBYTECODE="1",
          HOME=str(home), TMPDIR=str(home))  # fmt: skip


@nox.session(python=OLDEST)
def locale(session: nox.Session) -> None:
    """Where the machine's own encoding is not UTF-8."""
    _install(session)
    _test(session, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")


@nox.session(python=OLDEST)
def reproducible(session: nox.Session) -> None:
    """Two builds of the wheel, byte for byte the same; prints their hash."""
    made = {hashlib.sha256(_wheel(session, name).read_bytes()).hexdigest() for name in ("one", "two")}
    if len(made) != 1:
        session.error(f"two builds differ: {made}")
    session.log(f"sha256 of both builds: {made.pop()}")


@nox.session(python=OLDEST)
def sbom(session: nox.Session) -> None:
    """Write dist/unsc-sim.cdx.json: what an installation of the wheel consists of, as a CycloneDX bill of materials."""
    built = _wheel(session)
    home = _place(session) / "installed"
    session.install("uv", "cyclonedx-bom")
    session.run("uv", "venv", "--quiet", "--clear", str(home))
    python = str(home / "bin" / "python")
    session.run("uv", "pip", "install", "--quiet", "--python", python, str(built))
    (ROOT / "dist").mkdir(exist_ok=True)
    session.run("cyclonedx-py", "environment", "--output-reproducible", "--pyproject", "pyproject.toml",
                "--output-file", "dist/unsc-sim.cdx.json", python)  # fmt: skip


@nox.session(python=OLDEST)
def review(session: nox.Session) -> None:
    """The Scientific Python community's review of the repository; each exception has its reason in pyproject.toml."""
    session.install("sp-repo-review[cli]", "validate-pyproject[all]")
    session.run("repo-review", ".")
    session.run("validate-pyproject", "pyproject.toml")


@nox.session(python=OLDEST)
def check(session: nox.Session) -> None:
    """Everything that a change must pass, as .ci/run has it."""
    session.run("bash", ".ci/run", external=True)


if __name__ == "__main__":
    nox.main()
