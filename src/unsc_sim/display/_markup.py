"""Markup by hand, but never by accident: every text is escaped, every character legal, every number short."""

from __future__ import annotations

import base64
import html
import re
import textwrap
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


def wrapped(text: str, width: float, size: float, *, lines: int = 99, even: bool = False) -> list[str]:
    """A text in lines that fit a width in pixels at a size of type, by the average width of a letter.

    `even` makes the lines about equally long, without making them more.

    >>> wrapped("the negative vote of a permanent member", 160, 10, even=True)
    ['the negative vote of', 'a permanent member']
    """
    wide = any(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    letters = max(8, int(width / (size * (1.0 if wide else 0.5))))
    found = textwrap.wrap(text, letters, max_lines=lines, placeholder=" …")
    while even and letters > 8 and len(textwrap.wrap(text, letters - 1)) == len(found):
        letters -= 1
    return textwrap.wrap(text, letters, max_lines=lines, placeholder=" …")


def data_uri(svg: str) -> str:
    """A picture as an address that holds it whole, so that nothing is fetched."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
