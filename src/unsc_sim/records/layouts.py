"""Which column of a table says what: two layouts we know, and any other by naming its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import attrs

from unsc_sim.errors import RecordError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["DIGITAL_LIBRARY", "ROLLCALLS", "Layout"]


def _names(columns: Iterable[str] | str) -> tuple[str, ...]:
    return (columns,) if isinstance(columns, str) else tuple(columns)


@attrs.frozen(kw_only=True)
class Layout:
    """The names of a table's columns; "" (or none) where it has no such column.

    A table holds either one row per vote, with the members' names listed under `yes`, `no`, `abstain`,
    `not_participating` and `absent`, or one row per member and vote, with the member under `member`, what it did under
    `vote`, and the same `key` in all rows of one vote. `topics` may be several columns. `resolutions_only` says that
    the table holds adopted resolutions and nothing else. `date_format` is that of `datetime.strptime`; without it,
    dates are year-month-day.

    >>> layout = Layout(date="Day", yes="For", no="Against", abstain="Abstained")
    >>> layout.one_row_per_member, layout.columns
    (False, ('Day', 'For', 'Against', 'Abstained'))
    """

    date: str = "date"
    meeting: str = ""
    draft: str = ""
    resolution: str = ""
    title: str = ""
    topics: tuple[str, ...] = attrs.field(default=(), converter=_names)
    sponsors: str = ""
    matter: str = ""
    outcome: str = ""
    without_vote: str = ""
    notes: str = ""
    link: str = ""
    yes: str = ""
    no: str = ""
    abstain: str = ""
    not_participating: str = ""
    absent: str = ""
    key: str = ""
    member: str = ""
    member_name: str = ""
    permanent: str = ""
    vote: str = ""
    total_yes: str = ""
    total_no: str = ""
    total_abstain: str = ""
    total_not_participating: str = ""
    total_members: str = ""
    date_format: str = ""
    resolutions_only: bool = False

    def __attrs_post_init__(self) -> None:
        listed, single = bool(self.yes), bool(self.member and self.vote and self.key)
        if listed == single:
            raise RecordError(
                "This layout",
                "names both ways to hold votes" if listed else "does not say where the votes are",
                "either `yes` (with `no`, `abstain` …), or `member`, `vote` and `key`",
                "Name the columns of one way.",
            )

    @property
    def one_row_per_member(self) -> bool:
        """Whether a vote takes as many rows as the Council has members."""
        return bool(self.member)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column named, each once, in the order of the fields."""
        found = [column for about, column in self._pairs() if about]
        return tuple(dict.fromkeys(found))

    @classmethod
    def of(cls, names: Mapping[str, str]) -> Self:
        """A layout from a mapping of our names to a table's, as the command line gives it.

        >>> Layout.of({"date": "Day", "yes": "For"}).yes
        'For'

        Raises:
            RecordError: when a name is not one of ours.
        """
        known = [field.name for field in attrs.fields(cls) if field.name != "resolutions_only"]
        for name in names:
            if name not in known:
                hint = did_you_mean(name, known, "See Layout for the names.")
                raise RecordError(name, "is not something a column can say", "one of " + ", ".join(known), hint)
        return cls(**names)  # type: ignore[arg-type]

    @classmethod
    def recognised(cls, columns: Iterable[str], table: str) -> Layout:
        """The layout we know whose necessary columns a table has.

        Raises:
            RecordError: when it has neither's; its columns are listed.
        """
        have = set(columns)
        for layout, needed in _SIGNS:
            if needed <= have:
                return layout
        raise RecordError(
            table,
            f"has the columns {', '.join(sorted(have)) or '(none)'}, which are no layout we know",
            "the columns " + " or ".join(", ".join(sorted(needed)) for _, needed in _SIGNS),
            "Say which column holds what: date, yes, no, abstain …",
        )

    def demand(self, columns: Iterable[str], table: str) -> None:
        """Refuse a table without the columns named: of a layout that we know, those without which there are no votes.

        Raises:
            RecordError: when a column is lacking; near misses are suggested.
        """
        have = list(columns)
        needed = next((signs for layout, signs in _SIGNS if layout == self), self.columns)
        for column in sorted(needed):
            if column not in have:
                hint = did_you_mean(column, have, "Give a layout that names the table's own columns.")
                raise RecordError(table, f"has no column {column!r}", "one of " + ", ".join(map(repr, have)), hint)

    def _pairs(self) -> list[tuple[str, str]]:
        return [
            (field.name, column)
            for field in attrs.fields(type(self))
            if field.name not in _NO_COLUMNS
            for column in _names(getattr(self, field.name))
            if column
        ]


_NO_COLUMNS = frozenset(("date_format", "resolutions_only"))

ROLLCALLS = Layout(
    meeting="meeting", draft="draft", resolution="resolution", title="agenda", topics=("topic", "region"),
    sponsors="sponsors", outcome="outcome", without_vote="without_vote",
    yes="yes", no="no", abstain="abstain", not_participating="no_vote_recorded",
    absent="absent", matter="matter", notes="notes", link="source",
)  # fmt: skip
"""One row per vote, members by code: the layout of our own exports."""

DIGITAL_LIBRARY = Layout(
    key="undl_id", member="ms_code", member_name="ms_name", permanent="permanent_member", vote="ms_vote",
    resolution="resolution", draft="draft", meeting="meeting", title="description", topics=("agenda", "subjects"),
    notes="vote_note", without_vote="modality", total_yes="total_yes", total_no="total_no",
    total_abstain="total_abstentions", total_not_participating="total_non_voting", total_members="total_ms",
    link="undl_link", resolutions_only=True,
)  # fmt: skip
"""One row per member and vote: the Security Council voting data as the UN Digital Library publishes them.

Source: UN Security Council Voting Data, description and data dictionary, version 3 (21 July 2025).
"""

_SIGNS = (
    (DIGITAL_LIBRARY, frozenset(("undl_id", "ms_code", "ms_vote", "date"))),
    (ROLLCALLS, frozenset(("date", "yes", "no", "abstain"))),
)
