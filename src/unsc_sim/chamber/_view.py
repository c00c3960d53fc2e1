"""Everything that is shown of a Council table, as plain data: texts, numbers, lists; ready for JSON."""

from __future__ import annotations

import warnings
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim._dates import spoken_date
from unsc_sim.casebook import case
from unsc_sim.casefile import recorded_cases
from unsc_sim.chamber._fragment import write_fragment
from unsc_sim.chamber._law import LIMITS, Law, required_by
from unsc_sim.chamber._table import ROUND, CouncilTable
from unsc_sim.chamber._ways import alone, by_rule, by_votes
from unsc_sim.charter import Matter
from unsc_sim.decisions import RESULTS
from unsc_sim.display import president_of, seating
from unsc_sim.errors import HindsightWarning, RuleError
from unsc_sim.modifiers import modifiers
from unsc_sim.paths import TOWARDS, in_short
from unsc_sim.reforms import reforms

if TYPE_CHECKING:
    from unsc_sim.chamber._ways import Suggestion
    from unsc_sim.council import Council
    from unsc_sim.seats import Seat

__all__ = ["catalogue", "choices", "forecast", "view", "ways"]

Plain = dict[str, Any]
_MATTERS = (Matter.SUBSTANTIVE, Matter.PROCEDURAL, Matter.PRELIMINARY_QUESTION)


def view(table: CouncilTable) -> Plain:
    """The table at a glance: where it starts, the verdict and its reason, every seat, the rule, what happened.

    >>> shown = view(CouncilTable.of("S/2016/846"))
    >>> shown["verdict"]["short"]
    'not adopted, vetoed by Russian Federation'
    >>> [seat["label"] for seat in shown["seats"] if seat["code"] == "RUS"]
    ['Russian Federation, permanent member, President: against, a veto. Activate to change.']
    """
    scenario = table.scenario
    return {
        "start": _start(table),
        "label": scenario.label,
        "changes": list(scenario.changes),
        "verdict": _verdict(table),
        "seats": _seats(table),
        "law": _law(table),
        "happened": _happened(table),
    }


def _start(table: CouncilTable) -> Plain:
    start, draft, record = table.start, table.start.draft, table.record
    short = table.start.council.short
    sponsors = [short(who) if who in start.council.members else str(who) for who in draft.sponsors]
    return {
        "case": record.case if record else "",
        "vote": record.vote if record else "",
        "date": start.date.isoformat(),
        "day": spoken_date(start.date),
        "name": start.name,
        "title": draft.title if record else "",
        "asks": draft.asks,
        "sponsors": ", ".join(sponsors),
        "meeting": str(start.meeting or ""),
        "confidence": start.confidence,
    }


def _verdict(table: CouncilTable) -> Plain:
    outcome = table.outcome
    return {
        "sentence": str(outcome),
        "short": in_short(outcome),
        "reason": outcome.reason.name,
        "adopted": outcome.adopted,
        "tally": [[vote.phrase, count] for vote, count in zip(ROUND, attrs.astuple(outcome.tally), strict=True)],
        "required": required_by(table.scenario),
        "explanation": outcome.explain().splitlines(),
    }


def _seats(table: CouncilTable) -> list[Plain]:
    """The seats in the Council's order, each with its place in the picture."""
    where = dict(seating(table.council))
    presides = president_of(table.council)
    return [_seat(table, seat, where[seat.state], presides=seat.state == presides) for seat in table.council.seats]


def _seat(table: CouncilTable, seat: Seat, where: tuple[float, float], *, presides: bool) -> Plain:
    who = seat.state
    vote, was = table.votes[who], table.start.votes.get(who)
    name, veto = table.council.short(who), who in table.outcome.vetoes
    what = f"{'permanent' if seat.permanent else 'elected'} member{', President' if presides else ''}"
    return {
        "code": who.code,
        "name": name,
        "permanent": seat.permanent,
        "president": presides,
        "region": seat.region,
        "vote": vote.name.lower(),
        "phrase": vote.phrase,
        "was": was.phrase if was is not None else "",
        "changed": who in table.cast,
        "veto": veto,
        "label": f"{name}, {what}: {vote.phrase}{', a veto' if veto else ''}. Activate to change.",
        "x": where[0],
        "y": where[1],
    }


def _law(table: CouncilTable) -> Plain:
    law, outcome = table.law, table.outcome
    return {
        "matter": table.scenario.roll_call.matter.value,
        "reform": law.reform,
        "required": required_by(table.scenario),
        "limit": law.limit,
        "changed": law != Law(),
        "says": f"{outcome.rule} ({outcome.citation})",
    }


def _happened(table: CouncilTable) -> Plain | None:
    """What history decided, and how the table differs from it; None where there is no history."""
    if table.record is None:
        return None
    short = table.council.short
    return {
        "sentence": str(table.scenario.baseline),
        "same": not table.scenario.differs,
        "changes": [
            f"{short(who)}: {vote.phrase}, recorded {table.start.votes[who].phrase}"
            for who, vote in table.cast.items()
            if who in table.start.votes
        ],
    }


def ways(table: CouncilTable) -> Plain:
    """What would change the result: who could alone, the fewest changes of votes, and other rules.

    Every suggestion carries the table after it, as a fragment where the table has one.

    >>> ways(CouncilTable.of("S/2016/847"))["alone"]
    'No member could alone change whether it is adopted.'
    """
    return {
        "alone": alone(table),
        "votes": [
            {"towards": TOWARDS[changes.to], "says": str(changes), "ways": list(map(_suggested, suggestions))}
            for changes, suggestions in by_votes(table)
        ],
        "rules": list(map(_suggested, by_rule(table))),
    }


def _suggested(way: Suggestion) -> Plain:
    return {"words": way.words, "result": way.result, "fragment": write_fragment(way.table)}


def choices(table: CouncilTable) -> Plain:
    """The rules that can be supposed at this table: kinds of matter, proposals that fit its Council, limits.

    >>> [one["id"] for one in choices(CouncilTable.on("2016-10-08"))["limits"]][:2]
    ['no-veto', 'two-vetoes']
    """
    known = {one.id: one for one in modifiers()}
    as_put = table.start.matter
    matters = dict.fromkeys((as_put, *_MATTERS))
    return {
        "matters": [
            {"id": one.value, "title": f"{one.value}{' (as put)' if one is as_put else ''}"} for one in matters
        ],
        "reforms": list(_proposals(table.start.council)),
        "limits": [{"id": name, "title": known[name].title, "says": known[name].says} for name in LIMITS],
        "votes": [{"id": vote.name.lower(), "phrase": vote.phrase} for vote in ROUND],
    }


@lru_cache(maxsize=8)
def _proposals(council: Council) -> tuple[Plain, ...]:
    found = []
    for plan in reforms():
        try:
            size = len(plan.council(council))
        except RuleError:
            continue  # it starts from a Council of another size, or gives no figures
        found.append(
            {"id": plan.id, "title": f"{plan.title} ({plan.proposed or 'undated'})", "says": plan.says, "size": size}
        )
    return tuple(found)


def forecast(table: CouncilTable) -> Plain:
    """What was likely before the day, by the rule supposed, the base rate beside it; or why nothing can be said.

    Chances and base rates are shares of 1. Votes changed at the table are not used: it is a forecast of the draft.

    >>> [(row["result"], round(row["chance"], 1)) for row in forecast(CouncilTable.of("S/2016/847"))["results"]][0]
    ('short of votes', 1.0)
    """
    if table.record is None:
        return {"silent": "There is no draft on record to forecast: open a recorded vote."}
    if table.council != table.start.council:
        return {"silent": "Nobody knows how members would vote that never sat: take the proposal back for a forecast."}
    from unsc_sim.display._chances import percent, ranked, vetoes_named  # noqa: PLC0415 - with forecasts
    from unsc_sim.forecast import predict  # noqa: PLC0415 - loads networkx, which nothing else here needs

    start = table.start
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", HindsightWarning)
        found = predict(start.draft, council=start.council, matter=start.matter, rule=table.scenario.rule)
    base, low_high = found.base_rate, found.interval()
    return {
        "results": [
            {
                "result": RESULTS[reason],
                "chance": found.outcomes[reason],
                "shown": percent(found.outcomes[reason]),
                "base": base.results[reason],
                "base_shown": f"{base.results[reason]:.1%}",
            }
            for reason in ranked(found)
        ],
        "base": f"{base.votes:,} votes before {spoken_date(date.fromordinal(base.before))}",
        "vetoes": vetoes_named(found),
        "in_favour": f"{low_high[0]} to {low_high[1]} votes in favour, with a chance of 90%",
        "members": [
            {
                "name": found.council.short(who),
                **{vote.name.lower(): percent(chance) for vote, chance in table_.items()},
            }
            for who, table_ in found.chances.items()
        ],
        "notes": [*found.notes, *dict.fromkeys(str(one.message) for one in caught)],
        "by_rule_in_force": not table.scenario.rewritings,
    }


def catalogue(first: int = 0, number: int = 20) -> Plain:
    """Some cases of the record, to be searched: every vote that can be opened, and how many cases there are.

    >>> [vote["vote"] for vote in catalogue(0, 400)["votes"] if vote["case"] == "aleppo-2016"]
    ['S/2016/846', 'S/2016/847']
    """
    known = sorted(recorded_cases())
    votes = [row for name in known[first : first + number] for row in _opened(name)]
    return {"votes": votes, "next": min(first + number, len(known)), "cases": len(known)}


def _opened(name: str) -> list[Plain]:
    found = case(name)
    rows = []
    for entry in found.entries:
        if entry.roll_call is not None:
            table = CouncilTable.of(entry.id, case_id=name)
            rows.append({
                **_start(table),
                "topic": "; ".join((found.title, *found.topics)),
                "tally": str(entry.roll_call.tally),
                "result": in_short(table.outcome),
                "fragment": write_fragment(table),
            })  # fmt: skip
    return rows
