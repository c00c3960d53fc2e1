"""The gallery: every kind of picture, each with the lines that make it, as the library shows it."""

from __future__ import annotations

from typing import Any

import attrs

from unsc_sim import display


@attrs.frozen
class Piece:
    """One picture: what it is called, what it is for, and lines of Python whose last value is shown."""

    title: str
    said: str
    lines: str

    @property
    def value(self) -> Any:
        """What the lines make."""
        *before, last = self.lines.strip().splitlines()
        names: dict[str, Any] = {}
        exec("\n".join(["import unsc_sim as sc", *before]), names)  # noqa: S102 - our own lines, below
        return eval(last, names)  # noqa: S307 - the same


PIECES = (
    Piece("The chamber", "Who sat where, who presided, and how many votes a decision takes.",
          'sc.Council.on("2016-10-08")'),
    Piece("A vote", "Every vote, the count against the number required, and what became of it.",
          'sc.roll_call("S/2016/846")'),
    Piece("Rival drafts", "Two chambers, and what moved: the small discs are the votes on the first draft.",
          'sc.case("aleppo-2016")'),
    Piece("What if", "The vote as it was, and with the changes named.",
          'sc.what_if(sc.roll_call("S/2016/846")).without_veto().casting({"Russia": "abstain"})'),
    Piece("What would it take?", "The fewest changes to every other result, and the same votes under other rules.",
          'sc.what_would_it_take(sc.roll_call("S/2016/847"))'),
    Piece("A reform of a real vote", "What a proposal makes of votes that were cast, however its new members vote.",
          'sc.reforms.apply("g4-2005", sc.roll_call("S/2016/847"))'),
    Piece("The rule as a machine", "It reads the votes one by one and remembers two counts: twenty states decide.",
          'french = sc.roll_call("S/2016/846")\n'
          "from unsc_sim.automaton import compile_rule\ncompile_rule(french.rule, french.council)"),
    Piece("A vote's way through the machine", "From state to state, member by member, to the state that decides.",
          'sc.display.reading(sc.roll_call("S/2016/846"))'),
    Piece("Voting power", "A bar for each member, and every index in the table.",
          'council = sc.Council.on("2016-10-08")\n'
          'sc.power.profile(sc.rule_for("substantive", council.date), council)'),
    Piece("Voting power before and after a reform", "For each kind of member, and for the seats that are new.",
          'council = sc.Council.on("2016-10-08")\nplan = sc.reform("g4-2005")\nlarger = plan.council(council)\n'
          'before = sc.power.profile(sc.rule_for("substantive", council.date), council)\n'
          "after = sc.power.profile(plan.rule(larger), larger)\nsc.display.power_change(before, after)"),
    Piece("Ties", "Who stands near whom, in camps, with the bridges between them.",
          'sc.alliance_graph(sc.roll_calls(before="2016-10-08"), on="2016-10-08")'),
    Piece("A forecast", "The chance of every vote and of every result, the base rate beside it.",
          'sc.predict("S/2016/846")'),
    Piece("Reliability", "Whether what was given some chance came about as often.",
          'forecasters = {"from record": sc.forecast.FORECASTERS["from record"]}\n'
          'sc.display.reliability(sc.backtest(sc.roll_calls(before="2018-01-01"), forecasters, [2016, 2017]))'),
    Piece("The Council year by year", "Seats since 1946, and the casebook's votes and vetoes, which are no census.",
          'sc.display.century("India", "Ukraine")'),
)  # fmt: skip
"""Every kind of picture that the library makes."""


def page() -> str:
    """Every piece: its lines, then what they show."""
    return "\n".join(_told(piece) for piece in PIECES)


def _told(piece: Piece) -> str:
    part = display.to_html(piece.value).replace("\n", " ")
    return (
        f"## {piece.title}\n\n{piece.said}\n\n```python\n{piece.lines}\n```\n\n"
        f'```{{raw}} html\n<div class="gallery">{part}</div>\n```\n'
    )
