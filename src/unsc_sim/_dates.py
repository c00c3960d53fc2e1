"""Dates as people write them, in and out."""

from __future__ import annotations

from datetime import date, datetime

from unsc_sim.errors import DateError

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def as_date(value: date | str) -> date:
    """Read an ISO date, or pass a date through; of a moment, its day.

    >>> as_date("2016-10-08")
    datetime.date(2016, 10, 8)
    """
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(value.strip())
    except (ValueError, AttributeError):
        raise DateError(value, "is not a date", "year-month-day", "Write it like '2016-10-08'.") from None


def optional_date(text: str) -> date | None:
    """An ISO date, or None for an empty cell of the record."""
    return as_date(text) if text else None


def spoken_date(day: date) -> str:
    """A date as the record says it.

    >>> spoken_date(date(2016, 10, 8))
    '8 October 2016'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def within(day: date, start: date | None, end: date | None) -> bool:
    """Whether a day lies in a period whose open ends are None; both ends belong to it."""
    return (start is None or start <= day) and (end is None or day <= end)
