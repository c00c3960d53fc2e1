"""The public face: sorted, documented with a sentence, an example and the errors it raises."""

from __future__ import annotations

import inspect

import pytest

import unsc_sim

CALLABLES = [name for name in unsc_sim.__all__ if callable(getattr(unsc_sim, name))]


def test_the_face_is_complete() -> None:
    assert len(unsc_sim.__all__) == len(set(unsc_sim.__all__))
    assert set(unsc_sim.__all__) <= set(dir(unsc_sim))
    assert all(hasattr(unsc_sim, name) for name in unsc_sim.__all__)


@pytest.mark.parametrize("name", CALLABLES)
def test_every_public_name_has_a_first_sentence_and_an_example(name: str) -> None:
    public = getattr(unsc_sim, name)
    doc = inspect.getdoc(public) or ""

    assert doc.split("\n")[0].endswith((".", ".)")), f"{name}: the first line is no sentence"
    if not (inspect.isclass(public) and issubclass(public, BaseException)):
        assert ">>>" in doc, f"{name}: no example"


def test_an_unknown_name_says_so() -> None:
    with pytest.raises(AttributeError, match="no attribute 'narnia'"):
        _ = unsc_sim.narnia
