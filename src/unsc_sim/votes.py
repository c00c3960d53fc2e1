"""One member's vote, and the count of all of them."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING, Self

import attrs

from unsc_sim.errors import NotationError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Tally", "Vote"]


class Vote(Enum):
    """What one member did when the draft was put to the vote: five meanings.

    Only `YES` ever counts towards a threshold and only `NO` can ever block; abstaining, not participating
    and being absent weigh alike, yet the record keeps them apart, and so do we.
    The value is the letter of the notation; Y, N and A are those of the UN Digital Library.

    >>> Vote.parse("abstain"), Vote.parse("N").phrase
    (Vote.ABSTAIN, 'against')

    Source: Charter, Article 27; practice on absence and non-participation (Repertoire, chapter IV).
    """

    YES = "Y"
    NO = "N"
    ABSTAIN = "A"
    NOT_PARTICIPATING = "X"
    ABSENT = "–"

    @property
    def phrase(self) -> str:
        """The words the President uses for it, such as "in favour"."""
        return _PHRASES[self]

    @classmethod
    def parse(cls, text: str | Vote) -> Vote:
        """Read a letter, a word or the President's phrase.

        Raises:
            NotationError: when the text is none of them.
        """
        if isinstance(text, Vote):
            return text
        stripped = str(text).strip()
        if stripped in _DASHES:
            return cls.ABSENT
        folded = stripped.casefold().replace("_", " ").replace("-", " ")
        if folded in _WORDS:
            return _WORDS[folded]
        hint = did_you_mean(folded, _WORDS, "Write yes, no, abstain, not participating or absent.")
        raise NotationError(text, "is not a vote", "one of Y, N, A, X, – or its word", hint)

    def __repr__(self) -> str:
        return f"Vote.{self.name}"


_DASHES = ("-", "–", "—")
_PHRASES = {
    Vote.YES: "in favour",
    Vote.NO: "against",
    Vote.ABSTAIN: "abstaining",
    Vote.NOT_PARTICIPATING: "not participating",
    Vote.ABSENT: "absent",
}
_WORDS = (
    {vote.value.casefold(): vote for vote in Vote}
    | {phrase: vote for vote, phrase in _PHRASES.items()}
    | {vote.name.casefold().replace("_", " "): vote for vote in Vote}
    | {"abstention": Vote.ABSTAIN, "abstained": Vote.ABSTAIN, "for": Vote.YES, "favour": Vote.YES}
)


@attrs.frozen
class Tally:
    """How many members voted which way, in the order the President announces it.

    Counts are numbers of members. `str` is the compact form of the record: in favour, against, abstaining.

    >>> tally = Tally(11, 2, 2)
    >>> str(tally), tally.spoken
    ('11-2-2', '11 in favour, 2 against, 2 abstaining')
    >>> Tally.parse("14-0-0 (1 not participating)") == Tally(14, 0, 0, not_participating=1)
    True

    Raises:
        NotationError: when a count is negative or no whole number.
    """

    yes: int
    no: int
    abstain: int
    not_participating: int = 0
    absent: int = 0

    def __attrs_post_init__(self) -> None:
        counts = attrs.astuple(self)
        if not all(isinstance(count, int) for count in counts) or min(counts) < 0:
            raise NotationError(counts, "is no count: a part is negative or no number", "numbers of members", "Count.")

    @classmethod
    def of(cls, votes: Iterable[Vote]) -> Self:
        """Count votes."""
        counts = Counter(votes)
        return cls(*(counts[vote] for vote in Vote))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the compact form back; `parse(str(tally)) == tally`.

        Raises:
            NotationError: when the text is not of that form.
        """
        main = _TALLY.fullmatch(text.strip())
        if main is None:
            raise NotationError(text, "is not a tally", "counts such as '11-2-2'", "Write for-against-abstaining.")
        yes, no, abstain, not_participating, absent, absent_alone = (int(part or 0) for part in main.groups())
        return cls(yes, no, abstain, not_participating, absent + absent_alone)

    @property
    def total(self) -> int:
        """How many members are counted, whatever they did."""
        return sum(attrs.astuple(self))

    @property
    def spoken(self) -> str:
        """The count in the President's order; what nobody did beyond the first three is left out."""
        counts = zip(Vote, attrs.astuple(self), strict=True)
        return ", ".join(f"{n} {v.phrase}" for v, n in counts if n or v in {Vote.YES, Vote.NO, Vote.ABSTAIN})

    def __str__(self) -> str:
        others = [(self.not_participating, "not participating"), (self.absent, "absent")]
        beside = ", ".join(f"{count} {phrase}" for count, phrase in others if count)
        return f"{self.yes}-{self.no}-{self.abstain}" + (f" ({beside})" if beside else "")


_TALLY = re.compile(
    r"(\d{1,4})\s*[-–]\s*(\d{1,4})\s*[-–]\s*(\d{1,4})"
    r"(?:\s*\((?:(\d{1,4}) not participating(?:, (\d{1,4}) absent)?|(\d{1,4}) absent)\))?",
)
