"""The office gives a working broker a village more, or takes one away."""

from sqlalchemy import delete, literal
from sqlmodel import col, select

from models.accounts import revocation, roles, terms_of_office
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Role
from models.accounts.terms_of_office import TermEvent
from models.brokers.approval import get_application
from models.brokers.broker import BrokerState
from models.brokers.messages import BROKER_DECIDED
from models.core import audit
from models.core.audit import Act, Subject
from models.core.gazetteer import COUNTY, VILLAGE
from models.core.refusal import Refusal
from models.core.regions import get_gazetteer
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers.entry_transfer import is_code_of_people_in
from models.labourers.labourer import Labourer
from models.outbox import outbox


async def give_village(
    session: Session, actor: Actor, account_id: int, village: str
) -> Refusal | None:
    """Let a working broker cover a village more, in a county where they are broker already.

    Refusals: not_yours, own_application, staff_no_broker, broker_decided, village_unknown,
    villages_two_counties.
    """
    if not village or not village.startswith(actor.roles.counties()):
        return Refusal("not_yours")
    if await _is_own(session, actor, account_id):
        return Refusal("own_application")
    account = await session.get(Account, account_id, with_for_update=True)
    held = await roles.get_roles(session, account) if account else roles.Roles()
    if account is None or RoleName.BROKER not in held:
        return Refusal("broker_decided")
    if RoleName.STAFF in held:
        return Refusal("staff_no_broker")
    if refusal := await _refuse_village(session, village, held.broker_counties()):
        return refusal
    if not village.startswith(held.villages()):
        await roles.grant_role(session, account, RoleName.BROKER, village, actor.now, by=actor.id)
        await _note(session, actor, Act.VILLAGE_GIVEN, account_id)
    return None


async def take_village(
    session: Session, actor: Actor, account_id: int, area: str
) -> Refusal | None:
    """Take one area away from a broker, as it was given; what they reported stays.

    The last one goes by a suspension, which the broker is told of with a reason.

    Refusals: not_yours, own_application, broker_decided, last_village.
    """
    if not area or not area.startswith(actor.roles.counties()):
        return Refusal("not_yours")
    if await _is_own(session, actor, account_id):
        return Refusal("own_application")
    # Locked, so that of two that are taken at once one stays.
    if await session.get(Account, account_id, with_for_update=True) is None:
        return Refusal("broker_decided")
    theirs = (Role.account_id == account_id, Role.name == RoleName.BROKER)
    areas = set(await session.exec(select(Role.area).where(*theirs)))
    if area not in areas:
        return Refusal("broker_decided")
    if len(areas) == 1:
        return Refusal("last_village")
    await session.exec(
        delete(Role).where(
            col(Role.account_id) == account_id,
            col(Role.name) == RoleName.BROKER,
            col(Role.area) == area,
        )
    )
    await terms_of_office.close_terms(
        session, account_id, actor.now,
        how=TermEvent.TAKEN_AWAY, by=actor.id, role=RoleName.BROKER, within=(area,),
    )  # fmt: skip
    await revocation.revoke_after_role(
        session, account_id, actor.now, is_code_of_people_in((area,))
    )
    await _note(session, actor, Act.VILLAGE_TAKEN, account_id)
    return None


async def _refuse_village(
    session: Session, village: str, counties: tuple[str, ...]
) -> Refusal | None:
    """A village of the register that is offered still, in a county of theirs."""
    regions = await get_gazetteer(session)
    offered = {one.code for one in regions.below(village[:-3])} if len(village) == VILLAGE else ()
    if village not in offered:
        return Refusal("village_unknown")
    return None if village[:COUNTY] in counties else Refusal("villages_two_counties")


async def _is_own(session: Session, actor: Actor, account_id: int) -> bool:
    """Whether it is the one who decides, be it from another account: the ID number tells."""
    if account_id == actor.id:
        return True
    own = actor.account.labourer_id
    entry = await session.get(Labourer, own) if own else None
    broker = await get_application(session, account_id)
    return bool(entry and entry.id_number and broker and entry.id_number == broker.id_number)


async def _note(session: Session, actor: Actor, act: Act, account_id: int) -> None:
    """It is in the trail, and who applied is told which villages they have now."""
    audit.record(session, actor.now, act, by=actor.id, of=(Subject.BROKER, account_id))
    broker = await get_application(session, account_id)
    if broker is not None and broker.state is BrokerState.APPROVED:
        areas = select(Role.area).where(Role.account_id == account_id, Role.name == RoleName.BROKER)
        broker.villages = [
            area for area in sorted(await session.exec(areas)) if area.startswith(broker.county)
        ]
        broker.version += 1
        await session.flush()
        told = outbox.new_row(
            BROKER_DECIDED,
            account_id,
            actor.now,
            account=literal(account_id),
            round_=broker.version,
        )
        await outbox.plan_row(session, told)
    await session.flush()
