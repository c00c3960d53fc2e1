"""The horseshoe chamber: who sat where, who voted how, how many were needed, and what became of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

import attrs

from unsc_sim._sentences import capital
from unsc_sim.council import Council
from unsc_sim.display._markup import element, words, wrapped
from unsc_sim.display._moved import Moved
from unsc_sim.display._palette import EMPTY_SEAT, INK, LOOKS, MUTED, PAPER, TABLE, Look, disc, mark
from unsc_sim.display._shown import Drawing
from unsc_sim.errors import DateError
from unsc_sim.states import State
from unsc_sim.votes import Tally, Vote

WIDTH = 480.0
MIDDLE = WIDTH / 2
RADIUS, TABLE_RADIUS = 165.0, 132.0
SHORTEST_LEG, CLOSEST = 92.0, 36.0
HOLLOW = 236.0
_ALWAYS = (Vote.YES, Vote.NO, Vote.ABSTAIN)


@attrs.frozen
class Scene:
    """What a picture of the chamber tells, in words and votes.

    `needed` are the counts the rule asks for, each with what to write there; `said` is the conclusion and
    the reason, as "not adopted" and "owing to …"; without `votes` the seats stay empty. `moved` tells who voted
    otherwise on another text, to be shown beside this one.
    """

    heading: str
    beneath: str
    sentence: str
    council: Council
    votes: Mapping[State, Vote] | None = None
    needed: tuple[tuple[Fraction | int, str], ...] = ()
    vetoes: tuple[State, ...] = ()
    said: tuple[str, str] = ("", "")
    law: str = ""
    moved: Moved | None = None


@attrs.frozen
class Place:
    """Where one seat stands, relative to the centre of the bend, and which way is outward."""

    x: float
    y: float
    out_x: float
    out_y: float


def chamber(scene: Scene, lines: int = 1) -> Drawing:
    """Draw the scene: heading, horseshoe with the count in its hollow, legend.

    `lines` is the least room, in lines, that the heading takes, so that pictures side by side stand level.
    """
    heading, top = _heading(scene, lines)
    count, depth = _hollow(scene)
    places = horseshoe(len(scene.council), depth)
    leg = max([place.y for place in places], default=0.0)
    bend = top + 62 + RADIUS
    centred = element("g", *count, transform=f"translate(0 {max(0.0, leg - max(depth, SHORTEST_LEG)) / 3:.1f})")
    room = element("g", _table(leg), *_seats(scene, places), centred, transform=f"translate({MIDDLE:g} {bend:.1f})")
    legend, height = _legend(scene, bend + max(leg, depth) + 46)
    paper = element("rect", width=WIDTH, height=height, rx=10, fill=PAPER)
    return Drawing(WIDTH, height, "".join([paper, *heading, room, *legend]), scene.sentence, _described(scene))


def horseshoe(seats: int, depth: float = 0.0) -> tuple[Place, ...]:
    """Evenly spaced seats from the lower left, over the bend at the top, to the lower right.

    The legs grow where `depth`, what stands in the hollow, or the number of seats asks for it.

    >>> [(place.x, place.y) for place in horseshoe(3)]
    [(-165.0, 92.0), (0.0, -165.0), (165.0, 92.0)]
    """
    bend = math.pi * RADIUS
    leg = max(SHORTEST_LEG, depth - 20, (CLOSEST * (seats - 1) - bend) / 2)
    whole = bend + 2 * leg
    steps = [whole / 2] if seats == 1 else [whole * seat / (seats - 1) for seat in range(seats)]
    return tuple(_place(step, leg, bend) for step in steps)


def _place(step: float, leg: float, bend: float) -> Place:
    if step < leg:
        return Place(-RADIUS, leg - step, -1.0, 0.0)
    if step > leg + bend:
        return Place(RADIUS, step - leg - bend, 1.0, 0.0)
    angle = math.pi * (1 - (step - leg) / bend)
    out_x, out_y = math.cos(angle), -math.sin(angle)
    return Place(round(RADIUS * out_x, 1) + 0.0, round(RADIUS * out_y, 1) + 0.0, out_x, out_y)


def president_of(council: Council) -> State | None:
    """Who presides, where the record knows it and the President has a seat."""
    try:
        presides = council.president
    except DateError:
        return None
    return presides if presides in council.members else None


def _in_seats(council: Council) -> tuple[State, ...]:
    """The members from the lower left on: the President at the head, the alphabet running clockwise."""
    members, presides = council.members, president_of(council)
    if presides is None:
        return members
    first = (members.index(presides) - len(members) // 2) % len(members)
    return members[first:] + members[:first]


def seating(council: Council) -> tuple[tuple[State, tuple[float, float]], ...]:
    """Where every member sits at the horseshoe: across and down from the centre of the bend, in radii of the bend.

    >>> seating(Council.on("2016-10-08"))[7]
    (state('RUS'), (0.0, -1.0))
    """
    places = horseshoe(len(council))
    return tuple(
        (member, (round(place.x / RADIUS, 4), round(place.y / RADIUS, 4)))
        for member, place in zip(_in_seats(council), places, strict=True)
    )


def heading_lines(scene: Scene) -> list[str]:
    """The heading in lines."""
    return wrapped(scene.heading, WIDTH - 40, 18, lines=3, even=True, bold=True)


def _heading(scene: Scene, room: int) -> tuple[list[str], float]:
    lines = heading_lines(scene)
    lines = [""] * (room - len(lines)) + lines
    drawn = [_centred(line, MIDDLE, 32 + 22 * row, 18, bold=True) for row, line in enumerate(lines)]
    beneath = wrapped(scene.beneath, WIDTH - 40, 13.5, lines=3, even=True)
    top = 32 + 22 * len(lines)
    drawn += [_centred(line, MIDDLE, top + 17 * row, 13.5, fill=MUTED) for row, line in enumerate(beneath)]
    return drawn, top + 17 * len(beneath) - 8


def _table(leg: float) -> str:
    r = TABLE_RADIUS
    bend = f"M{-r:g} {leg:.1f} V0 A{r:g} {r:g} 0 0 1 {r:g} 0 V{leg:.1f}"
    return element("path", d=bend, fill="none", stroke=TABLE, stroke_width=11, stroke_linecap="round")


def _seats(scene: Scene, places: tuple[Place, ...]) -> list[str]:
    permanent, presides = set(scene.council.permanent), president_of(scene.council)
    radius = 18.0 if len(places) < 19 else 12.5
    moved = scene.moved.votes if scene.moved else {}
    drawn = []
    for member, place in zip(_in_seats(scene.council), places, strict=True):
        look = EMPTY_SEAT if scene.votes is None else LOOKS[scene.votes[member]]
        cast = "" if scene.votes is None else f": {scene.votes[member].phrase}"
        seat = disc(place.x, place.y, radius, look, ring=member in permanent)
        earlier = [_earlier(place, radius, moved[member][0])] if member in moved else []
        name = element("title", words(f"{scene.council.short(member)}{cast}"))
        labels = _labels(member, place, radius, _notes(scene, member, presides))
        drawn.append(element("g", name, seat, *earlier, *labels))
    return drawn


def _earlier(place: Place, radius: float, vote: Vote) -> str:
    """The vote on the other text, as a small disc on the inner side of the seat."""
    away = radius + 7
    return disc(place.x - away * place.out_x, place.y - away * place.out_y, radius * 0.47, LOOKS[vote])


def _notes(scene: Scene, member: State, presides: State | None) -> str:
    said = ["President"] if member == presides else []
    return " · ".join(said + (["veto"] if member in scene.vetoes else []))


def _labels(member: State, place: Place, radius: float, notes: str) -> list[str]:
    """The member's code outside its seat, and beyond it what else there is to say."""
    size = 15 if radius > 14 else 13
    away = radius + 10 + size / 2 + 13 * abs(place.out_x * place.out_y)
    x, y = place.x + away * place.out_x, place.y + away * place.out_y + size * 0.36
    anchor = "middle" if abs(place.out_x) < 0.6 else ("start" if place.out_x > 0 else "end")
    x += {"middle": 0, "start": -size / 2, "end": size / 2}[anchor]
    code = member.code if len(member.code) <= 5 else f"{member.code[:3]}…"
    drawn = [element("text", words(code), x=x, y=y, font_size=size, font_weight="bold", text_anchor=anchor, fill=INK)]
    if notes:
        beyond = y - size if place.out_y < -0.5 else y + size - 1
        drawn.append(element("text", notes, x=x, y=beyond, font_size=12, text_anchor=anchor, fill=MUTED))
    return drawn


def _hollow(scene: Scene) -> tuple[list[str], float]:
    """What stands inside the horseshoe, around its centre, and how far down it reaches."""
    y = -62.0
    drawn: list[str] = []
    if scene.votes is not None:
        tally = Tally.of(scene.votes.values())
        drawn += _figures(tally, y)
        y += 20
    drawn += _bar(scene, y)
    y += 62
    verdict, why = scene.said
    drawn.append(_centred(capital(verdict), 0, y, 19, bold=True))
    for line in wrapped(capital(why), HOLLOW, 13.5, even=True):
        y += 17
        drawn.append(_centred(line, 0, y + 3, 13.5))
    return drawn, y + 10


def _figures(tally: Tally, y: float) -> list[str]:
    drawn = []
    for place, (vote, number) in enumerate(zip(_ALWAYS, attrs.astuple(tally), strict=False)):
        x = 76.0 * (place - 1)
        drawn += [_centred(str(number), x, y - 6, 38, bold=True), _centred(vote.phrase, x, y + 10, 12.5, fill=MUTED)]
    return drawn


def _bar(scene: Scene, y: float) -> list[str]:
    """One cell for each member, as many filled as voted in favour, and a line where the count suffices."""
    seats = len(scene.council)
    yes = 0 if scene.votes is None else Tally.of(scene.votes.values()).yes
    cell = HOLLOW / max(seats, 1)
    drawn = []
    for seat in range(seats):
        x, filled = -HOLLOW / 2 + cell * seat, seat < yes
        look = LOOKS[Vote.YES] if filled else EMPTY_SEAT
        drawn.append(element("rect", x=x + 0.8, y=y, width=cell - 1.6, height=14, rx=2, fill=look.fill, stroke=INK,
                             stroke_width=0.8))  # fmt: skip
        if filled:
            tick = mark(look, min(6.0, cell * 0.4))
            drawn.append(element("g", tick, transform=f"translate({x + cell / 2:.1f} {y + 7:.1f})"))
    for needed, said in scene.needed:
        x = -HOLLOW / 2 + cell * min(float(needed), seats)
        drawn.append(element("path", d=f"M{x:.1f} {y - 5:.1f} V{y + 20:.1f}", stroke=INK, stroke_width=3))
        drawn.append(_centred(said, x, y + 32, 12.5, bold=True))
    return drawn


def _legend(scene: Scene, y: float) -> tuple[list[str], float]:
    drawn: list[str] = []
    for look, ring, label, members in _groups(scene):
        label_end = f"{label}:" if members else label
        lines = wrapped(f"{label_end} {_listed(scene.council, members)}", WIDTH - 72, 14)
        bold = element("tspan", words(label_end), font_weight="bold") + words(lines[0][len(label_end) :])
        drawn.append(disc(32, y - 5, 6.5 if ring else 9.5, look, ring=ring))
        for row, said in enumerate([bold, *map(words, lines[1:])]):
            drawn.append(element("text", said, x=52, y=y + 18 * row, font_size=14, fill=INK))
        y += 18 * len(lines) + 7
    y += 3
    notes = wrapped(f"Rule: {scene.law}." if scene.law else "", WIDTH - 72, 13)
    if scene.moved is not None:
        drawn.append(disc(32, y - 5, 6.5, EMPTY_SEAT))
        lines = wrapped(_small_disc(scene.moved), WIDTH - 72, 13)
        drawn += [element("text", words(line), x=52, y=y + 17 * row, font_size=13, fill=INK)
                  for row, line in enumerate(lines)]  # fmt: skip
        y += 17 * len(lines) + 6
    if scene.votes is not None:
        drawn.append(disc(32, y - 5, 6.5, attrs.evolve(EMPTY_SEAT, fill=PAPER), ring=True))
        notes = ["Thick ring: permanent member.", *notes]
    for row, line in enumerate(notes):
        drawn.append(element("text", words(line), x=52, y=y + 17 * row, font_size=13, fill=MUTED))
    return drawn, y + 17 * len(notes) + 2


def _small_disc(moved: Moved) -> str:
    number = len(moved.votes)
    if not number:
        return f"All {moved.among} voted the same on {moved.names[0]}."
    return f"Small disc: the other vote on {moved.names[0]}, cast by {number} of {moved.among} members."


def _groups(scene: Scene) -> list[tuple[Look, bool, str, tuple[State, ...]]]:
    council, votes = scene.council, scene.votes
    if votes is None:
        kinds = [(True, "permanent", council.permanent), (False, "elected", council.elected)]
        return [(EMPTY_SEAT, ring, f"{len(members)} {kind}", members) for ring, kind, members in kinds]
    cast = [(vote, tuple(member for member in council.members if votes[member] is vote)) for vote in Vote]
    return [
        (LOOKS[vote], False, f"{len(members)} {vote.phrase}", members)
        for vote, members in cast
        if members or vote in _ALWAYS
    ]


def _described(scene: Scene) -> str:
    """The picture in words: the sentence, who presides, and who is where."""
    presides = president_of(scene.council)
    listed = [f"{label}: {_listed(scene.council, members)}." for _, _, label, members in _groups(scene) if members]
    head = [f"{scene.council.short(presides)} presides." if presides else ""]
    seen = "The Security Council's horseshoe table"
    moved = str(scene.moved) if scene.moved else ""
    return " ".join(filter(None, [f"{seen}. {scene.sentence}", *head, *listed, moved]))


def _listed(council: Council, members: tuple[State, ...]) -> str:
    return ", ".join(map(council.short, members))


def _centred(text: str, x: float, y: float, size: float, *, bold: bool = False, fill: str = INK) -> str:
    weight = "bold" if bold else None
    return element("text", words(text), x=x, y=y, font_size=size, font_weight=weight, text_anchor="middle", fill=fill)
