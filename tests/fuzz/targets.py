"""Every reader of what somebody else wrote, as a function of bytes: it answers, or refuses with an error of ours.

Hypothesis asks them in the tests (`tests/test_hostile_input.py`), atheris for as long as you like (`fuzz_readers.py`).
"""

from __future__ import annotations

import atexit
import io
import shutil
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from unsc_sim import Council, Symbol, Tally, Vote, display, roll_call, roll_calls, state
from unsc_sim._dates import as_date
from unsc_sim.alliances import read_graph
from unsc_sim.casefile import read_case, read_vote
from unsc_sim.chamber import answer, read_fragment
from unsc_sim.documents import DraftResolution
from unsc_sim.errors import UnscSimError
from unsc_sim.forecast import FORECASTERS, backtest
from unsc_sim.procedure.presets import read_preset
from unsc_sim.procedure.transcript import meeting_to_toml, read_meeting
from unsc_sim.records import Report, read_rollcalls, write_report, write_rollcalls
from unsc_sim.rollcall import RollCall
from unsc_sim.sweep import sweep

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(tempfile.mkdtemp(prefix="unsc-fuzz-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
COUNCIL = Council.on("2016-10-08")
FRENCH = roll_call("S/2016/846")
OLD = roll_calls(before="1970-01-01", since="1966-01-01")
LONGEST_LINE = 5_000
"""No refusal is longer, whatever was given."""


class BrokenPromiseError(AssertionError):
    """A reader did what none may do."""


def allowed(error: UnscSimError) -> None:
    """A refusal is one line of a bearable length, which a terminal shows as it is."""
    text = str(error)
    if len(text.splitlines()) > 1 or len(text) > LONGEST_LINE:
        raise BrokenPromiseError(f"a refusal of {len(text)} characters: {text[:200]!r}") from error


def words(data: bytes) -> str:
    """The text in some bytes; half a pair of surrogates, as JSON can hold, passes too."""
    try:
        return data.decode("utf-8", errors="surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", errors="replace")


def notation(data: bytes) -> None:
    read = RollCall.parse(words(data), COUNCIL, default="abstain")
    assert read == RollCall.parse(read.notation, COUNCIL)


def names(data: bytes) -> None:
    """Names, codes, tallies, votes, dates and symbols: the short texts."""
    text = words(data)
    for read in (Vote.parse, Tally.parse, state, as_date, COUNCIL.find, COUNCIL.group):
        try:
            read(text)
        except UnscSimError as error:
            allowed(error)
    symbol = Symbol.parse(text)
    assert symbol == Symbol.parse(str(symbol))


def _file(name: str, data: bytes) -> Path:
    path = FOLDER / name
    path.write_bytes(data)
    return path


def case(data: bytes) -> None:
    """A case in TOML; what can be read can be shown, written and read again."""
    read = read_case(_file("case.toml", data))
    again = read_case(_file("again.toml", read.to_toml().encode()))
    assert again == read
    display.to_html(read)


def vote(data: bytes) -> None:
    read = read_vote(_file("vote.toml", data))
    display.chamber_svg(read)


def preset(data: bytes) -> None:
    read_preset(_file("preset.toml", data)).decide(FRENCH)


def meeting_toml(data: bytes) -> None:
    _meeting(_file("meeting.toml", data))


def meeting_json(data: bytes) -> None:
    _meeting(_file("meeting.json", data))


def _meeting(path: Path) -> None:
    read = read_meeting(path)
    read_meeting(_file("again.toml", meeting_to_toml(read).encode("utf-8", "replace")))


def csv(data: bytes) -> None:
    """A table of votes: every row is accepted or set aside, and the report is one line a finding."""
    _table(_file("votes.csv", data), None)


def csv_rows(data: bytes) -> None:
    """Rows under the first line that the Digital Library's file has."""
    first = b"undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,total_yes,total_non_voting,modality\n"
    _table(_file("votes.csv", first + data), None)


def _table(path: Path, layout: None) -> None:
    report = Report()
    read = list(read_rollcalls(path, layout, report=report, repair=True))
    assert report.read == len(read) + len(report.quarantine)
    assert all(len(str(one).splitlines()) == 1 for one in report.findings)
    write_report(report, FOLDER / "report.csv")
    write_rollcalls(read, FOLDER / "again.csv")
    assert read == list(read_rollcalls(FOLDER / "again.csv"))


def resumed_sweep(data: bytes) -> None:
    before = data
    try:
        sweep([FRENCH], resume=_file("sweep.jsonl", data), key="fuzz")
    except UnscSimError:
        assert before == (FOLDER / "sweep.jsonl").read_bytes(), "a file that was refused was changed"
        raise


def resumed_backtest(data: bytes) -> None:
    tested = backtest(OLD, {"climatology": FORECASTERS["climatology"]}, [1966], resume=_file("rows.jsonl", data))
    tested.scores(resamples=0)


def graph(data: bytes) -> None:
    read_graph(_file("ties.json", data))


def graph_xml(data: bytes) -> None:
    read_graph(_file("ties.graphml" if data[:1] != b"g" else "ties.gexf", data.removeprefix(b"g")))


def fragment(data: bytes) -> None:
    table = read_fragment(words(data))
    display.to_html(table.outcome)


def bridge(data: bytes) -> None:
    """A question of the page's; whatever it is, an answer in JSON comes back."""
    answer(words(data))


def picture(data: bytes) -> None:
    """A title of anything, drawn; the picture is one well-formed element without a script."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - here alone

    text = words(data)
    draft = DraftResolution(title=text, text=text)
    drawn = display.chamber_svg(COUNCIL.roll_call(default="yes", draft=draft))
    tags = {one.tag.rsplit("}", 1)[-1] for one in ET.fromstring(drawn).iter()}  # noqa: S314 - our own
    assert not tags & {"script", "foreignObject", "iframe", "image", "a", "use"}, tags


COMMANDS = ("vote", "explain", "replay", "council", "president", "whatif", "paths", "census", "reforms", "cases",
            "data", "meeting", "sweep", "power", "report")  # fmt: skip
"""The commands asked; `predict`, `ties` and `backtest` compute too long to be asked thousands of times."""


def command(data: bytes) -> None:
    """A command line: its first byte chooses the command, the rest are words divided by zero bytes."""
    from unsc_sim.cli import run  # noqa: PLC0415 - the extra may not be installed

    given = [words(part) for part in data[1:].split(b"\0")][:8]
    name = COMMANDS[data[0] % len(COMMANDS)] if data else "vote"
    if any("fuzz" in word or ("/" in word and word.startswith((".", "/", "-", "~"))) for word in given):
        return  # it writes where it is told to: not here
    if (name == "sweep" and not given) or (name == "meeting" and given[:1] == ["new"]):
        return
    err = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(err):
        code = run([name, *given])
    assert code in {0, 2}, code
    assert code == 0 or err.getvalue().count("\n") == 1, err.getvalue()
    assert "Traceback" not in err.getvalue()


def _refusing(read: Callable[[bytes], None]) -> Callable[[bytes], None]:
    def asked(data: bytes) -> None:
        try:
            read(data)
        except UnscSimError as error:
            allowed(error)

    return asked


TARGETS: dict[str, Callable[[bytes], None]] = {
    read.__name__.replace("_", "-"): _refusing(read)
    for read in (notation, names, case, vote, preset, meeting_toml, meeting_json, csv, csv_rows, resumed_sweep,
                 resumed_backtest, graph, graph_xml, fragment, bridge, picture, command)
}  # fmt: skip

FIRST_SEAT = b'{"ask": "click", "fragment": "v=1&on=2016-10-08", "seat": "RUS"}'
ROW = (
    b'{"day": "1966-04-09", "name": "a", "topic": "b", "forecaster": "climatology", "sides": {}, "result": 0,'
    b' "before": null, "informed": null, "outcomes": [1.0, 0.0, 0.0]}\n'
)
GRAPHML = b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected"/></graphml>'
VOTE = b'id="d"\ndate=2016-10-08\ntitle="e"\ndefault="yes"\nno=["RUS"]\n'
SEEDS: dict[str, tuple[bytes, ...]] = {
    "notation": (b"Y: FRA GBR USA / N: RUS VEN / A: AGO CHN", b"no: Russia and China", FRENCH.notation.encode()),
    "names": (b"S/2016/846", b"S/RES/2334 (2016)", b"S/PV.7785", b"11-2-2", b"2016-10-08", b"Korea", b"abstain"),
    "case": (b'id="a"\ntitle="b"\ntopics=["c"]\n[[votes]]\n' + VOTE,),
    "vote": (b'date=2016-10-08\ndefault="yes"\nno=["Russia"]\n', b'date=1946-03-04\nyes=["GBR"]\ndefault="no"\n'),
    "preset": (b'id="a"\ntitle="b"\nsubstantive="two thirds of those voting"\nveto=false\n',),
    "meeting-toml": (
        b'date=2016-10-08\nagenda="a"\n[[steps]]\nact="speak"\nby="Egypt"\n',
        b'date=2016-10-08\nagenda="a"\n[[steps]]\nact="submit"\nby="France"\nitem="S/2016/846"\n',
    ),
    "meeting-json": (b'{"date":"2016-10-08","agenda":"a","steps":[{"act":"speak","by":"Egypt"}]}',),
    "csv": (b"date,yes,no,abstain\n2016-10-08,EGY ESP FRA GBR JPN MYS NZL SEN UKR URY USA,RUS VEN,AGO CHN\n",),
    "csv-rows": (b"1,FRA,FRANCE,True,Y,2016-12-23,S/RES/2334(2016),14,0,Vote\n",),
    "resumed-sweep": (b'{"sweep": "x"}\n{"place": 0, "record": {}}\n', b""),
    "resumed-backtest": (ROW, b""),
    "graph": (b'{"directed": false, "multigraph": false, "graph": {}, "nodes": [{"id": "FRA"}], "links": []}',),
    "graph-xml": (GRAPHML, b"g<gexf><graph><nodes/></graph></gexf>"),
    "fragment": (b"v=1&case=aleppo-2016&vote=S/2016/846&cast=RUS:A&limit=two-vetoes", b"v=1&on=2016-10-08&required=4"),
    "bridge": (FIRST_SEAT, b'{"ask": "catalogue", "first": 3}'),
    "picture": (b"<script>alert(1)</script>", b'"onload="alert(1)', b"]]>&amp;"),
    "command": (b"\0N: RUS\0--default\0yes\0--on\x002016-10-08", b"\1S/2016/847", b"\5S/2016/846\0--without-veto"),
}
"""Where each fuzzer begins."""
