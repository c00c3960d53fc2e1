"""A whole page as values: sections of sentences, lists, tables and pictures; other modules write it as HTML or text.

Everything in it is plain text; what writes a page escapes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unsc_sim.display._shown import Drawing, Table

KINDS = ("", "card", "small", "sign", "slide", "sheet", "question")


@attrs.frozen
class Points:
    """A list of short statements; `numbered` where the order matters, `boxes` where one is to be ticked."""

    items: tuple[str, ...]
    numbered: bool = False
    boxes: bool = False


@attrs.frozen
class Commands:
    """Lines to type as they are, in a terminal."""

    lines: tuple[str, ...]


@attrs.frozen
class Facts:
    """Names and what they stand for, such as a seat and who holds it."""

    rows: tuple[tuple[str, str], ...]


@attrs.frozen
class Verdict:
    """The one sentence that matters, set apart from those around it."""

    text: str


@attrs.frozen
class Links:
    """Where to go on: the address, its name, and what is found there."""

    to: tuple[tuple[str, str, str], ...]


@attrs.frozen
class Section:
    """A heading and what stands under it; sections stand in sections, and their headings follow in order.

    `kind` says how it prints: a "card" is cut out, as is a "small" one, of which two stand side by side; a
    "sign" is held up; a "slide" fills a page, a "sheet" begins one; a "question" is never divided.
    """

    heading: str
    parts: tuple[Part, ...] = ()
    kind: str = attrs.field(default="", validator=attrs.validators.in_(KINDS))


Part: TypeAlias = "str | Points | Commands | Facts | Verdict | Links | Table | Drawing | Section"


@attrs.frozen
class Page:
    """One page: a short name for its file, its title, what it is for, and its sections.

    `contents` lists the sections at the top; `wide` prints it lengthwise, as slides are.
    """

    name: str
    title: str
    lead: str
    sections: tuple[Section, ...]
    contents: bool = False
    wide: bool = False

    def walk(self) -> Iterator[Part]:
        """Every part of the page, sections before what stands in them.

        >>> page = Page("vote", "A vote", "", (Section("Why", ("Nine are needed.",)),))
        >>> [part if isinstance(part, str) else part.heading for part in page.walk()]
        ['Why', 'Nine are needed.']
        """
        waiting: list[Part] = list(reversed(self.sections))
        while waiting:
            part = waiting.pop()
            yield part
            if isinstance(part, Section):
                waiting += reversed(part.parts)
