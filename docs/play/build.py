"""Build the classroom: a folder of static files in which the library runs in the reader's own browser.

python docs/play/build.py            builds all of it in docs/_build/play
python docs/play/build.py pyodide    builds only static/pyodide, which notebooks and Council table share
"""

from __future__ import annotations

import argparse
import sys
import time

from distribution import build_distribution
from lab import build_lab
from places import SITE, BuildError

PARTS = {"pyodide": build_distribution, "lab": build_lab}


def main() -> int:
    """Build the parts asked for, in order; 1 when one of them could not be built."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parts", nargs="*", metavar="part", help=f"one of {', '.join(PARTS)}; all when none is named")
    parts = asked.parse_args().parts or list(PARTS)
    if unknown := [part for part in parts if part not in PARTS]:
        asked.error(f"no part is called {unknown[0]!r}; there are {', '.join(PARTS)}")
    for part in parts:
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
