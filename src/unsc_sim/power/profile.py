"""All indices of one game side by side: records for a data frame, a table to read, lengths for a bar picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim.changes import called
from unsc_sim.errors import RuleError, TooLargeError, did_you_mean
from unsc_sim.power.coalitions import deegan_packel, holler_packel, johnston
from unsc_sim.power.game import Game, as_game
from unsc_sim.power.indices import (
    banzhaf,
    coleman_collective,
    coleman_initiate,
    coleman_prevent,
    rae,
    satisfaction,
    shapley_shubik,
)
from unsc_sim.states import MemberMapping

if TYPE_CHECKING:
    from unsc_sim.rules import Body, Rule

__all__ = ["PowerProfile", "compare", "profile"]

Powers = MemberMapping[Any, Fraction]
SHOWN = {
    "shapley_shubik": "Shapley-Shubik",
    "banzhaf": "Banzhaf, absolute",
    "banzhaf_normalised": "Banzhaf, normalised",
    "coleman_prevent": "prevent",
    "coleman_initiate": "initiate",
    "rae": "Rae",
    "satisfaction": "satisfaction",
    "deegan_packel": "Deegan-Packel",
    "holler_packel": "Holler-Packel",
    "johnston": "Johnston",
}
"""What a reader is shown for the name of each index."""


@attrs.frozen
class PowerProfile:
    """The voting power of every member of a game, by every index that can be computed.

    `collective` is Coleman's power to act: the chance that a proposal passes. `indices` maps the name of an index to
    its values by member, exact. `notes` say what was left out and why.
    """

    game: Game
    abstention: bool
    collective: Fraction
    indices: Mapping[str, Powers]
    notes: tuple[str, ...] = ()

    def records(self) -> list[dict[str, Any]]:
        """One record per member: its name and every index as a `Fraction`.

        >>> from unsc_sim.power import weighted
        >>> profile(weighted({"Ann": 3, "Bo": 2, "Cy": 2}, 5)).records()[0]["shapley_shubik"]
        Fraction(2, 3)
        """
        return [
            {"member": called(member, self.game.body)} | {name: values[member] for name, values in self.indices.items()}
            for member in self.game.members
        ]

    def rows(self) -> tuple[dict[str, str], ...]:
        """The same for reading: members of equal power together, six decimals.

        >>> from unsc_sim.power import weighted
        >>> [row["members"] for row in profile(weighted({"Ann": 3, "Bo": 2, "Cy": 2}, 5)).rows()]
        ['Ann', 'Bo, Cy']
        """
        alike: dict[tuple[Fraction, ...], list[str]] = {}
        for member in self.game.members:
            alike.setdefault(tuple(values[member] for values in self.indices.values()), []).append(
                called(member, self.game.body)
            )
        return tuple(
            {"members": ", ".join(members)}
            | {SHOWN[name]: f"{float(value):.6f}" for name, value in zip(self.indices, values, strict=True)}
            for values, members in sorted(alike.items(), key=lambda item: -item[0][0])
        )

    def bars(self, index: str = "shapley_shubik") -> tuple[dict[str, Any], ...]:
        """Lengths for a bar picture of one index, longest first: member, value, and length from 0 to 1.

        >>> from unsc_sim.power import weighted
        >>> profile(weighted({"Ann": 3, "Bo": 2, "Cy": 2}, 5)).bars()[1]
        {'member': 'Bo', 'value': Fraction(1, 6), 'length': 0.25}

        Raises:
            RuleError: when the profile has no such index; near misses are suggested.
        """
        if index not in self.indices:
            known = ", ".join(self.indices)
            raise RuleError(index, "is not an index of this profile", known, did_you_mean(index, self.indices, ""))
        values = self.indices[index]
        longest = max(values.values())
        return tuple(
            {"member": called(member, self.game.body), "value": value, "length": float(value / longest)}
            for member, value in sorted(values.items(), key=lambda item: -item[1])
        )

    def __str__(self) -> str:
        votes = "in favour, against or abstaining" if self.abstention else "in favour or against"
        head = f"{self.game.rule}: {len(self.game.members)} members voting {votes}; "
        head += f"{float(self.collective):.4%} of all ways to vote pass."
        lines = []
        for row in self.rows():
            lines.append(_shortened(row["members"]))
            lines += [f"  {name:<20} {value}" for name, value in row.items() if name != "members"]
        return "\n".join([head, *lines, *self.notes])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from unsc_sim import display  # noqa: PLC0415 - the one upward glance

        return display.mimebundle(self)


def profile(rule: Rule | Game, body: Body | None = None, *, abstention: bool = False) -> PowerProfile:
    """Compute every index of a game, with or without abstention.

    Indices that look at coalitions one by one are left out of the profile of a large body; its notes say so.

    >>> from unsc_sim import Council, rule_for
    >>> power = profile(rule_for("substantive", "2016-10-08"), Council.on("2016-10-08"))
    >>> power.collective, power.indices["johnston"]["Russia"]
    (Fraction(53, 2048), Fraction(283, 1590))

    Raises:
        RuleError: when the game is decided beforehand.
        TooLargeError: when no exact way is cheap enough; the message has the estimate.
    """
    game = as_game(rule, body)
    indices = {name: index(game) for name, index in _always(abstention=abstention).items()}
    notes: list[str] = []
    if not abstention:
        try:
            indices |= {index.__name__: index(game) for index in (deegan_packel, holler_packel, johnston)}
        except TooLargeError as error:
            notes.append(f"Without the Deegan-Packel, Holler-Packel and Johnston indices: {error}")
    return PowerProfile(game, abstention, coleman_collective(game, abstention=abstention), indices, tuple(notes))


def compare(games: Mapping[str, Game], *, abstention: bool = False) -> list[dict[str, Any]]:
    """Set games side by side, such as the Council before and after a reform: one record for each kind of member.

    A record has the name of the `game`, its `members` of one kind and their `count`, the chance that a proposal
    `passes`, and one such member's `shapley_shubik` and `banzhaf_normalised`; kinds with the most power come first.

    >>> from unsc_sim.power import weighted
    >>> rows = compare({"two of three": weighted([1, 1, 1], 2), "all": weighted([1, 1, 1], 3)})
    >>> [(row["game"], row["count"], row["passes"]) for row in rows]
    [('two of three', 3, Fraction(1, 2)), ('all', 3, Fraction(1, 8))]

    Raises:
        TooLargeError: when no exact way is cheap enough; the message has the estimate.
    """
    return [row for name, game in games.items() for row in _compared(name, game, abstention=abstention)]


def _compared(name: str, game: Game, *, abstention: bool) -> list[dict[str, Any]]:
    passes = coleman_collective(game, abstention=abstention)
    pivotal = shapley_shubik(game, abstention=abstention)
    decisive = banzhaf(game, normalised=True, abstention=abstention)
    rows = []
    for kind in sorted(game.kinds, key=lambda kind: -pivotal[game.members[kind[0]]]):
        one = game.members[kind[0]]
        rows.append(
            {
                "game": name,
                "members": ", ".join(called(game.members[place], game.body) for place in kind),
                "count": len(kind),
                "passes": passes,
                "shapley_shubik": pivotal[one],
                "banzhaf_normalised": decisive[one],
            }
        )
    return rows


def _always(*, abstention: bool) -> dict[str, Callable[[Game], Powers]]:
    return {
        "shapley_shubik": partial(shapley_shubik, abstention=abstention),
        "banzhaf": partial(banzhaf, abstention=abstention),
        "banzhaf_normalised": partial(banzhaf, abstention=abstention, normalised=True),
        "coleman_prevent": partial(coleman_prevent, abstention=abstention),
        "coleman_initiate": partial(coleman_initiate, abstention=abstention),
        **({"satisfaction": partial(satisfaction, abstention=True)} if abstention else {"rae": rae}),
    }


def _shortened(members: str) -> str:
    return members if len(members) <= 100 else members[:97] + "…"
