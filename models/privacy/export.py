"""Everything held about the person of an account, for them to have: as JSON values, and files."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_
from sqlmodel import col, select

from models.accounts import account as accounts
from models.accounts import drafts, terms_of_office
from models.accounts.account import Account
from models.accounts.one_time_codes import OneTimeCode
from models.accounts.terms_of_office import RoleTerm
from models.brokers import approval
from models.core import audit
from models.core.audit import Act, AuditRecord
from models.core.session import Session
from models.core.vocabulary import EvidenceKind
from models.grievances import handling
from models.grievances.grievance import Grievance
from models.labourers import ledger, preferences
from models.labourers.calls import Call
from models.labourers.labourer import Labourer
from models.notices.sign_ups import SignUp
from models.outbox.message_type import Topic
from models.outbox.outbox import OutboxRow
from models.placements import check_ins, evidence, queries
from models.placements.evidence import Evidence, EvidenceState
from models.placements.placement import Placement
from models.privacy import consent
from models.privacy.erasure import ErasureRequest
from models.vacancies.vacancy import Interest

# What others sent of a placement is given where it is of one person by its nature: a list, a copy
# of ID cards or a scan of anything else may hold colleagues.
OF_ONE = (EvidenceKind.CONTRACT, EvidenceKind.SIGNED_PAPER)
# What one answer carries of files: more would hold up the turns of others.
FILES_MOST, BYTES_MOST = 5, 4 * 1024 * 1024


async def export_account(session: Session, account: Account, now: datetime) -> dict[str, Any]:
    """Everything held about the person of this account, as JSON values."""
    labourer = await consent.get_own_entry(session, account)
    applied = await approval.get_application(session, account.key())
    audit.record(session, now, Act.EXPORTED, by=account.id, labourer=account.labourer_id)
    return {
        "account": accounts.export_account(account),
        "terms_of_office": await _terms(session, account),
        "unfinished": [
            mine.answers
            for mine in await drafts.list_unfinished_drafts(session, account)
            if mine.form in drafts.OWN_FORMS
        ],
        "entry": await ledger.get_facts(session, labourer) if labourer else None,
        "paused": await _paused(session, labourer) if labourer else {},
        "consent": _consent(labourer) if labourer else None,
        "history": await _history(session, labourer) if labourer else [],
        "sign_ups": await _sign_ups(session, labourer) if labourer else [],
        "looks": await _looks(session, labourer) if labourer else [],
        "codes": await _codes(session, labourer) if labourer else [],
        "erasing_asked": await _erasing(session, labourer) if labourer else [],
        "calls": await _calls(session, labourer) if labourer else [],
        "placements": await _placements(session, labourer) if labourer else [],
        "files": await _files(session, account, labourer) if labourer else [],
        "work_liked": await _work_liked(session, labourer) if labourer else [],
        "grievances": await _grievances(session, labourer) if labourer else [],
        "messages": await _messages(session, account),
        "broker": applied.as_export() if applied else None,
    }


def split_files(found: Sequence[Evidence]) -> list[list[Evidence]]:
    """The files in portions that one answer can carry."""
    cut: list[list[Evidence]] = []
    room = 0
    for file in found:
        room -= file.size or 0
        if room < 0 or len(cut[-1]) == FILES_MOST:
            cut.append([])
            room = BYTES_MOST - (file.size or 0)
        cut[-1].append(file)
    return cut


def _moment(at: datetime | date | None) -> str | None:
    return at.isoformat() if at else None


def _consent(labourer: Labourer) -> dict[str, Any]:
    return {
        "given": labourer.consented_at.isoformat(),
        "words": labourer.consent_version,
        "read_out_by_somebody": labourer.read_out_by is not None,
    }


async def _paused(session: Session, labourer: Labourer) -> dict[str, str]:
    wishes = await preferences.get_preferences(session, labourer.key())
    return {kind: row.paused_until.isoformat() for kind, row in wishes.items() if row.paused_until}


async def _history(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    return [
        {
            "at": change.at.isoformat(),
            "by_account": change.account_id,
            "fact": change.fact,
            "from": change.before,
            "to": change.after,
        }
        for change in await ledger.list_changes(session, labourer)
    ]


async def _sign_ups(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    query = select(SignUp).where(SignUp.labourer_id == labourer.id).order_by(col(SignUp.id))
    return [
        {
            "notice": mine.notice_id,
            "state": mine.state,
            "at": mine.asked_at.isoformat(),
            "came": _moment(mine.attended_at),
            "helped": mine.helped,
        }
        for mine in await session.exec(query)
    ]


async def _calls(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    query = select(Call).where(Call.labourer_id == labourer.id).order_by(col(Call.id))
    return [
        {"month": call.month, "tries": call.tries, "outcome": call.outcome}
        for call in await session.exec(query)
    ]


async def _placements(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    return [
        {
            "employer": employer.name,
            "post": placement.post,
            "state": placement.state,
            "reported": placement.reported,
            "you_said": placement.said,
            "you_said_before": placement.said_before,
            "left": _moment(placement.ended_on),
            "check_ins": await _check_ins(session, placement),
        }
        for placement, employer in await queries.list_of_labourer(session, labourer.key())
    ]


async def _check_ins(session: Session, placement: Placement) -> list[dict[str, Any]]:
    return [
        {
            "after_days": one.days,
            "asked": one.asked_at.isoformat(),
            "answered": _moment(one.answered_at),
            "how": one.how,
            "still_there": one.still_there,
            "paid": one.paid,
            "wage": one.wage,
        }
        for one in await check_ins.list_check_ins(session, placement.key())
    ]


async def _looks(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    """Who looked, as who they were then: no name, as on the screen of it."""
    found = await audit.looks_at(session, labourer.key())
    terms = await terms_of_office.get_terms_of(
        session, {one.account_id for one in found if one.account_id}
    )
    return [_look(one, terms_of_office.get_term_at(terms, one.account_id, one.at)) for one in found]


def _look(record: AuditRecord, term: RoleTerm | None) -> dict[str, Any]:
    return {
        "at": record.at.isoformat(),
        "what": record.act,
        "role": term.role if term else None,
        "area": term.area if term else None,
    }


async def _codes(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    """When somebody gave out a code that opens the entry; never the code."""
    query = select(OneTimeCode).where(OneTimeCode.labourer_id == labourer.id)
    return [
        {
            "given": one.issued_at.isoformat(),
            "over": _moment(one.used_at),
        }
        for one in await session.exec(query.order_by(col(OneTimeCode.id)))
    ]


async def _erasing(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    """Who asked the office to delete the entry is not told; that somebody did, and the answer."""
    query = select(ErasureRequest).where(ErasureRequest.labourer_id == labourer.id)
    return [
        {
            "asked": one.asked_at.isoformat(),
            "decided": _moment(one.decided_at),
        }
        for one in await session.exec(query.order_by(col(ErasureRequest.id)))
    ]


async def _terms(session: Session, account: Account) -> list[dict[str, Any]]:
    held = await terms_of_office.get_terms_of(session, {account.key()})
    return [
        {
            "role": term.role,
            "area": term.area,
            "name": term.name,
            "from": term.granted_at.isoformat(),
            "until": _moment(term.ended_at),
        }
        for term in held.get(account.key(), ())
    ]


async def _files(session: Session, account: Account, labourer: Labourer) -> list[dict[str, Any]]:
    return [
        {
            "number": file.id,
            "shows": file.kind,
            "name": file.name,
            "bytes": file.size,
            "state": file.state,
            "added": file.added_at.isoformat(),
            "given_along": _is_given(file, account),
        }
        for file in await evidence.list_of_labourer(session, labourer.key())
    ]


async def list_files(session: Session, account: Account) -> list[Evidence]:
    """The kept files that the account's person may have, the oldest first.

    What others may stand in is given to who sent it alone.
    """
    labourer = await consent.get_own_entry(session, account)
    found = await evidence.list_of_labourer(session, labourer.key()) if labourer else []
    return [file for file in found if _is_given(file, account)]


def _is_given(file: Evidence, account: Account) -> bool:
    is_own = file.kind in OF_ONE or file.added_by == account.id or file.grievance_id is not None
    return file.state is EvidenceState.KEPT and file.inspected_at is not None and is_own


async def _grievances(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    query = select(Grievance).where(Grievance.labourer_id == labourer.id)
    return [
        {
            **{key: getattr(one, key) for key in ("id", "kind", "employer", "words", "amount")},
            "since": _moment(one.since),
            "state": one.state,
            "opened": one.opened_at.isoformat(),
            "closed": _moment(one.closed_at),
            "steps": [
                {"at": step.at.isoformat(), "what": step.what, "words": step.words}
                for step in await handling.list_steps(session, one)
            ],
        }
        for one in (await session.exec(query.order_by(col(Grievance.id)))).all()
    ]


async def _work_liked(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    query = select(Interest).where(Interest.labourer_id == labourer.id).order_by(col(Interest.id))
    return [{"vacancy": m.vacancy_id, "at": m.at.isoformat()} for m in await session.exec(query)]


async def _messages(session: Session, account: Account) -> list[dict[str, Any]]:
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
            "sent": _moment(row.sent_at),
        }
        for row in await session.exec(query.order_by(col(OutboxRow.id)))
    ]
