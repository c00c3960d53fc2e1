"""How the law shows itself: a Council, a roll call, an outcome."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Any

from unsc_sim._dates import spoken_date
from unsc_sim.charter import Matter, provision_for
from unsc_sim.council import Council
from unsc_sim.decisions import Outcome, decide
from unsc_sim.display._chamber import Scene, chamber, president_of
from unsc_sim.display._moved import Moved
from unsc_sim.display._palette import MARKS
from unsc_sim.display._shown import NotShownError, Shown, Table, shown
from unsc_sim.errors import DateError
from unsc_sim.rollcall import RollCall
from unsc_sim.rules import EVERYONE, Affirmative, AllOf, AnyOf, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from unsc_sim.votes import Vote


@shown.register(Council)
def _(council: Council) -> Shown:
    presides, seen = president_of(council), scene(council)
    rows = tuple(
        (
            council.short(seat.state),
            _seat_of(council, seat.state),
            seat.region,
            "presides" if seat.state == presides else "",
        )
        for seat in council.seats
    )
    table = Table(f"Members on {spoken_date(council.date)}", ("Member", "Seat", "Regional group", "President"), rows)
    return Shown(seen.sentence, drawings=(chamber(seen),), tables=(table,))


@singledispatch
def scene(value: object) -> Scene:
    """What the chamber tells of a Council, a roll call or an outcome.

    Raises:
        NotShownError: when it is none of them.
    """
    raise NotShownError(
        type(value).__name__, "has no chamber", "a Council, a roll call or an outcome", "Give one of these."
    )


@scene.register(Council)
def _(council: Council) -> Scene:
    presides = president_of(council)
    chair = council.short(presides) if presides else ""
    head = f", {chair} presiding" if chair else ""
    day = spoken_date(council.date)
    return Scene(
        heading=f"The Security Council on {day}",
        beneath=f"President: {chair}" if chair else "",
        sentence=f"The Security Council on {day}: {len(council)} members{head}.",
        council=council,
        said=(f"{len(council)} members", ""),
        **_asks(council),
    )


@scene.register(RollCall)
def _(roll_call: RollCall) -> Scene:
    try:
        return scene_of(roll_call, decide(roll_call))
    except DateError:
        return scene_of(roll_call, None)


@scene.register(Outcome)
def _(outcome: Outcome) -> Scene:
    return scene_of(outcome.roll_call, outcome)


@shown.register(RollCall)
def _(roll_call: RollCall) -> Shown:
    try:
        return shown(decide(roll_call))
    except DateError:
        return _of_votes(roll_call, None)


@shown.register(Outcome)
def _(outcome: Outcome) -> Shown:
    return _of_votes(outcome.roll_call, outcome)


def _of_votes(votes: RollCall, outcome: Outcome | None) -> Shown:
    seen = scene_of(votes, outcome)
    rule = (f"The rule: {outcome.rule} ({outcome.citation}).",) if outcome else ()
    return Shown(
        seen.sentence,
        paragraphs=rule,
        points=(*outcome.steps, *outcome.notes) if outcome else (),
        drawings=(chamber(seen),),
        tables=(votes_table((votes,)),),
    )


def scene_of(votes: RollCall, outcome: Outcome | None, moved: Moved | None = None) -> Scene:
    """What the picture of a roll call tells, with its outcome where a rule is known, and what moved from another."""
    verdict, _, why = str(outcome or "").rstrip(".").partition(": ")[2].partition(", ")
    named = votes.draft.title or votes.draft.text or str(votes.draft.symbol or "")
    return Scene(
        heading=named or "A roll call of the Security Council",
        beneath=" · ".join(filter(None, [str(votes.draft.symbol or ""), *_when(votes)])),
        sentence=sentence_of(votes, outcome),
        council=votes.council,
        votes=votes.votes,
        needed=_needed(outcome.rule) if outcome else (),
        vetoes=outcome.vetoes if outcome else (),
        said=(verdict, why),
        law=str(outcome.rule) if outcome else "",
        moved=moved,
    )


def sentence_of(votes: RollCall, outcome: Outcome | None) -> str:
    """One full sentence: on what, when, and what became of it."""
    about = f"{votes.draft}, " if _has_name(votes) else "A vote of "
    return f"{about}{spoken_date(votes.date)}: {outcome or f'{votes.tally.spoken}.'}"


def votes_table(roll_calls: tuple[RollCall, ...]) -> Table:
    """Who voted how, member by member, on texts voted on by the same members; of two texts, what moved as well."""
    council = roll_calls[0].council
    named = tuple(str(votes.draft) for votes in roll_calls) if len(roll_calls) > 1 else ("Vote",)
    two = Moved(*roll_calls, (str(roll_calls[0].draft), str(roll_calls[1].draft))) if len(roll_calls) == 2 else None
    rows = tuple(
        (
            council.short(member),
            _seat_of(council, member),
            *(voted(votes.votes[member]) for votes in roll_calls),
            *([two.told(member)] if two else []),
        )
        for member in council.members
    )
    days = " and ".join(dict.fromkeys(spoken_date(votes.date) for votes in roll_calls))
    on = f" on {roll_calls[0].draft}" if len(roll_calls) == 1 and _has_name(roll_calls[0]) else ""
    moved = ("What moved",) if two else ()
    return Table(f"How each member voted{on}, {days}", ("Member", "Seat", *named, *moved), rows)


def voted(vote: Vote) -> str:
    """A vote as mark and words."""
    return f"{MARKS[vote]} {vote.phrase}"


def _has_name(votes: RollCall) -> bool:
    return bool(votes.draft.symbol or votes.draft.title or votes.draft.text)


def _seat_of(council: Council, member: object) -> str:
    return "permanent" if member in council.permanent else "elected"


def _when(votes: RollCall) -> tuple[str, str]:
    return spoken_date(votes.date), f"meeting {votes.meeting}" if votes.meeting else ""


def _needed(rule: Rule) -> tuple[tuple[Fraction | int, str], ...]:
    """The plain counts of votes in favour that a rule asks for: what a bar of members can show."""
    counts = sorted({(atom.required, where) for atom, where in _atoms(rule) if _is_plain(atom)})
    alone = len(counts) == 1
    return tuple((count, f"{count} needed" if alone and not where else f"{where}{count}") for count, where in counts)


def _is_plain(atom: Rule) -> bool:
    return isinstance(atom, Affirmative) and atom.among == EVERYONE and atom.weights is None


def _atoms(rule: Rule, where: str = "") -> Iterator[tuple[Any, str]]:
    """Every atom of a rule, with "or " before those that stand beside others of which one will do."""
    if isinstance(rule, AllOf | AnyOf):
        for part in rule.parts:
            yield from _atoms(part, "or " if isinstance(rule, AnyOf) else where)
    else:
        yield rule, where


def _asks(council: Council) -> dict[str, Any]:
    try:
        rule = provision_for(Matter.SUBSTANTIVE, council.date).rule
    except DateError:
        return {}
    return {"needed": _needed(rule), "law": f"a decision that is not procedural takes {rule}"}
