"""Tables of roll calls, in and out: our own layout, the UN Digital Library's file, any CSV, any data frame."""

from __future__ import annotations

from unsc_sim.records.findings import Fault, Finding, Report, Written
from unsc_sim.records.layouts import DIGITAL_LIBRARY, ROLLCALLS, Layout
from unsc_sim.records.reading import check, read_rollcalls

__all__ = ["DIGITAL_LIBRARY", "ROLLCALLS", "Fault", "Finding", "Layout", "Report", "Written", "check", "read_rollcalls"]
