"""Fetching a published file, when you ask for it: resumed where it broke off, and checked; needs the extra [data]."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

import attrs

from unsc_sim.errors import RecordError
from unsc_sim.records.extras import bring
from unsc_sim.records.reading import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

__all__ = ["DIGITAL_LIBRARY_PAGE", "MAX_DOWNLOAD", "Fetched", "fetch"]

DIGITAL_LIBRARY_PAGE = "https://digitallibrary.un.org/record/4055387"
"""The page of the Digital Library's Security Council voting data: its current file, its dictionary and its terms."""
MAX_DOWNLOAD = 500_000_000
"""Bytes of a file fetched; a larger one is refused."""
TIMEOUT = 60
"""Seconds without an answer after which a server counts as unreachable."""
CHUNK = 65_536


@attrs.frozen
class Fetched:
    """A file that was fetched, with its checksum: give it as `sha256` the next time.

    >>> Fetched(Path("data/votes.csv"), "9f86d081").path.name
    'votes.csv'
    """

    path: Path
    sha256: str


def fetch(
    *,
    url: str,
    folder: Path | str,
    sha256: str | None = None,
    name: str | None = None,
    progress: Progress | None = None,
) -> Fetched:
    """Fetch a file into a folder, unless it is there already.

    A download that broke off is taken up where it stopped, if the server can and still has the same file. With
    `sha256`, a file that is not the one you mean is refused, and an older one in the folder is replaced; without it,
    what is in the folder is taken as it is. `name` is the file's name in the folder, by default the address's last
    part. `progress` is called with the bytes done and of all (0 where the server does not say).

    The library never fetches anything by itself. The current voting file of the United Nations is linked from
    `DIGITAL_LIBRARY_PAGE`; its terms of use are the United Nations' own.

    Raises:
        MissingExtraError: when pooch is not installed.
        RecordError: when the address or name is unfit, the network or the folder cannot be used, or the checksum is
            another.

    Example:
        `fetch(url="https://…/sc_voting.csv", folder="data", sha256="9f86…")`

    >>> fetch(url="file:///etc/hosts", folder="data")
    Traceback (most recent call last):
    unsc_sim.errors.RecordError: 'file:///etc/hosts' is not an address on the web; expected one that begins with \
https://. Copy the file's link.
    """
    target = _target(url, Path(folder), name)
    pooch = bring("pooch")
    known = None if sha256 is None else _checksum(sha256)
    with _quiet(pooch):
        try:
            pooch.retrieve(url, known, fname=target.name, path=target.parent, downloader=_Resuming(target, progress))
        except RecordError:
            raise
        except ValueError as error:
            raise RecordError(
                url, "is not the file that was meant: its checksum is another", f"sha256 {sha256}",
                "It may have been updated: compare it with its publisher's, and give the new checksum.",
            ) from error  # fmt: skip
        except OSError as error:
            raise RecordError(
                str(target), f"cannot be written: {error.strerror or error}", "a folder that you may write to",
                "Choose another folder, or make room.",
            ) from error  # fmt: skip
        return Fetched(target, pooch.file_hash(str(target)))


def _target(url: str, folder: Path, name: str | None) -> Path:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise RecordError(url, "is not an address on the web", "one that begins with https://", "Copy the file's link.")
    last = unquote(parts.path).rsplit("/", 1)[-1] if name is None else name
    if not re.fullmatch(r"\w[\w.-]{0,119}", last):
        raise RecordError(
            last, "is no name for a file", "letters, digits, dots and dashes", "Give one: name='votes.csv'."
        )
    return folder / last


def _checksum(text: str) -> str:
    plain = text.strip().lower().removeprefix("sha256:")
    if not re.fullmatch(r"[0-9a-f]{64}", plain):
        raise RecordError(text, "is not a SHA-256 checksum", "64 hexadecimal digits", "Leave it out to skip the check.")
    return f"sha256:{plain}"


@contextmanager
def _quiet(pooch: ModuleType) -> Iterator[None]:
    """Keep pooch from writing to the terminal: nothing here prints."""
    logger = pooch.get_logger()
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


@attrs.frozen
class _Resuming:
    """A downloader for pooch that keeps what has come, beside the target, until all of it has."""

    target: Path
    progress: Progress | None

    @property
    def part(self) -> Path:
        return self.target.with_name(f"{self.target.name}.part")

    @property
    def mark(self) -> Path:
        """Holds the server's mark of the version that the part belongs to."""
        return self.target.with_name(f"{self.target.name}.part.version")

    def __call__(self, url: str, output_file: str, _: Any) -> None:
        try:
            self._take(url)
        except HTTPError as error:
            raise RecordError(
                url, f"is refused by the server: {error.code} {error.reason}", "a file that is there for everybody",
                f"Open it in a browser; the page {DIGITAL_LIBRARY_PAGE} links the current file.",
            ) from error  # fmt: skip
        except (URLError, TimeoutError, ConnectionError, HTTPException) as error:
            raise RecordError(
                url, f"cannot be reached: {getattr(error, 'reason', error)}", "a connection to the network",
                "Ask again, and the download goes on where it stopped; or fetch the file by hand into the folder.",
            ) from error  # fmt: skip
        self.part.replace(output_file)
        self.mark.unlink(missing_ok=True)

    def _take(self, url: str) -> None:
        headers = {"User-Agent": "unsc-sim", "Accept-Encoding": "identity"}
        if self.part.exists() and self.mark.exists():
            headers |= {"Range": f"bytes={self.part.stat().st_size}-", "If-Range": self.mark.read_text("utf-8")}
        try:
            answer = urlopen(Request(url, headers=headers), timeout=TIMEOUT)  # noqa: S310 - http and https only
        except HTTPError as error:
            if error.code != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE or "Range" not in headers:
                raise
            self.mark.unlink()
            self._take(url)
            return
        with answer, self.part.open("ab" if answer.status == HTTPStatus.PARTIAL_CONTENT else "wb") as opened:
            version = answer.headers.get("ETag") or answer.headers.get("Last-Modified")
            if version:
                self.mark.write_text(version, "utf-8")
            else:
                self.mark.unlink(missing_ok=True)
            self._copy(answer, opened, url)

    def _copy(self, answer: Any, opened: IO[bytes], url: str) -> None:
        done = opened.tell()
        length = answer.headers.get("Content-Length")
        total = done + int(length) if length else 0
        while chunk := answer.read(CHUNK):
            done += len(chunk)
            if done > MAX_DOWNLOAD:
                raise RecordError(url, "is too large", f"at most {MAX_DOWNLOAD:,} bytes", "Is it the right file?")
            opened.write(chunk)
            if self.progress is not None:
                self.progress(done, total)
        if done < total:
            raise ConnectionError(f"it broke off after {done:,} of {total:,} bytes")
