"""Brokers as they apply and are decided on, in the manner of tests.answers."""

from typing import Any

from bot.telegram.addresses import telegram_address
from models.accounts import account, roles
from models.accounts.account import Account
from models.brokers import approval
from models.brokers.broker import Broker
from models.brokers.commands import BrokerApplication
from models.core.vocabulary import Language
from sandbox.chats.people import Person
from sandbox.chats.phone import Phone
from tests.support.labourers.facts import XINGSHENG, id_number
from tests.support.labourers.intake import EN, HESHENG
from tests.support.stored_actors import load_actor
from tests.support.town import ANA, Town

APPLY, SAVE = "🧑‍💼 Become a labour broker", "✅ All right, save"
ACCEPT, NOT_ACCEPT = "✅ Accept", "⛔ Not accept"
PAUSE, AGAIN = "⏸ Pause", "▶️ Let them work again"
CHANGE_AND_SEND = "✏️ Change it and send it again"
BROKER_ID = id_number("19800101")
TOLD: dict[str, Any] = {
    "name": "安广",
    "id_number": BROKER_ID,
    "phone": "+8613800002001",
    "organisation": None,
    "villages": [XINGSHENG, HESHENG],
    "trained": True,
    "known_how": "村里开小卖部",
}
# Typed by everybody; the first three only by who is not registered.
SAYS = (
    ("What is your name?", "安广"),
    ("Your ID number?", BROKER_ID),
    ("Which phone number", "13800002001"),
    ("Do you work for an agency", "skip"),
    ("For which villages", "和盛，兴盛社区"),
    ("Have you been to a course", "yes"),
    ("How do people in the village know you?", "I keep the shop"),
)


async def consents(town: Town, person: Person = ANA, language: Language = EN) -> int:
    """Somebody has agreed to be registered, and sees the menu; gives the account's number."""
    async with town.store() as session:
        known = await account.get_account(session, telegram_address(person.id))
        known = known or await account.open_account(
            session, telegram_address(person.id), town.clock.now()
        )
        known.language = language
        account.record_consent(known, town.clock.now())
        number = known.key()
    await town.phone(person).start()
    await town.phone(person).says("/menu")
    return number


async def applies_as_broker(phone: Phone) -> None:
    """Through the whole form, typing."""
    await phone.says("/broker")
    for asked, says in SAYS:
        assert asked in phone.last, phone.screen()
        await phone.says(says)
    await phone.says("1")


async def broker_applicant(town: Town, person: Person = ANA, **given: Any) -> int:
    """Somebody has applied before; gives the account's number."""
    number = await consents(town, person)
    async with town.store() as session:
        known = await session.get_one(Account, number)
        told = BrokerApplication(**{**TOLD, **given})
        actor = await load_actor(session, known, town.clock.now())
        made = await approval.apply_as_broker(session, actor, told)
        assert isinstance(made, Broker)
    # The word to staff is out before anybody taps: it would come between.
    await town.settled()
    return number


async def broker_villages(town: Town, person: Person = ANA) -> tuple[str, ...]:
    async with town.store() as session:
        known = await account.get_account(session, telegram_address(person.id))
        assert known is not None
        return (await roles.get_roles(session, known)).villages()
