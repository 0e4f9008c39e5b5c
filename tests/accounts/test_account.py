"""Chat accounts, and those in their care."""

from sqlalchemy.exc import IntegrityError

from models.accounts import account
from models.accounts.account import Account
from models.accounts.roles import Role, Roles
from models.core.audit import Act
from models.core.session import Session
from models.core.vocabulary import Language, RoleName
from models.labourers import care, ledger
from tests.support.labourers import facts
from tests.support.store import NOON, Store, acts, broker, on_disk, person, registered
from tests.support.town import WANGQING

CHAT = 7_700_000_000_123
ROLES = Roles([Role(account_id=1, name=RoleName.BROKER, area=WANGQING, granted_at=NOON)])


async def test_a_chat_is_found_by_its_number(session: Session) -> None:
    assert await account.get_account(session, CHAT) is None
    opened = await account.open_account(session, CHAT, NOON)
    assert await account.get_account(session, CHAT) is opened
    assert (opened.language, opened.consented_at, opened.labourer_id) == (None, None, None)


async def test_a_chat_that_comes_twice_at_once_has_one_account(store: Store) -> None:
    given = await store.at_once(*[lambda s: account.open_account(s, CHAT, NOON)] * 2)
    assert {type(one) for one in given} == {Account, IntegrityError}


async def test_what_lies_before_the_person_outlives_the_process(store: Store) -> None:
    async def show(session: Session) -> int:
        ana = await person(session, CHAT)
        account.set_offered(ana, ["me", "news"], keyboard=True)
        return ana.key()

    number = await store.turn(show)
    again = await store.turn(lambda session: session.get_one(Account, number))
    assert (again.offered, again.keyboard) == (["me", "news"], True)
    account.set_offered(again, ["me", "news"], keyboard=False)
    assert (again.offered, again.keyboard) == (["me", "news"], False)


async def test_who_declines_is_forgotten(session: Session) -> None:
    ana = await account.open_account(session, CHAT, NOON)
    await account.close(session, ana)
    assert str(CHAT) not in await on_disk(session)


async def test_an_account_can_be_had(embedded: Session) -> None:
    ana = await account.open_account(embedded, CHAT, NOON)
    ana.language = Language.KO
    had = {"chat_id": CHAT, "language": "ko", "since": NOON.isoformat()}
    had |= {"consented": None, "consented_to": None}
    assert account.as_export(ana) == had
    account.consent(ana, NOON)
    agreed = {"consented": NOON.isoformat(), "consented_to": account.CONSENT_VERSION}
    assert account.as_export(ana) == had | agreed


async def test_in_care_are_those_whom_one_registered_and_who_have_no_account(
    session: Session,
) -> None:
    chen, dai = await broker(session, 2103), await broker(session, 2104)
    first = await registered(session, chen, facts(), own=False)
    claimed = await registered(session, chen, facts(), own=False)
    last = await registered(session, chen, facts(), own=False)
    of_dai = await registered(session, dai, facts(), own=False)
    own = await registered(session, chen, facts())
    (await person(session, 1)).labourer_id = claimed.id
    assert await care.in_care_of(session, chen, ROLES) == [last, first]
    assert await care.of_mine(session, chen, ROLES, last.key()) is last
    for other in (claimed, of_dai, own):
        assert await care.of_mine(session, chen, ROLES, other.key()) is None


async def test_looking_at_somebodys_entry_goes_into_the_trail(session: Session) -> None:
    chen = await broker(session, 2103)
    labourer = await registered(session, chen, facts(), own=False)
    seen = await ledger.viewed(session, labourer, NOON, chen.key())
    assert seen == await ledger.entry(session, labourer)
    assert (await acts(session, labourer))[-1] == (Act.VIEWED, chen.id)
