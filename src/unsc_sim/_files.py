"""Files in and out: read only where they are plain files within a limit, written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from unsc_sim.errors import FileError, UnscSimError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

__all__ = ["demand_plain", "plain_name", "read_whole", "unwritable", "write_whole", "writing"]


def demand_plain(path: Path) -> None:
    """Refuse what is no plain file: a folder, a device, or a pipe on which a reader would wait for ever.

    Raises:
        OSError: when it is not there, or no plain file; a link to one is one.
    """
    try:
        mode = path.stat().st_mode
    except ValueError as error:
        raise OSError(errno.EINVAL, "no file can be called that") from error
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is no plain file")


def read_whole(path: Path, limit: int) -> bytes:
    """All of a plain file of at most `limit` bytes; a larger one is never held in memory.

    Raises:
        OSError: when it cannot be read, is no plain file, or is larger.
    """
    demand_plain(path)
    with path.open("rb") as opened:
        content = opened.read(limit + 1)
    if len(content) > limit:
        raise OSError(errno.EFBIG, f"it is too large: more than {limit:,} bytes")
    return content


def write_whole(path: Path | str, text: str) -> Path:
    """Write a text to a file, whole or not at all; see `writing`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(f"{folder}/note.txt", "11-2-2").read_text()
    '11-2-2'

    Raises:
        FileError: as `writing`.
    """
    with writing(path) as opened:
        opened.write(text)
    return Path(path)


@contextmanager
def writing(path: Path | str) -> Iterator[TextIO]:
    """A text file to write to, that takes its place when all is written and on disk, and never if something fails.

    It is written beside its place and then moved over it. A link is followed, a file that is there keeps its mode and
    must be writable, and what is no plain file, such as a pipe, is written to as it is.

    Raises:
        FileError: when the place cannot be written to, or the text holds what UTF-8 cannot say.
    """
    where = Path(path)
    if not _can_be_called(where):
        raise unwritable(where, "no file can be called that here")
    try:
        if where.exists() and not where.is_file():
            with where.open("w", encoding="utf-8", newline="") as opened:
                yield opened
            return
        place = where.resolve()
        with _beside(place) as opened:
            yield opened
    except UnscSimError:
        raise
    except OSError as error:
        raise unwritable(where, error.strerror or str(error)) from error
    except UnicodeError as error:
        raise unwritable(where, f"the text holds what UTF-8 cannot say: {error}") from error


def _can_be_called(place: Path) -> bool:
    try:
        return b"\0" not in os.fsencode(place)
    except UnicodeEncodeError:
        return False


@contextmanager
def _beside(place: Path) -> Iterator[TextIO]:
    there = place.exists()
    if there and not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, "it is write-protected")
    beside = place.with_name(f".{place.name[:40]}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("x", encoding="utf-8", newline="") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        if there:
            shutil.copymode(place, beside)
        beside.replace(place)
    finally:
        with suppress(OSError):
            beside.unlink()


def plain_name(text: str) -> str:
    """A name for a file made of any text: letters, digits, dots and dashes; never a path, hidden, or too long.

    >>> plain_name("../../etc/passwd"), plain_name("aleppo-2016.html"), plain_name("..")
    ('etc-passwd', 'aleppo-2016.html', 'file')
    """
    return re.sub(r"[^\w.-]+", "-", text).strip(".-")[-_LONGEST_NAME:].lstrip(".-") or "file"


_LONGEST_NAME = 60


def unwritable(path: Path, reason: str) -> FileError:
    """The one line that says why a file was not written."""
    return FileError(
        str(path), f"cannot be written ({reason})", "a file in a folder of yours, with room for it",
        "Choose another place.",
    )  # fmt: skip
