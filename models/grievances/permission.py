"""Who may act on a grievance: its person, and the staff of its county."""

from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.grievances.grievance import Grievance
from models.labourers.labourer import Labourer

NOT_YOURS = Refusal("not_yours")


def refuse_unless_own_entry(labourer: Labourer, actor: Actor) -> Refusal | None:
    """A person tells what is wrong of themselves. Refusal: not_yours."""
    return None if actor.account.labourer_id == labourer.key() else NOT_YOURS


def refuse_unless_own(grievance: Grievance, actor: Actor) -> Refusal | None:
    """Refusal: not_yours."""
    return None if actor.account.labourer_id == grievance.labourer_id else NOT_YOURS


def refuse_unless_staff(grievance: Grievance, actor: Actor) -> Refusal | None:
    """Refusal: not_yours."""
    return None if grievance.county.startswith(actor.roles.counties()) else NOT_YOURS
