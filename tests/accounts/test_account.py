"""Chat accounts, and those in their care."""

from sqlalchemy.exc import IntegrityError

from bot.telegram.addresses import telegram_address
from models.accounts import account
from models.accounts.account import Account
from models.accounts.roles import Role, Roles
from models.core.audit import Act
from models.core.session import Session
from models.core.vocabulary import Language, RoleName
from models.labourers import care, ledger
from tests.support.labourers.facts import entry_facts
from tests.support.store import (
    NOON,
    Store,
    audit_trail,
    broker_account,
    consenting_account,
    register_labourer,
    stored_rows,
)
from tests.support.town import WANGQING

CHAT = 7_700_000_000_123
ROLES = Roles([Role(account_id=1, name=RoleName.BROKER, area=WANGQING, granted_at=NOON)])


async def test_a_chat_is_found_by_its_number(session: Session) -> None:
    assert await account.get_account(session, telegram_address(CHAT)) is None
    opened = await account.open_account(session, telegram_address(CHAT), NOON)
    assert await account.get_account(session, telegram_address(CHAT)) is opened
    assert (opened.language, opened.consented_at, opened.labourer_id) == (None, None, None)


async def test_a_chat_that_comes_twice_at_once_has_one_account(store: Store) -> None:
    given = await store.at_once(
        *[lambda s: account.open_account(s, telegram_address(CHAT), NOON)] * 2
    )
    assert {type(one) for one in given} == {Account, IntegrityError}


async def test_what_lies_before_the_person_outlives_the_process(store: Store) -> None:
    async def show(session: Session) -> int:
        ana = await consenting_account(session, CHAT)
        ana.address.set_offered(["me", "news"], keyboard=True)
        return ana.key()

    number = await store.turn(show)
    again = await store.turn(lambda session: session.get_one(Account, number))
    assert (again.address.offered, again.address.keyboard) == (["me", "news"], True)
    again.address.set_offered(["me", "news"], keyboard=False)
    assert (again.address.offered, again.address.keyboard) == (["me", "news"], False)


async def test_who_declines_is_forgotten(session: Session) -> None:
    ana = await account.open_account(session, telegram_address(CHAT), NOON)
    await account.delete_account(session, ana)
    assert str(CHAT) not in await stored_rows(session)


async def test_an_account_can_be_had(embedded: Session) -> None:
    ana = await account.open_account(embedded, telegram_address(CHAT), NOON)
    ana.language = Language.KO
    had = {
        "address": f"telegram:{CHAT}",
        "unreachable_since": None,
        "agreed_to_tell": None,
        "wants_to_be_erased_since": None,
        "language": "ko",
        "since": NOON.isoformat(),
    }
    had |= {"consented": None, "consented_to": None}
    assert account.export_account(ana) == had
    account.record_consent(ana, NOON)
    agreed = {"consented": NOON.isoformat(), "consented_to": account.CONSENT_VERSION}
    assert account.export_account(ana) == had | agreed


async def test_in_care_are_those_whom_one_registered_and_who_have_no_account(
    session: Session,
) -> None:
    chen, dai = await broker_account(session, 2103), await broker_account(session, 2104)
    first = await register_labourer(session, chen, entry_facts(), own=False)
    claimed = await register_labourer(session, chen, entry_facts(), own=False)
    last = await register_labourer(session, chen, entry_facts(), own=False)
    of_dai = await register_labourer(session, dai, entry_facts(), own=False)
    own = await register_labourer(session, chen, entry_facts())
    (await consenting_account(session, 1)).labourer_id = claimed.id
    await session.flush()
    assert await care.list_people_in_care(session, chen, ROLES) == [last, first]
    assert await care.get_person_in_care(session, chen, ROLES, last.key()) is last
    for other in (claimed, of_dai, own):
        assert await care.get_person_in_care(session, chen, ROLES, other.key()) is None


async def test_looking_at_somebodys_entry_goes_into_the_trail(session: Session) -> None:
    chen = await broker_account(session, 2103)
    labourer = await register_labourer(session, chen, entry_facts(), own=False)
    seen = await ledger.view_entry(session, labourer, NOON, chen.key())
    assert seen == await ledger.get_facts(session, labourer)
    assert (await audit_trail(session, labourer))[-1] == (Act.VIEWED, chen.id)
