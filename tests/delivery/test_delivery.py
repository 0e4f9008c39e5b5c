"""What the loop does with a row: send it, hold it, or end it, and it says why."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.telegram.addresses import telegram_address
from dialogue.core.offered import choice_by_number
from models.accounts import account as accounts
from models.accounts import drafts
from models.accounts.account import Account
from models.core.session import Session
from models.core.vocabulary import Language
from models.labourers.labourer import NoticePreference
from models.notices import lifecycle
from models.notices.notice import Notice
from models.outbox.outbox import LEASE
from models.outbox.row import HoldReason, RowState
from scheduler.delivery.settling import ATTEMPTS
from tests.delivery.office import FIRST, WRITER, Bureau, open_bureau
from tests.support.notices import factory
from tests.support.stored_actors import clerk

SENT, WAITING, PARKED = (RowState.SENT, None), RowState.WAITING, RowState.PARKED


@pytest.fixture
async def bureau(database_url: str) -> AsyncIterator[Bureau]:
    """An office with three people."""
    async with open_bureau(database_url, 3) as opened:
        yield opened


async def test_everybody_whom_it_fits_gets_it_once(bureau: Bureau) -> None:
    notice = await bureau.publishes()
    await bureau.delivers()
    await bureau.delivers()
    assert await bureau.fates(notice) == [SENT] * 3
    assert [len(bureau.got(person)) for person in range(3)] == [1, 1, 1]


async def test_it_comes_in_the_readers_language_with_why_and_what_to_do(bureau: Bureau) -> None:
    await bureau.change(0, language=Language.ZH)
    await bureau.publishes()
    await bureau.delivers()
    assert "招聘会" in bureau.texts(0)[0]
    assert "for you because you live in 汪清县" in bureau.texts(1)[0].lower()
    rows = bureau.got(1)[0]["reply_markup"]["inline_keyboard"]
    assert [row[0]["text"] for row in rows] == [
        "1 ✋ Sign me up",
        "2 Not for me",
        "3 🔕 No more of this kind",
        "4 📍 Where is it?",
    ]


async def test_what_people_typed_is_never_markup(bureau: Bureau) -> None:
    await bureau.publishes(title="<b>招工", text="工资 > 3000 & <i>包住")
    await bureau.delivers()
    assert "<b>招工" in bureau.texts(0)[0]
    assert "工资 > 3000 & <i>包住" in bureau.texts(0)[0]


async def test_who_blocked_the_bot_is_marked_until_they_write_again(bureau: Bureau) -> None:
    bureau.fault("403", chat_id=FIRST, times=-1)
    notice = await bureau.publishes()
    await bureau.delivers()
    assert await bureau.fates(notice) == [(RowState.UNREACHABLE, HoldReason.BLOCKED), SENT, SENT]
    second = await bureau.publishes(title="第二次招聘会")
    assert (await bureau.fates(second))[0] == (RowState.UNREACHABLE, HoldReason.BLOCKED)


async def test_a_429_pauses_everybody_and_nobody_is_lost(bureau: Bureau) -> None:
    bureau.fault("429", retry_after=1)
    notice = await bureau.publishes()
    await bureau.delivery.step()
    for task in bureau.delivery.on_the_way:
        await task
    held = await bureau.delivery.step()
    assert held["held"] >= 1
    assert held["claimed"] == 0
    while bureau.post.is_held:
        await bureau.delivery.step()
    await bureau.delivers()
    assert await bureau.fates(notice) == [SENT] * 3
    assert all(row.attempts == 0 for row in await bureau.rows(notice))


async def test_a_refused_token_pauses_everybody_and_nobody_is_given_up(bureau: Bureau) -> None:
    bureau.fault("401", times=-1)
    notice = await bureau.publishes()
    for _ in range(ATTEMPTS + 1):
        await bureau.delivery.step()
        await asyncio.gather(*bureau.delivery.on_the_way)
        assert bureau.post.is_held
        while bureau.post.is_held:
            await bureau.delivery.step()
        bureau.clock.move(timedelta(minutes=10))
    assert {state for state, _ in await bureau.fates(notice)} <= {WAITING, RowState.LEASED}
    assert [row.attempts for row in await bureau.rows(notice)] == [0] * 3
    bureau.sandbox.exchange.faults.clear()
    await bureau.delivers()
    assert await bureau.fates(notice) == [SENT] * 3
    assert [len(bureau.got(person)) for person in range(3)] == [1, 1, 1]


async def test_a_burst_of_5xx_is_tried_again_after_growing_pauses(bureau: Bureau) -> None:
    bureau.fault("5xx", method="sendMessage", times=6)
    notice = await bureau.publishes()
    await bureau.delivers()
    assert await bureau.fates(notice) == [(WAITING, HoldReason.AWAY)] * 3
    bureau.clock.move(timedelta(seconds=5))
    await bureau.delivers()
    bureau.clock.move(timedelta(seconds=9))
    await bureau.delivers()
    assert await bureau.fates(notice) == [(WAITING, HoldReason.AWAY)] * 3
    bureau.clock.move(timedelta(seconds=2))
    await bureau.delivers()
    assert [state for state, _ in await bureau.fates(notice)] == [RowState.SENT] * 3


async def test_what_fails_for_good_is_parked_for_staff(bureau: Bureau) -> None:
    bureau.fault("5xx", chat_id=FIRST, times=-1)
    notice = await bureau.publishes()
    for _ in range(ATTEMPTS):
        await bureau.delivers()
        bureau.clock.move(timedelta(minutes=10))
    assert (await bureau.fates(notice))[0] == (PARKED, HoldReason.AWAY)


async def test_nobody_is_written_to_at_night_and_the_reason_is_said(bureau: Bureau) -> None:
    bureau.clock.move(timedelta(hours=8, minutes=30))
    notice = await bureau.publishes()
    await bureau.delivers()
    assert await bureau.fates(notice) == [(WAITING, None)] * 3
    bureau.clock.move(timedelta(hours=11, minutes=30))
    await bureau.delivers()
    assert "disturb you at night" in bureau.texts(0)[0]


async def test_it_never_breaks_into_a_form(bureau: Bureau) -> None:
    async def begins(session: Session) -> None:
        account = await accounts.get_account(session, telegram_address(FIRST))
        assert account is not None
        await drafts.begin_draft(session, account, "claim", bureau.clock.now())

    await bureau.turn(begins)
    notice = await bureau.publishes()
    await bureau.delivers()
    assert await bureau.fates(notice) == [(WAITING, HoldReason.FORM), SENT, SENT]
    bureau.clock.move(timedelta(minutes=10, seconds=1))
    await bureau.delivers()
    assert len(bureau.got(0)) == 1


async def test_the_sixth_within_a_week_waits_and_says_why(bureau: Bureau) -> None:
    later = (factory.FAIR_DAY + factory.days(20)).isoformat()
    for number in range(6):
        last = await bureau.publishes(title=f"第{number}次", day=later)
        await bureau.delivers()
    assert await bureau.fates(last) == [(WAITING, HoldReason.CAP)] * 3
    bureau.clock.move(timedelta(days=7, seconds=1))
    await bureau.delivers()
    assert len(bureau.got(0)) == 6
    assert "you had 5 messages within a week" in bureau.texts(0)[-1]


async def test_who_paused_the_kind_gets_it_when_the_pause_is_over(bureau: Bureau) -> None:
    later = (factory.FAIR_DAY + factory.days(20)).isoformat()
    notice = await bureau.publishes(day=later)

    async def pause(session: Session) -> None:
        (first, *_) = await bureau.rows(notice)
        wish = await session.get_one(NoticePreference, (first.labourer_id, "job_fair"))
        wish.paused_until = bureau.clock.now() + timedelta(days=5)

    await bureau.turn(pause)
    await bureau.delivers()
    assert (await bureau.fates(notice))[0] == (WAITING, HoldReason.PAUSED)
    bureau.clock.move(timedelta(days=5, seconds=1))
    await bureau.delivers()
    assert "you had paused" in bureau.texts(0)[0]


async def test_a_notice_whose_day_is_over_is_never_sent(bureau: Bureau) -> None:
    notice = await bureau.publishes()
    bureau.clock.move(timedelta(days=4))
    await bureau.delivers()
    assert await bureau.fates(notice) == [(RowState.EXPIRED, HoldReason.OVER)] * 3
    assert bureau.got(0) == []


async def test_a_cancelled_fair_sends_nothing(bureau: Bureau) -> None:
    number = await bureau.publishes()

    async def cancel(session: Session) -> None:
        notice = await session.get_one(Notice, number)
        writer = await accounts.get_account(session, telegram_address(WRITER))
        assert writer is not None
        await lifecycle.cancel_notice(session, clerk(writer.key(), now=bureau.clock.now()), notice)

    await bureau.turn(cancel)
    await bureau.delivers()
    assert bureau.got(0) == []


async def test_a_number_typed_next_is_a_button_of_the_notice(bureau: Bureau) -> None:
    number = await bureau.publishes()
    await bureau.delivers()

    async def offered(session: Session) -> list[str]:
        account = await accounts.get_account(session, telegram_address(FIRST))
        assert isinstance(account, Account)
        return account.address.offered

    assert choice_by_number("1", await bureau.turn(offered)) == f"notice:{number}:sign"


async def test_what_a_dead_process_had_claimed_is_sent_after_its_lease(bureau: Bureau) -> None:
    notice = await bureau.publishes()

    async def die(session: Session) -> None:
        for row in await bureau.rows(notice):
            claimed = await session.merge(row)
            claimed.state, claimed.lease_until = RowState.LEASED, bureau.clock.now() + LEASE
            await session.flush()

    await bureau.turn(die)
    await bureau.delivery.step()
    assert bureau.delivery.on_the_way == []
    bureau.clock.move(LEASE)
    await bureau.delivers()
    assert [len(bureau.got(person)) for person in range(3)] == [1, 1, 1]


async def test_the_clock_may_jump_by_a_day_while_a_message_is_on_its_way(bureau: Bureau) -> None:
    await bureau.publishes()
    await bureau.delivery.step()
    bureau.clock.move(timedelta(days=1))
    await bureau.delivers()
    assert [len(bureau.got(person)) for person in range(3)] == [1, 1, 1]
