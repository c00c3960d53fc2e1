"""The Council table in a notebook: a button for every seat, the verdict and its reason (extra [notebook])."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from unsc_sim.chamber import LIMITS, CouncilTable, by_rule, by_votes, view
from unsc_sim.display._palette import LOOKS, MARKS
from unsc_sim.errors import UnscSimError
from unsc_sim.modifiers import modifiers
from unsc_sim.records.extras import bring
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from unsc_sim.chamber import Suggestion
    from unsc_sim.rollcall import RollCall

__all__ = ["TableWidget", "council_table"]

_AS_IT_IS = ("as the rule has it", "")
_COLUMNS = "repeat(auto-fill, minmax(19em, 1fr))"


class TableWidget:
    """A Council table that a notebook shows and a reader clicks; `table` is always what is on the screen.

    >>> shown = council_table("S/2016/846")
    >>> shown.click("RUS")
    >>> shown.table.outcome.adopted
    True

    Raises:
        MissingExtraError: when ipywidgets is not installed.
    """

    def __init__(self, table: CouncilTable) -> None:
        self._kit = bring("ipywidgets", "the extra [notebook]", "'unsc-sim[notebook]'")
        self.table = self._first = table
        self.seats: dict[str, Any] = {}
        self.verdict, self.why, self.refused = (self._kit.HTML() for _ in range(3))
        self.limit = self._kit.Dropdown(description="Veto", options=[_AS_IT_IS, *_limits()])
        self.limit.observe(self._limited, "value")
        self.back = self._button("Back to the start", lambda _: self.set(self._first))
        self.ways = self._kit.VBox()
        heading = self._kit.HTML("<strong>What would change it</strong>")
        columns = self._kit.Layout(grid_template_columns=_COLUMNS, grid_gap="2px")
        self.room = self._kit.GridBox(layout=columns)
        controls = self._kit.HBox([self.limit, self.back])
        self.box = self._kit.VBox([self.verdict, self.room, controls, self.refused, self.why, heading, self.ways])
        self.set(table)

    def set(self, table: CouncilTable) -> None:
        """Show another table in the place of this one."""
        self.table = table
        shown = view(table)
        self._seat(shown["seats"])
        sentence, label = escape(shown["verdict"]["sentence"]), escape(shown["label"])
        self.verdict.value = f'<p role="status"><small>{label}</small><br><strong>{sentence}</strong></p>'
        self.why.value = (
            "<ul>"
            + "".join(f"<li>{escape(line.removeprefix('- '))}</li>" for line in shown["verdict"]["explanation"])
            + "</ul>"
        )
        self.refused.value = ""
        self.back.disabled = table == self._first
        self.limit.value = table.law.limit
        found = [way for _, ways in by_votes(table) for way in ways] + list(by_rule(table))
        self.ways.children = tuple(map(self._way, found))

    def click(self, code: str) -> None:
        """Do what a click on the seat of the member with this code does.

        Raises:
            NotOnTheCouncilError, UnknownStateError: when no member is meant.
        """
        self.set(self.table.click(code))

    def _seat(self, seats: list[dict[str, Any]]) -> None:
        codes = [seat["code"] for seat in seats]
        if list(self.seats) != codes:
            self.seats = {code: self._button("", lambda _, code=code: self.click(code)) for code in codes}
            self.room.children = tuple(self.seats.values())
        for seat in seats:
            button, vote = self.seats[seat["code"]], Vote.parse(seat["vote"])
            star, veto = "*" if seat["permanent"] else "", ", veto" if seat["veto"] else ""
            button.description = f"{MARKS[vote]} {seat['name']}{star}: {seat['phrase']}{veto}"
            button.tooltip = seat["label"]
            button.style.button_color, button.style.text_color = LOOKS[vote].fill, LOOKS[vote].ink

    def _way(self, way: Suggestion) -> Any:
        words = f"{way.words[0].upper()}{way.words[1:]}: {way.result}"
        return self._button(words, lambda _: self.set(way.table))

    def _limited(self, change: dict[str, Any]) -> None:
        if change["new"] == self.table.law.limit:
            return
        try:
            self.set(self.table.under(limit=change["new"]))
        except UnscSimError as error:
            self.limit.value = self.table.law.limit
            self.refused.value = f'<p role="alert">{escape(str(error))}</p>'

    def _button(self, words: str, does: Any) -> Any:
        button = self._kit.Button(description=words, layout=self._kit.Layout(width="auto"))
        button.on_click(does)
        return button

    def _repr_mimebundle_(self, **more: Any) -> Any:
        return self.box._repr_mimebundle_(**more)


def council_table(start: RollCall | CouncilTable | str) -> TableWidget:
    """A vote to play with in a notebook: click a seat for its next vote; verdict, reason and ways to another follow.

    `start` is a roll call, a Council table, or the symbol or id of a recorded vote. What is on the screen is at hand as
    `.table`, for the next cell.

    >>> council_table("S/2016/847").seats["FRA"].description
    '✗ France*: against'

    Raises:
        MissingExtraError: when ipywidgets is not installed.
        UnknownCaseError: when the casebook has no such vote.
    """
    return TableWidget(start if isinstance(start, CouncilTable) else CouncilTable.of(start))


def _limits() -> list[tuple[str, str]]:
    titles = {one.id: one.title for one in modifiers()}
    return [(titles[name], name) for name in LIMITS]
