"""Who hears of a grievance: staff that there is one, its person of every step."""

import datetime as dt

from sqlalchemy import literal

from models.accounts import account as accounts
from models.accounts import roles
from models.core.session import Session
from models.grievances import deadline, queue
from models.grievances.grievance import Grievance
from models.outbox import outbox
from models.outbox.message_type import HoldReason, Topic

# Staff hear of one person's once in this time, and once more of what can not wait.
TOLD_EVERY = dt.timedelta(hours=1)


async def notify_staff(session: Session, grievance: Grievance, now: dt.datetime) -> None:
    """Not again within an hour of the same person's, or a person could bury the office's chat."""
    urgent = deadline.is_urgent(grievance.kind)
    kinds, since = deadline.URGENT_DAYS if urgent else None, now - TOLD_EVERY
    # That it is not over is told each time: that can be said three times in all.
    if grievance.step == 0 and await queue.was_staff_notified(session, grievance, since, kinds):
        return
    for account in await roles.list_staff_of_county(session, grievance.county):
        row = outbox.new_row(
            Topic.GRIEVED, grievance.key(), now, account=account, round_=grievance.step
        )
        await outbox.plan_row(session, row)


async def notify_labourer(session: Session, grievance: Grievance, now: dt.datetime) -> None:
    """What was done, step by step."""
    account = await accounts.get_account_id_of_labourer(session, grievance.labourer_id)
    row = outbox.new_row(
        Topic.STEP,
        grievance.key(),
        now,
        account=account,
        labourer=grievance.labourer_id,
        round_=grievance.step,
        why=None if account else literal(HoldReason.NO_ACCOUNT.value),
    )
    await outbox.plan_row(session, row)
