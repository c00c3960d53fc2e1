"""Teaches Hypothesis our types when it starts; the strategies themselves are made when first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from unsc_sim.council import Council
from unsc_sim.documents import Symbol
from unsc_sim.rollcall import RollCall
from unsc_sim.states import State
from unsc_sim.votes import Tally

if TYPE_CHECKING:
    from collections.abc import Callable

_MAKERS = {Council: "councils", RollCall: "roll_calls", State: "states", Symbol: "symbols", Tally: "tallies"}


def register() -> None:
    """Let `hypothesis.strategies.from_type` know our types; Hypothesis calls this through the entry point.

    >>> from hypothesis import find
    >>> str(find(st.from_type(Tally), lambda tally: tally.yes > 8))
    '9-0-0'
    """
    for kind, maker in _MAKERS.items():
        st.register_type_strategy(kind, _made_by(maker))


def _made_by(maker: str) -> Callable[[type], st.SearchStrategy[Any]]:
    def make(_: type) -> st.SearchStrategy[Any]:
        strategy: st.SearchStrategy[Any] = getattr(import_module("unsc_sim.strategies"), maker)()
        return strategy

    return make
