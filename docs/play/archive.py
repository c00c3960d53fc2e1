"""The classroom as one file, for a USB stick or a school's own server."""

from __future__ import annotations

import zipfile

from places import SITE, BuildError

NAME = "unsc-sim-classroom"
TARGET = SITE.with_name(f"{NAME}.zip")
README = """Open a terminal in this folder, type: python3 serve.py (or: python3 -m http.server), then open http://localhost:8000/
For a whole room type: python3 serve.py --bind 0.0.0.0, and open on the other machines the address that it shows.
"""


def build_zip() -> None:
    """Write the archive."""
    if not (SITE / "index.html").is_file():
        raise BuildError(f"{SITE} holds no classroom yet; build it first: bash .ci/play")
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{NAME}/README.txt", README)
        for file in sorted(SITE.rglob("*")):
            if file.is_file():
                archive.write(file, f"{NAME}/{file.relative_to(SITE).as_posix()}")
    print(f"{TARGET}: {TARGET.stat().st_size / 1e6:.1f} MB")
