"""Commands that look ahead: what will become of a draft, who stands close to whom, and how well that was foretold."""

from __future__ import annotations

import warnings
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from multiprocessing import get_context
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from unsc_sim import casebook, records
from unsc_sim.casebook import asked
from unsc_sim.cli import _frame as frame
from unsc_sim.cli._foretold import forecast_plain, forecast_told, scores_told, tested_plain
from unsc_sim.cli._rivals import rivals_plain, rivals_told
from unsc_sim.council import Council
from unsc_sim.documents import Kind
from unsc_sim.errors import HindsightWarning
from unsc_sim.forecast import FORECASTERS, Record
from unsc_sim.forecast import backtest as tested
from unsc_sim.forecast import predict as foretell
from unsc_sim.forecast.rivals import rival_tests

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from unsc_sim.casefile import Entry
    from unsc_sim.forecast import Forecast
    from unsc_sim.rollcall import RollCall

said = frame.said
_USUAL_YEARS = "2005-2019"


def predict(
    name: str,
    /,
    *,
    known: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    record: str = "",
    out: frame.Picture = frame.WITH_PICTURE,
) -> None:
    """Say how likely each result of a draft was before its day, who would block it, and how right that was.

    For example: `unsc-sim predict aleppo-2016`

    Parameters
    ----------
    name
        The id of a case, for each of its drafts, or the symbol of one draft.
    known
        A vote announced, as in Russia=no or China=no:0.7,abstain:0.3; may be repeated.
    record
        A CSV file of votes, one row per vote, that says more of the past than the casebook.
    """
    case, entries = asked(name)
    open_votes = [entry for entry in entries if entry.draft.kind is not Kind.BALLOT and not entry.secret_ballot]
    if not open_votes:
        raise frame.QuestionError(name, "is a ballot", "a draft put to an open vote", "List them: unsc-sim cases")
    votes, past = announced(known), Record(full_record(record)) if record else None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", HindsightWarning)
        found = [_foretold(entry, votes, past) for entry in open_votes]
    hindsight = list(dict.fromkeys(str(one.message) for one in caught))
    for text in hindsight:
        frame.note(f"Mind {text}")
    pairs = list(zip(found, open_votes, strict=True))
    if out.svg is not None:
        out.draw(_together(case.title, found))
    plain = {
        "case": case.id,
        "title": case.title,
        "known": list(known),
        "hindsight": hindsight,
        "forecasts": [forecast_plain(forecast, entry) for forecast, entry in pairs],
    }
    parts: list[RenderableType] = [said(case.title, "bold"), said(_standing_on(record), "dim")]
    for forecast, entry in pairs:
        parts += [said(""), *forecast_told(forecast, entry)]
    out.give(plain, *parts)


def backtest(
    file: str = "",
    /,
    *,
    years: str = "",
    rivals: Annotated[bool, Parameter(negative="")] = False,
    workers: int = 1,
    resume: str = "",
    out: frame.Picture = frame.WITH_PICTURE,
) -> None:
    """Forecast every vote of some years from earlier votes only, and score it beside the baselines.

    For example: `unsc-sim backtest --years 1988-1989`

    Parameters
    ----------
    file
        A CSV file of votes, one row per vote; without it the casebook, which holds contested votes above all.
    years
        One year, or the first and the last; 2005-2019 as long as nothing else is said.
    rivals
        Instead of years: every draft of the casebook that had a rival, hits and misses.
    workers
        So many processes share the years.
    resume
        A file that keeps every year as soon as it is done; years found in it are not forecast again.
    """
    if rivals:
        _on_rivals(out, {"the file": file, "--years": years, "--resume": resume, "--svg": out.svg})
        return
    years = years or _USUAL_YEARS
    votes = full_record(file) if file else casebook.roll_calls()
    wanted, empty = _years(years, votes)
    fresh = get_context("spawn")  # a forked worker would inherit the progress bar's thread
    pool = ProcessPoolExecutor(_at_least_one(workers), mp_context=fresh) if workers != 1 else nullcontext()
    with frame.bar("Forecasting, year by year") as progress, pool as executor:
        found = tested(votes, FORECASTERS, wanted, executor=executor, progress=progress, resume=resume or None)
    out.draw(found)
    scores = found.scores()
    told = f"{len(found.rows) // len(found.forecasters)} votes of {years}, each forecast from what was public before"
    left_out = f"; none in {', '.join(map(str, empty))}" if empty else ""
    out.give(tested_plain(found, scores, wanted), said(f"{told}{left_out}.", "bold"), *scores_told(found, scores))


def _on_rivals(out: frame.Picture, beside: dict[str, str | None]) -> None:
    for name, given in beside.items():
        if given:
            raise frame.QuestionError(
                given, f"({name}) stands beside --rivals", "--rivals alone, which reads the casebook", "Leave it out."
            )
    with frame.bar("Forecasting drafts that had a rival") as progress:
        found = rival_tests(progress=progress)
    out.give(rivals_plain(found), *rivals_told(found))


def full_record(file: str) -> tuple[RollCall, ...]:
    """The roll calls of a table; what does not fit the record is set aside, and noted.

    Raises:
        RecordError: when the file is no table of votes.
    """
    report = records.Report()
    with frame.bar("Reading the record") as progress:
        votes = tuple(records.read_rollcalls(file, report=report, progress=progress))
    if not report.clean:
        frame.note(f"{report.read - report.accepted} of {report.read} votes set aside; see unsc-sim data check.")
    return votes


def announced(known: Iterable[str]) -> dict[str, Any]:
    """Votes announced, or chances of them, by member.

    >>> announced(["Russia=no", "China=no:0.7,abstain:0.3"])
    {'Russia': 'no', 'China': {'no': 0.7, 'abstain': 0.3}}

    Raises:
        QuestionError: when a text is no pair, a chance no number, or a member is given two votes.
    """
    found: dict[str, Any] = {}
    for text in known:
        member, equals, vote = map(str.strip, text.partition("="))
        if not (member and equals and vote):
            expected = "a member and its vote, as in Russia=no"
            raise frame.QuestionError(text, "is no pair", expected, "Write it so, in quotes where a name has spaces.")
        if member in found:
            raise frame.QuestionError(member, "is given two votes", "one --known for each member", "Leave one out.")
        found[member] = _chances(vote) if ":" in vote else vote
    return found


def _chances(text: str) -> dict[str, float]:
    pairs = (part.rpartition(":") for part in text.split(","))
    try:
        return {vote.strip(): float(chance) for vote, _, chance in pairs}
    except ValueError as error:
        expected = "votes with their chances, as in no:0.7,abstain:0.3"
        raise frame.QuestionError(text, "holds a chance that is no number", expected, "Write it so.") from error


def _foretold(entry: Entry, known: dict[str, Any], record: Record | None) -> Forecast:
    council = Council.on(entry.date)
    return foretell(entry.draft, council=council, matter=entry.matter, known=known or None, record=record)


def _together(heading: str, found: Sequence[Forecast]) -> object:
    from unsc_sim.display._forecast import Together  # noqa: PLC0415 - loaded when a picture is asked for

    return found[0] if len(found) == 1 else Together(heading, tuple(found))


def _standing_on(record: str) -> str:
    votes = record or "the casebook's votes"
    return f"From what was public before the day: {votes} until then, sponsors, rival drafts, states concerned."


def _years(text: str, votes: Sequence[RollCall]) -> tuple[list[int], list[int]]:
    """The years asked for that hold votes, and those that hold none."""
    first, _, last = text.replace("–", "-").partition("-")
    try:
        span = range(int(first), int(last or first) + 1)
    except ValueError:
        span = range(0)
    held = {one.date.year for one in votes}
    found = [year for year in span if year in held]
    if not found:
        expected = f"a year, or two with a hyphen, from {min(held)} to {max(held)}" if held else "a table with votes"
        raise frame.QuestionError(text, "holds no vote to forecast", expected, "Write --years 2005-2019.")
    return found, [year for year in span if year not in held and min(held) <= year <= max(held)]


def _at_least_one(workers: int) -> int:
    if workers < 1:
        raise frame.QuestionError(workers, "cannot share the work", "one process or more", "Write --workers 2.")
    return workers
