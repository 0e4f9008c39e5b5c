"""Whom a list brought in has agreed to nothing: no message, no broker's eye; until they agree."""

import datetime as dt
from typing import Any

import pytest
from sqlmodel import select

from models.accounts import account as accounts
from models.accounts import roles
from models.accounts.account import Account
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import LegalGround, NoticeKind, RoleName
from models.labourers import (
    calls,
    doubles,
    entry_transfer,
    intake,
    monthly_status,
    own_entry,
    preferences,
    staff_entries,
    visibility,
)
from models.labourers.labourer import Labourer
from models.labourers.visibility import Ties
from models.notices import publication
from models.notices.audience import Audience
from models.outbox.row import OutboxRow
from models.privacy import merging
from tests.support.accounts.actors import as_staff
from tests.support.labourers.facts import entry_facts, id_number
from tests.support.labourers.lists import CLEAN, HEADERS, LI, WANG, bring_in
from tests.support.placements.factory import add_factory, report_placement
from tests.support.refusals import granted
from tests.support.store import NOON, broker_account, consenting_account, register_labourer
from tests.support.stored_actors import ZONE, clerk, load_actor

VILLAGE = "222424101216"
NEXT_MONTH = dt.datetime(2027, 1, 1, 2, 0, tzinfo=dt.UTC)


async def brought(session: Session) -> Labourer:
    """王小春, of the office's list alone."""
    await bring_in(session, clerk(), [HEADERS, *CLEAN])
    return (await session.exec(select(Labourer).where(Labourer.name == WANG[0]))).one()


async def broker(session: Session) -> Any:
    account = await broker_account(session, 20, VILLAGE)
    return account, await roles.get_roles(session, account)


async def test_no_notice_is_for_them(session: Session) -> None:
    wang = await brought(session)
    for who in (
        Audience("222424"),
        Audience("222424", out_of_work=True),
        Audience("222424", people=[wang.key()]),
    ):
        reach = await publication.count_reach(session, NoticeKind.JOB_FAIR, who, NOON)
        assert reach.people == 0
        assert not who.fits(wang)


async def test_a_wish_for_news_that_was_set_all_the_same_brings_none(session: Session) -> None:
    wang = await brought(session)
    await preferences.set_welcome_kinds(session, wang.key(), list(NoticeKind), NOON)
    reach = await publication.count_reach(session, NoticeKind.VACANCY, Audience("222424"), NOON)
    assert reach.people == 0


async def test_no_broker_sees_them_whatever_the_list_said(session: Session) -> None:
    wang = await brought(session)
    account, role = await broker(session)
    wang.seen_by_brokers = True
    await session.flush()
    for words in (WANG[0], WANG[2], "和盛村"):
        found = await visibility.search_visible_people(session, account.key(), role, words)
        assert found == []
    assert await visibility.list_latest_visible(session, account.key(), role) == []
    assert not visibility.can_see(wang, role, Ties(registered=True, placed=True, likes=True))


async def test_a_broker_can_report_none_of_them(session: Session) -> None:
    """Not even one who guesses the number of an entry."""
    wang = await brought(session)
    account, _ = await broker(session)
    mill = await add_factory(session)
    assert isinstance(await report_placement(session, wang, account, mill), Refusal)


async def test_the_monthly_question_is_the_offices_to_call_about(session: Session) -> None:
    wang = await brought(session)
    _, role = await broker(session)
    assert await monthly_status.ask_piece(session, NEXT_MONTH, ZONE) == 0
    assert (await session.exec(select(OutboxRow))).all() == []
    later = NEXT_MONTH + monthly_status.STATUS_WAITS
    assert await monthly_status.open_calls_piece(session, later, ZONE) == 3
    office = clerk(now=later)
    waiting = await calls.list_waiting_calls(session, office.id, office.roles)
    assert wang.key() in {one.key() for _, one in waiting.items}
    assert (await calls.list_waiting_calls(session, 20, role)).items == []


async def newcomer(
    session: Session, shared: str | None = "+8613843400001", **told: Any
) -> tuple[Account, Labourer | Refusal]:
    """Somebody who agreed, and registers as 王小春; `shared` is what Telegram shared."""
    account = await consenting_account(session, 30)
    if shared:
        accounts.note_shared_phone(account, shared)
    facts = entry_facts(
        **{"name": WANG[0], "id_number": WANG[1], "sex": None, "birth_year": None}
        | {"status": "farming", "village": VILLAGE, "notices": ["job_fair"], **told}
    )
    return account, await intake.register_oneself(
        session, await load_actor(session, account), facts
    )


async def test_the_phone_that_telegram_shared_opens_their_entry(session: Session) -> None:
    wang = await brought(session)
    account, found = await newcomer(session)
    assert found is wang
    assert account.labourer_id == wang.id
    assert (wang.ground, wang.ground_by) == (LegalGround.CONSENT, None)
    assert wang.consented_at == NOON
    assert wang.status == "farming"
    wishes = await preferences.get_preferences(session, wang.key())
    assert wishes[NoticeKind.JOB_FAIR].welcome
    reach = await publication.count_reach(session, NoticeKind.JOB_FAIR, Audience("222424"), NOON)
    assert reach.people == 1


@pytest.mark.parametrize(
    ("shared", "told"),
    [
        (None, {"phone": "+8613843400001"}),
        ("+8613843400009", {"phone": "+8613843400001"}),
        ("+8613843400001", {"id_number": LI[1], "name": LI[0]}),
        ("+8613843400001", {"name": "李小龙"}),
        ("+8613843400001", {"id_number": id_number("19991231", "401")}),
    ],
)
async def test_without_proof_they_get_an_entry_of_their_own(
    session: Session, shared: str | None, told: dict[str, Any]
) -> None:
    """Whoever types a stranger's number and phone learns nothing, and gets nothing of theirs."""
    wang = await brought(session)
    _, found = await newcomer(session, shared, **told)
    assert isinstance(found, Labourer)
    assert found is not wang
    assert wang.ground is LegalGround.REGISTER


async def test_the_offices_code_opens_it(session: Session) -> None:
    wang = await brought(session)
    office = await consenting_account(session, 9)
    await roles.grant_role(session, office, RoleName.STAFF, "222424", NOON)
    code = granted(await staff_entries.give_code(session, as_staff(office, NOON, "222424"), wang))
    person = await load_actor(session, await consenting_account(session, 30))
    assert await entry_transfer.take_over_entry(session, person, code) is wang
    assert wang.ground is LegalGround.CONSENT
    assert await own_entry.get_own_entry(session, person.account) is wang


async def test_the_office_says_that_both_are_one(session: Session) -> None:
    wang = await brought(session)
    account, own = await newcomer(session, None)
    assert isinstance(own, Labourer)
    office = await consenting_account(session, 9)
    await roles.grant_role(session, office, RoleName.STAFF, "222424", NOON)
    by = as_staff(office, NOON, "222424")
    ((pair),) = (await doubles.list_waiting_doubles(session, by.roles.counties(), 1)).items
    assert await merging.merge_entries(session, pair, wang, by) is None
    assert (wang.ground, account.labourer_id) == (LegalGround.CONSENT, wang.id)
    assert wang.consented_at == NOON


async def test_who_agreed_before_keeps_the_consent_when_a_list_has_them(session: Session) -> None:
    own = await register_labourer(
        session,
        await consenting_account(session, 30),
        entry_facts(name=WANG[0], id_number=WANG[1], notices=["job_fair"]),
    )
    await bring_in(session, clerk(), [HEADERS, *CLEAN], policy={"status": "overwrite"})
    assert own.ground is LegalGround.CONSENT
    assert own.status == "outside"
    reach = await publication.count_reach(session, NoticeKind.JOB_FAIR, Audience("222424"), NOON)
    assert reach.people == 1
