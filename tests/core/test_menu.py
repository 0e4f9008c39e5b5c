"""The menu: what waits is counted in one statement, whoever looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from handlers import routes  # noqa: F401 -- it puts the menu together
from handlers.core.menu import show_menu
from handlers.core.menu_items import MENU_ITEMS
from models.accounts import roles
from models.accounts.account import Account
from models.core.session import Session
from models.core.vocabulary import Language, RoleName
from models.privacy.erasure_request import ErasureRequest
from tests.support.labourers.facts import farmer_facts
from tests.support.store import NOON, consenting_account, register_labourer
from tests.support.town import WANGQING
from tests.support.turns import make_turn

CHAT = 4001


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """The statements that count, as they are made."""
    made: list[str] = []

    def note(_: Any, __: Any, statement: str, *rest: Any) -> None:
        if "count(" in statement:
            made.append(statement)

    bind = session.get_bind()
    event.listen(bind, "before_cursor_execute", note)
    yield made
    event.remove(bind, "before_cursor_execute", note)


async def somebody(session: Session, role: RoleName | None, area: str) -> Account:
    """Somebody with an entry of their own, and with a role perhaps."""
    account = await consenting_account(session, CHAT)
    account.language = Language.EN
    await register_labourer(session, account, farmer_facts())
    if role is not None:
        await roles.grant_role(session, account, role, area, NOON)
    return account


async def labels(session: Session, account: Account) -> list[str]:
    """What the menu offers."""
    turn = await make_turn(session, account, "menu", chat_id=CHAT, now=NOON)
    return [button.label for button in (await show_menu(turn)).messages[-1].buttons]


@pytest.mark.parametrize(
    ("role", "area"), [(None, ""), (RoleName.BROKER, "222424101"), (RoleName.STAFF, WANGQING)]
)
async def test_all_that_waits_is_counted_at_once(
    session: Session, role: RoleName | None, area: str
) -> None:
    account = await somebody(session, role, area)
    with counted(session) as statements:
        assert await labels(session, account)
    assert len(statements) == 1


async def test_the_office_sees_how_many_wait(session: Session) -> None:
    account = await somebody(session, RoleName.STAFF, WANGQING)
    assert not [label for label in await labels(session, account) if "to be deleted" in label]
    for _ in range(2):
        session.add(ErasureRequest(county=WANGQING, asked_by=account.key(), asked_at=NOON))
    await session.flush()
    assert "🗑 Asked to be deleted (2)" in " ".join(await labels(session, account))


def test_every_item_has_a_place_and_a_path_of_its_own() -> None:
    assert len({item.order for item in MENU_ITEMS}) == len(MENU_ITEMS)
    assert len({item.path for item in MENU_ITEMS}) == len(MENU_ITEMS)
    assert len(MENU_ITEMS) > 20
