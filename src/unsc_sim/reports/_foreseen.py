"""What was foreseeable: a forecast from the past only, beside the base rate and beside what came."""

from __future__ import annotations

import warnings
from datetime import date
from typing import TYPE_CHECKING

from unsc_sim._dates import spoken_date
from unsc_sim.council import Council
from unsc_sim.decisions import RESULTS
from unsc_sim.display import shown
from unsc_sim.display._chances import percent, ranked
from unsc_sim.display._page import Points, Section, Verdict
from unsc_sim.display._record import named
from unsc_sim.display._shown import Table
from unsc_sim.documents import Kind
from unsc_sim.errors import HindsightWarning, UnscSimError
from unsc_sim.forecast import predict
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unsc_sim.casefile import Case, Entry
    from unsc_sim.display._page import Part
    from unsc_sim.forecast import Forecast
    from unsc_sim.rollcall import RollCall

_CAST = (Vote.YES, Vote.ABSTAIN, Vote.NO)


def foreseen(case: Case) -> Section:
    """What was public before, and for each open vote a forecast made as if on the eve of its day."""
    before = (Section("Public before the vote", (Points(case.public_before),)),) if case.public_before else ()
    how = (
        "Each forecast stands on what was public before its day: earlier votes of the casebook, sponsors, rival drafts "
        "and states concerned. The base rate beside it says how often any draft ended so; a forecast that does not "
        "beat it has told nothing."
    )
    open_votes = [one for one in case.entries if one.draft.kind is not Kind.BALLOT and not one.secret_ballot]
    each = tuple(Section(named(entry), tuple(_forecast(entry))) for entry in open_votes)
    return Section("What was foreseeable", (how, *before, *each) if each else before)


def _forecast(entry: Entry) -> Iterator[Part]:
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", HindsightWarning)
            forecast = predict(entry.draft, council=Council.on(entry.date), matter=entry.matter)
    except UnscSimError as error:
        yield f"No forecast can be made: {error}"
        return
    told = shown(forecast)
    yield Verdict(told.sentence)
    yield from told.paragraphs[1:]
    yield _results(forecast, entry)
    yield from told.drawings[:1]
    yield _members(forecast, entry.roll_call)
    yield from _judged(forecast, entry.roll_call)
    yield Points((*told.points, *dict.fromkeys(f"Mind {one.message}" for one in caught)))


def _results(forecast: Forecast, entry: Entry) -> Table:
    base = forecast.base_rate
    before = spoken_date(date.fromordinal(base.before))
    rows = tuple(
        (
            RESULTS[reason].capitalize(),
            percent(forecast.outcomes[reason]),
            f"{base.results[reason]:.1%}",
            "came" if reason is entry.result else "",
        )
        for reason in ranked(forecast)
    )
    heads = ("Result", "Forecast", "Base rate", "What came")
    return Table(f"Chance of each result, beside the base rate of {base.votes:,} votes before {before}", heads, rows)


def _members(forecast: Forecast, votes: RollCall | None) -> Table:
    heads = ("Member", *(vote.phrase.capitalize() for vote in _CAST), *(("Recorded",) if votes is not None else ()))
    rows = tuple(
        (
            forecast.council.short(who),
            *(percent(chances[vote]) for vote in _CAST),
            *((_recorded(votes[who], forecast.votes[who]),) if votes is not None else ()),
        )
        for who, chances in forecast.chances.items()
    )
    usual = ("Any member, any draft", *(f"{share:.1%}" for share in forecast.base_rate.sides))
    return Table("Chance of each vote", heads, (*rows, usual + ("",) * (votes is not None)))


def _recorded(cast: Vote, likeliest: Vote) -> str:
    return f"{cast.phrase}{'' if cast is likeliest or cast not in _CAST else ' (missed)'}"


def _judged(forecast: Forecast, votes: RollCall | None) -> Iterator[str]:
    if votes is None:
        yield "The forecast is not scored: the members' votes are not recorded."
        return
    score = forecast.score(votes)
    place = ("first", "second", "last")[ranked(forecast).index(score.result)]
    yield (
        f"What came was ranked {place}; {score.votes_right} of {score.votes} votes were right. "
        f"Log loss, 0 being perfect: {score.log_loss:.2f} for a vote, {score.result_loss:.2f} for the result; "
        f"saying what is usual would have scored {score.usual_log_loss:.2f} and {score.usual_result_loss:.2f}."
    )
