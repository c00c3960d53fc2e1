"""Markup by hand, but never by accident: every text is escaped, every character legal, every number short."""

from __future__ import annotations

import base64
import html
import re
import unicodedata

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def words(text: object) -> str:
    """A text made safe to stand between tags or in quotes; what XML forbids becomes the replacement character.

    >>> words('<b>"')
    '&lt;b&gt;&quot;'
    """
    return html.escape(_ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", str(text)))


def element(name: str, *inside: str, **attributes: object) -> str:
    """One element; `inside` is markup already, attributes are escaped, `font_size` becomes `font-size`.

    >>> element("g", element("circle", r=4.04), fill="none")
    '<g fill="none"><circle r="4"/></g>'
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{''.join(inside)}</{name}>" if inside else f"<{name}{given}/>"


def _value(value: object) -> str:
    return f"{round(value, 1):g}" if isinstance(value, int | float) else words(value)


_NARROW, _SLIM, _BROAD = frozenset("ijlI.,:;'|! ·"), frozenset("ftr()[]-/°"), frozenset("mwMW@%—…→←")


def measured(text: str, size: float, *, bold: bool = False) -> float:
    """How many pixels wide a text is at a size of type, in the widest of the usual faces without serifs.

    >>> measured("ill", 10) < measured("www", 10)
    True
    """
    return size * sum(map(_width, text)) * (1.1 if bold else 1.0)


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.33
    if letter in _SLIM:
        return 0.41
    if letter in _BROAD:
        return 1.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.7 if letter.isupper() else 0.62


def wrapped(
    text: str, width: float, size: float, *, lines: int = 99, even: bool = False, bold: bool = False
) -> list[str]:
    """A text in lines that fit a width in pixels at a size of type.

    `even` makes the lines about equally long, without making them more; what is beyond `lines` becomes an ellipsis.

    >>> wrapped("the negative vote of a permanent member", 160, 10, even=True)
    ['the negative vote of', 'a permanent member']
    """
    found = _filled(text, width, size, bold=bold)
    while even and len(found) > 1 and len(closer := _filled(text, width * 0.98, size, bold=bold)) == len(found):
        found, width = closer, width * 0.98
    if len(found) <= lines:
        return found
    last = found[lines - 1]
    while last and measured(f"{last} …", size, bold=bold) > width:
        last = last[:-1].rstrip()
    return [*found[: lines - 1], f"{last} …".strip()]


def _filled(text: str, width: float, size: float, *, bold: bool) -> list[str]:
    """As many words to a line as it holds; a word too long for one is cut."""
    lines: list[str] = []
    line = ""
    for word in (part for whole in text.split() for part in _cut(whole, width, size, bold=bold)):
        longer = f"{line} {word}" if line else word
        if line and measured(longer, size, bold=bold) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines


def _cut(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    parts, part = [], ""
    for letter in word:
        if part and measured(part + letter, size, bold=bold) > width:
            parts.append(part)
            part = ""
        part += letter
    return [*parts, part]


def data_uri(svg: str) -> str:
    """A picture as an address that holds it whole, so that nothing is fetched."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
