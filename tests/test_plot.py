"""Plots with matplotlib say what `display` says, on the axes they are given; without it, one line names the extra."""

from __future__ import annotations

import subprocess
import sys

import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure

import unsc_sim as sc
from unsc_sim import display, plot
from unsc_sim.display._reliability import Reliability
from unsc_sim.forecast.scores import Bin
from unsc_sim.power import profile

FRENCH, RUSSIAN = sc.case("aleppo-2016").roll_calls
POWER = profile(FRENCH.rule, FRENCH.council)
BINS = (Bin(164, 0.06, 0.27), Bin(2, 0.84, 1.0))
DRAWN = {
    "chamber": lambda ax: plot.chamber(FRENCH, ax=ax),
    "Council": lambda ax: plot.chamber(FRENCH.council, ax=ax),
    "forecast": lambda ax: plot.forecast(sc.predict("S/2016/846"), ax=ax),
    "results": lambda ax: plot.results(sc.predict("S/2016/846"), ax=ax),
    "reliability": lambda ax: plot.reliability(Reliability("from record", BINS), ax=ax),
    "ties": lambda ax: plot.ties(sc.bloc_graph("2016-10-08"), ax=ax),
    "power": lambda ax: plot.power(POWER, ax=ax),
    "power before and after": lambda ax: plot.power(display.power_change(POWER, POWER), ax=ax),
    "century": lambda ax: plot.century(display.century("India"), ax=ax),
    "paths": lambda ax: plot.paths(sc.what_would_it_take(RUSSIAN), ax=ax),
    "automaton": lambda ax: plot.automaton(display.reading(FRENCH), ax=ax),
}


def texts(ax) -> str:
    return " ".join(text.get_text() for text in ax.texts)


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_a_plot_draws_on_the_axes_given_and_returns_them(draw, tmp_path) -> None:
    figure = Figure(figsize=(7, 6))
    left, right = figure.subplots(1, 2)

    assert right is draw(right)
    assert right.get_title()
    assert right.has_data() or right.texts
    assert not left.has_data()
    figure.savefig(tmp_path / "figure.pdf")


def test_every_public_plot_is_drawn_here() -> None:
    assert set(plot.__all__) - {"power"} <= {name.split()[0] for name in DRAWN}


def test_without_axes_a_new_figure_is_made() -> None:
    first, second = plot.power(POWER), plot.power(POWER)
    assert first.figure is not second.figure
    for ax in (first, second):
        plt.close(ax.figure)


def test_bars_are_as_long_as_the_numbers_that_display_shows() -> None:
    ax = plot.power(POWER, Figure().subplots())
    assert [bar.get_width() for bar in ax.patches] == [float(bar["value"]) for bar in POWER.bars()]

    tested = plot.reliability(Reliability("x", BINS), Figure().subplots())
    points = next(line for line in tested.lines if line.get_marker() == "o")
    assert [list(map(float, points.get_xdata())), list(map(float, points.get_ydata()))] == [[0.06, 0.84], [0.27, 1.0]]


def test_columns_of_the_century_add_up_to_the_casebook() -> None:
    found = display.century()
    ax = plot.century(found, Figure().subplots())
    assert found.votes == round(sum(bar.get_height() for bar in ax.patches))


def test_parts_of_a_bar_differ_without_colour() -> None:
    ax = plot.forecast(sc.predict("S/2016/846"), Figure().subplots())
    assert 3 == len({bar.get_hatch() for bar in ax.patches})


def test_signs_of_ties_differ_by_dash() -> None:
    ax = plot.ties(sc.alliance_graph(sc.roll_calls(before="2016-10-08"), on="2016-10-08"), Figure().subplots())
    assert {("#0072B2", "-"), ("#D55E00", "--")} == {
        (line.get_color(), line.get_linestyle()) for line in ax.lines if line.get_alpha()
    }


def test_the_chamber_says_who_voted_how_by_mark_and_who_vetoed() -> None:
    ax = plot.chamber(FRENCH, Figure().subplots())
    told = texts(ax)
    assert (11, 2, 2) == (told.count("✓"), told.count("✗"), told.count("–"))
    assert 1 == told.count("veto")
    assert "9 needed" in told


def test_what_has_no_chamber_is_refused_by_name() -> None:
    with pytest.raises(display.NotShownError, match="'int' has no chamber"):
        plot.chamber(3, Figure().subplots())


def test_without_matplotlib_one_line_names_the_extra() -> None:
    code = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "import unsc_sim as sc\n"
        "try: sc.plot.chamber(sc.roll_call('S/2016/846'))\n"
        "except sc.UnscSimError as error: print(type(error).__name__, str(error))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert said.startswith("MissingExtraError")
    assert "pip install 'unsc-sim[plot]'" in said
    assert 1 == said.count("\n")


def test_plotting_is_loaded_only_when_asked_for() -> None:
    code = "import sys, unsc_sim.display; print('matplotlib' in sys.modules, 'unsc_sim.plot' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "False False" == said.strip()
