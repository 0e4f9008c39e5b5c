"""How things stand with the recipients of some rows of the outbox."""

import datetime as dt
from collections.abc import Iterable, Mapping

from sqlmodel import col, select

from models.accounts.account import Account
from models.accounts.drafts import Draft
from models.core.bulk_writes import padded, read_rows
from models.core.calendar import local_moment
from models.core.session import Session
from models.labourers import legal_ground, preferences
from models.labourers.labourer import Labourer
from models.labourers.legal_ground import Purpose
from models.notices import publication, sign_ups
from models.notices.notice import Notice
from models.outbox import outbox
from models.outbox.message_type import get_message_type
from models.outbox.recipients import GATHERED_FOR, RecipientState
from models.outbox.row import OutboxRow

# When a question that had to wait for a day may come.
ASKED_HOUR = dt.time(9)


async def load_recipient_states(
    session: Session, rows: list[OutboxRow], now: dt.datetime, zone: dt.tzinfo = dt.UTC
) -> Mapping[int, RecipientState]:
    """By the number of the row, from a few statements for all.

    A session that keeps what it reads then has what nearly every relevance check and renderer
    asks for.
    """
    accounts = await read_rows(session, Account, (row.account_id for row in rows))
    people = await read_rows(session, Labourer, (row.labourer_id for row in rows))
    notices = await read_rows(
        session, Notice, (row.about for row in rows if get_message_type(row).by_kind)
    )
    wishes = await preferences.get_preferences_of_many(
        session, people, {one.kind for one in notices.values()}
    )
    lately = await publication.list_recent_broadcasts(session, _capped(rows), now)
    answered = await _answered(session, accounts.values())
    await sign_ups.preload_sign_ups(
        session, [(r.about, r.labourer_id) for r in rows if r.labourer_id]
    )
    told = await outbox.list_last_told(session, _gathered(rows), now - GATHERED_FOR)
    asked = await _asked(session, rows, now, zone)
    found = {}
    for row in rows:
        account = accounts.get(row.account_id or 0)
        notice = notices.get(row.about) if get_message_type(row).by_kind else None
        person = people.get(row.labourer_id or 0)
        found[row.key()] = RecipientState(
            agreed=person is None or legal_ground.allows(person, Purpose.MESSAGES),
            blocked=account is not None and account.address.blocked_at is not None,
            answering=answered.get(account.draft_id or 0) if account else None,
            lately=lately.get(row.labourer_id or 0, ()),
            wish=wishes.get((row.labourer_id or 0, notice.kind)) if notice else None,
            told=told.get(row.account_id or 0),
            asked_until=asked.get(row.key()),
        )
    return found


def _capped(rows: list[OutboxRow]) -> list[int]:
    return [row.labourer_id for row in rows if row.labourer_id and get_message_type(row).capped]


def _gathered(rows: list[OutboxRow]) -> list[int]:
    """The accounts of rows that wait for others. What was refused with others waits for none."""
    gathered = [one for one in rows if get_message_type(one).gathered]
    return [row.account_id for row in gathered if row.account_id and not outbox.goes_alone(row)]


async def _asked(
    session: Session, rows: list[OutboxRow], now: dt.datetime, zone: dt.tzinfo
) -> dict[int, dt.datetime]:
    """Until when a row waits whose person was asked nearly the same today, by its number."""
    waiting = [row for row in rows if row.labourer_id and get_message_type(row).can_wait]
    today = now.astimezone(zone).date()
    since = local_moment(today, dt.time(), zone)
    people = [row.labourer_id for row in waiting if row.labourer_id]
    asked = await outbox.list_asked(session, people, since)
    tomorrow = local_moment(today + dt.timedelta(days=1), ASKED_HOUR, zone)
    return {
        row.key(): tomorrow
        for row in waiting
        if get_message_type(row).asks_about in asked.get(row.labourer_id or 0, ())
    }


async def _answered(session: Session, accounts: Iterable[Account]) -> dict[int, dt.datetime]:
    """When each form that somebody is in the middle of was last answered, by its number."""
    forms = [account.draft_id for account in accounts if account.draft_id is not None]
    query = select(Draft.id, Draft.answered_at, Draft.started_at).where(
        col(Draft.id).in_(padded(forms))
    )
    found = await session.exec(query) if forms else ()
    return {number: answered or started for number, answered, started in found if number}
