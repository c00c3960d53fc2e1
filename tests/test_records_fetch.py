"""Fetching a published file from a server of our own: explicit, checked, resumed, and plain about what went wrong."""

from __future__ import annotations

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from unsc_sim.errors import RecordError
from unsc_sim.records import fetch

FILE = b"date,yes,no,abstain\n" + b"2016-10-08,FRA,RUS,CHN\n" * 20_000
SHA256 = hashlib.sha256(FILE).hexdigest()


class Library(BaseHTTPRequestHandler):
    """Serves one file, in parts when asked, and breaks off when told to."""

    content = FILE
    version: str | None = '"1"'
    breaks_after: int | None = None
    seen: list[str | None]

    def do_GET(self) -> None:
        server = type(self)
        asked = self.headers.get("Range")
        server.seen.append(asked)
        if self.path.endswith("missing.csv"):
            self.send_error(404)
            return
        current = asked is not None and self.headers.get("If-Range") == server.version
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked and current else 0
        if start >= len(server.content):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        if server.version:
            self.send_header("ETag", server.version)
        self.send_header("Content-Length", str(len(server.content) - start))
        self.end_headers()
        self.wfile.write(server.content[start : server.breaks_after])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def library():
    """A library of this machine: its handler, to be told what to do, and its address."""
    handler = type("Handler", (Library,), {"seen": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield handler, f"http://127.0.0.1:{server.server_port}/files/votes.csv"
        server.shutdown()


def test_a_file_is_fetched_once_and_its_checksum_told(library, tmp_path, capfd) -> None:
    """The second call finds it in the folder; nothing is printed, and nothing else is left there."""
    handler, url = library
    told: list[tuple[int, int]] = []
    fetched = fetch(url=url, folder=tmp_path / "data", progress=lambda done, total: told.append((done, total)))
    again = fetch(url=url, folder=tmp_path / "data", sha256=SHA256)

    assert FILE == fetched.path.read_bytes()
    assert (SHA256, fetched) == (fetched.sha256, again)
    assert (len(FILE), len(FILE)) == told[-1]
    assert [None] == handler.seen
    assert ["votes.csv"] == [path.name for path in (tmp_path / "data").iterdir()]
    assert ("", "") == capfd.readouterr()


def test_a_download_that_broke_off_goes_on_where_it_stopped(library, tmp_path) -> None:
    handler, url = library
    handler.breaks_after = 100_000
    with pytest.raises(RecordError, match=r"broke off|cannot be reached") as raised:
        fetch(url=url, folder=tmp_path, sha256=SHA256)
    assert "goes on where it stopped" in str(raised.value)

    handler.breaks_after = None
    assert FILE == fetch(url=url, folder=tmp_path, sha256=SHA256).path.read_bytes()
    assert [None, "bytes=100000-"] == handler.seen
    assert ["votes.csv"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("version", ['"2"', None])
def test_a_file_that_changed_meanwhile_is_fetched_from_the_start(library, tmp_path, version) -> None:
    """Two halves of two versions are never joined; without a mark of the version, nothing is resumed."""
    handler, url = library
    handler.breaks_after, handler.version = 100_000, version and '"1"'
    with pytest.raises(RecordError):
        fetch(url=url, folder=tmp_path)
    handler.breaks_after, handler.version, handler.content = None, version, FILE[::-1]

    assert FILE[::-1] == fetch(url=url, folder=tmp_path).path.read_bytes()


def test_a_part_that_was_already_whole_is_fetched_again(library, tmp_path) -> None:
    handler, url = library
    (tmp_path / "votes.csv.part").write_bytes(FILE)
    (tmp_path / "votes.csv.part.version").write_text('"1"', "utf-8")

    assert SHA256 == fetch(url=url, folder=tmp_path).sha256
    assert [f"bytes={len(FILE)}-", None] == handler.seen


def test_another_checksum_is_refused_and_the_file_not_kept(library, tmp_path) -> None:
    _, url = library
    with pytest.raises(RecordError, match="its checksum is another"):
        fetch(url=url, folder=tmp_path, sha256="0" * 64)

    assert [] == list(tmp_path.iterdir())


def test_an_unreachable_server_is_one_clear_line(library, tmp_path) -> None:
    """Offline, the message says what to do instead."""
    _, url = library
    closed = "http://127.0.0.1:9/votes.csv"
    with pytest.raises(RecordError, match=r"cannot be reached.*by hand into the folder") as raised:
        fetch(url=closed, folder=tmp_path)
    assert "\n" not in str(raised.value)

    with pytest.raises(RecordError, match=r"refused by the server: 404 Not Found.*links the current file"):
        fetch(url=url.replace("votes", "missing"), folder=tmp_path)


def test_a_file_that_is_too_large_is_refused(library, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("unsc_sim.records.fetching.MAX_DOWNLOAD", 1000)
    with pytest.raises(RecordError, match="too large; expected at most 1,000 bytes"):
        fetch(url=library[1], folder=tmp_path)


def test_a_folder_that_cannot_be_is_one_clear_line(library, tmp_path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(RecordError, match="cannot be written"):
        fetch(url=library[1], folder=tmp_path / "file" / "data")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"url": "file:///etc/hosts"}, "not an address on the web"),
        ({"url": "https:///votes.csv"}, "not an address on the web"),
        ({"url": "http://x/"}, "no name for a file"),
        ({"url": "http://x/%2e%2e"}, "no name for a file"),
        ({"url": "http://x/a.csv", "name": "../a.csv"}, "no name for a file"),
        ({"url": "http://x/a.csv", "sha256": "abc"}, "not a SHA-256 checksum"),
    ],
)
def test_an_unfit_address_name_or_checksum_is_refused_before_anything_is_asked(tmp_path, asked, says) -> None:
    with pytest.raises(RecordError, match=says):
        fetch(folder=tmp_path, **asked)
