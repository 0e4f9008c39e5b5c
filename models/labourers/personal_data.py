"""What is kept of a labourer's entry: what its person is given, and how it is erased."""

from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select

from models.accounts import terms_of_office
from models.accounts.account import Account
from models.accounts.one_time_codes import OneTimeCode
from models.accounts.terms_of_office import RoleTerm
from models.core.audit import AuditRecord
from models.core.exports import iso_text
from models.core.personal_data import ErasedEntry, PersonalData
from models.core.session import Session
from models.labourers import doubles, ledger, merged_entries, preferences
from models.labourers.calls import Call
from models.labourers.imports import personal_rows
from models.labourers.labourer import Labourer, LedgerChange, NoticePreference
from models.labourers.ledger_checks.finding import Finding
from models.labourers.monthly_snapshot import MonthlySnapshot
from models.labourers.visit import Visit


async def export_personal_data(
    session: Session, _: Account, labourer: Labourer | None
) -> dict[str, Any]:
    """The entry and its history, who looked at it, and who was called about it."""
    return {
        "entry": await ledger.get_facts(session, labourer) if labourer else None,
        "paused": await _paused(session, labourer) if labourer else {},
        "consent": _consent(labourer) if labourer else None,
        "history": await _history(session, labourer) if labourer else [],
        "looks": await _looks(session, labourer) if labourer else [],
        "codes": await _codes(session, labourer) if labourer else [],
        "calls": await _calls(session, labourer) if labourer else [],
        "lists": await personal_rows.export_rows(session, labourer) if labourer else [],
        **(await _of_office(session, labourer) if labourer else {}),
    }


async def _of_office(session: Session, labourer: Labourer) -> dict[str, Any]:
    """What the office found about an entry, its months, and who came to see the person."""
    found = select(Finding).where(Finding.labourer_id == labourer.id).order_by(col(Finding.id))
    months = select(MonthlySnapshot).where(MonthlySnapshot.labourer_id == labourer.id)
    visits = select(Visit).where(Visit.labourer_id == labourer.id).order_by(col(Visit.id))
    return {
        "findings": [
            {"what": one.kind, "found": iso_text(one.found_at), "over": iso_text(one.gone_at)}
            | {"dismissed": iso_text(one.dismissed_at), "reason": one.reason}
            for one in await session.exec(found)
        ],
        "months": [
            {"month": one.month, "status": one.status, "where": one.destination}
            | {"employer": one.employer, "wage": one.wage, "village": one.village_code}
            for one in await session.exec(months.order_by(col(MonthlySnapshot.month)))
        ],
        "visits": [
            {"day": one.day.isoformat(), "visitor": one.visitor, "note": one.note}
            for one in await session.exec(visits)
        ],
    }


async def _paused(session: Session, labourer: Labourer) -> dict[str, str]:
    wishes = await preferences.get_preferences(session, labourer.key())
    return {kind: row.paused_until.isoformat() for kind, row in wishes.items() if row.paused_until}


def _consent(labourer: Labourer) -> dict[str, Any]:
    return {
        "ground": labourer.ground,
        "given": iso_text(labourer.consented_at),
        "words": labourer.consent_version,
        "read_out_by_somebody": labourer.read_out_by is not None,
    }


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


async def _looks(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    """Who looked, as who they were then: no name, as on the screen of it."""
    found = await merged_entries.list_looks_at(session, labourer.key())
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
            "over": iso_text(one.used_at),
        }
        for one in await session.exec(query.order_by(col(OneTimeCode.id)))
    ]


async def _calls(session: Session, labourer: Labourer) -> list[dict[str, Any]]:
    query = select(Call).where(Call.labourer_id == labourer.id).order_by(col(Call.id))
    return [
        {"month": call.month, "tries": call.tries, "outcome": call.outcome}
        for call in await session.exec(query)
    ]


async def erase_entry(session: Session, entry: ErasedEntry) -> None:
    """Its history, wishes, calls, months and visits go, and with whom it was compared."""
    labourer = await session.get_one(Labourer, entry.labourer_id)
    await doubles.forget_doubles_of(session, labourer, entry.now)
    await personal_rows.erase_rows(session, entry.labourer_id, entry.id_number)
    for table in (LedgerChange, NoticePreference, Call, Finding, MonthlySnapshot, Visit):
        await session.exec(delete(table).where(col(table.labourer_id) == entry.labourer_id))


PERSONAL_DATA = PersonalData(export_personal_data, erase_entry)
