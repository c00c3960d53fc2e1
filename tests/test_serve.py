"""The server of the classroom: it minds no browser that hangs up, and hides nothing else."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from play.serve import Handler, make_server

if TYPE_CHECKING:
    from pathlib import Path


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
