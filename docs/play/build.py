"""Build the classroom: a folder of static files in which the library runs in the reader's own browser.

python docs/play/build.py            builds all of it anew, in docs/_build/play
python docs/play/build.py pyodide    builds only static/pyodide, which notebooks and Council table share
python docs/play/build.py front      copies only the pages, when one of them was changed
python docs/play/build.py zip        writes what was built as one file, to be carried
python docs/play/build.py test       runs lessons and tests in the Python of the browser, under Node (4 to 10 minutes)
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time

from archive import build_zip
from distribution import build_distribution
from front import build_front
from inside import run_inside
from lab import build_lab
from places import SITE, BuildError

SITE_PARTS = {"pyodide": build_distribution, "lab": build_lab, "front": build_front}
PARTS = SITE_PARTS | {"zip": build_zip, "test": run_inside}


def main() -> int:
    """Build the parts asked for, in order; 1 when one of them could not be built."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)}; the site when none is named")
    parts = asked.parse_args().parts
    if unknown := [part for part in parts if part not in PARTS]:
        asked.error(f"no part is called {unknown[0]!r}; there are {', '.join(PARTS)}")
    if not parts:
        shutil.rmtree(SITE, ignore_errors=True)
    for part in parts or SITE_PARTS:
        begun = time.monotonic()
        try:
            PARTS[part]()
        except BuildError as failed:
            print(f"docs/play: {failed}", file=sys.stderr)
            return 1
        print(f"{part}: built in {time.monotonic() - begun:.0f} s")
    print(f"The classroom is in {SITE}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
