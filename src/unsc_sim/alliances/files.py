"""Graphs of ties in and out: GraphML and GEXF for other programs, node-link JSON for the web."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from unsc_sim._files import read_whole, write_whole
from unsc_sim.errors import NotationError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

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
        FileError: when the place cannot be written to.
    """
    where = Path(path)
    kind = _format(where)
    if kind == "json":
        write_whole(where, json.dumps(nx.node_link_data(graph, edges="links"), ensure_ascii=False, indent=1) + "\n")
        return
    buffer = io.BytesIO()
    (nx.write_graphml if kind == "graphml" else nx.write_gexf)(graph, buffer)
    write_whole(where, buffer.getvalue().decode())


def read_graph(path: Path | str) -> nx.Graph:
    """Read a graph that `write_graph` wrote, or any GraphML, GEXF or node-link JSON.

    Raises:
        NotationError: when the ending is none of the three, or the file is too large or cannot be read.
    """
    where = Path(path)
    kind = _format(where)
    try:
        content = read_whole(where, MAX_BYTES)
    except OSError as error:
        raise NotationError(where.name, f"cannot be read ({error.strerror})", "a graph", "Check its name.") from error
    try:
        return nx.Graph(_READERS[kind](content))
    except (ValueError, KeyError, SyntaxError, nx.NetworkXError, TypeError, AttributeError, RecursionError) as error:
        raise NotationError(where.name, f"is not {kind}: {error}", "a graph", "Write it with write_graph.") from error


def _read_json(content: bytes) -> nx.Graph:
    return nx.node_link_graph(json.loads(content), edges="links")


def _read_xml(reader: Callable[[io.BytesIO], nx.Graph]) -> Callable[[bytes], nx.Graph]:
    def read(content: bytes) -> nx.Graph:
        if "<!DOCTYPE" in content.decode() or b"\0" in content:
            raise ValueError("it declares entities of its own, which are not read")
        return reader(io.BytesIO(content))

    return read


def _format(path: Path) -> str:
    ending = path.suffix.removeprefix(".").casefold()
    if ending in FORMATS:
        return ending
    raise NotationError(
        path.name, "has no ending we know", ".graphml, .gexf or .json", did_you_mean(ending, FORMATS, "")
    )


_READERS: dict[str, Any] = {
    "json": _read_json,
    "graphml": _read_xml(nx.read_graphml),
    "gexf": _read_xml(nx.read_gexf),
}
