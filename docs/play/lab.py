"""JupyterLite with the notebooks of this repository, running on the Pyodide that lies in `static/pyodide/`."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import nbformat
from places import HERE, ROOT, SITE, WORK, BuildError, run

EXTENSIONS = Path(sys.prefix, "share", "jupyter", "labextensions")
BUILDING = {
    "apps": ["lab", "notebooks", "tree"],
    "contents": ["files"],
    "federated_extensions": [
        str(EXTENSIONS / "@jupyterlite" / "pyodide-kernel-extension"),
        str(EXTENSIONS / "@jupyter-widgets" / "jupyterlab-manager"),
    ],
    "ignore_sys_prefix": ["federated_extensions"],
    "no_sourcemaps": True,
    "no_unused_shared_packages": True,
}
"""Only these two extensions, whatever else this environment holds."""
NOTEBOOKS = ROOT / "notebooks"
KERNEL = {"display_name": "Python (in this browser)", "language": "python", "name": "python"}
ELSEWHERE = re.compile(r"(?:https?:)?//(?!localhost\b)[\w-]+(?:\.[\w-]+)+")
"""An address on another host."""


def build_lab() -> None:
    """Write the JupyterLite applications, their configuration and the notebooks."""
    begun, built = WORK / "lite", WORK / "lite-built"
    shutil.rmtree(begun, ignore_errors=True)
    shutil.rmtree(built, ignore_errors=True)
    _lay_out_contents(begun / "files")
    shutil.copy(HERE / "jupyter-lite.json", begun)
    config = {"LiteBuildConfig": BUILDING | {"output_dir": str(built)}}
    (begun / "jupyter_lite_config.json").write_text(json.dumps(config), encoding="utf-8")
    run(
        [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", begun],
        failing="JupyterLite could not be built.",
        cwd=begun,  # its note of what is up to date is written here, and goes when this folder goes
    )
    shutil.copytree(built, SITE, dirs_exist_ok=True, ignore=shutil.ignore_patterns("rspack.*"))
    for app in BUILDING["apps"]:
        _mend_head(SITE / app / "index.html")
    check_lab(SITE)


def _mend_head(page: Path) -> None:
    """Name the language for screen readers, and the icon: a browser would else ask the root of the server for one."""
    text = page.read_text(encoding="utf-8")
    mended = re.sub(r"<html>\s*<head>", '<html lang="en"><head><link rel="icon" href="../favicon.ico">', text, count=1)
    if mended == text:
        raise BuildError(f"{page} begins otherwise than expected; does this JupyterLite still need mending?")
    page.write_text(mended, encoding="utf-8")


def check_lab(site: Path) -> None:
    """Every configuration of the applications names this site only, and the Pyodide that lies in it."""
    for config in sorted([*site.rglob("jupyter-lite.json"), *site.rglob("jupyter-lite.ipynb")]):
        said = json.loads(config.read_text(encoding="utf-8"))
        if away := ELSEWHERE.search(json.dumps(said.get("metadata", said))):
            raise BuildError(f"{config.relative_to(site)} names another host: {away[0]}.")
    settings = json.loads((site / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    kernel = settings["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    if not (kernel.get("disablePyPIFallback") and (site / kernel.get("pyodideUrl", "absent")).is_file()):
        raise BuildError(
            "jupyter-lite.json does not point to the Pyodide of this site: the public one would be loaded."
        )


def _lay_out_contents(folder: Path) -> None:
    """The students' notebooks, and the teachers' in a folder; the applications want each source as one string."""
    for notebook in sorted([*NOTEBOOKS.glob("*.ipynb"), *NOTEBOOKS.glob("teacher/*.ipynb")]):
        copied = nbformat.read(notebook, as_version=4)
        copied.metadata.kernelspec = nbformat.from_dict(KERNEL)
        target = folder / notebook.relative_to(NOTEBOOKS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(nbformat.v4.writes(copied, split_lines=False), encoding="utf-8")
