"""A person's hold over what is kept about them: the whole of it, and its end."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, or_, true, update
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import account as accounts
from models import (
    audit,
    brokers,
    doubles,
    draft,
    evidence,
    grievances,
    ledger,
    notice_board,
    placements,
    preference,
    reminder,
    sign_up,
)
from models.account import CONSENT_VERSION, Account
from models.audit import Act
from models.call_list import Call
from models.draft import Draft
from models.labourer import Labourer, LedgerChange, NoticePreference
from models.notice import Notice
from models.one_time_code import OneTimeCode
from models.outbox import OutboxRow
from models.placement import Placement
from models.role import Role, Roles
from models.sign_up import SignUp
from models.topic import Topic
from models.vacancy import Interest, Vacancy

# Forms that are about the account's own person; a broker's drafts about others stay.
OWN_FORMS = (
    *("intake", "change", "claim", "broker", "grievance", "grievance more"),
    *("confirmation", "check-in"),
)
# What hangs on an entry, and goes with it.
HANGING = (Draft, LedgerChange, NoticePreference, OneTimeCode, SignUp, OutboxRow, Call, Interest)

# What goes with an account, and what stays but names it no more.
ITS_OWN = (Draft, OutboxRow)
NAMING: tuple[tuple[type[SQLModel], str], ...] = (
    (Notice, "writer_id"),
    (Placement, "broker_id"),
    (Vacancy, "writer_id"),
    (OneTimeCode, "issued_by"),
    (Role, "granted_by"),
)


async def export(session: AsyncSession, account: Account, now: datetime) -> dict[str, Any]:
    """Everything held about the person of this account, as JSON values."""
    labourer = await own_entry(session, account)
    applied = await brokers.application(session, account.key())
    audit.record(session, now, Act.EXPORTED, by=account.id, labourer=account.labourer_id)
    return {
        "account": accounts.as_export(account),
        "unfinished": [
            mine.answers
            for mine in await draft.unfinished(session, account)
            if mine.form in OWN_FORMS
        ],
        "entry": await ledger.entry(session, labourer) if labourer else None,
        "paused": await _paused(session, labourer) if labourer else {},
        "consent": _consent(labourer) if labourer else None,
        "history": await _history(session, labourer) if labourer else [],
        "sign_ups": await _sign_ups(session, labourer) if labourer else [],
        "calls": await _calls(session, labourer) if labourer else [],
        "placements": await _placements(session, labourer) if labourer else [],
        "files": await _files(session, labourer) if labourer else [],
        "work_liked": await _work_liked(session, labourer) if labourer else [],
        "grievances": await grievances.as_export(session, labourer.key()) if labourer else [],
        "messages": await _messages(session, account),
        "broker": applied.as_export() if applied else None,
    }


async def own_entry(session: AsyncSession, account: Account) -> Labourer | None:
    """The ledger entry of the account's own person."""
    return await session.get(Labourer, account.labourer_id) if account.labourer_id else None


def agreed_to_older(account: Account) -> bool:
    """Whether the account's person agreed, to words that are not the newest."""
    return account.consented_at is not None and account.consent_version != CONSENT_VERSION


async def agree_anew(session: AsyncSession, account: Account, now: datetime) -> None:
    """The account's person agrees to the newest words, for their own entry too."""
    accounts.consent(account, now)
    labourer = await own_entry(session, account)
    if labourer is not None:
        labourer.consented_at, labourer.consent_version = now, CONSENT_VERSION
    await session.flush()


async def erase(
    session: AsyncSession, account: Account, roles: Roles, now: datetime, zone: ZoneInfo
) -> None:
    """Withdraw consent: entry, history, drafts and account go; the trail keeps that it was done.

    The account of a broker or staff member stays, without the person's own entry.
    """
    labourer = await own_entry(session, account)
    account.labourer_id = account.draft_id = None
    account.consented_at = account.consent_version = None
    await session.flush()
    if labourer is not None:
        await erase_entry(session, labourer, now, zone, by=account.key())
    own = col(Draft.form).in_(OWN_FORMS) if roles else true()
    await session.exec(delete(Draft).where(col(Draft.account_id) == account.key(), own))
    if not roles:
        await close_account(session, account)
    await session.flush()


async def close_account(session: AsyncSession, account: Account) -> None:
    """Forget an account that has no role: what it did as a broker or as staff stays, unnamed.

    So does that it was suspended as a broker, under nothing but the index of the ID number.
    """
    account.draft_id = None
    await session.flush()
    for table in ITS_OWN:
        await session.exec(delete(table).where(col(table.account_id) == account.key()))
    for named, who in NAMING:
        its = update(named).where(col(getattr(named, who)) == account.key())
        await session.exec(its.values({who: None}))
    await brokers.forget(session, account.key())
    await evidence.forget_sender(session, account.key())
    await accounts.close(session, account)


async def erase_entry(
    session: AsyncSession, labourer: Labourer, now: datetime, zone: ZoneInfo, *, by: int
) -> None:
    """Remove an entry and all that hangs on it; its seats go to who waits for them."""
    key, home, where = labourer.key(), labourer.household_id, labourer.village_code
    theirs = select(Draft.id).where(Draft.labourer_id == key)
    open_now = col(Account.draft_id).in_(theirs)
    await session.exec(update(Account).where(open_now).values(draft_id=None))
    for notice in await sign_up.seats_of(session, key):
        await reminder.leave(session, notice, labourer, now, zone)
    await notice_board.forget_person(session, key)
    await draft.forget_person(session, key, labourer.name)
    await doubles.forget(session, labourer, now)
    await evidence.forget_person(session, key)
    await placements.forget_person(session, key)
    await grievances.forget_person(session, key)
    for table in HANGING:
        await session.exec(delete(table).where(col(table.labourer_id) == key))
    await session.delete(labourer)
    await session.flush()
    await ledger.close_empty_household(session, home)
    audit.record(session, now, Act.ERASED, by=by, labourer=key, village=where)


def _consent(labourer: Labourer) -> dict[str, Any]:
    return {
        "given": labourer.consented_at.isoformat(),
        "words": labourer.consent_version,
        "read_out_by_somebody": labourer.read_out_by is not None,
    }


async def _paused(session: AsyncSession, labourer: Labourer) -> dict[str, str]:
    wishes = await preference.of(session, labourer.key())
    return {kind: row.paused_until.isoformat() for kind, row in wishes.items() if row.paused_until}


async def _history(session: AsyncSession, labourer: Labourer) -> list[dict[str, Any]]:
    return [
        {
            "at": change.at.isoformat(),
            "by_account": change.account_id,
            "fact": change.fact,
            "from": change.before,
            "to": change.after,
        }
        for change in await ledger.history(session, labourer)
    ]


async def _sign_ups(session: AsyncSession, labourer: Labourer) -> list[dict[str, Any]]:
    query = select(SignUp).where(SignUp.labourer_id == labourer.id).order_by(col(SignUp.id))
    return [
        {
            "notice": mine.notice_id,
            "state": mine.state,
            "at": mine.asked_at.isoformat(),
            "came": mine.attended_at.isoformat() if mine.attended_at else None,
            "helped": mine.helped,
        }
        for mine in await session.exec(query)
    ]


async def _calls(session: AsyncSession, labourer: Labourer) -> list[dict[str, Any]]:
    query = select(Call).where(Call.labourer_id == labourer.id).order_by(col(Call.id))
    return [
        {"month": call.month, "tries": call.tries, "outcome": call.outcome}
        for call in await session.exec(query)
    ]


async def _placements(session: AsyncSession, labourer: Labourer) -> list[dict[str, Any]]:
    return [
        {
            "employer": employer.name,
            "post": placement.post,
            "state": placement.state,
            "reported": placement.reported,
            "you_said": placement.said,
            "you_said_before": placement.said_before,
            "left": placement.ended_on.isoformat() if placement.ended_on else None,
        }
        for placement, employer in await placements.of_labourer(session, labourer.key())
    ]


async def _files(session: AsyncSession, labourer: Labourer) -> list[dict[str, Any]]:
    return [
        {
            "shows": file.kind,
            "name": file.name,
            "bytes": file.size,
            "state": file.state,
            "added": file.added_at.isoformat(),
        }
        for file in await evidence.of_person(session, labourer.key())
    ]


async def _work_liked(session: AsyncSession, labourer: Labourer) -> list[dict[str, Any]]:
    query = select(Interest).where(Interest.labourer_id == labourer.id).order_by(col(Interest.id))
    return [{"vacancy": m.vacancy_id, "at": m.at.isoformat()} for m in await session.exec(query)]


async def _messages(session: AsyncSession, account: Account) -> list[dict[str, Any]]:
    """What was sent by itself, or was to be, about the account's own person."""
    theirs = (col(OutboxRow.account_id) == account.id) & col(OutboxRow.labourer_id).is_(None)
    own = theirs & (col(OutboxRow.topic) == Topic.INTAKE)
    mine = col(OutboxRow.labourer_id) == account.labourer_id
    query = select(OutboxRow).where(or_(mine, own) if account.labourer_id else own)
    return [
        {
            "topic": row.topic,
            "about": row.about,
            "state": row.state,
            "why": row.why,
            "planned": row.planned_at.isoformat(),
            "sent": row.sent_at.isoformat() if row.sent_at else None,
        }
        for row in await session.exec(query.order_by(col(OutboxRow.id)))
    ]
