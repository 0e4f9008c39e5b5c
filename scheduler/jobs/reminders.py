"""Reminding by the clock: what is due to be asked, and asked again, and who is to be called."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.core.session import Session
from models.grievances import messages as grievance_messages
from models.labourers import monthly_status, weekly_ledger
from models.notices import reminders
from models.placements import confirmation, follow_up
from models.subsidies import weekly_summary


async def plan_reminders(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
    """Plan what has fallen due, of what is for everybody a piece; gives how many of each."""
    return {
        "intakes": await reminders.plan_intake_reminders(session, now),
        "confirmations": await confirmation.remind_silent(session, now),
        "checkins": await follow_up.open_due_check_ins(session, now, zone)
        + await follow_up.remind_unanswered(session, now),
        "overdue": await grievance_messages.plan_overdue(session, now, zone),
        **{name: await work(session, now, zone) or 0 for name, work in PIECES.items()},
    }


async def plan_ledger_weeks(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
    """Tell staff on Mondays what changed in the ledger; by itself, so that no reminder waits."""
    return {"ledger_weeks": await weekly_ledger.plan_ledger_weeks(session, now, zone)}


PIECES = {
    "statuses": monthly_status.ask_piece,
    "calls": monthly_status.open_calls_piece,
    "weeks": weekly_summary.sum_up_piece,
}


async def do_piece(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
    """The next piece of what is done for everybody; no counts where none is left."""
    for name, work in PIECES.items():
        done = await work(session, now, zone)
        if done is not None:
            return {name: done}
    return {}
