"""The command about ties: who stands close to whom on the Council, in which camps, and through whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim import casebook
from unsc_sim._dates import as_date, spoken_date
from unsc_sim.alliances import alliance_graph, bridges, camps, explain_tie, frustration
from unsc_sim.cli import _frame as frame
from unsc_sim.cli._forecast import full_record
from unsc_sim.cli._told import grid, listing
from unsc_sim.council import Council
from unsc_sim.seats import LAST_DAY
from unsc_sim.states import state

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    import networkx as nx
    from rich.console import RenderableType

    from unsc_sim.alliances import TieVote

said = frame.said
_SHOWN, _VOTES = 8, 12
Tie = tuple[str, str, dict[str, Any]]


def ties(*, on: str = "", explain: str = "", record: str = "", out: frame.Picture = frame.WITH_PICTURE) -> None:
    """Show who stands close to whom on the Council of a day, in which camps and through whom.

    For example: `unsc-sim ties --on 2016-10-08`

    Parameters
    ----------
    on
        The day, by default the last that is known; only earlier votes count.
    explain
        Two states, as in Russia,Syria: the votes behind their tie.
    record
        A CSV file of votes, one row per vote, instead of the casebook's.
    """
    day = as_date(on or LAST_DAY)
    votes = full_record(record) if record else casebook.roll_calls(before=day)
    pair = _pair(explain) if explain else ()
    council, graph = Council.on(day), alliance_graph(votes, on=day, also=pair)
    sitting = graph.subgraph([member.code for member in council.members])
    if out.svg is not None:
        out.draw(sitting)
    if pair:
        found = explain_tie(*pair, votes, on=day)
        out.give(_pair_plain(graph, pair, found), *_pair_told(graph, pair, found, day))
    else:
        out.give(_plain(sitting), *_told(sitting, council))


def _pair(text: str) -> tuple[str, str]:
    names = [part.strip() for part in text.split(",")]
    if len(names) != 2 or not all(names):
        raise frame.QuestionError(text, "names no pair", "two states with a comma, as in Russia,Syria", "Write it so.")
    one, other = (state(name).code for name in names)
    if one == other:
        raise frame.QuestionError(text, "names one state twice", "two states", "Choose another.")
    return one, other


def _told(graph: nx.Graph, council: Council) -> Iterator[RenderableType]:
    def named(codes: Sequence[str]) -> str:
        return ", ".join(council.short(state(code)) for code in codes)

    ranked = _ranked(graph)
    yield said(f"Ties of the Council of {spoken_date(council.date)}", "bold")
    yield said(_rests_on(graph), "dim")
    for head, part in (("Closest", ranked[:_SHOWN]), ("Furthest apart", ranked[::-1][:_SHOWN])):
        table = listing(head, "Tie", "Votes", "Together in")
        table.columns[1].justify = table.columns[2].justify = "right"
        for one, other, about in part:
            blocs = about["blocs"].replace(";", ", ")
            table.add_row(said(f"{named([one])} – {named([other])}"), f"{about['weight']:+.2f}",
                          f"{about['sample']:.0f}", said(blocs))  # fmt: skip
        yield table
    rows = [(f"Camp {number}", said(named(camp))) for number, camp in enumerate(camps(graph), 1)]
    balance = frustration(graph)
    sides = " | ".join(map(named, filter(None, balance.camps)))
    rows.append(("In two", said(f"{sides}; {balance.share:.0%} of all ties speak against this division")))
    brokers = [f"{named([code])} {score:.2f}" for code, score in bridges(graph)[:3] if score > 0]
    rows.append(("Bridges", said(", ".join(brokers) or "none")))
    yield grid(rows)


def _rests_on(graph: nx.Graph) -> str:
    number, through = graph.graph["votes"], graph.graph["through"]
    known = f", the last on {spoken_date(as_date(through))}" if through else ""
    return (
        f"+1 friends, 0 as usual, -1 opponents; from {number} contested votes{known}. "
        "Votes: how many the two shared, old ones counting less."
    )


def _ranked(graph: nx.Graph) -> list[Tie]:
    edges = ((*sorted((one, other)), about) for one, other, about in graph.edges(data=True))
    return sorted(edges, key=lambda tie: (-tie[2]["weight"], *tie[:2]))


def _plain(graph: nx.Graph) -> dict[str, Any]:
    balance = frustration(graph)
    return {
        "on": graph.graph["on"],
        "contested_votes": graph.graph["votes"],
        "through": graph.graph["through"],
        "ties": [{"states": [one, other], **about} for one, other, about in _ranked(graph)],
        "camps": [list(camp) for camp in camps(graph)],
        "two_camps": {"share_against": balance.share, "camps": [list(camp) for camp in balance.camps]},
        "bridges": dict(bridges(graph)),
    }


def _pair_told(graph: nx.Graph, pair: tuple[str, str], votes: Sequence[TieVote], day: date) -> Iterator[RenderableType]:
    names = [state(code).short_on(day) for code in pair]
    about = graph.get_edge_data(*pair, {})
    yield said(f"{names[0]} and {names[1]} on {spoken_date(day)}", "bold")
    rows = [
        ("Tie", said(f"{about.get('weight', 0.0):+.2f}")),
        (
            "By votes",
            said(f"{about.get('agreement', 0.0):+.2f} in {about.get('sample', 0.0):.1f} votes, old ones less"),
        ),
        ("By blocs", said(f"{about.get('expected', 0.0):+.2f}, as their groups usually vote")),
        ("Together in", said(about.get("blocs", "").replace(";", ", ") or "none")),
    ]
    yield grid(rows)
    if not votes:
        yield said("No contested vote before that day tells about the two.")
        return
    table = listing("Date", "Vote", *names, "Moved by")
    table.columns[-1].justify = "right"
    words = {1: "in favour", 0: "abstaining", -1: "against"}
    for vote in votes[:_VOTES]:
        sides = (words[side] for side in vote.sides)
        table.add_row(vote.date.isoformat(), said(vote.name), *sides, f"{vote.earned * vote.weight:+.2f}")
    yield table
    if len(votes) > _VOTES:
        yield said(f"The {_VOTES} that count most of {len(votes)}; --json gives all.", "dim")


def _pair_plain(graph: nx.Graph, pair: tuple[str, str], votes: Sequence[TieVote]) -> dict[str, Any]:
    return {
        "states": list(pair),
        **graph.get_edge_data(*pair, {}),
        "explained": [attrs.asdict(vote) | {"date": vote.date.isoformat()} for vote in votes],
    }
