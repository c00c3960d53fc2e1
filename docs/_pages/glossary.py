"""The glossary: each word, what it means here, and the official term in six languages where a text was read."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import attrs
import cattrs

from _pages.markdown import table
from unsc_sim._seeds import seeds_root

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = {"ar": "Arabic", "zh": "Chinese", "en": "English", "fr": "French", "ru": "Russian", "es": "Spanish"}
MARKS = {"official": "", "copy": " *(a copy)*", "press": " *(press or reference work only)*"}


@attrs.frozen
class Term:
    """A word: what it means, our name for it, and by language the official term, its source and its confidence."""

    id: str
    english: str
    means: str
    here: str
    official: dict[str, tuple[str, str, str]]


@attrs.frozen
class Glossary:
    """The words, and the texts in which they were read: title and address."""

    sources: dict[str, tuple[str, str]]
    terms: list[Term]


def glossary() -> Glossary:
    """What the file of the record holds."""
    text = (seeds_root() / "glossary.toml").read_text(encoding="utf-8")
    return cattrs.Converter(forbid_extra_keys=True).structure(tomllib.loads(text), Glossary)


def page() -> str:
    """A section for each word."""
    found = glossary()
    return "\n".join(_section(term, found) for term in sorted(found.terms, key=lambda term: term.english.casefold()))


def _section(term: Term, found: Glossary) -> str:
    said = f"## {term.english}\n\n{term.means} `{term.here}`\n"
    if not term.official:
        return f"{said}\nNo official text was read for this word in any of the six languages.\n"
    return f"{said}\n{table(['language', 'official term', 'read in'], _rows(term, found))}\n"


def _rows(term: Term, found: Glossary) -> Iterator[tuple[str, str, str]]:
    for code, language in LANGUAGES.items():
        if code not in term.official:
            yield language, "–", "no source read"
            continue
        word, source, confidence = term.official[code]
        title, address = found.sources[source]
        yield language, _in(code, word), f'<a href="{address}">{_in(code, title)}</a>{MARKS[confidence]}'


def _in(code: str, text: str) -> str:
    """A text marked with its language and, for Arabic, its direction."""
    direction = ' dir="rtl"' if code == "ar" else ""
    return f'<bdi lang="{code}"{direction}>{text}</bdi>'
