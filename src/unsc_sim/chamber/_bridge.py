"""One question about a Council table in, one answer out, both as JSON: all that a page needs to say to Python."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from unsc_sim.chamber import _view
from unsc_sim.chamber._fragment import LONGEST, read_fragment, write_fragment
from unsc_sim.chamber._table import CouncilTable
from unsc_sim.errors import NotationError, UnscSimError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["answer"]

Plain = dict[str, Any]
LARGEST = 4 * LONGEST


def answer(question: str) -> str:
    """Answer one question, as JSON; what cannot be answered comes back as `error`, in one line.

    A question has `ask` and, but for `open` and `catalogue`, the table as `fragment`. `open` takes `case` and `vote`,
    or `on`; `click` takes `seat`; `cast` takes `seat` and `vote`; `law` takes what is to change of `matter`, `reform`,
    `required` and `limit`; `catalogue` takes `first` and `number`. `table`, `ways`, `choices`, `forecast`, `toml`,
    `svg` and `reset` take nothing more.

    >>> json.loads(answer('{"ask": "click", "fragment": "v=1&on=2016-10-08", "seat": "RUS"}'))["verdict"]["short"]
    'not adopted, vetoed by Russian Federation'
    >>> json.loads(answer('{"ask": "table", "fragment": "v=2"}'))["error"]
    "'2' is not a version that this table reads; expected v=1. Open the table anew, or mend the address."
    """
    try:
        return json.dumps(_answered(_read(question)), ensure_ascii=False)
    except UnscSimError as error:
        return json.dumps({"error": str(error)}, ensure_ascii=False)


def _read(question: str) -> Plain:
    if len(question) > LARGEST:
        raise _unfit(question, "is too long", f"at most {LARGEST} characters")
    try:
        read = json.loads(question)
    except (ValueError, RecursionError) as error:
        raise _unfit(question, "is not JSON", "a question") from error
    if not isinstance(read, dict) or not all(isinstance(value, str | int | None) for value in read.values()):
        raise _unfit(question, "is not a question", "texts and numbers by name")
    return read


def _answered(question: Plain) -> Plain:
    asked = question.pop("ask", "")
    if asked == "catalogue":
        return _view.catalogue(_number(question, "first", 0), _number(question, "number", 20))
    if asked == "open":
        return _shown(_opened(question))
    table = read_fragment(_text(question, "fragment"))
    if asked in _MOVES:
        return _shown(_MOVES[asked](table, question))
    if asked in _TOLD:
        return _TOLD[asked](table)
    known = ["catalogue", "open", *_MOVES, *_TOLD]
    hint = did_you_mean(str(asked), known, "Ask one of these.")
    raise NotationError(asked, "is nothing that can be asked", "one of " + ", ".join(known), hint)


def _shown(table: CouncilTable) -> Plain:
    return {"fragment": write_fragment(table), **_view.view(table)}


def _opened(question: Plain) -> CouncilTable:
    if "on" in question:
        return CouncilTable.on(_text(question, "on"))
    case_id = _text(question, "case")
    return CouncilTable.of(_text(question, "vote") if "vote" in question else case_id, case_id=case_id)


def _ruled(table: CouncilTable, question: Plain) -> CouncilTable:
    changes = {key: question[key] for key in ("matter", "reform", "required", "limit") if key in question}
    for key in changes.keys() - {"required"}:
        _text(question, key)
    return table.under(**changes)


_MOVES: dict[str, Callable[[CouncilTable, Plain], CouncilTable]] = {
    "table": lambda table, _: table,
    "reset": lambda table, _: table.reset(),
    "click": lambda table, question: table.click(_text(question, "seat")),
    "cast": lambda table, question: table.casting({_text(question, "seat"): _text(question, "vote")}),
    "law": _ruled,
}
_TOLD: dict[str, Callable[[CouncilTable], Plain]] = {
    "ways": _view.ways,
    "choices": _view.choices,
    "forecast": _view.forecast,
    "toml": lambda table: {"toml": table.to_toml()},
    "svg": lambda table: {"svg": table.to_svg()},
}


def _text(question: Plain, key: str) -> str:
    value = question.get(key)
    if not isinstance(value, str):
        raise _unfit(value, f"is no text for {key!r}", "a text")
    return value


def _number(question: Plain, key: str, otherwise: int) -> int:
    value = question.get(key, otherwise)
    if type(value) is not int or value < 0:
        raise _unfit(value, f"is no number for {key!r}", "a whole number from 0 up")
    return value


def _unfit(given: object, problem: str, expected: str) -> NotationError:
    return NotationError(given, problem, expected, "Open the table anew.")
