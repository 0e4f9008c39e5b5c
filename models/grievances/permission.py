"""Who may act on a grievance: its person, and the staff of its county."""

from models.accounts.account import Account
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
    return None if is_own(grievance, actor.account) else NOT_YOURS


def is_own(grievance: Grievance, account: Account) -> bool:
    """Whether the account's person told it, before they had an entry or since."""
    if grievance.labourer_id is None:
        return grievance.teller_id is not None and grievance.teller_id == account.id
    return grievance.labourer_id == account.labourer_id


def may_tell(account: Account) -> bool:
    """Whether somebody agreed that what they tell of trouble is kept: that, or everything."""
    return account.consented_at is not None or account.trouble_consented_at is not None


def is_of_counties(grievance: Grievance, counties: tuple[str, ...]) -> bool:
    """Whether staff of these counties see it; of no county is one whose teller named no village."""
    return bool(counties) and (not grievance.county or grievance.county.startswith(counties))


def refuse_unless_staff(grievance: Grievance, actor: Actor) -> Refusal | None:
    """Refusal: not_yours."""
    return None if is_of_counties(grievance, actor.roles.counties()) else NOT_YOURS
