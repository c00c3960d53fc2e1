"""The other ways of deciding: the Court, the Secretary-General, membership, the Charter, and the election of the ten.

Where the Council votes, the rule is the one in the rule book; what is added here is the other half, and the order in
which the halves come.
"""

from __future__ import annotations

from unsc_sim.elections._majorities import majority, two_thirds
from unsc_sim.elections.beyond import (
    amendment_in_force,
    calls_emergency_session,
    review_conference,
    veto_debate_deadline,
)  # fmt: skip
from unsc_sim.elections.court import CourtElection, CourtMeeting, elect_judges
from unsc_sim.elections.recommendations import (
    Recommendation,
    StrawPoll,
    TwoStages,
    ballot_on_recommendation,
    straw_poll,
    two_stages,
)  # fmt: skip
from unsc_sim.elections.ten import Ballot, RegionalElection, Term, eligible, split_term, vacancies

__all__ = [
    "Ballot", "CourtElection", "CourtMeeting", "Recommendation", "RegionalElection", "StrawPoll", "Term", "TwoStages",
    "amendment_in_force", "ballot_on_recommendation", "calls_emergency_session", "elect_judges", "eligible",
    "majority", "review_conference", "split_term", "straw_poll", "two_stages", "two_thirds", "vacancies",
    "veto_debate_deadline",
]  # fmt: skip
