"""How the machine of a rule shows itself: its states as a grid, the steps between them, and one vote's way through."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from unsc_sim._sentences import capital
from unsc_sim.automaton import Automaton, compile_rule, kind_of, told_rows
from unsc_sim.decisions import RESULTS, Outcome, Reason, decide
from unsc_sim.display._law import voted
from unsc_sim.display._markup import element, words, wrapped
from unsc_sim.display._palette import INK, MUTED, PAPER
from unsc_sim.display._pen import MARGIN, WIDTH, headed, paragraph, rule, sheet, text
from unsc_sim.display._shown import Drawing, NotShownError, Showing, Shown, Table, shown

if TYPE_CHECKING:
    from unsc_sim.automaton import Counter, Counts
    from unsc_sim.rollcall import RollCall

MOST_ACROSS, MOST_DOWN = 18, 6
"""A machine with more states than this across or down is shown as a table alone."""
TALL = 62.0
LETTERS = {Reason.ADOPTED: "A", Reason.VETOED: "V", Reason.INSUFFICIENT_VOTES: "S"}
FILLS = {Reason.ADOPTED: "#9fd3f0", Reason.VETOED: "#f2b48a", Reason.INSUFFICIENT_VOTES: "#ffffff"}


@attrs.frozen
class Reading(Showing):
    """A rule's machine reading one roll call, member by member in the Council's order."""

    outcome: Outcome

    @property
    def machine(self) -> Automaton:
        """The machine of the rule that decided."""
        return compile_rule(self.outcome.rule, self.outcome.roll_call.council)

    @property
    def states(self) -> tuple[Counts, ...]:
        """The state before the first vote, and after each."""
        machine, votes = self.machine, self.outcome.roll_call
        found = [machine.start]
        for place, vote in enumerate(votes.votes[member] for member in votes.council.members):
            found.append(machine.after(found[-1], machine.gains(place)[kind_of(vote)]))
        return tuple(found)

    def __str__(self) -> str:
        moves = sum(one != other for one, other in pairwise(self.states))
        return (
            f"{self.outcome.roll_call.name}: the rule reads {len(self.states) - 1} votes, of which {moves} change its "
            f"state, and ends with {_told(self.machine, self.states[-1])}."
        )


def reading(vote: RollCall | Outcome) -> Reading:
    """How the machine of the rule reads a vote: from state to state, member by member.

    >>> from unsc_sim import roll_call
    >>> print(reading(roll_call("S/2016/846")))
    S/2016/846: the rule reads 15 votes, of which 10 change its state, and ends with votes in favour: 9 or more; \
negative votes of permanent members: 1 or more; vetoed.

    Raises:
        DateError: when no rule was in force that day.
        TooLargeError: when the machine would be too large.
    """
    return Reading(vote if isinstance(vote, Outcome) else decide(vote))


@shown.register(Automaton)
def _(machine: Automaton) -> Shown:
    sentence = _sentence(machine)
    drawings = (_grid(machine, (), "The rule as a machine", sentence),) if _fits(machine) else ()
    return Shown(sentence, paragraphs=(sentence,), points=_caps(machine), drawings=drawings, tables=(_states(machine),))


@shown.register(Reading)
def _(read: Reading) -> Shown:
    machine, votes, states = read.machine, read.outcome.roll_call, read.states
    heads = ("Member", "Vote", *(counter.name.capitalize() for counter in machine.counters), "Changes the state")
    steps = zip(votes.council.members, pairwise(states), strict=True)
    rows = tuple(
        (votes.council.short(one), voted(votes[one]), *_amounts(machine, after), "no" if before == after else "yes")
        for one, (before, after) in steps
    )
    title = f"How the rule reads {votes.name}"
    sentence = str(read)
    drawings = (_grid(machine, states, title, sentence),) if _fits(machine) else ()
    return Shown(
        sentence,
        paragraphs=(sentence, _sentence(machine)),
        drawings=drawings,
        tables=(Table(f"{votes.name}, vote by vote", heads, rows), _states(machine)),
    )


def _sentence(machine: Automaton) -> str:
    ends = [machine.reason(state) for state in machine.states]
    told = ", ".join(f"{ends.count(reason)} {RESULTS[reason]}" for reason in Reason if reason in ends)
    return (
        f"A machine of {len(ends)} states reads the votes of {len(machine.members)} members one by one, for the rule: "
        f"{machine.rule}. States by what a vote that ends there is: {told}."
    )


def _caps(machine: Automaton) -> tuple[str, ...]:
    return tuple(
        f"It counts {counter.name}, and stops counting at {counter.cap * counter.unit}." for counter in machine.counters
    )


def _states(machine: Automaton) -> Table:
    rows = told_rows(machine)
    heads = (*(counter.name.capitalize() for counter in machine.counters), "Result if the reading ends here")
    return Table("Every state of the machine", heads, rows)


def _amounts(machine: Automaton, state: Counts) -> list[str]:
    return [str(steps * counter.unit) for counter, steps in zip(machine.counters, state, strict=True)]


def _told(machine: Automaton, state: Counts) -> str:
    counts = [_count(counter, steps) for counter, steps in zip(machine.counters, state, strict=True)]
    return "; ".join([*counts, RESULTS[machine.reason(state)]])


def _count(counter: Counter, steps: int) -> str:
    more = " or more" if steps == counter.cap and sum(counter.gains) > counter.cap else ""
    return f"{counter.name}: {steps * counter.unit or 'none'}{more}"


def _fits(machine: Automaton) -> bool:
    caps = sorted(machine.caps, reverse=True)
    return len(caps) <= 2 and caps[0] < MOST_ACROSS and (len(caps) == 1 or caps[1] < MOST_DOWN)


@attrs.frozen
class Grid:
    """Where the states of a machine stand: the longer count across, the other downwards from `top`."""

    machine: Automaton
    top: float = 0.0

    @classmethod
    def of(cls, machine: Automaton) -> Grid:
        """The grid of a machine that fits one.

        Raises:
            NotShownError: when it keeps more than two counts, or has too many states to be seen.
        """
        if not _fits(machine):
            few = f"at most two counts, up to {MOST_ACROSS - 1} and {MOST_DOWN - 1}"
            raise NotShownError(
                f"a machine with {len(machine.states)} states", "has no picture", few, "Read its rows()."
            )
        return cls(machine)

    @property
    def steps(self) -> set[tuple[Counts, Counts]]:
        """The steps from one state to another that some member's vote takes."""
        found = set()
        for place, layer in enumerate(self.machine.layers()[:-1]):
            for one in layer:
                found |= {(one, self.machine.after(one, gains)) for gains in self.machine.gains(place)}
        return {(one, other) for one, other in found if one != other}

    @property
    def across(self) -> int:
        """Which counter runs across."""
        return max(range(len(self.machine.caps)), key=self.machine.caps.__getitem__)

    @property
    def step(self) -> float:
        """From one column to the next."""
        return (WIDTH - 2 * MARGIN) / (self.machine.caps[self.across] + 1)

    @property
    def size(self) -> tuple[float, float]:
        """Of one state."""
        return min(34.0, self.step * 0.76), 34.0

    def row(self, state: Counts) -> int:
        """How far down a state stands."""
        return sum(count for place, count in enumerate(state) if place != self.across)

    def at(self, state: Counts) -> tuple[float, float]:
        """The middle of a state."""
        return MARGIN + self.step * (state[self.across] + 0.5), self.top + TALL * (self.row(state) + 0.5) + 14


def _grid(machine: Automaton, way: tuple[Counts, ...], title: str, sentence: str) -> Drawing:
    parts, y = headed(title, f"The rule: {machine.rule}.")
    grid = Grid(machine, y + 20)
    horizontal = machine.counters[grid.across]
    parts.append(text(f"{horizontal.name} so far →", MARGIN, y + 10, size=12, fill=MUTED))
    walked = {(one, other) for one, other in pairwise(way) if one != other}
    parts += [_arrow(grid, *step, bold=step in walked) for step in sorted(grid.steps)]
    parts += [part for state in machine.states for part in _state(grid, state, way)]
    rows = max(map(grid.row, machine.states)) + 1
    parts += _row_names(grid, rows)
    y = grid.top + TALL * rows + (44 if rows > 1 else 26)
    legend, y = _legend(machine, y, walked=bool(way))
    desc = f"{title}. {sentence} {_walked(machine, way) if way else ' '.join(_caps(machine))}"
    return sheet([*parts, *legend], y, title, desc)


def _walked(machine: Automaton, way: tuple[Counts, ...]) -> str:
    states = [way[0], *(after for before, after in pairwise(way) if before != after)]
    return f"The way: {', then '.join(' / '.join(_amounts(machine, state)) for state in states)}."


def _arrow(grid: Grid, one: Counts, other: Counts, *, bold: bool) -> str:
    (x1, y1), (x2, y2) = grid.at(one), grid.at(other)
    wide, tall = grid.size
    if x2 > x1:
        x1, x2 = x1 + wide / 2, x2 - wide / 2 - 1
    if y2 > y1:
        y1, y2 = y1 + tall / 2, y2 - tall / 2 - 1
    flat = y1 == y2
    head = f"M{x2 - 4:.1f} {y2 - 3:.1f} L{x2:.1f} {y2:.1f} L{x2 - 4:.1f} {y2 + 3:.1f}" if flat else (
        f"M{x2 - 3:.1f} {y2 - 5:.1f} L{x2:.1f} {y2:.1f} L{x2 + 3:.1f} {y2 - 5:.1f}"
    )  # fmt: skip
    look = {"stroke": INK, "stroke_width": 3.0} if bold else {"stroke": MUTED, "stroke_width": 1.0}
    shaft = rule(x1, y1, x2, y2, **look)
    return shaft + element("path", d=head, fill="none", **look)


def _state(grid: Grid, state: Counts, way: tuple[Counts, ...]) -> list[str]:
    x, y = grid.at(state)
    wide, tall = grid.size
    reason, machine = grid.machine.reason(state), grid.machine
    last, passed = bool(way) and state == way[-1], state in way
    thick = 3.2 if last else (2.2 if passed else 1.0)
    name = element("title", words(_told(machine, state)))
    box = element("rect", x=x - wide / 2, y=y - tall / 2, width=wide, height=tall, rx=6, fill=FILLS[reason],
                  stroke=INK, stroke_width=thick,
                  stroke_dasharray="4 3" if reason is Reason.INSUFFICIENT_VOTES and not passed else None)  # fmt: skip
    again = [element("rect", x=x - wide / 2 - 4, y=y - tall / 2 - 4, width=wide + 8, height=tall + 8, rx=9, fill="none",
                     stroke=INK, stroke_width=1.6)] if last else []  # fmt: skip
    small = wide < 22
    count = text(state[grid.across] * machine.counters[grid.across].unit, x, y - 2, size=9 if small else 13,
                 anchor="middle", bold=passed)  # fmt: skip
    letter = text(LETTERS[reason], x, y + 12, size=9 if small else 11, anchor="middle", bold=True)
    return [element("g", name, box, *again, count, letter)]


def _row_names(grid: Grid, rows: int) -> list[str]:
    """What the rows below one another stand for."""
    others = [counter for place, counter in enumerate(grid.machine.counters) if place != grid.across]
    if not others:
        return []
    [counter] = others
    parts = []
    for row in range(rows):
        last = row and row == rows - 1
        y = grid.top + TALL * (row + 1) + 16 if last else grid.top + TALL * row + 8
        [line] = wrapped(capital(_count(counter, row)), WIDTH - 2 * MARGIN, 12, lines=1)
        if row and not last:
            parts.append(element("rect", x=MARGIN, y=y - 10, width=7 * len(line), height=13, fill=PAPER))
        parts.append(text(line, MARGIN, y, size=12))
    return parts


def _legend(machine: Automaton, y: float, *, walked: bool) -> tuple[list[str], float]:
    ends = {machine.reason(state) for state in machine.states}
    parts: list[str] = []
    for reason in (one for one in Reason if one in ends):
        dashes = "4 3" if reason is Reason.INSUFFICIENT_VOTES else None
        parts += [
            element("rect", x=MARGIN, y=y - 14, width=22, height=18, rx=4, fill=FILLS[reason], stroke=INK,
                    stroke_dasharray=dashes),
            text(LETTERS[reason], MARGIN + 11, y - 1, size=11, anchor="middle", bold=True),
            text(f"a vote that ends here is {RESULTS[reason]}", MARGIN + 32, y),
        ]  # fmt: skip
        y += 24
    return _notes(machine, parts, y, walked=walked)


def _notes(machine: Automaton, parts: list[str], y: float, *, walked: bool) -> tuple[list[str], float]:
    arrows = ["An arrow to the right", "an arrow downwards"][: len(machine.counters)]
    across = max(range(len(machine.caps)), key=machine.caps.__getitem__)
    order = sorted(range(len(machine.caps)), key=lambda place: place != across)
    named = [f"{arrow} counts {machine.counters[place].name}" for arrow, place in zip(arrows, order, strict=True)]
    said = f"{', '.join(named)}; a vote that counts for neither leaves the state as it is. {' '.join(_caps(machine))}"
    if walked:
        said = "Thick: the way this vote took; double frame: where it ended. " + said
    foot, y = paragraph(said, MARGIN, y + 2, size=12)
    return [*parts, *foot], y
