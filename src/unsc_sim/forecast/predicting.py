"""From ties, stakes and past votes to a forecast."""

from __future__ import annotations

import warnings
from datetime import date
from functools import lru_cache, partial
from math import fsum
from typing import TYPE_CHECKING, Any

import attrs
import networkx as nx

from unsc_sim._dates import spoken_date
from unsc_sim.alliances.graphs import GraphTies, alliance_graph
from unsc_sim.casebook import roll_call, roll_calls
from unsc_sim.charter import Matter, rule_for
from unsc_sim.council import Council
from unsc_sim.documents import DraftResolution
from unsc_sim.errors import HindsightWarning, MissingVoteError
from unsc_sim.forecast.coefficients import base_rate_before, contest_before, record_before, stakes_before
from unsc_sim.forecast.contest import contested_with_stakes, heat_of, rival_votes
from unsc_sim.forecast.grounds import record_grounds, stakes_grounds
from unsc_sim.forecast.history import Record
from unsc_sim.forecast.question import Answer, Question, answers_of, question_of
from unsc_sim.forecast.result import Forecast
from unsc_sim.forecast.stakes import StakesModel, find_positions
from unsc_sim.forecast.worlds import World, with_contest
from unsc_sim.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


__all__ = ["from_record", "from_record_without_ties", "predict"]

ENOUGH = 300
"""With at least this many earlier votes a record teaches its own coefficients; with fewer the shipped ones are used."""


def predict(
    draft: DraftResolution | str,
    *,
    council: Council | None = None,
    ties: nx.Graph | None = None,
    known: Mapping[Any, Any] | None = None,
    record: Record | None = None,
    rivals: Iterable[DraftResolution] | None = None,
    stakes: StakesModel | None = None,
    rule: Rule | None = None,
    matter: Matter | str | None = None,
) -> Forecast:
    """What is likely to become of a draft, from what was known before its day.

    `draft` is a draft, or the symbol or id of one in the casebook. `ties` is an alliance graph, by default that of the
    casebook's contested votes before the council's day. `known` are announced votes, or chances of them. `rivals` are
    the opposing drafts, by default those the draft names; `rule` decides, by default the one in force for the matter.

    Where rivals, or states that a text is aimed at or favours, are known, the forecast stands on the ties. Where they
    are not, and `record` gives a fuller record, it stands on the record, of which only earlier votes are read; a record
    also says better how likely a contest is.

    >>> forecast = predict("S/2016/847")
    >>> forecast.likeliest
    Reason.INSUFFICIENT_VOTES

    Raises:
        UnknownCaseError: when the casebook has no such draft.
        MissingVoteError: when a draft is given without a council.
        NotOnTheCouncilError, RuleError: when `known` cannot be read.

    Warns:
        HindsightWarning: when ties, strengths or coefficients hold votes of the draft's day or later.
    """
    asked_of, body, kind = _given(draft, council, matter)
    asked = question_of(asked_of, body, rivals=rivals)
    given = _Given(
        asked_of,
        body,
        rule or rule_for(kind, body.date),
        ties if ties is not None else _own_ties(body.date, tuple(sorted(asked.interests))),
        stakes or stakes_before(asked.day),
        record.before(body.date) if record is not None else None,
    )
    given.warn_of_hindsight()
    forecast = _forecast(asked, given)
    if asked.stakes:
        forecast = attrs.evolve(forecast, blind=partial(_forecast, asked.without_stakes(), given))
    return forecast.given(known) if known else forecast


def from_record(draft: DraftResolution, *, council: Council, record: Record, companions: int = 0) -> Forecast:
    """What a record alone says: the chain of the permanent members and the ties, blind to what is at stake.

    A forecaster for `backtest`; `companions` is the number of other texts on the topic that day.

    >>> from unsc_sim import Council, DraftResolution, roll_calls
    >>> record = Record(roll_calls(before="2016-10-08"))
    >>> from_record(DraftResolution(), council=Council.on("2016-10-08"), record=record).method
    'record'
    """
    return _by_record(draft, council, record, companions, graph=True)


def from_record_without_ties(
    draft: DraftResolution, *, council: Council, record: Record, companions: int = 0
) -> Forecast:
    """The same without the graph: what remains when no tie between states is used."""
    return _by_record(draft, council, record, companions, graph=False)


def _by_record(draft: DraftResolution, council: Council, record: Record, companions: int, *, graph: bool) -> Forecast:
    past = record.before(council.date)
    asked = question_of(draft, council, rivals=(), companions=companions).without_stakes()
    return _recorded(asked, draft, council, rule_for(Matter.SUBSTANTIVE, council.date), past, graph=graph)


def _given(draft: DraftResolution | str, council: Council | None, matter: Matter | str | None
           ) -> tuple[DraftResolution, Council, Matter | str]:  # fmt: skip
    if isinstance(draft, str):
        found = roll_call(draft)
        return found.draft, council or found.council, matter or found.matter
    if council is None:
        raise MissingVoteError(str(draft), "is asked of nobody", "a council", "Give council=Council.on(day).")
    return draft, council, matter or Matter.SUBSTANTIVE


@lru_cache(maxsize=32)
def _own_ties(day: date, also: tuple[str, ...]) -> nx.Graph:
    return alliance_graph(roll_calls(before=day), on=day, also=also)


@lru_cache(maxsize=32)
def _own_answers(day: date) -> tuple[Answer, ...]:
    return answers_of(roll_calls(before=day))


@attrs.frozen
class _Given:
    """All that a forecast stands on, as it was given or found."""

    draft: DraftResolution
    council: Council
    rule: Rule
    graph: nx.Graph
    strengths: StakesModel
    past: Record | None

    def warn_of_hindsight(self) -> None:
        """Say what was not yet known on the day; the record cannot be, for it is cut off."""
        day, late = self.council.date, []
        if str(self.graph.graph.get("through", "")) >= day.isoformat():
            late.append(f"the ties, which go through {self.graph.graph['through']}")
        if self.past is None and contest_before(day.toordinal()).before > day.toordinal():
            late.append("how often votes are contested, learnt from 1994 on")
        if self.strengths.before > day.toordinal():
            late.append(f"the strengths of stakes, learnt until {date.fromordinal(self.strengths.before)}")
        if late:
            said = f"hindsight for {spoken_date(day)}: {'; '.join(late)}. Give what was known before that day."
            warnings.warn(said, HindsightWarning, stacklevel=3)


def _forecast(asked: Question, given: _Given) -> Forecast:
    """What the ties say of a contested vote, and how likely a contest is; or what the record says of any vote."""
    past, council = given.past, given.council
    if past is not None and not asked.stakes:
        return _recorded(asked, given.draft, council, given.rule, past)
    ties = GraphTies(given.graph)
    positions = find_positions(asked, ties)
    worlds = given.strengths.worlds(positions)
    own = _own_answers(council.date)
    if past is None:
        chance = contest_before(asked.day).chance(asked, heat_of(asked.topic, asked.day, own))
        base = base_rate_before(asked.day)
    else:
        blind = _recorded(asked.without_stakes(), given.draft, council, given.rule, past)
        chance, base = blind.contested, blind.base_rate
    chance = contested_with_stakes(chance, asked, _opposed(worlds, asked), rival_votes(own, asked.day))
    return Forecast(
        draft=given.draft,
        council=council,
        rule=given.rule,
        worlds=with_contest(worlds, chance),
        base_rate=base,
        method="stakes" if asked.stakes else "ties",
        why=partial(stakes_grounds, positions, given.strengths, worlds, ties),
        notes=(f"strengths learnt from {given.strengths.cases} earlier contested votes",),
    )


def _recorded(asked: Question, draft: DraftResolution, council: Council, rule: Rule, past: Record, *,
              graph: bool = True) -> Forecast:  # fmt: skip
    """What the record says, learnt from the votes of earlier years, or with the shipped coefficients if it is short."""
    year = date(council.date.year, 1, 1)
    enough = len(past.before(year)) >= ENOUGH
    model = past.model(year.toordinal(), graph=graph) if enough else record_before(asked.day)
    prepared = past.prepare(asked, graph=graph)
    worlds = model.worlds(prepared)
    return Forecast(
        draft=draft,
        council=council,
        rule=rule,
        worlds=worlds,
        base_rate=past.base_rate(),
        method="record",
        why=partial(record_grounds, model, prepared, worlds),
        notes=(f"coefficients learnt from {model.votes} votes before {date.fromordinal(model.before)}",),
    )


def _opposed(worlds: Iterable[World], asked: Question) -> float:
    """The chance that a permanent member is against."""
    places = [asked.members.index(member) for member in asked.permanent]
    return fsum(world.chance for world in worlds if any(world.votes[place][2] == 1 for place in places))
