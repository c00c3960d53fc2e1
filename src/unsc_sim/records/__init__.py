"""Tables of roll calls, in and out: our own layout, the UN Digital Library's file, any CSV, any data frame."""

from __future__ import annotations

from unsc_sim.records.fetching import DIGITAL_LIBRARY_PAGE, Fetched, fetch
from unsc_sim.records.findings import Fault, Finding, Report, Written
from unsc_sim.records.frames import read_frame, to_frame
from unsc_sim.records.layouts import DIGITAL_LIBRARY, ROLLCALLS, Layout
from unsc_sim.records.reading import check, read_rollcalls
from unsc_sim.records.writing import convert, to_rows, write_quarantine, write_report, write_rollcalls

__all__ = [
    "DIGITAL_LIBRARY",
    "DIGITAL_LIBRARY_PAGE",
    "ROLLCALLS",
    "Fault",
    "Fetched",
    "Finding",
    "Layout",
    "Report",
    "Written",
    "check",
    "convert",
    "fetch",
    "read_frame",
    "read_rollcalls",
    "to_frame",
    "to_rows",
    "write_quarantine",
    "write_report",
    "write_rollcalls",
]
