"""Enquiries: who reads them, whom the answer reaches, and that no two messages are one."""

import asyncio

from sqlmodel import select

from models.accounts import roles
from models.accounts.account import Account, get_account_of_labourer
from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.enquiries import answering, asking, personal_data, queue
from models.enquiries.answering import Answer
from models.enquiries.asking import LeaveMessage
from models.enquiries.enquiry import Enquiry, EnquiryMessage
from models.enquiries.messages import ENQUIRY_ANSWERED
from models.labourers.labourer import Labourer
from models.privacy import merging
from tests.labourers.test_doubles import office, pairs
from tests.labourers.test_one_person import two
from tests.support.labourers.factory import reachable_labourer
from tests.support.outbox import outbox_rows
from tests.support.store import NOON, Store, broker_account, consenting_account
from tests.support.stored_actors import clerk, load_actor
from tests.support.town import TONGYU, WANGQING

VILLAGE = f"{WANGQING}101001"
ANSWER = Answer("Please come on Monday.")


async def staffed(session: Session, chat_id: int, area: str = WANGQING) -> Actor:
    account = await broker_account(session, chat_id, area)
    await roles.grant_role(session, account, RoleName.STAFF, area, NOON)
    return await load_actor(session, account)


async def asked(session: Session, account: Account) -> Enquiry:
    left = await asking.leave_message(
        session, await load_actor(session, account), LeaveMessage("咋办？")
    )
    assert isinstance(left, Enquiry)
    return left


async def test_a_message_and_an_answer_at_once_are_two_messages(store: Store) -> None:
    async def begin(session: Session) -> tuple[int, int, int]:
        dai = await staffed(session, 71)
        _, ana = await reachable_labourer(session, 72, village_code=VILLAGE)
        return (await asked(session, ana)).key(), ana.key(), dai.id

    number, ana, dai = await store.turn(begin)
    both_read = asyncio.Barrier(2)

    async def meets(session: Session) -> None:
        """Both have read the enquiry before either writes, where the database lets them."""
        if session.get_bind().dialect.name != "sqlite":
            await both_read.wait()

    async def writes(session: Session) -> None:
        account = await session.get_one(Account, ana)
        await session.get_one(Enquiry, number)
        await meets(session)
        await asked(session, account)

    async def answers(session: Session) -> None:
        enquiry = await session.get_one(Enquiry, number)
        actor = await load_actor(session, dai)
        await meets(session)
        assert await answering.answer_enquiry(session, actor, enquiry, ANSWER) is None

    assert await store.at_once(writes, answers) == [None, None]

    async def numbers(session: Session) -> list[int]:
        return sorted(one.number for one in await session.exec(select(EnquiryMessage)))

    assert await store.turn(numbers) == [1, 2, 3]


async def test_the_answer_reaches_whoever_has_the_entry(session: Session) -> None:
    dai = await staffed(session, 71)
    labourer, ana = await reachable_labourer(session, 72, village_code=VILLAGE)
    enquiry = await asked(session, ana)
    _, new = await reachable_labourer(session, 73, village_code=VILLAGE)
    ana.labourer_id = new.labourer_id = None
    await session.flush()
    new.labourer_id = labourer.id
    await session.flush()
    assert await answering.answer_enquiry(session, dai, enquiry, ANSWER) is None
    (row,) = await outbox_rows(session, ENQUIRY_ANSWERED)
    assert (row.account_id, row.labourer_id) == (new.id, labourer.id)
    own = await asking.get_own_enquiry(session, await load_actor(session, new))
    assert own is enquiry
    # Who has the entry no more reads nothing of it, nor does anybody else.
    assert await asking.get_own_enquiry(session, await load_actor(session, ana)) is None


async def test_nobody_reads_what_somebody_without_an_entry_wrote(session: Session) -> None:
    await staffed(session, 71)
    ben, other = [await consenting_account(session, chat_id) for chat_id in (74, 75)]
    enquiry = await asked(session, ben)
    assert await asking.get_own_enquiry(session, await load_actor(session, ben)) is enquiry
    assert await asking.get_own_enquiry(session, await load_actor(session, other)) is None


async def test_the_answer_reaches_the_account_of_a_merged_entry(session: Session) -> None:
    dai, (double, into) = await office(session), await two(session)
    lost, kept = [await consenting_account(session, chat_id) for chat_id in (77, 78)]
    for one in (double, into):
        if account := await get_account_of_labourer(session, one.key()):
            account.labourer_id = None
    await session.flush()
    lost.labourer_id, kept.labourer_id = double.id, into.id
    await session.flush()
    enquiry = await asked(session, lost)
    (pair,) = await pairs(session, dai)
    assert await merging.merge_entries(session, pair, into, dai) is None
    await session.refresh(enquiry)
    assert await answering.answer_enquiry(session, dai, enquiry, ANSWER) is None
    (row,) = await outbox_rows(session, ENQUIRY_ANSWERED)
    assert (row.account_id, row.labourer_id) == (kept.id, into.id)
    # Closing the other account takes nothing of the entry with it.
    await personal_data.erase_account(session, lost.key())
    await session.refresh(enquiry)
    assert await asking.get_own_enquiry(session, await load_actor(session, kept)) is enquiry


async def test_staff_of_another_county_see_no_exchange(session: Session) -> None:
    await staffed(session, 71)
    _, ana = await reachable_labourer(session, 72, village_code=VILLAGE)
    enquiry = await asked(session, ana)
    for actor in (clerk(area=TONGYU), await load_actor(session, ana)):
        assert await queue.view_exchange(session, actor, enquiry) == Refusal("not_yours")
        assert (await queue.list_waiting(session, actor)).items == []
    seen = await queue.view_exchange(session, clerk(), enquiry)
    assert isinstance(seen, queue.Exchange)
    assert isinstance(seen.person, Labourer)


async def test_a_broker_of_two_counties_reaches_an_office(session: Session) -> None:
    await staffed(session, 71)
    chen = await broker_account(session, 76, f"{TONGYU}101")
    await roles.grant_role(session, chen, RoleName.BROKER, f"{WANGQING}101", NOON)
    assert (await asked(session, chen)).county == WANGQING
