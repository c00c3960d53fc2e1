"""Every kind of act by its name, and acts made from a name and details, as files and shells give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import cattrs

from unsc_sim._caseschema import converter, fault
from unsc_sim.errors import RuleError, UnscSimError, did_you_mean
from unsc_sim.procedure import _business as business
from unsc_sim.procedure import _drafting as drafting
from unsc_sim.procedure import _motions as motions
from unsc_sim.procedure import _voting as voting
from unsc_sim.rollcall import read_votes
from unsc_sim.states import State, matching_states, state
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from unsc_sim.council import Council
    from unsc_sim.procedure._act import Act

__all__ = ["ACTS", "act_of", "act_written"]

_KINDS: tuple[type[Act], ...] = (
    voting.Put, voting.CastVotes, voting.DecideWithoutVote, voting.Object, motions.Rule, business.Resume,
    business.AskForTheFloor, business.Speak, business.Explain, business.Invite, business.CedeTheChair,
    drafting.Submit, drafting.Sponsor, drafting.Revise, drafting.Amend, drafting.Accept, drafting.Divide,
    drafting.OpposeDivision, drafting.Withdraw, drafting.TakeUp, motions.Move, motions.RaisePoint, motions.Challenge,
    motions.AskWhetherProcedural, voting.AgreeStatement, business.Close,
)  # fmt: skip
ACTS: dict[str, type[Act]] = {kind.name: kind for kind in _KINDS}
_MEMBERS = ("by", "seconded_by")
_VOTES = {vote.name.lower(): vote for vote in Vote}


def act_of(name: str, details: dict[str, Any], council: Council) -> Act:
    """The act of this name, with its details read: names of states, lists of votes, words for choices.

    Raises:
        RuleError: when there is no such act, or it has no such detail.
        UnscSimError: when a name or a vote cannot be read.
    """
    kind = ACTS.get(name.strip().casefold())
    if kind is None:
        raise RuleError(name, "is not an act of a meeting", "one of " + ", ".join(ACTS),
                        did_you_mean(name, ACTS, "See what is in order with in_order."))  # fmt: skip
    try:
        return converter().structure(_read(details, kind, council), kind)
    except cattrs.BaseValidationError as error:
        faults = "; ".join(cattrs.transform_error(error, format_exception=_fault))
        known = ", ".join(field.name for field in attrs.fields(kind))
        raise RuleError(name, f"cannot be done so: {faults}", f"the details {known}", "Mend it.") from error


def act_written(act: Act) -> dict[str, Any]:
    """An act as plain data, its name first; `act_of` reads it back."""
    return {"act": act.name, **converter().unstructure(act)}


def _fault(error: BaseException, of: type | None) -> str:
    return str(error) if isinstance(error, UnscSimError) else fault(error, of)


def _read(details: dict[str, Any], kind: type[Act], council: Council) -> dict[str, Any]:
    found = {name: value.strip() if isinstance(value, str) else value for name, value in details.items()
             if value is not None}  # fmt: skip
    for key in _MEMBERS:
        if key in found:
            found[key] = _state(found[key], council).code
    if "sponsors" in found:
        listed = found["sponsors"].split(",") if isinstance(found["sponsors"], str) else found["sponsors"]
        found["sponsors"] = [_state(one, council).code for one in listed]
    if kind is voting.CastVotes:
        found |= _votes(found, council)
    return {name: getattr(value, "value", value) for name, value in found.items()}


def _votes(found: dict[str, Any], council: Council) -> dict[str, Any]:
    named = read_votes(council, [(vote, found[key]) for key, vote in _VOTES.items() if key in found])
    listed = {key: [one.code for one in council.members if named.get(one) is vote] for key, vote in _VOTES.items()}
    return {key: codes for key, codes in listed.items() if key in found} | (
        {"default": Vote.parse(found["default"]).name.lower()} if found.get("default") else {}
    )


def _state(name: Any, council: Council) -> State:
    if isinstance(name, State):
        return name
    match [one for one in matching_states(str(name)) if one in council.members]:
        case [seated]:
            return seated
        case _:
            return state(str(name))
