"""How it shows itself what a change of result would take: a row of votes for each way, and what other rules make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim._sentences import capital
from unsc_sim.changes import Changes, called, named
from unsc_sim.council import Council
from unsc_sim.decisions import RESULTS
from unsc_sim.display._markup import element, words
from unsc_sim.display._palette import EMPTY_SEAT, INK, LOOKS, MUTED, disc
from unsc_sim.display._pen import MARGIN, WIDTH, headed, paragraph, rule, sheet, text
from unsc_sim.display._shown import Drawing, Shown, Table, shown
from unsc_sim.display._whatif import comparison_table
from unsc_sim.paths import TOWARDS, Paths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unsc_sim.votes import Vote

MOST_WAYS, MOST_MEMBERS = 4, 30
"""So many ways to each result are drawn, of bodies of so many members; the table has more."""
ROW = 28.0


@attrs.frozen
class Ways:
    """The first ways to one result: what to write above them, and who would vote how in each."""

    heading: str
    changes: Changes

    @property
    def drawn(self) -> tuple[Mapping[Any, Vote], ...]:
        """The ways that the picture shows."""
        return tuple(way for way in self.changes.listed if way)[:MOST_WAYS]


@shown.register(Changes)
def _(changes: Changes) -> Shown:
    sentence = str(changes)
    ways = Ways(TOWARDS[changes.to], changes)
    tables = (_ways_table(changes, "ways"),) if ways.drawn else ()
    drawable = bool(ways.drawn) and changes.body is not None and len(changes.body.members) <= MOST_MEMBERS
    drawings = (_matrix(changes.body, (ways,), desc=f"{ways.heading}: {sentence}"),) if drawable else ()
    return Shown(sentence, paragraphs=(sentence,), drawings=drawings, tables=tables)


@shown.register(Paths)
def _(paths: Paths) -> Shown:
    sentence, points = str(paths).splitlines()[0], (*paths.by_votes, *paths.by_rules)
    votes, title = paths.outcome.roll_call, f"What would it take? {paths.outcome.roll_call.name}"
    every = ways_of(paths)
    rules = tuple((capital(named(one.changes)), RESULTS[one.outcome.reason]) for one in paths.rules.scenarios)
    as_it_was = f"As it was: {votes.tally}, {RESULTS[paths.outcome.reason]}"
    drawable = len(votes.council) <= MOST_MEMBERS
    desc = " ".join([sentence, *points])
    drawing = _matrix(votes.council, every, title=title, cast=votes.votes, as_it_was=as_it_was, rules=rules, desc=desc)
    return Shown(
        sentence,
        heading="What would it take?",
        paragraphs=(sentence,),
        points=points,
        drawings=(drawing,) if drawable else (),
        tables=(
            *(_ways_table(ways.changes, f"ways {_lower(ways.heading)}") for ways in every if ways.drawn),
            *([comparison_table(paths.rules, "The same votes under other rules")] if paths.rules.scenarios else []),
        ),
    )


def ways_of(paths: Paths) -> tuple[Ways, ...]:
    """The ways to every other result."""
    return tuple(Ways(TOWARDS[changes.to], changes) for changes in paths.changes)


def _ways_table(changes: Changes, what: str) -> Table:
    ways = [
        named(f"{called(member, changes.body)} {vote.phrase}" for member, vote in way.items())
        for way in changes.listed
        if way
    ]
    some = f"The first {len(ways)} of {changes.ways:,}" if len(ways) < changes.ways else "All"
    return Table(f"{some} {what}", ("Way", "Changed votes"), tuple((str(n), way) for n, way in enumerate(ways, 1)))


def _matrix(
    body: Any,
    every: Sequence[Ways],
    *,
    title: str = "What would it take?",
    cast: Mapping[Any, Vote] | None = None,
    as_it_was: str = "",
    rules: Sequence[tuple[str, str]] = (),
    desc: str,
) -> Drawing:
    """Members across; a row for the votes as cast and one for each way, where only votes that change are full."""
    parts, y = headed(title)
    cast = cast or {}
    columns = _Columns(body)
    y += 34 if columns.aslant else 10
    parts += columns.heads(y)
    y += 10
    if cast:
        parts += [text(as_it_was, MARGIN, y + 16, bold=True), *columns.row(cast, cast, y + 36)]
        y += 60
    for ways in every:
        more, y = _block(columns, ways, cast, y + 14)
        parts += more
    if rules:
        parts += [rule(MARGIN, y + 2, WIDTH - MARGIN, y + 2), text("The same votes under other rules", MARGIN, y + 24,
                                                                   bold=True)]  # fmt: skip
        y += 44
        for changed, result in rules:
            more, y = paragraph(f"{changed}: {result}", MARGIN + 12, y, fill=INK)
            parts += more
    stays = "; small mark: a vote that stays" if cast else ""
    note = f"* permanent member. Full disc: a vote that changes{stays}. Ringed: it changes in every way there is."
    foot, y = paragraph(note, MARGIN, y + 12, size=12)
    return sheet([*parts, *foot], y, title, desc)


def _block(columns: _Columns, ways: Ways, cast: Mapping[Any, Vote], y: float) -> tuple[list[str], float]:
    """One result: the sentence that says what it takes, and the first ways."""
    head = text(ways.heading, MARGIN, y, bold=True)
    parts, y = paragraph(str(ways.changes), MARGIN, y + 17, fill=INK)
    y += 6
    for way in ways.drawn:
        parts += columns.row(dict(cast) | dict(way), way, y + 6, always=ways.changes.always)
        y += ROW
    rest = ways.changes.ways - len(ways.drawn)
    if ways.drawn and rest:
        y += 4
        parts.append(text(f"and {rest:,} other {'way' if rest == 1 else 'ways'}", MARGIN, y + 6, size=12, fill=MUTED))
        y += 16
    return [head, *parts], y + 8


@attrs.frozen
class _Columns:
    """Where the members of a body stand, side by side."""

    body: Any

    @property
    def step(self) -> float:
        return (WIDTH - 2 * MARGIN) / len(self.body.members)

    @property
    def aslant(self) -> bool:
        """Whether the codes stand aslant, for want of room."""
        return self.step < 29

    @property
    def permanent(self) -> tuple[Any, ...]:
        return self.body.permanent if isinstance(self.body, Council) else ()

    def _x(self, place: int) -> float:
        return MARGIN + self.step * (place + 0.5)

    def heads(self, y: float) -> list[str]:
        """The members' codes, upright where they fit and aslant where they do not."""
        return [self._head(place, member, y) for place, member in enumerate(self.body.members)]

    def _head(self, place: int, member: Any, y: float) -> str:
        name = words(f"{_code(member)}{'*' if member in self.permanent else ''}")
        named = element("title", words(called(member, self.body)))
        slant = f"rotate(-60 {self._x(place):.1f} {y:.1f})" if self.aslant else None
        label = element("text", name, x=self._x(place), y=y, font_size=10.5, font_weight="bold", fill=INK,
                        text_anchor="start" if slant else "middle", transform=slant)  # fmt: skip
        return element("g", named, label)

    def row(self, votes: Mapping[Any, Vote], full: Mapping[Any, Vote], y: float, always: Sequence[Any] = ()
            ) -> list[str]:  # fmt: skip
        """One row of votes: those in `full` as discs, the rest as small marks."""
        radius = min(11.0, self.step * 0.42)
        drawn = []
        for place, member in enumerate(self.body.members):
            if member not in votes:
                continue
            changes = member in full
            ring = changes and member in always
            said = element("title", words(f"{called(member, self.body)}: {votes[member].phrase}"))
            look = LOOKS[votes[member]]
            size = radius * (0.8 if ring else 1) if changes else radius * 0.42
            seat = disc(self._x(place), y, size, look if changes else _faint(look), ring=ring)
            drawn.append(element("g", said, seat))
        return drawn


def _faint(look: Any) -> Any:
    return attrs.evolve(look, fill=EMPTY_SEAT.fill, ink=INK)


def _code(member: Any) -> str:
    code = str(getattr(member, "code", member))
    return code if len(code) <= 5 else f"{code[:4]}…"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
