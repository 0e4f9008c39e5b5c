"""Guessing who is registered, by many ID numbers from many accounts: nothing is learnt."""

import datetime as dt
from collections import Counter
from typing import Any

from sqlalchemy import event
from sqlmodel import select

from bot.web.metrics import render_metrics
from models.accounts import attempts, guessing_alarm, roles
from models.accounts.account import Account
from models.accounts.attempts import KNOWN_NUMBERS, OTHERS_NUMBERS, OWN_NUMBERS, AttemptKind
from models.accounts.messages import GUESSING
from models.brokers import approval
from models.brokers.commands import BrokerApplication
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.outbox.message_type import MessageType
from models.outbox.row import OutboxRow
from models.privacy import consent
from tests.support.brokers.chat import TOLD as BROKER
from tests.support.labourers.facts import entry_facts, farmer_facts, id_number
from tests.support.labourers.intake import ANA_ID, register, tap
from tests.support.placements.chat import chooses_language
from tests.support.store import (
    DAY,
    NOON,
    audit_trail,
    consenting_account,
    register_labourer,
    registration,
)
from tests.support.stored_actors import load_actor
from tests.support.town import DAI, WANGQING, Town

ACCOUNTS, GUESSES = 50, 200
ZONE = "Asia/Shanghai"
VICTIM = id_number("19850312", "246")
# Birthday, sex and county of somebody are known; the guesser has three digits to find.
ORDERS = [f"{order:03}" for order in range(0, 1000, 2)]


def guess(number: int) -> str:
    """One of the numbers that the victim could have; each comes up again and again."""
    return id_number("19850312", ORDERS[number % len(ORDERS)])


async def staff(session: Session, chat_id: int, area: str = WANGQING) -> Account:
    """Somebody of the county office."""
    account = await consenting_account(session, chat_id)
    await roles.grant_role(session, account, RoleName.STAFF, area, NOON)
    return account


async def told(session: Session, message_type: MessageType) -> list[int]:
    """Which accounts are to hear of it."""
    rows = await session.exec(select(OutboxRow).where(OutboxRow.topic == message_type.name))
    return sorted(row.account_id or 0 for row in rows)


async def test_ten_thousand_guesses_from_fifty_accounts_teach_nothing(
    embedded: Session,
) -> None:
    session = embedded
    dai = await staff(session, 9)
    victim = await register_labourer(
        session, await consenting_account(session, 1), farmer_facts(id_number=VICTIM)
    )
    answers: dict[str, Counter[str]] = {"known": Counter(), "unknown": Counter()}
    for chat in range(ACCOUNTS):
        account = await consenting_account(session, 1000 + chat)
        for time in range(GUESSES):
            number = guess(chat + time * ACCOUNTS)
            await tries(session, account, number, answers)
            if (chat, time) == (25, 100):
                await somebody_honest_registers(session)
    # Of each account as many were taken as anybody may save; and it is one answer for all.
    assert set(answers["known"]) <= set(answers["unknown"])
    assert answers["unknown"]["taken"] + answers["known"]["taken"] == ACCOUNTS * OWN_NUMBERS.most
    assert set(answers["unknown"]) == {"taken", "id_wait"}
    assert answers["known"]["taken"] > 0
    await rings_once(session, dai)
    kept = await session.get_one(Labourer, victim.id)
    assert kept.id_number == VICTIM


async def tries(
    session: Session, account: Account, number: str, answers: dict[str, Counter[str]]
) -> None:
    """One guess: registered, and erased again where it was taken, to go on."""
    made = await ledger.register_labourer(
        session, entry_facts(id_number=number, name="谁"), registration(account)
    )
    which = "known" if number == VICTIM else "unknown"
    answers[which][made.name if isinstance(made, Refusal) else "taken"] += 1
    if isinstance(made, Labourer) and number != VICTIM:
        await consent.erase_entry(session, made, NOON, dt.UTC, by=account.key())  # type: ignore[arg-type]


async def somebody_honest_registers(session: Session) -> None:
    """In the middle of it all."""
    newcomer = await consenting_account(session, 5)
    made = await register_labourer(session, newcomer, farmer_facts(id_number=id_number("19700101")))
    assert made.id_number == id_number("19700101")


async def rings_once(session: Session, dai: Account) -> None:
    """Staff hear of it, at most once an hour; trail and metrics have it."""
    whom = await roles.list_staff(session)
    assert dai.id in whom
    assert await guessing_alarm.ring_guessing_alarm(session, NOON) == len(whom)
    assert await guessing_alarm.ring_guessing_alarm(session, NOON + dt.timedelta(minutes=10)) == 0
    assert await told(session, GUESSING) == whom
    assert (Act.ALARMED, None) in await audit_trail(session)
    exposition = (await render_metrics(session, NOON, dt.UTC)).decode()  # type: ignore[arg-type]
    counts = await attempts.count_recent_attempts(session, NOON)
    known = counts[AttemptKind.NUMBER_KNOWN]
    assert f'chunfeng_attempts{{what="number_known"}} {float(known)}' in exposition
    assert known > 0


async def test_one_chat_that_enters_three_known_numbers_rings_the_alarm(
    session: Session,
) -> None:
    await staff(session, 9)
    chen = await consenting_account(session, 2)
    for number in range(KNOWN_NUMBERS.most):
        known = farmer_facts(id_number=guess(number), name=f"甲{'乙丙丁'[number]}")
        await register_labourer(session, await consenting_account(session, 100 + number), known)
        assert await guessing_alarm.ring_guessing_alarm(session, NOON) == 0
        again = entry_facts(id_number=guess(number), name="谁")
        await register_labourer(session, chen, again, own=False)
    assert await guessing_alarm.ring_guessing_alarm(session, NOON) > 0


async def test_of_others_a_hundred_numbers_a_day_are_saved_and_the_next_day_more(
    embedded: Session,
) -> None:
    chen = await consenting_account(embedded, 2)
    for number in range(OTHERS_NUMBERS.most):
        told_ = entry_facts(id_number=guess(number), name="谁")
        await register_labourer(embedded, chen, told_, own=False)
    one_more = entry_facts(id_number=guess(OTHERS_NUMBERS.most), name="谁")
    by = registration(chen, own=False)
    assert await ledger.register_labourer(embedded, one_more, by) == Refusal("id_wait")
    # Of their own person they may still save one, and of others without a number any.
    assert isinstance(await ledger.register_labourer(embedded, entry_facts(), by), Labourer)
    assert isinstance(
        await ledger.register_labourer(embedded, one_more, registration(chen)), Labourer
    )
    later = registration(chen, own=False)
    later = type(later)(**{**vars(later), "now": NOON + DAY + dt.timedelta(minutes=1)})
    assert isinstance(await ledger.register_labourer(embedded, one_more, later), Labourer)


async def test_changes_and_applications_count_as_numbers_saved(embedded: Session) -> None:
    ana = await consenting_account(embedded, 1)
    mine = await register_labourer(embedded, ana, farmer_facts(id_number=guess(1)))
    for number in (2, 3):
        to = farmer_facts(id_number=guess(number))
        assert await ledger.change_entry(embedded, mine, to, NOON, ana.key()) == ["id_number"]
    refused = await ledger.change_entry(
        embedded, mine, farmer_facts(id_number=guess(4)), NOON, ana.key()
    )
    assert refused == Refusal("id_wait")
    applied = BrokerApplication(**{**BROKER, "id_number": guess(5)})
    actor = await load_actor(embedded, ana)
    assert await approval.apply_as_broker(embedded, actor, applied) == Refusal("id_wait")
    # What is no other number is no guess.
    same = farmer_facts(id_number=guess(3), wage=7)
    assert await ledger.change_entry(embedded, mine, same, NOON, ana.key()) == ["wage"]


async def test_a_known_number_takes_the_same_statements_but_the_one_for_the_office(
    session: Session,
) -> None:
    await register_labourer(
        session, await consenting_account(session, 1), farmer_facts(id_number=VICTIM)
    )
    ben, cui = await consenting_account(session, 2), await consenting_account(session, 3)
    fresh = await statements(session, ben, entry_facts(id_number=guess(1), name="谁"))
    known = await statements(session, cui, entry_facts(id_number=VICTIM, name="谁"))
    assert known - fresh == Counter({"INSERT INTO double_entry": 1})
    assert fresh - known == Counter()


async def statements(session: Session, account: Account, told_: dict[str, Any]) -> Counter[str]:
    """What registering somebody asks of the store and writes to it."""
    said: Counter[str] = Counter()

    def heard(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        said[" ".join(statement.split()[:3])] += 1

    await session.flush()
    engine = (await session.connection()).sync_engine
    event.listen(engine, "before_cursor_execute", heard)
    await register_labourer(session, account, told_)
    await session.flush()
    event.remove(engine, "before_cursor_execute", heard)
    return said


async def test_whose_number_a_stranger_typed_first_registers_and_gets_it(town: Town) -> None:
    await chooses_language(town, DAI)
    await register(town.ben)
    await register(town.ana)
    assert "You are registered" in town.ana.last
    await town.wait(minutes=1)
    await town.wait(minutes=10)
    await town.dai.look()
    assert "two entries may be one person" in town.dai.last
    await tap(town.dai, "🔎 Look at them")
    await tap(town.dai, "Ann Lee · Ann Lee")
    assert "Both have the same ID number" in town.dai.last
    assert ANA_ID not in town.dai.last
    await tap(town.dai, "I saw the card of B")
    assert (await both(town))[0]["id_number"] == ANA_ID
    await tap(town.dai, "Yes, so it is")
    first, second = await both(town)
    assert (first["id_number"], first["id_index"], second["id_number"]) == (None, None, ANA_ID)
    await town.wait(minutes=1)
    await town.ben.look()
    assert "no longer in your entry" in town.ben.last
    (lost,) = [row for row in (await town.rows())["ledger_change"] if row["before"] == ANA_ID]
    assert (lost["labourer_id"], lost["fact"], lost["after"]) == (first["id"], "id_number", None)
    done = [row["act"] for row in (await town.rows())["audit_record"] if row["subject"] == "double"]
    assert done == ["doubled", "viewed", "viewed", "settled"]
    # Who types it once more hears nothing else, and the office is asked once more.
    await town.ben.says("/me")
    await tap(town.ben, "✏️ Change something")
    await tap(town.ben, "ID number")
    await town.ben.says(ANA_ID)
    assert "Changed." in town.ben.last
    assert [row["outcome"] for row in (await town.rows())["double_entry"]] == ["second", None]


async def both(town: Town) -> list[dict[str, Any]]:
    """The two entries, the older first."""
    rows = (await town.rows())["labourer"]
    return sorted(rows, key=lambda row: row["id"])
