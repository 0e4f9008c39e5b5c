"""Erasing is whole: every column of every table is filled about one person, and looked at after."""

import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, String, Table, Text, inspect
from sqlmodel import SQLModel, select
from sqlmodel.sql.sqltypes import AutoString

from bot.store import sqlite
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.address import AccountAddress
from models.accounts.attempts import Attempt
from models.accounts.console_sessions import ConsoleSession
from models.accounts.drafts import Draft
from models.accounts.one_time_codes import OneTimeCode
from models.accounts.roles import Roles
from models.accounts.terms_of_office import RoleTerm
from models.brokers.broker import Broker, BrokerState
from models.core.audit import AuditRecord
from models.core.column_types import UTCDateTime, Word
from models.core.encryption import LABOURER_ID, Sealed, keyring
from models.core.session import Session
from models.employers.employer import Employer
from models.enquiries.enquiry import Enquiry, EnquiryMessage
from models.grievances.grievance import Grievance, GrievanceNote
from models.labourers.calls import Call
from models.labourers.double import Double
from models.labourers.household import Household
from models.labourers.imports.tables import ColumnChoice, LedgerImport, LedgerImportRow
from models.labourers.labourer import Labourer, LedgerChange, NoticePreference
from models.labourers.ledger_checks.finding import Finding
from models.labourers.ledger_export.export_record import LedgerExport
from models.labourers.monthly_snapshot import MonthlySnapshot
from models.labourers.visit import Visit
from models.notices.notice import Notice
from models.notices.sign_ups import SignUp
from models.outbox.row import OutboxRow
from models.placements.evidence import Evidence
from models.placements.placement import CheckIn, Placement
from models.placements.states import PlacementState
from models.privacy import erasure
from models.privacy.erasure_request import ErasureRequest
from models.privacy.tables import TABLES
from models.subsidies.payment import SubsidyPayment
from models.subsidies.told_forecast import ToldForecast
from models.vacancies.vacancy import Interest, Vacancy
from tests.resilience.intruders.leaks import stored
from tests.support.accounts.factory import new_account
from tests.support.store import NOON, Store

ZONE = ZoneInfo("Asia/Shanghai")
VILLAGE = "222424101001"
# Whose numbers these are is told from any count.
ACCOUNT, PERSON, OTHERS, CHAT = 880_001, 990_001, 880_777, 7_700_000_000_123
NAME, NUMBER = "欧阳珞璎珩", "§labourer.number§"
OF_ACCOUNTS = re.compile(r"\w+_by|account_id|writer_id|broker_id|teller_id")
OF_PEOPLE = ("labourer_id", "first_id", "second_id", "head_id")
# Tables that hold nobody, or only brokers and staff, who are erased otherwise.
OF_NOBODY = {
    "region",
    "subsidy_rule",
    "job",
    "milestone",
    "seen_update",
    "role",
    "sweep",
    "key_check",
}
FIGURE = "a figure, of nobody once the person is gone"
NOWHERE = "a number that leads to no row any more"
OTHERS_WORDS = "what others wrote, about an employer or for everybody"
# What is left of an erased person, and why.
STAYS = {
    "role_term.*": "as who a broker or staff acted",
    "employer.*": OTHERS_WORDS,
    "vacancy.*": OTHERS_WORDS,
    "notice.*": OTHERS_WORDS,
    "ledger_import.*": "what a list is called, and how many rows it had",
    "import_column_choice.*": OTHERS_WORDS,
    "placement.county": FIGURE,
    "placement.post": FIGURE,
    "placement.region": FIGURE,
    "placement.reported": "what the broker reported: place, day and pay",
    "placement.said_by": NOWHERE,
    "placement.reviewed_by": NOWHERE,
    "placement.added_by": NOWHERE,
    "draft.derived": "the names of questions",
    "check_in.answered_by": NOWHERE,
    "subsidy_payment.county": FIGURE,
    "subsidy_payment.voucher": "a number of the office's books",
    "subsidy_payment.marked_by": NOWHERE,
    "subsidy_payment.undone_by": NOWHERE,
    "grievance.county": FIGURE,
    "grievance.taken_by": NOWHERE,
    "erasure_request.county": FIGURE,
    "erasure_request.asked_by": NOWHERE,
    "erasure_request.decided_by": NOWHERE,
    "ledger_export.account_id": NOWHERE,
    "ledger_export.layout": "the name of a layout",
    "ledger_export.wanted": "codes of a filter, never what was typed",
    "outbox.topic": "the name of a message type",
    "outbox.about": NOWHERE,
    "attempt.chat_index": "forgotten after 30 days",
    "audit_record.county": FIGURE,
    "audit_record.account_id": NOWHERE,
    "audit_record.labourer_id": NOWHERE,
}


def number_index() -> str:
    return keyring.index(NUMBER, LABOURER_ID)


def filled(model: type[SQLModel], **given: Any) -> SQLModel:
    """A row about the person: each column that is not `given` says which it is."""
    table = inspect(model).local_table
    assert isinstance(table, Table)
    told = {c.key: given[c.key] if c.key in given else _value(table, c) for c in table.c}
    told = {key: value for key, value in told.items() if key != "id" or value is not None}
    return model(**given | told)


def _value(table: Table, column: Column[Any]) -> Any:
    if column.key in OF_PEOPLE:
        return PERSON
    if OF_ACCOUNTS.fullmatch(column.key):
        return ACCOUNT
    if any(key.column.table.name == "region" for key in column.foreign_keys):
        return VILLAGE
    if column.key == "id" or column.foreign_keys:
        return None
    return _of_kind(_sign(table, column), column.type)


def _of_kind(sign: str, kind: Any) -> Any:
    if isinstance(kind, Word):
        return next(iter(kind.words))
    values = (
        ((Sealed, AutoString, String, Text), sign),
        ((JSON,), [sign]),
        ((UTCDateTime, Date), NOON),
        ((Boolean,), True),
        ((Integer, Float), 1),
    )
    return next(value for kinds, value in values if isinstance(kind, kinds))


def _sign(table: Table, column: Column[Any]) -> str:
    return f"§{table.name}.{column.key}§"[: getattr(column.type, "length", None)]


def life() -> Iterator[SQLModel]:
    """Everything that can be kept about one person, in the order that references ask for."""
    yield filled(Household, id=5, head_name="§household.head§")
    yield filled(Labourer, id=PERSON, name=NAME, id_number=NUMBER, household_id=5)
    address = filled(AccountAddress, account_id=ACCOUNT, external_id=str(CHAT))
    yield filled(Account, id=ACCOUNT, labourer_id=PERSON, draft_id=None, address=address)
    yield new_account(5, id=OTHERS)
    for table in (LedgerChange, NoticePreference, Finding, MonthlySnapshot, LedgerExport, Visit):
        yield filled(table)
    yield filled(Double, second_id=OTHERS)
    yield filled(Double, first_id=OTHERS)
    yield filled(RoleTerm, chat_id=CHAT)
    yield filled(Broker, state=BrokerState.APPLIED)
    yield filled(ToldForecast)
    yield filled(Employer, id=6, merged_into=None)
    yield filled(Vacancy, id=7, employer_id=6)
    yield filled(Interest, vacancy_id=7)
    for number, state in ((8, PlacementState.CONFIRMED), (9, PlacementState.APPROVED)):
        index = f"§placement.index{number}§"
        yield filled(Placement, id=number, employer_id=6, state=state, worker_index=index)
        yield filled(CheckIn, placement_id=number)
        yield filled(SubsidyPayment, placement_id=number)
        yield filled(Evidence, placement_id=number, grievance_id=None)
    # The entry's own; and one that was told before there was an entry.
    yield filled(Grievance, id=10, placement_id=8, teller_id=None)
    yield filled(Grievance, id=13, placement_id=None, labourer_id=None)
    yield filled(GrievanceNote, grievance_id=10)
    yield filled(Enquiry, id=12)
    yield filled(EnquiryMessage, enquiry_id=12)
    yield filled(Evidence, placement_id=None, grievance_id=10)
    yield filled(ErasureRequest)
    told = {"people": [NAME], "text": "§notice.answers§"}
    yield filled(Notice, id=11, audience={"people": [PERSON]}, answers=told)
    yield filled(SignUp, notice_id=11)
    yield filled(OutboxRow, account_id=None)
    yield filled(OutboxRow, labourer_id=None, round=2)
    yield filled(OutboxRow, labourer_id=None, account_id=OTHERS, about=PERSON)
    yield filled(Call)
    answers = {"name": "§draft.answers§"}
    yield filled(Draft, labourer_id=None, answers=answers)
    yield filled(Draft, account_id=OTHERS, answers=answers)
    who = [{"id": PERSON, "name": f"{NAME} · 新生村"}]
    others = {"account_id": OTHERS, "labourer_id": None, "revisiting": None}
    yield filled(Draft, **others, form="placement", answers={"who": who}, partial={"said": NAME})
    yield filled(Draft, **others, form="notice", answers={"people": [NAME]})
    yield filled(Draft, **others, form="whose looks", answers={"who": NAME}, partial=None)
    yield filled(Draft, **others, form="placement", answers={}, partial={"typed": [NAME]})
    yield filled(Draft, **others, form="notice", answers={}, partial=[{"id": 77, "name": NAME}])
    words = [NAME]
    yield filled(Draft, **others, form="placement", answers={}, partial=None, kept_words=words)
    new = {"who": [{"id": None, "name": NAME}], "name": NAME, "id_number": NUMBER}
    yield filled(Draft, **others, form="placement", answers=new)
    beside = {"name": NAME, "id_number": NUMBER, "limits": "§draft.limits§"}
    yield filled(Draft, **others, form="assisted", answers=beside)
    yield filled(Draft, **others, form="grievance note", about=10, answers={"words": "§note§"})
    yield filled(Draft, **others, form="enquiry answer", about=12, answers={"words": "§note§"})
    yield filled(LedgerImport, id=14)
    yield filled(LedgerImportRow, import_id=14)
    yield filled(LedgerImportRow, import_id=14, labourer_id=None, id_index=number_index())
    yield filled(ColumnChoice)
    yield filled(Attempt)
    yield filled(ConsoleSession)
    yield filled(OneTimeCode)
    yield filled(AuditRecord)


async def said(session: Session) -> set[tuple[str, str]]:
    """By column, everything that says something of the person, what is sealed in the clear."""
    found = set()
    for model in TABLES:
        table = inspect(model).local_table
        assert isinstance(table, Table)
        for row in await session.exec(select(model)):
            for column in table.c:
                value = getattr(row, column.key)
                found |= {(f"{table.name}.{column.key}", one) for one in signs(value)}
    return found


def signs(value: object) -> list[str]:
    """The signs in a value; those that had to be cut have no end."""
    return re.findall(rf"§[\w.]+§?|{NAME}|{ACCOUNT}|{PERSON}|{CHAT}", str(value))


def stays(column: str, sign: str) -> bool:
    """Whether what this column says may be left; of a whole table nothing that names the person."""
    is_named = sign in (NAME, str(PERSON))
    return column in STAYS or (f"{column.partition('.')[0]}.*" in STAYS and not is_named)


async def fill(session: Session) -> None:
    for row in life():
        session.add(row)
        await session.flush()


async def erase(session: Session) -> None:
    account = await session.get_one(Account, ACCOUNT)
    await erasure.erase_own_entry(session, Actor(account, Roles(), NOON, ZONE))


async def test_every_column_that_can_hold_a_person_is_filled(store: Store) -> None:
    await store.turn(fill)
    held = {column for column, _ in await store.turn(said)}
    unfilled = set()
    for model in TABLES:
        table = inspect(model).local_table
        assert isinstance(table, Table)
        for column in table.c:
            is_word = isinstance(column.type, Word) or column.key == "village_code"
            tells = isinstance(column.type, Sealed | AutoString | String | Text | JSON)
            points = column.key in OF_PEOPLE or OF_ACCOUNTS.fullmatch(column.key)
            if table.name not in OF_NOBODY and not is_word and (tells or points):
                unfilled.add(f"{table.name}.{column.key}")
    assert unfilled - held == set()


async def test_nothing_is_left_but_what_is_said_to_stay(store: Store) -> None:
    await store.turn(fill)
    before = await store.turn(said)
    await store.turn(erase)
    left = await store.turn(said)
    assert {one for one in left if not stays(*one)} == {
        ("placement.worker_index", "§placement.index9§")
    }
    assert {column for column in STAYS if not column.endswith("*")} <= {c for c, _ in left}
    assert len(before) > 2 * len(left)


async def test_nothing_of_it_is_left_on_the_disk(store: Store, database_url: str) -> None:
    await store.turn(fill)
    before = {sign for _, sign in await store.turn(said) if not sign.isdecimal()}
    held = await on_disk(database_url, before)
    assert {NAME, "§labourer.ethnicity§", "§household.head§", "§evidence.path§"} < held
    await store.turn(erase)
    left = {sign for _, sign in await store.turn(said)}
    await sqlite.empty_log(store.sessions.kw["bind"])
    assert await on_disk(database_url, before) == held & left


async def on_disk(url: str, signs: set[str]) -> set[str]:
    """Those of the signs that the store's files hold."""
    disk = (await stored(url)).decode(errors="replace")
    return {sign for sign in signs if sign in disk}
