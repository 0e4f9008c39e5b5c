"""Who held which role when, and under which name: it outlives the role and the account."""

from typing import Any

import pytest
from sqlmodel import col, select

from bot.telegram.addresses import telegram_address
from models.accounts import dismissal, invitations, roles, terms_of_office
from models.accounts.account import get_account, open_account, record_consent
from models.accounts.invitations import Invitation
from models.accounts.one_time_codes import OneTimeCode
from models.accounts.terms_of_office import RoleTerm, TermEvent
from models.brokers import approval
from models.core.audit import Act, AuditRecord, Subject
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import entry_transfer, intake, ledger
from models.privacy import consent
from tests.support.accounts.actors import acting, as_staff
from tests.support.accounts.factory import chat_of
from tests.support.labourers.facts import farmer_facts
from tests.support.notices.factory import ZONE
from tests.support.privacy.keys import renew_all
from tests.support.refusals import granted
from tests.support.store import DAY, NOON, broker_account, consenting_account, register_labourer
from tests.support.stored_actors import clerk, load_actor

WANGQING = "222424"


async def test_a_role_of_before_is_told_of_the_time_it_was_held(session: Session) -> None:
    chen, dai = await broker_account(session, 1), await consenting_account(session, 2)
    by = clerk(dai.key(), now=NOON + DAY)
    assert await approval.suspend_broker(session, by, chen.key(), "fees") is None
    terms = await terms_of_office.get_terms_of(session, {chen.key()})
    then = terms_of_office.get_term_at(terms, chen.key(), NOON)
    assert then is not None
    assert (then.role, then.ended, then.ended_by) == (
        RoleName.BROKER,
        TermEvent.SUSPENDED,
        dai.key(),
    )
    assert terms_of_office.get_term_at(terms, chen.key(), NOON + 2 * DAY) is None


async def test_who_had_no_name_is_named_in_what_they_did_once_they_are_registered(
    session: Session,
) -> None:
    chen = await broker_account(session, 1)
    record_consent(chen, NOON)
    actor = await load_actor(session, chen, NOON)
    granted(await intake.register_oneself(session, actor, farmer_facts(name="陈桂花")))
    terms = await terms_of_office.get_terms_of(session, {chen.key()})
    then = terms_of_office.get_term_at(terms, chen.key(), NOON)
    assert then is not None
    assert then.name == "陈桂花"


async def test_a_name_is_kept_after_the_account_is_gone(session: Session) -> None:
    ana = await consenting_account(session, 5)
    await register_labourer(session, ana, farmer_facts(name="金海兰"))
    number, chat = ana.key(), chat_of(ana)
    await dismissal.appoint_staff(session, telegram_address(chat), WANGQING, NOON)
    assert await dismissal.dismiss_address(session, telegram_address(chat), NOON + DAY) == 1
    await consent.erase_account_data(
        session, ana, await roles.get_roles(session, ana), NOON + 2 * DAY, ZONE
    )
    assert await get_account(session, telegram_address(chat)) is None
    term = terms_of_office.get_term_at(
        await terms_of_office.get_terms_of(session, {number}), number, NOON
    )
    assert term is not None
    assert (term.name, term.role) == ("金海兰", RoleName.STAFF)


async def test_a_new_name_is_not_put_under_what_was_done_before(session: Session) -> None:
    dai = await open_account(session, telegram_address(6), NOON)
    await roles.grant_role(session, dai, RoleName.STAFF, WANGQING, NOON, called="白美玉")
    await terms_of_office.rename_holder(session, dai, "白大玉", NOON + DAY)
    terms = await terms_of_office.get_terms_of(session, {dai.key()})
    names = [
        terms_of_office.get_term_at(terms, dai.key(), NOON + after * DAY / 2) for after in (0, 3)
    ]
    assert [one and one.name for one in names] == ["白美玉", "白大玉"]


async def test_a_dismissal_voids_codes_and_stands_against_the_settings(
    session: Session,
) -> None:
    await dismissal.appoint_staff(session, telegram_address(7), WANGQING, NOON)
    dai = await get_account(session, telegram_address(7))
    assert dai is not None
    somebody = await register_labourer(session, dai, farmer_facts(), own=False)
    await entry_transfer.issue_entry_code(session, acting(dai, NOON), somebody)
    await invitations.invite(
        session, as_staff(dai, NOON), Invitation(RoleName.STAFF, "白美玉", WANGQING)
    )
    assert await dismissal.dismiss_address(session, telegram_address(7), NOON) == 1
    codes = (await session.exec(select(OneTimeCode))).all()
    assert [(one.used_at, one.called) for one in codes] == [(NOON, None)] * 2
    await dismissal.appoint_staff(session, telegram_address(7), WANGQING, NOON)
    assert RoleName.STAFF not in await roles.get_roles(session, dai)
    assert await dismissal.reinstate_staff(session, telegram_address(7), NOON)
    await dismissal.appoint_staff(session, telegram_address(7), WANGQING, NOON)
    assert RoleName.STAFF in await roles.get_roles(session, dai)
    await session.flush()
    trail = select(AuditRecord.act).where(AuditRecord.subject == Subject.STAFF)
    mine = trail.where(AuditRecord.subject_id == dai.id).order_by(col(AuditRecord.id))
    done = [Act.ROLE_TAKEN, Act.DISMISSED, Act.REINSTATED, Act.ROLE_TAKEN]
    assert list(await session.exec(mine)) == done


async def test_an_invitation_on_purpose_ends_a_dismissal(session: Session) -> None:
    eve, dai = (
        await consenting_account(session, 8),
        await open_account(session, telegram_address(9), NOON),
    )
    await roles.grant_role(session, eve, RoleName.STAFF, WANGQING, NOON)
    await dismissal.dismiss_address(session, telegram_address(8), NOON)
    code = granted(
        await invitations.invite(
            session, as_staff(dai, NOON), Invitation(RoleName.STAFF, "白美玉", WANGQING)
        )
    )
    assert not isinstance(
        await invitations.accept_invitation(session, acting(eve, NOON), code), Refusal
    )
    assert not await terms_of_office.is_dismissed(session, telegram_address(8))
    (term,) = await terms_of_office.list_open_terms(session, eve.key())
    assert (term.name, term.begun, term.granted_by) == ("白美玉", TermEvent.INVITED, dai.key())


async def test_only_staff_of_every_county_dismiss_and_nobody_themselves(
    session: Session,
) -> None:
    eve, dai = (
        await consenting_account(session, 8),
        await open_account(session, telegram_address(9), NOON),
    )
    await roles.grant_role(session, eve, RoleName.STAFF, WANGQING, NOON)
    await roles.grant_role(session, dai, RoleName.STAFF, WANGQING, NOON)
    county = await dismissal.dismiss_staff(session, as_staff(dai, area=WANGQING), eve.key())
    every = as_staff(dai)
    own = await dismissal.dismiss_staff(session, every, dai.key())
    assert (county, own) == (Refusal("not_yours"), Refusal("own_dismissal"))
    assert await dismissal.dismiss_staff(session, every, eve.key()) is None
    ended = select(RoleTerm.ended_by).where(RoleTerm.account_id == eve.key())
    assert (await session.exec(ended)).one() == dai.key()


async def test_second_accounts_under_the_same_number_are_dismissed_too(
    session: Session,
) -> None:
    eve, second, boss = [await consenting_account(session, chat) for chat in (8, 10, 9)]
    for one in (eve, second, boss):
        await register_labourer(session, one, farmer_facts(name=f"白{chat_of(one)}"))
        await roles.grant_role(session, one, RoleName.STAFF, WANGQING, NOON)
    assert [
        one.account_id
        for one in await dismissal.list_staff_with_same_number(session, eve.key(), boss.key())
    ] == [second.key()]
    for too, left in (
        ((), [False, True, True]),
        ((second.key(), boss.key()), [False, False, True]),
    ):
        assert await dismissal.dismiss_staff(session, as_staff(boss), eve.key(), too) is None
        found = [
            RoleName.STAFF in await roles.get_roles(session, one) for one in (eve, second, boss)
        ]
        assert found == left
        await roles.grant_role(session, eve, RoleName.STAFF, WANGQING, NOON)
    here, there = telegram_address(8), telegram_address(9)
    assert await dismissal.list_second_addresses(session, here) == [there]


@pytest.mark.parametrize("kept", [77, "77", "telegram:77"])
async def test_a_term_knows_its_address_however_it_was_kept(session: Session, kept: Any) -> None:
    term = RoleTerm(
        account_id=5, chat_id=kept, role=RoleName.STAFF, begun=TermEvent.SETTINGS, granted_at=NOON
    )
    session.add(term)
    await session.flush()
    await session.refresh(term)
    assert term.address == telegram_address(77)
    await renew_all(session)
    term.ended = TermEvent.DISMISSED
    await session.flush()
    assert await terms_of_office.is_dismissed(session, telegram_address(77))


async def test_no_note_of_health_without_its_own_yes(session: Session) -> None:
    ana = await consenting_account(session, 10)
    mine = await register_labourer(session, ana, farmer_facts(health_agreed=None, limits="腰疼"))
    assert mine.limits is None
    await ledger.change_entry(session, mine, farmer_facts(limits="腰疼"), NOON, ana.key())
    assert mine.limits == "腰疼"
    await ledger.change_entry(session, mine, farmer_facts(health_agreed=False), NOON, ana.key())
    assert mine.limits is None
    told = await ledger.list_changes(session, mine)
    assert "limits" not in {row.fact for row in told}
    agreed = [row.after for row in told if row.fact == "health_agreed"]
    assert agreed == [True, False]


async def test_a_code_needs_the_persons_own_word_and_takes_it(session: Session) -> None:
    chen, ben = (
        await broker_account(session, 11),
        await open_account(session, telegram_address(12), NOON),
    )
    somebody = await register_labourer(session, chen, farmer_facts(), own=False)
    code = granted(await entry_transfer.issue_entry_code(session, acting(chen, NOON), somebody))
    assert await entry_transfer.take_over_entry(session, acting(ben, NOON), code) == Refusal(
        "consent_first"
    )
    ben.consented_at, ben.consent_version = NOON + DAY, "2030-01"
    assert await entry_transfer.take_over_entry(session, acting(ben, NOON + DAY), code) is somebody
    assert (somebody.consented_at, somebody.consent_version) == (NOON + DAY, "2030-01")
    assert somebody.read_out_by == chen.id
