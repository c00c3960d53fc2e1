"""Finds the seeds wherever the library runs from: a wheel, a checkout or an editable install."""

from __future__ import annotations

import csv
import io
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import cattrs

from unsc_sim._files import read_whole
from unsc_sim.errors import SeedError

T = TypeVar("T")

MAX_SEED_BYTES = 4_000_000
"""No file of the record is larger than this; a larger one is refused unread."""


@cache
def seeds_root() -> Path:
    """The folder of the record: inside an installed wheel, beside `src` in a checkout."""
    here = Path(__file__).resolve()
    for root in (here.parent / "seeds", here.parents[2] / "seeds"):
        if (root / "states.csv").is_file():
            return root
    raise SeedError(str(here.parent / "seeds"), "is missing", "the folder of the record", "Reinstall unsc-sim.")


def read_text(path: Path) -> str:
    """The text of one file of the record, refused when it is too large or not UTF-8."""
    try:
        return read_whole(path, MAX_SEED_BYTES).decode()
    except OSError as error:
        raise SeedError(str(path), f"cannot be read ({error.strerror})", "a file", "Check its name.") from error
    except UnicodeDecodeError as error:
        raise SeedError(path.name, f"is not UTF-8 ({error.reason})", "UTF-8 text", "Save it as UTF-8.") from error


def read_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one CSV file of the record, by column name."""
    return tuple(csv.DictReader(io.StringIO(read_text(seeds_root() / name))))


def read_toml(path: Path) -> dict[str, Any]:
    """The content of one TOML file, with an error that names the file and the line."""
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SeedError(path.name, f"is not TOML: {error}", "valid TOML", "Mend the line named.") from error


def read_entries(path: Path, table: str, kind: type[T], converter: cattrs.Converter | None = None) -> list[T]:
    """The entries of one table of a TOML file, each as a value of this kind that knows every key written there."""
    made = converter or cattrs.Converter(forbid_extra_keys=True)
    try:
        return made.structure(read_toml(path)[table], list[kind])  # type: ignore[valid-type]
    except (cattrs.BaseValidationError, KeyError) as error:
        raise SeedError(path.name, f"cannot be read: {error}", "the keys of seeds/README.md", "Mend it.") from error
