"""Showing: a sentence, an accessible picture and a table for each value, as text, HTML and SVG; standard library only.

A notebook asks by itself; scripts call `save_svg` or `to_html`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from unsc_sim._files import write_whole
from unsc_sim.display._chamber import president_of, seating
from unsc_sim.display._html import page_part
from unsc_sim.display._shown import Drawing, NotShownError, Shown, Table, shown
from unsc_sim.display._side_by_side import side_by_side

if TYPE_CHECKING:
    from pathlib import Path

    from unsc_sim.display._automaton import Reading, reading
    from unsc_sim.display._century import NOT_A_CENSUS, Century, century
    from unsc_sim.display._forecast import Together
    from unsc_sim.display._power import PowerChange, power_change
    from unsc_sim.display._reliability import Reliability, reliability

__all__ = [
    "NOT_A_CENSUS",
    "Century",
    "Drawing",
    "NotShownError",
    "PowerChange",
    "Reading",
    "Reliability",
    "Shown",
    "Table",
    "Together",
    "century",
    "chamber_svg",
    "mimebundle",
    "power_change",
    "president_of",
    "reading",
    "reliability",
    "save_svg",
    "seating",
    "shown",
    "to_html",
]

_LAZY = {
    "NOT_A_CENSUS": "_century",
    "Century": "_century",
    "century": "_century",
    "Reading": "_automaton",
    "reading": "_automaton",
    "Together": "_forecast",
    "PowerChange": "_power",
    "power_change": "_power",
    "Reliability": "_reliability",
    "reliability": "_reliability",
}
"""Pictures of rooms that are loaded when they are asked for."""


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(f"unsc_sim.display.{_LAZY[name]}"), name)
    raise AttributeError(f"module 'unsc_sim.display' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


def mimebundle(value: object) -> dict[str, str]:
    """What a notebook shows for a value: a sentence, a part of a page, and the picture where there is one.

    >>> from unsc_sim import roll_call
    >>> sorted(mimebundle(roll_call("S/2016/846")))
    ['image/svg+xml', 'text/html', 'text/plain']

    Raises:
        NotShownError: when there is no picture of such a value.
    """
    what = shown(value)
    bundle = {"text/plain": what.sentence, "text/html": page_part(what)}
    return bundle | ({"image/svg+xml": side_by_side(what.drawings, what.heading).svg} if what.drawings else {})


def to_html(value: object) -> str:
    """A value as a part of a page, picture and table included: no script, no style sheet, nothing fetched.

    >>> from unsc_sim import Council
    >>> "<caption" in to_html(Council.on("2016-10-08"))
    True

    Raises:
        NotShownError: when there is no picture of such a value.
    """
    return page_part(shown(value))


def chamber_svg(value: object) -> str:
    """The picture of a value as an SVG document; for Councils, roll calls, outcomes and cases, the horseshoe chamber.

    The President sits at the head, the others in alphabetical order around the table; a vote shows by colour and by
    mark, a permanent member by a thick ring. Its title and description say the same in words.

    >>> from unsc_sim import roll_call
    >>> "11 in favour, 2 against, 2 abstaining: not adopted" in chamber_svg(roll_call("S/2016/846"))
    True

    Raises:
        NotShownError: when there is no picture of such a value, as of a case whose positions are not recorded.
    """
    what = shown(value)
    if not what.drawings:
        raise NotShownError(
            what.heading or what.sentence, "has no picture", "recorded positions", "Read what is known in its text."
        )
    return side_by_side(what.drawings, what.heading).svg


def save_svg(value: object, path: Path | str) -> Path:
    """Write the picture of a value to a file, whole or not at all, and say where.

    >>> from tempfile import TemporaryDirectory
    >>> from unsc_sim import Council
    >>> with TemporaryDirectory() as folder:
    ...     save_svg(Council.on("2016-10-08"), folder + "/chamber.svg").name
    'chamber.svg'

    Raises:
        NotShownError: when there is no picture of such a value.
        FileError: when the file cannot be written.
    """
    return write_whole(path, chamber_svg(value) + "\n")
