"""Beyond the Council: Charter amendments, emergency sessions, and the debate that follows a veto."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from unsc_sim._dates import as_date
from unsc_sim.charter import Matter
from unsc_sim.decisions import Outcome, Reason, decide
from unsc_sim.elections._majorities import two_thirds
from unsc_sim.states import State, state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unsc_sim.council import Council
    from unsc_sim.rollcall import RollCall

__all__ = ["amendment_in_force", "calls_emergency_session", "review_conference", "veto_debate_deadline"]

VETO_DEBATES_SINCE = date(2022, 4, 26)
VETO_DEBATE_DAYS = 10
_WEEKEND = 5


def amendment_in_force(*, assembly_yes: int, members: int, ratified: Iterable[str | State], council: Council) -> bool:
    """Whether an amendment of the Charter is in force: two thirds of all Members adopt it, and as many ratify it.

    Every permanent member must be among those that ratify; how it voted in the Assembly plays no part.

    >>> from unsc_sim import Council
    >>> from unsc_sim.states import all_states
    >>> council, others = Council.on("1965-08-31"), [one for one in all_states() if one.code != "FRA"][:112]
    >>> amendment_in_force(assembly_yes=97, members=113, ratified=others, council=council)
    False

    Raises:
        UnknownStateError, AmbiguousStateError: when a name is not one State's.

    Source: Charter, Article 108; the amendment of 17 December 1963 was opposed in the Assembly by permanent members
    that ratified it later [unverified].
    """
    who = {state(one) for one in ratified}
    enough = two_thirds(members)
    return assembly_yes >= enough and len(who) >= enough and set(council.permanent) <= who


def review_conference(council: RollCall, *, assembly_yes: int, members: int) -> bool:
    """Whether a conference to review the Charter is called: two thirds of all Members, and any nine of the Council.

    No member of the Council can block it. (Seven until the amendment of 1968 [unverified].)

    >>> from unsc_sim import Council
    >>> votes = Council.on("2024-01-01").roll_call("Algeria, Ecuador", default="no")
    >>> review_conference(votes, assembly_yes=193, members=193)
    False

    Source: Charter, Article 109(1).
    """
    return assembly_yes >= two_thirds(members) and decide(council, matter=Matter.REVIEW_CONFERENCE).adopted


def calls_emergency_session(call: RollCall, after: Outcome) -> bool:
    """Whether a vote of the Council calls an emergency special session of the Assembly under resolution 377 A (V).

    The call is procedural: the required votes, no veto. It follows a failure to act for lack of the permanent
    members' unanimity, so `after` must be a veto; a draft that was short of votes opens no such way.

    >>> from unsc_sim import roll_call
    >>> calls_emergency_session(roll_call("S/RES/2623 (2022)"), decide(roll_call("S/2022/155")))
    True

    Source: General Assembly resolution 377 A (V); S/RES/2623 (2022), which recites the meeting of the veto.
    """
    return after.reason is Reason.VETOED and decide(call, matter=Matter.PROCEDURAL).adopted


def veto_debate_deadline(outcome: Outcome, *, holidays: Iterable[date | str] = ()) -> date | None:
    """The last day on which the General Assembly shall debate a veto: ten working days after it; None if no veto.

    `holidays` are the United Nations' holidays in New York, which change every year and are for you to give. The
    count starts on the day after the vote. No debate is due while an emergency special session sits on the question.

    >>> from unsc_sim import Council
    >>> veto = decide(Council.on("2022-05-26").roll_call(no="China, Russia", default="yes"))
    >>> veto_debate_deadline(veto, holidays=["2022-05-30"])
    datetime.date(2022, 6, 10)

    Raises:
        DateError: when a holiday is no date.

    Source: General Assembly resolution 76/262 of 26 April 2022; the first debate was held on 8 June 2022.
    """
    day = outcome.roll_call.date
    if outcome.reason is not Reason.VETOED or day < VETO_DEBATES_SINCE:
        return None
    free = {as_date(one) for one in holidays}
    working = 0
    while working < VETO_DEBATE_DAYS:
        day += timedelta(days=1)
        working += day.weekday() < _WEEKEND and day not in free
    return day
