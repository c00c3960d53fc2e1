"""What is shown of a value: one sentence, pictures, tables; each room says it for its own values.

A room adds its values in a module of this package: it registers a function with `shown`, and names the module in
`_SHOWN_IN`, so that nothing is loaded before a value of that room is there to be shown.
"""

from __future__ import annotations

from functools import singledispatch
from importlib import import_module

import attrs

from unsc_sim.display._markup import element, words
from unsc_sim.errors import UnscSimError

_SHOWN_IN = {
    "unsc_sim.council": "_law",
    "unsc_sim.rollcall": "_law",
    "unsc_sim.decisions": "_law",
    "unsc_sim.casefile": "_record",
    "unsc_sim.changes": "_paths",
    "unsc_sim.whatif": "_whatif",
    "unsc_sim.comparisons": "_whatif",
    "unsc_sim.paths": "_paths",
    "unsc_sim.reforms": "_whatif",
    "unsc_sim.power.profile": "_power",
    "unsc_sim.forecast.result": "_forecast",
    "unsc_sim.forecast.backtesting": "_reliability",
    "unsc_sim.automaton": "_automaton",
    "networkx.classes.graph": "_ties",
}
"""Where the values of a room are shown: the module of the class, and the module of this package that knows it."""


class NotShownError(UnscSimError, TypeError):
    """There is no picture of such a value."""


@attrs.frozen
class Drawing:
    """A picture: its size in pixels, what is drawn, its name, and the same facts in words.

    `title` and `desc` are plain text; `body` is markup.
    """

    width: float
    height: float
    body: str
    title: str
    desc: str

    def at(self, x: float, y: float) -> str:
        """The picture as an element of a larger one."""
        return self._element(x=x, y=y)

    @property
    def svg(self) -> str:
        """The picture as a document of its own."""
        return self._element(xmlns="http://www.w3.org/2000/svg", font_family="Helvetica, Arial, sans-serif")

    def _element(self, **more: object) -> str:
        named = element("title", words(self.title)), element("desc", words(self.desc))
        size = f"0 0 {self.width:g} {self.height:g}"
        return element("svg", *named, self.body, **more, role="img", width=self.width, height=self.height, viewBox=size)


@attrs.frozen
class Table:
    """A table: what it is of, its columns, and its rows of plain text, the first cell of each naming the row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Showing:
    """What a value of this room's own gets: it shows itself in a notebook."""

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        from unsc_sim.display import mimebundle  # noqa: PLC0415 - which is made of this module

        return mimebundle(self)


@attrs.frozen
class Shown(Showing):
    """Everything shown of a value: the sentence that stands for it, what is said beside, pictures and tables.

    `points` are short statements, shown as a list. In a notebook it shows itself, as a graph of ties does not.
    """

    sentence: str
    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    tables: tuple[Table, ...] = ()


@singledispatch
def shown(value: object) -> Shown:
    """What is shown of a value.

    Raises:
        NotShownError: when no room has said how to show it.
    """
    for kind in type(value).__mro__:
        knows = _SHOWN_IN.get(kind.__module__)
        if knows is not None:
            import_module(f"unsc_sim.display.{knows}")
            if shown.dispatch(type(value)) is not shown.dispatch(object):
                return shown(value)
    raise NotShownError(
        type(value).__name__, "has no picture", "a Council, a roll call, an outcome or a case", "Print it instead."
    )


@shown.register(Shown)
def _(value: Shown) -> Shown:
    return value
