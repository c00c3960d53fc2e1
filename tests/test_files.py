"""Every file is written whole or not at all, and only plain files within a limit are read."""

from __future__ import annotations

import ast
import os
import resource
import signal
import sys
from pathlib import Path

import pytest

import unsc_sim as sc
from unsc_sim import display
from unsc_sim._files import read_whole, write_whole, writing
from unsc_sim._journal import journal
from unsc_sim.alliances import bloc_graph, read_graph, write_graph
from unsc_sim.casefile import read_case
from unsc_sim.errors import FileError, NotationError, RecordError, ResumeError, SeedError
from unsc_sim.forecast.backtesting import FORECASTERS, Backtest, backtest
from unsc_sim.procedure import save_meeting
from unsc_sim.procedure.transcript import read_meeting
from unsc_sim.records import Report, check, write_report, write_rollcalls
from unsc_sim.sweep import sweep

SOURCE = Path(__file__).resolve().parents[1] / "src" / "unsc_sim"
FRENCH = sc.roll_call("S/2016/846")
ROWS = backtest([FRENCH], {"climatology": FORECASTERS["climatology"]}, [2016]).rows
WRITERS = {
    "a.svg": lambda path: display.save_svg(FRENCH, path),
    "a.csv": lambda path: write_rollcalls([FRENCH] * 40, path),
    "r.csv": lambda path: write_report(Report(), path),
    "m.toml": lambda path: save_meeting(sc.Meeting.open("2016-10-08"), path),
    "m.json": lambda path: save_meeting(sc.Meeting.open("2016-10-08"), path),
    "g.json": lambda path: write_graph(bloc_graph("2016-10-08", states=["France", "Germany"]), path),
    "g.graphml": lambda path: write_graph(bloc_graph("2016-10-08", states=["France", "Germany"]), path),
    "b.jsonl": lambda path: Backtest(ROWS).write(path),
}
"""Everything in the library that writes a file of the name you give."""


@pytest.fixture
def no_room():
    """A disk that is full after ten bytes: larger files are refused by the system, as on a disk without room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


def test_only_one_room_opens_files_to_write() -> None:
    """A writer that opens its file itself could leave half of it."""
    own = {"_files.py": {"open"}, "_journal.py": {"open"}, "fetching.py": {"open", "write_text"}}
    found = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func).rsplit(".", 1)[-1]
            modes = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            opens = called == "open" and any(set(mode) <= set("rwxabt+") and set(mode) & set("wax+") for mode in modes)
            writes = called in {"write_text", "write_bytes", "NamedTemporaryFile", "mkstemp"} or opens
            if writes and called not in own.get(path.name, set()):
                found.append(f"{path.name}:{node.lineno}")
    assert [] == found


@pytest.mark.parametrize("name", WRITERS)
def test_a_disk_without_room_is_one_line_and_leaves_what_was_there(name, tmp_path, request) -> None:
    target = tmp_path / name
    target.write_text("as it was", "utf-8")
    request.getfixturevalue("no_room")
    with pytest.raises(FileError, match=r"cannot be written \(File too large\)") as raised:
        WRITERS[name](target)

    assert "\n" not in str(raised.value)
    assert "as it was" == target.read_text("utf-8")
    assert [name] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("name", WRITERS)
def test_a_place_that_is_not_there_is_one_line(name, tmp_path) -> None:
    with pytest.raises(FileError, match="cannot be written"):
        WRITERS[name](tmp_path / "nowhere" / name)
    (tmp_path / name).mkdir()
    with pytest.raises(FileError, match="cannot be written"):
        WRITERS[name](tmp_path / name)

    assert [name] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_device_is_one_line() -> None:
    with pytest.raises(FileError, match="No space left on device"):
        write_rollcalls([FRENCH], "/dev/full")


def test_a_file_that_is_there_keeps_its_mode_and_a_link_its_place(tmp_path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", "utf-8")
    target.chmod(0o640)
    (tmp_path / "link").symlink_to(target)
    write_whole(tmp_path / "link", "new\n")

    assert ("new\n", 0o640) == (target.read_text("utf-8"), target.stat().st_mode & 0o777)
    assert (tmp_path / "link").is_symlink()


def test_a_write_protected_file_is_not_replaced(tmp_path, monkeypatch) -> None:
    """Moving another file over it would be possible, and is not what its owner wants."""
    target = tmp_path / "a.txt"
    target.write_text("old", "utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FileError, match="write-protected"):
        write_whole(target, "new")
    assert "old" == target.read_text("utf-8")


def test_a_text_that_utf8_cannot_say_is_one_line(tmp_path) -> None:
    with pytest.raises(FileError, match="UTF-8 cannot say"):
        write_whole(tmp_path / "a.txt", "a\ud800b")
    with pytest.raises(FileError, match="no file can be called that"):
        write_whole("a\0b", "a")
    assert [] == list(tmp_path.iterdir())


def test_an_interruption_leaves_nothing(tmp_path) -> None:
    def stop() -> None:
        with writing(tmp_path / "a.txt") as opened:
            opened.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert [] == list(tmp_path.iterdir())


def test_a_long_name_is_no_hindrance(tmp_path) -> None:
    """Where this machine's file names cannot say it, it is refused in one line."""
    place = tmp_path / ("é" * 120 + ".txt")
    if sys.getfilesystemencoding() == "utf-8":
        assert "1" == write_whole(place, "1").read_text("utf-8")
    else:
        with pytest.raises(FileError, match="no file can be called that here"):
            write_whole(place, "1")


# --- reading -----------------------------------------------------------------------------------------------------

READERS = {
    "toml": (read_case, SeedError),
    "meeting": (read_meeting, SeedError),
    "votes": (check, RecordError),
    "graph": (read_graph, NotationError),
    "journal": (lambda path: sweep([FRENCH], resume=path), FileError),
}


@pytest.mark.parametrize("reader", READERS)
def test_a_pipe_a_device_and_a_folder_are_refused_at_once(reader, tmp_path) -> None:
    """A pipe would be waited on for ever, and a device may have no end; a link is no way round."""
    read, refusal = READERS[reader]
    pipe, link = tmp_path / "a.json", tmp_path / "b.json"
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    for path in (pipe, link):
        with pytest.raises(refusal, match="no plain file"):
            read(path)
    (tmp_path / "c.json").mkdir()
    with pytest.raises(refusal, match="is a folder"):
        read(tmp_path / "c.json")


def test_no_more_than_the_limit_is_read(tmp_path) -> None:
    (tmp_path / "a").write_bytes(b"123")
    assert b"123" == read_whole(tmp_path / "a", 3)
    with pytest.raises(OSError, match="too large: more than 2 bytes"):
        read_whole(tmp_path / "a", 2)


def test_a_graph_that_declares_entities_is_refused(tmp_path) -> None:
    """The old way to blow up a reader of XML."""
    lol = '<!DOCTYPE l [<!ENTITY a "ha">]><graphml>&a;</graphml>'
    for content in (lol.encode(), lol.encode("utf-16"), lol.encode("utf-16-le")):
        (tmp_path / "a.graphml").write_bytes(content)
        with pytest.raises(NotationError, match="is not graphml"):
            read_graph(tmp_path / "a.graphml")


# --- what long work resumes from ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_room")
def test_a_journal_without_room_ends_with_the_line_before(tmp_path) -> None:
    with journal(tmp_path / "a") as kept:
        kept.add("12345\n")
        with pytest.raises(FileError, match="File too large"):
            kept.add("67890\n")
    assert b"12345\n" == (tmp_path / "a").read_bytes()


def test_a_file_that_is_no_journal_is_not_touched(tmp_path) -> None:
    """Not even its last line, which has no end."""
    for content in (
        b"Dear colleagues,\nthe draft is",
        b"Dear colleagues,",
        b"[1]\n",
        b'{"sweep": 1}\n' + b"[" * 99_999 + b"\n",
    ):
        (tmp_path / "letter").write_bytes(content)
        with pytest.raises(ResumeError):
            sweep([FRENCH], resume=tmp_path / "letter")
        assert content == (tmp_path / "letter").read_bytes()


def test_a_journal_that_is_too_large_is_refused_unread(tmp_path) -> None:
    with (tmp_path / "a").open("wb") as opened:
        opened.truncate(10**12)
    with pytest.raises(ResumeError, match="too large"):
        sweep([FRENCH], resume=tmp_path / "a")
