"""What a person can have, and have deleted."""

from sqlmodel import select

from models.accounts import drafts, roles
from models.accounts.account import Account
from models.accounts.drafts import Draft
from models.brokers import approval, roster, same_number
from models.brokers.broker import Broker, BrokerState
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import NoticeKind, RoleName
from models.labourers import care, entry_transfer, ledger, preferences
from models.labourers.preferences import PAUSE, Wanted
from models.privacy import consent, export
from tests.brokers.test_approval import WANGQING, WHY, applied, applies, staff
from tests.support.accounts.actors import acting
from tests.support.accounts.factory import list_chats
from tests.support.labourers.facts import farmer_facts, id_number, whole_facts
from tests.support.notices.factory import ZONE
from tests.support.privacy.keys import renew_all
from tests.support.refusals import granted
from tests.support.store import (
    DAY,
    NOON,
    all_rows,
    audit_trail,
    broker_account,
    consenting_account,
    register_labourer,
)

CHAT = 7_700_000_000_123
NAME, PHONE = "崔顺子", "+8613812349876"
TOLD = farmer_facts(name=NAME, id_number=id_number(order="968"), phone=PHONE, household_head=NAME)
TRACES = (NAME, TOLD["id_number"], PHONE, str(CHAT), TOLD["limits"])


async def erase(session: Session, account: Account) -> None:
    await consent.erase_account_data(
        session, account, await roles.get_roles(session, account), NOON, ZONE
    )


async def assert_no_trace(session: Session, *traces: str) -> None:
    # As who a broker acted stays with the trail of what they did.
    lines = (await all_rows(session)).splitlines()
    held = "\n".join(line for line in lines if not line.startswith("role_term:"))
    assert [trace for trace in traces if trace in held] == []


async def test_everything_held_can_be_had(session: Session) -> None:
    ana = await consenting_account(session, CHAT)
    labourer = await register_labourer(session, ana, TOLD)
    await preferences.set_preference(
        session, labourer.key(), NoticeKind.TRAINING, Wanted.PAUSE, NOON
    )
    await drafts.begin_draft(
        session, ana, "change", NOON, labourer=labourer.id, answers={"wage": 7}
    )
    had = await export.export_account(session, acting(ana))
    assert had["account"]["address"] == f"telegram:{CHAT}"
    assert had["entry"] == {**whole_facts(TOLD), "sex": "female"}
    assert had["unfinished"] == [{"wage": 7}]
    assert had["paused"] == {"training": (NOON + PAUSE).isoformat()}
    assert had["consent"]["given"] == NOON.isoformat()
    assert not had["consent"]["read_out_by_somebody"]
    told = {row["fact"]: row["to"] for row in had["history"]}
    assert (told["phone"], told["limits"]) == (PHONE, TOLD["limits"])
    assert {row["from"] for row in had["history"]} == {None}
    assert (await audit_trail(session, labourer))[-1] == (Act.EXPORTED, ana.id)


async def test_who_only_began_can_have_that(session: Session) -> None:
    ana = await consenting_account(session, CHAT)
    await drafts.begin_draft(session, ana, "intake", NOON, answers={"name": NAME})
    had = await export.export_account(session, acting(ana))
    assert (had["entry"], had["consent"], had["history"], had["paused"]) == (None, None, [], {})
    assert had["unfinished"] == [{"name": NAME}]


async def test_a_broker_has_nothing_of_others_in_the_file(session: Session) -> None:
    chen = await broker_account(session, CHAT)
    await drafts.begin_draft(session, chen, "assisted", NOON, answers={"name": NAME})
    assert (await export.export_account(session, acting(chen)))["unfinished"] == []


async def test_erased_nothing_of_the_person_is_left_in_any_table(session: Session) -> None:
    ana = await consenting_account(session, CHAT)
    labourer = await register_labourer(session, ana, TOLD)
    await ledger.change_entry(session, labourer, {**TOLD, "wage": 10}, NOON + DAY, ana.key())
    await drafts.begin_draft(session, ana, "change", NOON, labourer=labourer.id, answers=TOLD)
    before = await all_rows(session)
    assert [trace for trace in TRACES if trace not in before] == []
    number, key = ana.key(), labourer.key()
    await erase(session, ana)
    await assert_no_trace(session, *TRACES)
    assert await session.get(Account, number) is None
    assert await audit_trail(session, labourer) == [
        (Act.REGISTERED, number),
        (Act.POOR_TOLD, number),
        (Act.CHANGED, number),
        (Act.ERASED, number),
    ]
    assert key == labourer.id


async def test_a_claimed_entry_leaves_no_trace_with_the_broker(session: Session) -> None:
    chen, ana = await broker_account(session, 2103), await consenting_account(session, CHAT)
    labourer = await register_labourer(session, chen, TOLD, own=False)
    await drafts.begin_draft(
        session, chen, "change for them", NOON, labourer=labourer.id, answers=TOLD
    )
    code = granted(await entry_transfer.issue_entry_code(session, acting(chen, NOON), labourer))
    await entry_transfer.take_over_entry(session, acting(ana, NOON), code)
    await erase(session, ana)
    await assert_no_trace(session, *TRACES)
    assert await drafts.get_present_draft(session, chen) is None


async def test_who_only_began_can_be_forgotten(session: Session) -> None:
    ana = await consenting_account(session, CHAT)
    await drafts.begin_draft(session, ana, "intake", NOON, answers={"name": NAME, "phone": PHONE})
    await erase(session, ana)
    await assert_no_trace(session, NAME, PHONE, str(CHAT))


async def test_a_broker_keeps_the_role_and_the_drafts_about_others(session: Session) -> None:
    chen = await broker_account(session, CHAT)
    await register_labourer(session, chen, TOLD)
    await drafts.begin_draft(session, chen, "intake", NOON, answers={"name": NAME})
    about_other = await drafts.begin_draft(
        session, chen, "assisted", NOON, answers={"name": "朴英姬"}
    )
    other = await register_labourer(session, chen, farmer_facts(), own=False)
    await erase(session, chen)
    await assert_no_trace(session, NAME, PHONE, TOLD["id_number"])
    assert (chen.labourer_id, chen.consented_at) == (None, None)
    assert RoleName.BROKER in await roles.get_roles(session, chen)
    rows = await session.exec(select(Draft).where(Draft.account_id == chen.key()))
    assert list(rows) == [about_other]
    assert await care.list_people_in_care(session, chen, await roles.get_roles(session, chen)) == [
        other
    ]


async def test_an_entry_cared_for_can_be_erased(session: Session) -> None:
    chen = await broker_account(session, 2103)
    labourer = await register_labourer(session, chen, TOLD, own=False)
    granted(await entry_transfer.issue_entry_code(session, acting(chen, NOON), labourer))
    await consent.erase_entry(session, labourer, NOON, ZONE, by=chen.key())
    await assert_no_trace(session, *TRACES)
    assert (await audit_trail(session, labourer))[-1] == (Act.ERASED, chen.id)


async def test_an_erased_number_is_given_to_nobody_else(session: Session) -> None:
    ana = await consenting_account(session, CHAT)
    labourer = await register_labourer(session, ana, TOLD)
    number, entry = ana.key(), labourer.key()
    await erase(session, ana)
    ben = await consenting_account(session, 1)
    assert ben.key() > number
    assert (await register_labourer(session, ben, farmer_facts())).key() > entry


async def test_who_has_no_role_any_more_leaves_no_form_behind(session: Session) -> None:
    ana = await consenting_account(session, CHAT)
    await drafts.begin_draft(session, ana, "assisted", NOON, answers={"name": NAME, "phone": PHONE})
    await erase(session, ana)
    await assert_no_trace(session, NAME, PHONE, str(CHAT))


KNOWN_HOW, COMPANY = "开小卖部的老崔", "顺子劳务社"
BROKER = {
    **{"name": NAME, "id_number": TOLD["id_number"], "phone": PHONE},
    **{"organisation": COMPANY, "known_how": KNOWN_HOW},
}


async def suspended(session: Session) -> Account:
    """Cui has worked as a broker, and was suspended."""
    made, dai = await applied(session, CHAT, **BROKER), await staff(session)
    assert await approval.approve_broker(session, dai, made) is None
    assert await approval.suspend_broker(session, dai, made.who(), WHY) is None
    return await session.get_one(Account, made.who())


async def test_of_a_suspended_broker_only_what_refuses_the_number_is_left(
    session: Session,
) -> None:
    cui = await suspended(session)
    await register_labourer(session, cui, TOLD)
    traces = (*TRACES, COMPANY, KNOWN_HOW)
    before = await all_rows(session)
    assert [one for one in traces if one not in before] == []
    await erase(session, cui)
    await assert_no_trace(session, *traces)
    (row,) = await session.exec(select(Broker))
    kept = {key: value for key, value in row.model_dump().items() if value}
    assert kept.keys() == {"id", "id_index", "state", "county", "why", "version", "applied_at"}
    assert (row.state, row.county, row.why) == (BrokerState.SUSPENDED, WANGQING, WHY)


async def test_who_was_suspended_and_erased_is_known_when_applying_afresh(
    session: Session,
) -> None:
    await erase(session, await suspended(session))
    await renew_all(session)
    other = await applied(session, 5)
    assert await same_number.list_same_number(session, other) == []
    again = await consenting_account(session, CHAT)
    made = await applies(session, again, **BROKER)
    assert isinstance(made, Broker)
    (known,) = await same_number.list_same_number(session, made)
    assert (known.account_id, known.state, known.why) == (None, BrokerState.SUSPENDED, WHY)
    assert await roster.list_brokers(session, (WANGQING,)) == []


async def test_who_was_not_suspended_leaves_nothing_and_may_apply_afresh(
    session: Session,
) -> None:
    made, dai = await applied(session, CHAT, **BROKER), await staff(session)
    assert await approval.refuse_broker(session, dai, made, WHY) is None
    await erase(session, await session.get_one(Account, made.who()))
    assert (await session.exec(select(Broker))).all() == []
    assert isinstance(await applied(session, CHAT, **BROKER), Broker)


async def test_an_invited_broker_who_was_suspended_leaves_nothing(session: Session) -> None:
    chen, dai = await broker_account(session, CHAT), await staff(session)
    assert await approval.suspend_broker(session, dai, chen.key(), WHY) is None
    await erase(session, chen)
    assert (await session.exec(select(Broker))).all() == []


async def test_who_only_looked_in_is_forgotten_after_a_suspended_broker_was_erased(
    session: Session,
) -> None:
    await erase(session, await suspended(session))
    ben = await consenting_account(session, 7_700_000_000_999)
    ben.consented_at = None
    await session.flush()
    assert await roles.forget_undecided(session, ben.created_at + 2 * DAY) >= 1
    assert 7_700_000_000_999 not in await list_chats(session)


async def test_who_agreed_to_tell_of_trouble_is_not_forgotten_by_an_old_no(
    session: Session,
) -> None:
    ana = await consenting_account(session, CHAT)
    ana.consented_at, ana.trouble_consented_at = None, NOON
    assert await consent.forget_newcomer(session, acting(ana)) == Refusal("button_stale")
    assert CHAT in await list_chats(session)
