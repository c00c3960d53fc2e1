"""Graphs of ties in and out: GraphML and GEXF for other programs, node-link JSON for the web."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import networkx as nx

from unsc_sim.errors import NotationError, did_you_mean

__all__ = ["read_graph", "write_graph"]

MAX_BYTES = 20_000_000
"""A larger file is refused unread."""
FORMATS = ("graphml", "gexf", "json")


def write_graph(graph: nx.Graph, path: Path | str) -> None:
    """Write a graph as GraphML, GEXF or node-link JSON, by the ending of the file's name.

    >>> from tempfile import TemporaryDirectory
    >>> from unsc_sim.alliances import bloc_graph
    >>> small = bloc_graph("2016-10-08", states=["France", "Germany"])
    >>> with TemporaryDirectory() as folder:
    ...     write_graph(small, f"{folder}/ties.graphml")
    ...     read_graph(f"{folder}/ties.graphml")["DEU"]["FRA"]["blocs"]
    'EU;G7;NATO'

    Raises:
        NotationError: when the ending is none of the three.
    """
    where = Path(path)
    kind = _format(where)
    if kind == "json":
        where.write_text(
            json.dumps(nx.node_link_data(graph, edges="links"), ensure_ascii=False, indent=1) + "\n", "utf-8"
        )
        return
    buffer = io.BytesIO()
    (nx.write_graphml if kind == "graphml" else nx.write_gexf)(graph, buffer)
    where.write_bytes(buffer.getvalue())


def read_graph(path: Path | str) -> nx.Graph:
    """Read a graph that `write_graph` wrote, or any GraphML, GEXF or node-link JSON.

    Raises:
        NotationError: when the ending is none of the three, or the file is too large or cannot be read.
    """
    where = Path(path)
    kind = _format(where)
    if where.stat().st_size > MAX_BYTES:
        raise NotationError(where.name, "is too large", f"at most {MAX_BYTES:,} bytes", "Write fewer states.")
    readers: dict[str, Any] = {"json": _read_json, "graphml": nx.read_graphml, "gexf": nx.read_gexf}
    try:
        return nx.Graph(readers[kind](where))
    except (ValueError, KeyError, SyntaxError, nx.NetworkXError, TypeError, AttributeError) as error:
        raise NotationError(where.name, f"is not {kind}: {error}", "a graph", "Write it with write_graph.") from error


def _read_json(path: Path) -> nx.Graph:
    return nx.node_link_graph(json.loads(path.read_text("utf-8")), edges="links")


def _format(path: Path) -> str:
    ending = path.suffix.removeprefix(".").casefold()
    if ending in FORMATS:
        return ending
    raise NotationError(
        path.name, "has no ending we know", ".graphml, .gexf or .json", did_you_mean(ending, FORMATS, "")
    )
