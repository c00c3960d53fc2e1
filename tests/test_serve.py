"""The server of the classroom: it packs what gains by it, takes a whole room, and minds no browser that hangs up."""

from __future__ import annotations

import gzip
import socket
import threading
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest
from play.serve import Handler, make_server

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from http.client import HTTPResponse
    from pathlib import Path

SCRIPT = b"export const members = 15;\n" * 100
PACKED = {"Accept-Encoding": "gzip"}


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[HTTPConnection]:
    (tmp_path / "table.mjs").write_bytes(SCRIPT)
    with make_server(tmp_path) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        with closing(HTTPConnection(*server.server_address[:2])) as connection:
            yield connection
        server.shutdown()


def asked(browser: HTTPConnection, headers: Mapping[str, str]) -> tuple[HTTPResponse, bytes]:
    browser.request("GET", "/table.mjs", headers=headers)
    answer = browser.getresponse()
    return answer, answer.read()


def test_a_script_comes_packed_to_whoever_takes_it_so_and_plain_to_others(browser: HTTPConnection) -> None:
    packed, sent = asked(browser, PACKED)
    plain, script = asked(browser, {})

    assert gzip.decompress(sent) == script == SCRIPT
    assert packed.getheader("Content-Type") == plain.getheader("Content-Type") == "text/javascript"
    assert len(sent) < len(SCRIPT) / 10


def test_what_a_browser_has_is_not_sent_again_until_it_changes(browser: HTTPConnection, tmp_path: Path) -> None:
    known = {"If-None-Match": str(asked(browser, PACKED)[0].getheader("ETag"))}

    assert (asked(browser, PACKED | known)[0].status, asked(browser, PACKED | known)[1]) == (304, b"")
    (tmp_path / "table.mjs").write_bytes(SCRIPT + SCRIPT)
    assert gzip.decompress(asked(browser, PACKED | known)[1]) == SCRIPT + SCRIPT


def test_a_whole_room_may_knock_at_once(tmp_path: Path) -> None:
    """Even before the first is answered; with the standard library's five places the others would wait."""
    with make_server(tmp_path) as server, ExitStack() as room:
        for _ in range(90):
            room.enter_context(socket.create_connection(server.server_address[:2], timeout=0.5))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (BrokenPipeError("hung up"), ""),
        (ConnectionResetError("hung up"), ""),
        (ValueError("a fault"), "ValueError: a fault"),
    ],
)
def test_only_a_lost_connection_goes_unreported(
    error: Exception, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Failing(Handler):
        def handle(self) -> None:
            raise error

    with (
        make_server(tmp_path, handler=Failing) as server,
        socket.create_connection(server.server_address[:2]) as asking,
    ):
        server.daemon_threads = False
        asking.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        server.handle_request()
        assert asking.recv(1) == b""

    said = capsys.readouterr().err
    assert (told in said) if told else (said == "")
