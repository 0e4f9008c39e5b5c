"""Brokers apply, and the office approves, refuses, suspends and reinstates them.

A broker's number is the account's: one who came by an invitation has told nothing.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, literal, update
from sqlmodel import col, or_, select

from models.accounts import attempts, roles, terms_of_office
from models.accounts.account import Account
from models.accounts.roles import Role
from models.accounts.terms_of_office import TermEvent
from models.brokers.broker import Broker, BrokerState
from models.core import audit
from models.core.audit import Act, Subject
from models.core.encryption import BROKER_ID, LABOURER_PHONE, keyring
from models.core.gazetteer import COUNTY
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import likeness
from models.labourers.labourer import Labourer
from models.outbox import outbox
from models.outbox.message_type import Topic

VILLAGES_MOST = 20


@dataclass(frozen=True)
class Decision:
    """Who decides, staff of which counties, and when."""

    account_id: int
    counties: tuple[str, ...]
    now: dt.datetime


@dataclass(frozen=True)
class SameNumber:
    """Another application with the same ID number; `account_id` is none once it is erased."""

    account_id: int | None
    name: str
    county: str
    state: BrokerState
    why: str | None


async def list_same_number(session: Session, broker: Broker) -> list[SameNumber]:
    """The other applications with this one's ID number, for the office alone."""
    if not broker.id_number:
        return []
    others = await _with_number(session, broker.id_number)
    return [
        SameNumber(one.account_id, one.name, one.county, one.state, one.why)
        for one in others
        if one.id != broker.id
    ]


async def _with_number(session: Session, number: str) -> list[Broker]:
    indexed = col(Broker.id_index).in_(keyring.indexes(number, BROKER_ID))
    return list(await session.exec(select(Broker).where(indexed).order_by(col(Broker.id))))


CLOSED = {
    BrokerState.APPLIED: Refusal("application_waits"),
    BrokerState.APPROVED: Refusal("broker_already"),
    BrokerState.SUSPENDED: Refusal("broker_suspended"),
}


async def get_application(session: Session, account_id: int) -> Broker | None:
    """What this account told when it applied."""
    return (await session.exec(select(Broker).where(Broker.account_id == account_id))).first()


def refuse_application(broker: Broker | None) -> Refusal | None:
    """Why one can not apply (again) now."""
    return CLOSED.get(broker.state) if broker is not None else None


async def apply_as_broker(
    session: Session,
    account: Account,
    answers: Mapping[str, Any],
    county: str,
    now: dt.datetime,
) -> Broker | Refusal:
    """Ask the office of a county to be a broker; after a refusal once more.

    It is filed whoever else has this ID number: the office is shown that before it decides.
    Refusals: application_waits, broker_already, broker_suspended, id_wait,
    villages_two_counties, villages_too_many {most}, too_often_month {most}.
    """
    broker = await get_application(session, account.key())
    if refusal := refuse_application(broker) or _misplaced(answers["villages"], county):
        return refusal
    if RoleName.BROKER in await roles.get_roles(session, account):
        return Refusal("broker_already")
    if broker is None or broker.id_number != answers["id_number"]:
        others = await _with_number(session, answers["id_number"])
        known = any(other.id != (broker and broker.id) for other in others)
        if refusal := await likeness.count_own_number(session, account, now, known=known):
            return refusal
    if refused := await attempts.attempt_within_limit(
        session, attempts.APPLICATIONS, account.key(), now
    ):
        return refused
    told = {**_columns(answers), "county": county, "applied_at": now}
    if broker is None:
        broker = Broker(account_id=account.key(), state=BrokerState.APPLIED, **told)
    broker.sqlmodel_update({**told, "state": BrokerState.APPLIED, "why": None})
    session.add(broker)
    await session.flush()
    _note(session, Act.APPLIED, account.key(), now, account.key())
    await _tell_staff(session, broker, now)
    return broker


async def approve_broker(session: Session, broker: Broker, by: Decision) -> Refusal | None:
    """Let them be broker of the villages asked for. Refusals: own_application, broker_decided."""
    return await _let(session, broker, BrokerState.APPLIED, Act.APPROVED, by)


async def refuse_broker(session: Session, broker: Broker, why: str, by: Decision) -> Refusal | None:
    """Not let them, with a reason that they read. Refusal: broker_decided."""
    if refusal := await _move(
        session, broker, BrokerState.APPLIED, BrokerState.REFUSED, by, why=why
    ):
        return refusal
    await _tell(session, broker, by.now)
    _note(session, Act.REFUSED, broker.who(), by.now, by.account_id)
    return None


async def suspend_broker(
    session: Session, account_id: int, why: str, by: Decision
) -> Refusal | None:
    """Take the role in these counties from a broker, invited ones too; what they reported stays.

    Refusal: broker_decided.
    """
    # Rights of forms look at applications themselves.
    from models.accounts import revocation

    areas = await _take_away(session, account_id, by.counties)
    if not areas:
        return Refusal("broker_decided")
    await terms_of_office.close_terms(
        session, account_id, by.now,
        how=TermEvent.SUSPENDED, by=by.account_id, role=RoleName.BROKER,
        within=by.counties,
    )  # fmt: skip
    broker = await get_application(session, account_id)
    broker = broker or await _write_down(session, account_id, areas[0][:COUNTY], by.now)
    if broker.county.startswith(by.counties):
        values = {"why": why, "villages": areas}
        await _move(session, broker, broker.state, BrokerState.SUSPENDED, by, **values)
        await _tell(session, broker, by.now)
    await revocation.revoke_after_role(session, account_id, by.now, by.counties)
    _note(session, Act.SUSPENDED, account_id, by.now, by.account_id)
    return None


async def reinstate_broker(session: Session, broker: Broker, by: Decision) -> Refusal | None:
    """Let a suspended one work again where they did. Refusals: own_application, broker_decided."""
    return await _let(session, broker, BrokerState.SUSPENDED, Act.ACCEPTED, by)


async def forget_broker(session: Session, account_id: int) -> None:
    """The account goes. Of who is suspended stays what refuses the same ID number, no more."""
    stays = (col(Broker.state) == BrokerState.SUSPENDED, col(Broker.id_index) != "")
    texts = {"name": "", "id_number": "", "phone": "", "phone_index": None}
    texts |= {"organisation": None, "known_how": None}
    facts = {"villages": [], "trained": False, "decided_at": None, "decided_by": None}
    blank = update(Broker).where(col(Broker.account_id) == account_id, *stays)
    await session.exec(blank.values(account_id=None, **texts, **facts))
    await session.exec(delete(Broker).where(col(Broker.account_id) == account_id))


def _columns(answers: Mapping[str, Any]) -> dict[str, Any]:
    keys = ("name", "id_number", "phone", "organisation", "trained", "known_how")
    told = {key: answers.get(key) for key in keys}
    villages = sorted(set(answers["villages"]))
    return {
        **told,
        "villages": villages,
        "id_index": keyring.index(answers["id_number"], BROKER_ID),
        "phone_index": keyring.index(answers["phone"], LABOURER_PHONE),
    }


def _misplaced(villages: Sequence[str], county: str) -> Refusal | None:
    if any(not village.startswith(county) for village in villages):
        return Refusal("villages_two_counties")
    if len(villages) > VILLAGES_MOST:
        return Refusal("villages_too_many", {"most": VILLAGES_MOST})
    return None


async def _move(
    session: Session,
    broker: Broker,
    before: BrokerState,
    to: BrokerState,
    by: Decision,
    **columns: Any,
) -> Refusal | None:
    """Of two decisions at the same moment one has its way."""
    unmoved = (
        col(Broker.id) == broker.id,
        col(Broker.state) == before,
        col(Broker.version) == broker.version,
    )
    values = {"why": None, "decided_at": by.now, "decided_by": by.account_id, **columns}
    moved = update(Broker).where(*unmoved).values(state=to, version=broker.version + 1, **values)
    done = (await session.exec(moved)).rowcount == 1
    await session.refresh(broker)
    return None if done else Refusal("broker_decided")


async def _let(
    session: Session, broker: Broker, before: BrokerState, act: Act, by: Decision
) -> Refusal | None:
    """They are broker of their villages from now on; nobody decides of themselves."""
    if await _is_own(session, broker, by.account_id):
        return Refusal("own_application")
    if refusal := await _move(session, broker, before, BrokerState.APPROVED, by):
        return refusal
    await _grant(session, broker, by)
    await _tell(session, broker, by.now)
    _note(session, act, broker.who(), by.now, by.account_id)
    return None


async def _is_own(session: Session, broker: Broker, by: int) -> bool:
    """Whether it is the one who decides, be it from another account: the ID number tells."""
    if broker.account_id == by:
        return True
    account = await session.get(Account, by)
    entry = await session.get(Labourer, account.labourer_id or 0) if account else None
    return bool(entry and entry.id_number and entry.id_number == broker.id_number)


async def _grant(session: Session, broker: Broker, by: Decision) -> None:
    account = await session.get_one(Account, broker.who())
    for area in broker.villages:
        await roles.grant_role(session, account, RoleName.BROKER, area, by.now, by=by.account_id)


async def _take_away(session: Session, account_id: int, counties: tuple[str, ...]) -> list[str]:
    """The broker's areas in these counties, which they have no more; none for who is none."""
    theirs = (
        col(Role.account_id) == account_id,
        col(Role.name) == RoleName.BROKER,
        or_(*(inside(col(Role.area), county) for county in counties)),
    )
    areas = sorted(await session.exec(select(Role.area).where(*theirs)))
    taken = (await session.exec(delete(Role).where(*theirs))).rowcount
    return areas if taken else []


async def _write_down(session: Session, account_id: int, county: str, now: dt.datetime) -> Broker:
    """A row for who came by an invitation and never told who they are."""
    account = await session.get_one(Account, account_id)
    entry = await session.get(Labourer, account.labourer_id) if account.labourer_id else None
    broker = Broker(
        account_id=account_id,
        county=county,
        name=entry.name if entry else "",
        id_number="",
        id_index="",
        phone="",
        trained=False,
        state=BrokerState.APPROVED,
        applied_at=now,
    )
    session.add(broker)
    await session.flush()
    return broker


def _note(session: Session, act: Act, who: int, now: dt.datetime, by: int) -> None:
    audit.record(session, now, act, by=by, of=(Subject.BROKER, who))


async def _tell_staff(session: Session, broker: Broker, now: dt.datetime) -> None:
    for staff in await roles.list_staff_of_county(session, broker.county):
        who, to = broker.who(), literal(staff)
        row = outbox.new_row(Topic.APPLIED, who, now, account=to, round_=broker.version)
        await outbox.plan_row(session, row)


async def _tell(session: Session, broker: Broker, now: dt.datetime) -> None:
    """The broker hears of each decision once."""
    who = broker.who()
    row = outbox.new_row(Topic.DECIDED, who, now, account=literal(who), round_=broker.version)
    await outbox.plan_row(session, row)
