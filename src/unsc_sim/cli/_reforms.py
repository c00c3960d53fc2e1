"""The command about proposals: what each would change, and what it would make of a real vote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unsc_sim.cli import _frame as frame
from unsc_sim.cli._plain import codes
from unsc_sim.cli._told import grid, listing
from unsc_sim.cli._whatif import meant
from unsc_sim.errors import RuleError, did_you_mean
from unsc_sim.modifiers import modifiers
from unsc_sim.reforms import Reform, apply
from unsc_sim.reforms import reforms as all_reforms
from unsc_sim.states import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from unsc_sim.cli._told import Row
    from unsc_sim.modifiers import Modifier
    from unsc_sim.reforms import Applied

said = frame.said
_FIGURES = {
    "size": "Members",
    "with_veto": "With a veto",
    "without_veto": "Permanent, no veto",
    "elected": "Elected",
    "threshold": "Votes required",
}


def reforms(name: str = "", vote: str = "", /, *, out: frame.Picture = frame.WITH_PICTURE) -> None:
    """List the proposals to change the Council and its veto, tell one, or apply one to a vote.

    For example: `unsc-sim reforms g4-2005 S/2016/847`

    Parameters
    ----------
    name
        The id of a proposal, or of a limit to the veto.
    vote
        The symbol of a draft or resolution, the id of a vote, or a TOML file of your own.
    """
    if out.svg is not None and not vote:
        raise frame.QuestionError(
            out.svg,
            "has nothing to show",
            "a proposal and a vote",
            "Name both: unsc-sim reforms g4-2005 S/2016/847 --svg …",
        )
    if not name:
        plain = {"reforms": [_plain(plan) for plan in all_reforms()], "modifiers": [_plain(one) for one in modifiers()]}
        out.give(plain, *_all())
        return
    found = _named(name)
    if not vote:
        out.give(_plain(found), *_told(found))
    elif isinstance(found, Reform):
        applied = apply(found, meant(vote))
        first, *points = str(applied).splitlines()
        out.draw(applied)
        out.give(_applied(applied), said(first, "bold"), grid([("-", said(point)) for point in points]))
    else:
        raise frame.QuestionError(
            name,
            "leaves no vote open: it changes the veto alone",
            "a proposal that adds members",
            f"Ask unsc-sim whatif {vote} --modifier {found.id}.",
        )


def _named(name: str) -> Reform | Modifier:
    every: list[Reform | Modifier] = [*all_reforms(), *modifiers()]
    known = {fold(one.id): one for one in every}
    if fold(name) in known:
        return known[fold(name)]
    ids = [one.id for one in every]
    raise RuleError(
        name, "is no proposal on record", "one of " + ", ".join(ids), did_you_mean(name, ids, "See unsc-sim reforms.")
    )


def _all() -> Iterator[RenderableType]:
    proposals = listing("Proposal", "Members", "With a veto", "Votes required")
    proposals.columns[0].no_wrap = True
    for plan in all_reforms():
        figures = (said(plan.figures[name]) for name in ("size", "with_veto", "threshold"))
        proposals.add_row(said(plan.id, "bold"), *figures)
    limits = listing("Limit to the veto", "What it says")
    limits.columns[0].no_wrap = True
    for one in modifiers():
        limits.add_row(said(one.id, "bold"), said(one.says))
    yield proposals
    yield limits
    yield said("[assumed]: half of the members, rounded up, and one more.")
    yield said("[unverified]: not read in the document itself.")


def _told(one: Reform | Modifier) -> Iterator[RenderableType]:
    rows: list[Row] = [("It says", said(one.says))]
    if isinstance(one, Reform):
        rows.insert(0, ("Proposed", said(one.proposed or "undated")))
        rows += [(label, said(one.figures[name])) for name, label in _FIGURES.items()]
    if one.unverified:
        rows.append(("Unverified", said(", ".join(one.unverified))))
    rows.append(("Confidence", said(one.confidence)))
    rows.append(("Sources", said("\n".join(one.sources))))
    yield said(one.title[:1].upper() + one.title[1:], "bold")
    yield grid(rows)


def _plain(one: Reform | Modifier) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": one.id,
        "title": one.title,
        "says": one.says,
        "confidence": one.confidence,
        "unverified": list(one.unverified),
        "sources": list(one.sources),
    }
    return told | {"proposed": one.proposed, "figures": one.figures} if isinstance(one, Reform) else told


def _applied(applied: Applied) -> dict[str, Any]:
    return {
        "reform": applied.reform.id,
        "draft": applied.roll_call.name,
        "figures": applied.reform.figures,
        "undefined": codes(applied.undefined),
        "ways": {reason.name.lower(): number for reason, number in applied.ways.items()},
        "possible": [reason.name.lower() for reason in applied.possible],
        "settled": applied.settled,
        "alike": [{"tally": str(one.tally), "reason": one.reason.name.lower()} for one in applied.outcomes],
    }
