"""A file that keeps answers as they come, line by line, for one process at a time: what long work resumes from."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from unsc_sim._files import demand_plain, unwritable
from unsc_sim.errors import FileError, ResumeError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MAX_JOURNAL", "Journal", "journal"]

MAX_JOURNAL = 1_000_000_000
"""Bytes of a file to resume from; a larger one is refused unread."""


@attrs.define
class Journal:
    """The whole lines that a file holds, what stands after the last of them, and more lines as they come.

    A last line without its end was cut off by an interruption. It stays until something is added, so that a file which
    is no journal is never touched before its reader has refused it.
    """

    path: Path
    file: FileIO
    lines: tuple[bytes, ...]
    torn: bytes
    size: int

    def add(self, text: str) -> None:
        """Add whole lines at once; they are in the file when this returns, whatever becomes of the process.

        Raises:
            FileError: when there is no room; the file then ends with the line before.
        """
        content = text.encode(errors="surrogatepass")
        try:
            if self.torn:
                self.file.truncate(self.size)
                self.torn = b""
            written = 0
            while written < len(content):
                written += self.file.write(content[written:]) or 0
        except OSError as error:
            with suppress(OSError):
                self.file.truncate(self.size)
            raise unwritable(self.path, error.strerror or str(error)) from error
        self.size += len(content)


@contextmanager
def journal(path: str | os.PathLike[str]) -> Iterator[Journal]:
    r"""Open a file to resume from, or begin one; no other process may have it open meanwhile.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with journal(f"{folder}/kept.jsonl") as kept:
    ...         kept.add("1\n")
    ...     with journal(f"{folder}/kept.jsonl") as kept:
    ...         kept.lines
    (b'1\n',)

    Raises:
        ResumeError: when another process has it open, or it is too large.
        FileError: when it cannot be opened or written, or is no plain file.
    """
    where = Path(path)
    try:
        with suppress(FileNotFoundError):
            demand_plain(where)
        file = where.open("a+b", buffering=0)
    except OSError as error:
        raise unwritable(where, error.strerror or str(error)) from error
    with file:
        _lock(where, file)
        content = _content(where, file)
        size = content.rfind(b"\n") + 1
        yield Journal(where, file, tuple(content[:size].splitlines(keepends=True)), content[size:], size)


def _content(path: Path, file: FileIO) -> bytes:
    if os.fstat(file.fileno()).st_size > MAX_JOURNAL:
        raise ResumeError(str(path), "is too large", f"at most {MAX_JOURNAL:,} bytes", "Give another path.")
    file.seek(0)
    return file.readall()


def _lock(path: Path, file: FileIO) -> None:
    """Take the file for this process; the system gives it back when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there alone

            file.seek(MAX_JOURNAL)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        elif sys.platform != "emscripten":  # in a browser there is but one process, and no such module
            import fcntl  # noqa: PLC0415 - not everywhere

            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EAGAIN}:
            raise ResumeError(
                str(path), "is being written by another process", "a file for this one alone",
                "Wait until it is done, or give another path.",
            ) from error  # fmt: skip
        raise FileError(
            str(path), f"cannot be locked ({error.strerror})", "a disk on which files can be",
            "Give a path on a disk of this machine.",
        ) from error  # fmt: skip
