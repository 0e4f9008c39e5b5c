"""Brokers apply, and the office approves, refuses, suspends and reinstates them.

A broker's number is the account's: one who came by an invitation has told nothing.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, literal, update
from sqlmodel import col, or_, select

from models.accounts import attempts, revocation, roles, terms_of_office
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Role
from models.accounts.terms_of_office import TermEvent
from models.brokers import same_number
from models.brokers.broker import Broker, BrokerState
from models.brokers.commands import BrokerApplication
from models.brokers.messages import BROKER_APPLIED, BROKER_DECIDED
from models.core import audit
from models.core.audit import Act, Subject
from models.core.encryption import BROKER_ID, LABOURER_PHONE, keyring
from models.core.gazetteer import COUNTY
from models.core.refusal import Refusal
from models.core.regions import inside
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import likeness
from models.labourers.entry_transfer import is_code_of_people_in
from models.labourers.labourer import Labourer
from models.outbox import outbox

VILLAGES_MOST = 20


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
    session: Session, actor: Actor, told: BrokerApplication
) -> Broker | Refusal:
    """Ask the office of the villages' county to be a broker; after a refusal once more.

    It is filed whoever else has this ID number: the office is shown that before it decides.
    Refusals: staff_no_broker, application_waits, broker_already, broker_suspended, id_wait,
    villages_two_counties, villages_too_many {most}, too_often_month {most}.
    """
    if RoleName.STAFF in actor.roles:
        return Refusal("staff_no_broker")
    broker, county = await get_application(session, actor.id), told.villages[0][:COUNTY]
    if refusal := refuse_application(broker) or _misplaced(told.villages, county):
        return refusal
    if RoleName.BROKER in actor.roles:
        return Refusal("broker_already")
    if refusal := await _refuse_too_many(session, actor, told, broker):
        return refusal
    columns = {**_columns(told), "county": county, "applied_at": actor.now}
    if broker is None:
        broker = Broker(account_id=actor.id, state=BrokerState.APPLIED, **columns)
    broker.sqlmodel_update({**columns, "state": BrokerState.APPLIED, "why": None})
    session.add(broker)
    await session.flush()
    _note(session, actor, Act.APPLIED, actor.id)
    await _tell_staff(session, broker, actor.now)
    return broker


async def _refuse_too_many(
    session: Session, actor: Actor, told: BrokerApplication, broker: Broker | None
) -> Refusal | None:
    """How often one may try ID numbers, and apply."""
    if broker is None or broker.id_number != told.id_number:
        others = await same_number.list_with_number(session, told.id_number)
        known = any(other.id != (broker and broker.id) for other in others)
        account = actor.account
        if refusal := await likeness.count_own_number(session, account, actor.now, known=known):
            return refusal
    return await attempts.attempt_within_limit(session, attempts.APPLICATIONS, actor.id, actor.now)


async def approve_broker(session: Session, actor: Actor, broker: Broker | None) -> Refusal | None:
    """Let them be broker of the villages asked for.

    Refusals: not_yours, own_application, broker_decided.
    """
    return await _let(session, actor, broker, BrokerState.APPLIED, Act.APPROVED)


async def refuse_broker(session: Session, actor: Actor, broker: Broker, why: str) -> Refusal | None:
    """Not let them, with a reason that they read. Refusals: not_yours, broker_decided."""
    if not _is_of_county(actor, broker):
        return Refusal("not_yours")
    if refusal := await _move(
        session, actor, broker, BrokerState.APPLIED, BrokerState.REFUSED, why=why
    ):
        return refusal
    await _tell(session, broker, actor.now)
    _note(session, actor, Act.REFUSED, broker.who())
    return None


async def suspend_broker(
    session: Session, actor: Actor, account_id: int, why: str
) -> Refusal | None:
    """Take the role in these counties from a broker, invited ones too; what they reported stays.

    Refusal: broker_decided.
    """
    counties = actor.roles.counties()
    areas = await _take_away(session, account_id, counties) if counties else []
    if not areas:
        return Refusal("broker_decided")
    await terms_of_office.close_terms(
        session, account_id, actor.now,
        how=TermEvent.SUSPENDED, by=actor.id, role=RoleName.BROKER,
        within=counties,
    )  # fmt: skip
    broker = await get_application(session, account_id)
    broker = broker or await _write_down(session, account_id, areas[0][:COUNTY], actor.now)
    if broker.county.startswith(counties):
        values = {"why": why, "villages": areas}
        await _move(session, actor, broker, broker.state, BrokerState.SUSPENDED, **values)
        await _tell(session, broker, actor.now)
    await revocation.revoke_after_role(
        session, account_id, actor.now, is_code_of_people_in(counties)
    )
    _note(session, actor, Act.SUSPENDED, account_id)
    return None


async def reinstate_broker(session: Session, actor: Actor, broker: Broker | None) -> Refusal | None:
    """Let a suspended one work again where they did.

    Refusals: not_yours, own_application, broker_decided.
    """
    return await _let(session, actor, broker, BrokerState.SUSPENDED, Act.ACCEPTED)


async def forget_broker(session: Session, account_id: int) -> None:
    """The account goes. Of who is suspended stays what refuses the same ID number, no more."""
    stays = (col(Broker.state) == BrokerState.SUSPENDED, col(Broker.id_index) != "")
    texts = {"name": "", "id_number": "", "phone": "", "phone_index": None}
    texts |= {"organisation": None, "known_how": None}
    facts = {"villages": [], "trained": False, "decided_at": None, "decided_by": None}
    blank = update(Broker).where(col(Broker.account_id) == account_id, *stays)
    await session.exec(blank.values(account_id=None, **texts, **facts))
    await session.exec(delete(Broker).where(col(Broker.account_id) == account_id))


def _columns(told: BrokerApplication) -> dict[str, Any]:
    return {
        **asdict(told),
        "villages": sorted(set(told.villages)),
        "id_index": keyring.index(told.id_number, BROKER_ID),
        "phone_index": keyring.index(told.phone, LABOURER_PHONE),
    }


def _misplaced(villages: Sequence[str], county: str) -> Refusal | None:
    if any(not village.startswith(county) for village in villages):
        return Refusal("villages_two_counties")
    if len(villages) > VILLAGES_MOST:
        return Refusal("villages_too_many", {"most": VILLAGES_MOST})
    return None


async def _move(
    session: Session,
    actor: Actor,
    broker: Broker,
    before: BrokerState,
    to: BrokerState,
    **columns: Any,
) -> Refusal | None:
    """Of two decisions at the same moment one has its way."""
    unmoved = (
        col(Broker.id) == broker.id,
        col(Broker.state) == before,
        col(Broker.version) == broker.version,
    )
    values = {"why": None, "decided_at": actor.now, "decided_by": actor.id, **columns}
    moved = update(Broker).where(*unmoved).values(state=to, version=broker.version + 1, **values)
    done = (await session.exec(moved)).rowcount == 1
    await session.refresh(broker)
    return None if done else Refusal("broker_decided")


async def _let(
    session: Session, actor: Actor, broker: Broker | None, before: BrokerState, act: Act
) -> Refusal | None:
    """They are broker of their villages from now on; nobody decides of themselves."""
    if broker is None:
        return Refusal("broker_decided")
    if not _is_of_county(actor, broker):
        return Refusal("not_yours")
    if await _is_own(session, actor, broker):
        return Refusal("own_application")
    # They may have come to the office since they applied, or had their account moved.
    if RoleName.STAFF in await roles.get_roles(
        session, await session.get_one(Account, broker.who())
    ):
        return Refusal("staff_no_broker")
    if refusal := await _move(session, actor, broker, before, BrokerState.APPROVED):
        return refusal
    await _grant(session, actor, broker)
    await _tell(session, broker, actor.now)
    _note(session, actor, act, broker.who())
    return None


def _is_of_county(actor: Actor, broker: Broker) -> bool:
    """Whether the office of these counties decides on them."""
    return broker.county.startswith(actor.roles.counties())


async def _is_own(session: Session, actor: Actor, broker: Broker) -> bool:
    """Whether it is the one who decides, be it from another account: the ID number tells."""
    if broker.account_id == actor.id:
        return True
    own = actor.account.labourer_id
    entry = await session.get(Labourer, own) if own else None
    return bool(entry and entry.id_number and entry.id_number == broker.id_number)


async def _grant(session: Session, actor: Actor, broker: Broker) -> None:
    account = await session.get_one(Account, broker.who())
    for area in broker.villages:
        await roles.grant_role(session, account, RoleName.BROKER, area, actor.now, by=actor.id)


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


def _note(session: Session, actor: Actor, act: Act, who: int) -> None:
    audit.record(session, actor.now, act, by=actor.id, of=(Subject.BROKER, who))


async def _tell_staff(session: Session, broker: Broker, now: dt.datetime) -> None:
    for staff in await roles.list_staff_of_county(session, broker.county):
        who, to = broker.who(), literal(staff)
        row = outbox.new_row(BROKER_APPLIED, who, now, account=to, round_=broker.version)
        await outbox.plan_row(session, row)


async def _tell(session: Session, broker: Broker, now: dt.datetime) -> None:
    """The broker hears of each decision once."""
    who = broker.who()
    row = outbox.new_row(BROKER_DECIDED, who, now, account=literal(who), round_=broker.version)
    await outbox.plan_row(session, row)
