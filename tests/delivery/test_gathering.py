"""One message where there were several: news are gathered, like questions come on two days."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from markupsafe import Markup

from bot.telegram.addresses import telegram_address
from dialogue.core.reply import Message, numbered
from models.accounts import account as accounts
from models.brokers.broker import Broker, BrokerState
from models.brokers.messages import BROKER_APPLIED
from models.core.session import Session
from models.core.vocabulary import Language
from models.labourers.messages import MONTHLY_STATUS
from models.outbox import outbox
from models.outbox.message_type import MessageType
from models.outbox.outbox import LEASE
from models.outbox.recipients import Later, delivery_decision
from models.outbox.row import HoldReason, OutboxRow, RowState
from models.placements.messages import CHECK_IN, PLACEMENT_REPORTED
from models.placements.moves import notify_broker
from models.placements.placement import Placement
from sandbox.chats.people import Person
from scheduler.delivery.loop import DeliveryLoop
from scheduler.delivery.recipient_states import load_recipient_states
from scheduler.delivery.render_context import RenderContext, Renderers
from scheduler.messages.render import RENDERERS
from tests.delivery.office import FIRST, WRITER, Bureau, open_bureau
from tests.support.labourers.factory import reachable_labourer
from tests.support.outbox import mark_delivered, outbox_rows, row_for
from tests.support.placements.chat import (
    chooses_language,
    open_known_employer,
    placement_by_chen,
    visible_person,
)
from tests.support.store import NOON
from tests.support.town import ANA, BEN, DAI, WANGQING, Town

DAY = timedelta(days=1)
FAULTY = "<b>never closed"
NAMES = {ANA: "安娜安娜", BEN: "本本", DAI: "戴戴"}


async def placed(town: Town, person: Person) -> Placement:
    """Somebody whom Chen placed, and whom nobody has asked yet."""
    employer = await open_known_employer(town, f"{NAMES[person]}厂")
    labourer = await visible_person(town, person, name=NAMES[person])
    return await placement_by_chen(town, labourer, employer)


async def moves(town: Town, *placements: Placement) -> None:
    """The broker of each hears how it stands."""
    async with town.store() as session:
        for one in placements:
            found = await session.get_one(Placement, one.id)
            await notify_broker(session, found, town.clock.now())


async def told(town: Town) -> list[str]:
    await town.settled()
    await town.chen.look()
    return [str(one.get("text")) for one in town.chen.received if "News" in str(one.get("text"))]


async def test_what_comes_together_is_one_message_and_each_number_opens_its_own(
    town: Town,
) -> None:
    await chooses_language(town)
    three = [await placed(town, person) for person in (ANA, BEN, DAI)]
    # The week's summary is another matter.
    await town.settled()
    await town.chen.look()
    before = len(town.chen.received)
    await moves(town, *three)
    (news,) = await told(town)
    assert all(name in news for name in NAMES.values())
    assert len(town.chen.received) == before + 1
    assert [label.split()[0] for label in town.chen.buttons] == ["1", "2", "3"]
    await town.chen.says("2")
    assert NAMES[BEN] in town.chen.last
    async with town.store() as session:
        assert {row.state for row in await outbox_rows(session) if row.labourer_id is None} == {
            RowState.SENT
        }


async def test_what_comes_within_the_hour_waits_for_its_end_and_comes_together(
    town: Town,
) -> None:
    await chooses_language(town)
    three = [await placed(town, person) for person in (ANA, BEN, DAI)]
    await moves(town, three[0])
    await town.settled()
    await town.chen.look()
    first = len(town.chen.received)
    await moves(town, three[1])
    await moves(town, three[2])
    assert await told(town) == []
    assert len(town.chen.received) == first
    await town.wait(minutes=61)
    (news,) = await told(town)
    assert NAMES[BEN] in news
    assert NAMES[DAI] in news


@pytest.mark.parametrize("first", [CHECK_IN, PLACEMENT_REPORTED])
async def test_nearly_the_same_question_waits_until_tomorrow(
    session: Session, first: MessageType
) -> None:
    labourer, account = await reachable_labourer(session, 77)
    for one in (first, MONTHLY_STATUS):
        whom: dict[str, Any] = {"account": account.key(), "labourer": labourer.key()}
        await outbox.plan_row(session, outbox.new_row(one, 1, NOON, **whom))
    await session.flush()
    await mark_delivered(session, labourer, message_type=first)
    waiting = await row_for(session, MONTHLY_STATUS, labourer)
    now = (await load_recipient_states(session, [waiting], NOON))[waiting.key()]
    decision = delivery_decision(MONTHLY_STATUS, now, NOON)
    assert isinstance(decision, Later)
    assert (decision.until.date(), decision.why) == ((NOON + DAY).date(), HoldReason.ASKED)
    tomorrow = (await load_recipient_states(session, [waiting], NOON + DAY))[waiting.key()]
    assert delivery_decision(MONTHLY_STATUS, tomorrow, NOON + DAY) is None


async def test_a_question_asked_again_says_so(town: Town) -> None:
    employer = await open_known_employer(town)
    labourer = await visible_person(town, ANA, Language.ZH, name=NAMES[ANA])
    await placement_by_chen(town, labourer, employer)
    await town.settled()
    await town.ana.look()
    assert "再问一次" not in town.ana.last
    await town.wait(days=2, hours=1)
    await town.ana.look()
    assert "再问一次：" in town.ana.last


async def applies(session: Session, number: int) -> int:
    """Somebody applies to be a broker, which the writer is told; gives the account's number."""
    known = await accounts.get_account(session, telegram_address(FIRST + number))
    writer = await accounts.get_account(session, telegram_address(WRITER))
    assert known is not None
    assert writer is not None
    told: dict[str, Any] = {"county": WANGQING, "name": f"王{number}", "trained": False}
    empty: dict[str, Any] = {"id_number": "", "id_index": "", "phone": ""}
    state = BrokerState.APPLIED
    session.add(
        Broker(account_id=known.key(), state=state, applied_at=NOON, version=1, **told, **empty)
    )
    await session.flush()
    row = outbox.new_row(BROKER_APPLIED, known.key(), NOON, account=writer.key(), round_=1)
    await outbox.plan_row(session, row)
    return known.key()


def telling(faulty: int = 0) -> Renderers:
    """Each tells its number; Telegram refuses the words of the faulty one."""

    async def words(context: RenderContext) -> Message:
        about = context.row.about
        text = FAULTY if about == faulty else f"№{about}"
        return Message(Markup(text), numbered([(f"broker:{about}", text)]))

    return {**RENDERERS, BROKER_APPLIED: words}


def loop_of(bureau: Bureau, renderers: Renderers) -> DeliveryLoop:
    return DeliveryLoop(bureau.sessions, bureau.office, bureau.post, renderers)


async def rows_of(bureau: Bureau) -> dict[int, OutboxRow]:
    rows = await bureau.turn(lambda session: outbox_rows(session, BROKER_APPLIED))
    return {row.about: row for row in rows}


def told_writer(bureau: Bureau) -> list[str]:
    return bureau.texts(WRITER - FIRST)


async def test_one_that_is_refused_takes_no_other_with_it(database_url: str) -> None:
    async with open_bureau(database_url, 3) as bureau:
        about = [await bureau.turn(partial(applies, number=n)) for n in range(3)]
        bureau.delivery = loop_of(bureau, telling(faulty=about[2]))
        await bureau.delivers()
        rows = await rows_of(bureau)
        assert [rows[one].state for one in about] == [RowState.SENT, RowState.SENT, RowState.PARKED]
        assert told_writer(bureau) == [f"№{one}" for one in about[:2]]


async def test_what_was_sent_after_its_lease_is_not_sent_again(database_url: str) -> None:
    async with open_bureau(database_url, 3) as bureau:
        about = [await bureau.turn(partial(applies, number=n)) for n in range(3)]
        bureau.delivery = loop_of(bureau, telling())
        await bureau.delivery.step()
        later = bureau.clock.now() + 2 * LEASE
        freed = await bureau.turn(lambda session: outbox.free_expired_leases(session, later))
        assert freed == 3
        await bureau.delivers()
        assert {row.state for row in (await rows_of(bureau)).values()} == {RowState.SENT}
        (news,) = told_writer(bureau)
        assert all(f"№{one}" in news for one in about)
