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
    """Plan what has fallen due; gives how many of each."""
    return {
        "intakes": await reminders.plan_intake_reminders(session, now),
        "statuses": await monthly_status.plan_monthly_status(session, now, zone),
        "calls": await monthly_status.open_status_calls(session, now, zone),
        "confirmations": await confirmation.remind_silent(session, now),
        "checkins": await follow_up.open_due_check_ins(session, now, zone)
        + await follow_up.remind_unanswered(session, now),
        "overdue": await grievance_messages.plan_overdue(session, now, zone),
    }


async def plan_weekly_summaries(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
    """Judge every broker's placements, once a week; by itself, so that no reminder waits for it."""
    return {"weeks": await weekly_summary.plan_weekly_summary(session, now, zone)}


async def plan_ledger_weeks(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
    """Tell staff on Mondays what changed in the ledger; by itself for the same reason."""
    return {"ledger_weeks": await weekly_ledger.plan_ledger_weeks(session, now, zone)}
