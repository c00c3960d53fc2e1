"""Who votes: bodies of members in a fixed order, and the groups among them that a rule may name."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Protocol

import attrs

from unsc_sim.errors import RuleError
from unsc_sim.states import MemberMapping, find_member
from unsc_sim.votes import Vote

__all__ = ["ELECTED", "EVERYONE", "P5", "Assembly", "Body", "Group", "Member", "Votes"]

Member = Hashable
Votes = Mapping[Any, Vote]


def _optional_tuple(members: Iterable[Any] | None) -> tuple[Any, ...] | None:
    return None if members is None else tuple(members)


def _groups(groups: Mapping[str, Iterable[Any]]) -> MemberMapping[str, tuple[Any, ...]]:
    return MemberMapping({name: tuple(members) for name, members in groups.items()})


class Body(Protocol):
    """Anything that votes: members in a fixed order, some of them in named groups."""

    @property
    def members(self) -> tuple[Any, ...]:
        """All members, in the order in which results list them."""
        ...

    def group(self, name: str) -> tuple[Any, ...]:
        """The members of a named group; raises RuleError for a name the body does not know."""
        ...


@attrs.frozen
class Assembly:
    """A body of your own: any members, and groups among them by name.

    >>> board = Assembly(("Ann", "Bo", "Cy"), {"chairs": ("Ann",)})
    >>> board.group("chairs")
    ('Ann',)
    """

    members: tuple[Any, ...]
    groups: Mapping[str, tuple[Any, ...]] = attrs.field(
        factory=dict, converter=_groups, repr=lambda groups: repr(dict(groups))
    )

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "members", tuple(self.members))
        if tuple(dict.fromkeys(self.members)) != self.members:
            raise RuleError(self.members, "names a member twice", "each member once", "Take one out.")

    def group(self, name: str) -> tuple[Any, ...]:
        """The members of a named group.

        Raises:
            RuleError: when the body has no such group.
        """
        if name in self.groups:
            return tuple(self.groups[name])
        raise RuleError(
            name,
            "is not a group of this body",
            f"{' or '.join(sorted(self.groups)) or 'no group at all'}",
            "Name the group when you make the Assembly.",
        )


@attrs.frozen
class Group:
    """A part of a body: by the name the body knows it by, or by listing its members.

    >>> Group("members from Africa")
    Group('members from Africa')
    """

    name: str
    listed: tuple[Any, ...] | None = attrs.field(default=None, converter=_optional_tuple)

    def of(self, body: Body) -> tuple[Any, ...]:
        """The members of this group that sit in the body, in the body's order."""
        if self.name == "members" and self.listed is None:
            return body.members
        if self.listed is None:
            return body.group(self.name)
        listed = {find_member(one, body.members, "this body") for one in self.listed}
        return tuple(member for member in body.members if member in listed)

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"Group({self.name!r})" if self.listed is None else f"Group({self.name!r}, {self.listed!r})"


EVERYONE = Group("members")
"""All members of whatever body is asked."""
P5 = Group("permanent members")
"""Its permanent members: in the Council, the five that Article 23(1) of the Charter names."""
ELECTED = Group("elected members")
"""Its elected members: in the Council, six until 1965 and ten since."""
