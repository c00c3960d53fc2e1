"""Serve the classroom from this machine, for its own browsers or for a whole room.

python serve.py                     for browsers on this machine only
python serve.py --bind 0.0.0.0      for every machine of the local network

It needs nothing but Python. Files are only read; nothing is written, and what a class types stays in its browsers.
"""

from __future__ import annotations

import argparse
import gzip
import socket
import sys
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import BinaryIO

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent / "_build" / "play"
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".ipynb": "application/json",
    ".wasm": "application/wasm",
    ".css": "text/css",
    ".html": "text/html",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".whl": "application/zip",
    ".zip": "application/zip",
}
"""Said here and not asked of the machine: Windows may call a script plain text, and a browser then refuses it."""
PACKED = (".css", ".html", ".ipynb", ".js", ".json", ".mjs", ".svg", ".wasm")
"""Kinds of files that gzip makes much smaller; wheels and pictures are packed already."""
SMALL = 1000
"""Bytes that are not worth packing."""
PACKING = Lock()
"""A room asks for the same file at once; it is packed once, and kept in memory."""


class Server(ThreadingHTTPServer):
    """The standard library's server, for a room that comes at once, and for browsers that hang up."""

    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Report whatever went wrong but a lost connection: a browser drops what it no longer needs."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(SimpleHTTPRequestHandler):
    """The standard library's handler, with sure types, and files packed for browsers that take them so."""

    protocol_version = "HTTP/1.1"
    timeout = 60
    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def send_head(self) -> BinaryIO | None:
        """Answer with a packed file where the browser takes it and the file gains by it; else as is usual."""
        name = self.translate_path(self.path)
        if "gzip" not in self.headers.get("Accept-Encoding", "") or not _gains(name):
            return super().send_head()
        age = Path(name).stat().st_mtime_ns
        if self.headers.get("If-None-Match") == f'"{age}"':
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.end_headers()
            return None
        with PACKING:
            body = _packed(name, age)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(name))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{age}"')
        self.end_headers()
        return BytesIO(body)

    def end_headers(self) -> None:
        """Let browsers keep what they have and ask whether it is still right."""
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the standard library
        """Say nothing of single requests."""


def _gains(name: str) -> bool:
    return name.endswith(PACKED) and Path(name).is_file() and Path(name).stat().st_size > SMALL


@cache
def _packed(name: str, _age: int) -> bytes:
    return gzip.compress(Path(name).read_bytes(), 6)


def make_server(folder: Path, bind: str = "127.0.0.1", port: int = 0, handler: type[Handler] = Handler) -> Server:
    """A server of the folder; port 0 takes any that is free."""
    return Server((bind, port), partial(handler, directory=str(folder)))


def address_of_this_machine() -> str:
    """The address under which others of the local network reach this machine; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for documentation, which nobody has
        except OSError:
            return socket.gethostname()
        return str(probe.getsockname()[0])


def main() -> int:
    """Serve until Ctrl-C."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", nargs="?", type=Path, default=BUILT if BUILT.is_dir() else HERE, help="what to serve")
    asked.add_argument("--bind", default="127.0.0.1", help="address to listen on; 0.0.0.0 for the local network")
    asked.add_argument("--port", type=int, default=8000)
    given = asked.parse_args()
    if not (given.folder / "index.html").is_file():
        asked.error(f"{given.folder} holds no index.html; build the classroom first: bash .ci/play")
    try:
        server = make_server(given.folder, given.bind, given.port)
    except OSError as refused:
        where = f"{given.bind}, port {given.port}"
        asked.error(f"cannot listen on {where}: {refused.strerror}; try another --port or --bind")
    print(f"On this machine: http://localhost:{given.port}/")
    if given.bind == "0.0.0.0":  # noqa: S104 - only when the user asks for it
        print(f"On other machines of the network: http://{address_of_this_machine()}:{given.port}/")
    print("Ctrl-C ends it.", flush=True)
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
