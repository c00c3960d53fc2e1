"""Fuzz one reader with atheris as long as you like: `python tests/fuzz/fuzz_readers.py notation -max_total_time=600`.

Without a name it lists them. It needs `pip install atheris` (Linux, Python 3.11 to 3.13). What it finds it prints, and
leaves in the present folder as `crash-…`; give that file as an argument to see it again. Options are libFuzzer's.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["unsc_sim"]):
    from targets import SEEDS, TARGETS


def main(arguments: list[str]) -> None:
    """Begin from the seeds of the reader named, and go on until told to stop."""
    name = next((word for word in arguments[1:] if word in TARGETS), None)
    if name is None:
        sys.exit("Which one? " + " ".join(TARGETS))
    corpus = Path(tempfile.mkdtemp(prefix=f"unsc-{name}-"))
    for number, seed in enumerate(SEEDS[name]):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = ["-timeout=20", "-rss_limit_mb=1024", "-max_len=4096", "-print_final_stats=1"]
    given = [word for word in arguments[1:] if word != name]
    atheris.Setup([arguments[0], *options, *given, str(corpus)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
