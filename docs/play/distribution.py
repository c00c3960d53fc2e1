"""The Python that runs in the browser: Pyodide, our freshly built wheel, and what both need, under one lock file.

Pyodide itself is the npm package `pyodide`, in the version that the JupyterLite kernel asks for. Its lock file names
some 350 packages on another host; ours names the wheels that lie beside it and nothing else. `pyodide-lock` and `uv`
choose those wheels for Pyodide's Python, so that `import unsc_sim` finds everything without an install line.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pkginfo
from jupyterlite_pyodide_kernel.constants import PYODIDE_LOCK, PYODIDE_VERSION
from places import PYODIDE, ROOT, RUNTIME, WORK, BuildError, run
from pyodide_lock import PyodideLockSpec
from pyodide_lock.uv_pip_compile import PyLockError, UvPipCompile

if TYPE_CHECKING:
    from collections.abc import Sequence

AS_OF = "2026-11-20"
"""Wheels published after this day are not considered; the versions of all of them hang on this one date."""
EXTRAS = ("ipywidgets",)
"""What a notebook may import besides the library and its dependencies."""
KERNEL = Path(sys.prefix, "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi")
KERNEL_WHEELS = ("ipykernel-*", "piplite-*", "pyodide_kernel-*", "widgetsnbextension-4*")


def build_distribution() -> None:
    """Write `static/pyodide/` anew."""
    assemble(PYODIDE, EXTRAS)
    (PYODIDE / "CONTENTS.txt").write_text(_contents(), encoding="utf-8")


def assemble(folder: Path, extras: Sequence[str]) -> None:
    """Write a distribution anew: Pyodide, our wheel, the kernel, and the extras with what they need."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    WORK.mkdir(parents=True, exist_ok=True)
    _take_runtime(_fetch_runtime(), folder)
    _lock_wheels(folder, extras, [_build_our_wheel(), *_kernel_wheels()])
    check_distribution(folder)


def check_distribution(folder: Path) -> None:
    """Whatever the lock file names lies beside it, and whatever a package needs is named in it."""
    spec = PyodideLockSpec.from_json(folder / PYODIDE_LOCK)
    absent = sorted(one.file_name for one in spec.packages.values() if not (folder / one.file_name).is_file())
    if absent:
        raise BuildError(f"The lock file names what does not lie beside it: {', '.join(absent)}.")
    needed = {name for one in spec.packages.values() for name in one.depends}
    if unnamed := sorted({*needed, "unsc-sim"} - spec.packages.keys()):
        raise BuildError(f"The lock file lacks {', '.join(unnamed)}.")


def _fetch_runtime() -> Path:
    """The npm package as npm packs it, checked by npm against the registry's own digest."""
    archive = WORK / f"pyodide-{PYODIDE_VERSION}.tgz"
    if archive.is_file():
        return archive
    if shutil.which("npm") is None:
        raise BuildError(
            "npm was not found. Pyodide comes from the npm registry: install Node.js with npm, then build again."
        )
    run(
        ["npm", "pack", "--silent", f"pyodide@{PYODIDE_VERSION}", "--pack-destination", WORK],
        failing=f"npm could not fetch pyodide {PYODIDE_VERSION}; is the npm registry within reach?",
    )
    return archive


def _take_runtime(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as packed:
        for name in (*RUNTIME, PYODIDE_LOCK):
            held = packed.extractfile(f"package/{name}")
            if held is None:
                raise BuildError(f"The npm package pyodide {PYODIDE_VERSION} holds no {name}.")
            (folder / name).write_bytes(held.read())


def _build_our_wheel() -> Path:
    folder = WORK / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT],
        failing="The wheel of unsc_sim could not be built.",
    )
    (wheel,) = folder.glob("unsc_sim-*.whl")
    return wheel


def _kernel_wheels() -> list[Path]:
    found = [wheel for pattern in KERNEL_WHEELS for wheel in KERNEL.glob(pattern)]
    if len(found) != len(KERNEL_WHEELS):
        raise BuildError(f"The JupyterLite kernel in {KERNEL} ships {len(found)} of the wheels {KERNEL_WHEELS}.")
    return found


def _lock_wheels(folder: Path, extras: Sequence[str], wheels: list[Path]) -> None:
    """Begin with an empty lock file, and let it name what our wheel, the kernel and the extras need."""
    lock = folder / PYODIDE_LOCK
    published = json.loads(lock.read_text(encoding="utf-8"))
    lock.write_text(json.dumps({"info": published["info"] | {"version": PYODIDE_VERSION}, "packages": {}}))
    os.environ["UV_PYTHON_DOWNLOADS"] = "never"
    logging.getLogger("pyodide_lock").setLevel(logging.ERROR)
    solving = UvPipCompile(
        input_path=lock,
        specs=[*extras, "micropip"],
        wheels=wheels,
        extra_uv_args=[f"--exclude-newer={AS_OF}", "--quiet"],
        indent=1,
    )
    try:
        solving.update()
    except (PyLockError, OSError) as failed:
        raise BuildError(f"The wheels for Pyodide could not be fetched from the package index: {failed}") from failed


def _contents() -> str:
    """What the classroom is made of, each with its licence; the wheels carry the texts of theirs."""
    own = {
        "pyodide": (PYODIDE_VERSION, "MPL-2.0"),
        "CPython": (PyodideLockSpec.from_json(PYODIDE / PYODIDE_LOCK).info.python, "PSF-2.0"),
        "jupyterlite-core": (version("jupyterlite-core"), "BSD-3-Clause"),
        "jupyterlab-widgets": (version("jupyterlab-widgets"), "BSD-3-Clause"),
    }
    for wheel in sorted(PYODIDE.glob("*.whl")):
        told = pkginfo.get_metadata(str(wheel))
        named = [one.rpartition(" :: ")[2] for one in told.classifiers if one.startswith("License ::")]
        own[told.name] = (told.version, told.license_expression or ", ".join(named) or "see the wheel")
    return "".join(f"{name} {release} ({licence})\n" for name, (release, licence) in own.items())
