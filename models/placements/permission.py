"""Who may act on a placement: its labourer, its broker, and the staff of its county."""

from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.placements.placement import Placement, StatementChannel

NOT_YOURS = Refusal("not_yours")


def refuse_unless_labourer(placement: Placement, actor: Actor) -> Refusal | None:
    """Refusal: not_yours."""
    own = actor.account.labourer_id
    return None if own is not None and own == placement.labourer_id else NOT_YOURS


def refuse_unless_broker(placement: Placement, actor: Actor) -> Refusal | None:
    """The broker who reported it, in a county where they are broker still. Refusal: not_yours."""
    theirs = placement.broker_id == actor.id
    return None if theirs and placement.county in actor.roles.broker_counties() else NOT_YOURS


def refuse_unless_staff(placement: Placement, actor: Actor) -> Refusal | None:
    """Refusal: not_yours."""
    return None if placement.county.startswith(actor.roles.counties()) else NOT_YOURS


def refuse_unless_party(placement: Placement, actor: Actor) -> Refusal | None:
    """Its broker, or staff of its county. Refusal: not_yours."""
    return refuse_unless_broker(placement, actor) and refuse_unless_staff(placement, actor)


def refuse_unless_speaks_for_labourer(
    placement: Placement, actor: Actor, channel: StatementChannel
) -> Refusal | None:
    """The labourer alone from their own phone; staff write down a call or a paper.

    Refusal: not_yours.
    """
    if channel is StatementChannel.SELF:
        return refuse_unless_labourer(placement, actor)
    return refuse_unless_staff(placement, actor)
