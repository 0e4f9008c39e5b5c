"""Codes that open an entry once."""

import string
from datetime import timedelta

import pytest

from models.accounts import one_time_codes
from models.accounts.account import Account, record_consent
from models.accounts.attempts import WRONG_CODES
from models.accounts.one_time_codes import VALID_FOR, issue_entry_code, take_over_entry
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer
from models.outbox.message_type import Topic
from tests.support.labourers.facts import entry_facts
from tests.support.outbox import outbox_rows
from tests.support.refusals import granted
from tests.support.store import (
    NOON,
    Store,
    audit_trail,
    broker_account,
    consenting_account,
    register_labourer,
    stored_rows,
)

MOMENT = timedelta(seconds=1)
UNKNOWN = Refusal("code_unknown")


async def coded(session: Session) -> tuple[Account, Labourer, str]:
    chen = await broker_account(session, 2003)
    labourer = await register_labourer(session, chen, entry_facts(), own=False)
    return chen, labourer, granted(await issue_entry_code(session, chen, labourer, NOON))


async def test_a_code_gives_the_entry(session: Session) -> None:
    chen, labourer, code = await coded(session)
    ana = await consenting_account(session, 1)
    assert await take_over_entry(session, ana, code, NOON) is labourer
    assert ana.labourer_id == labourer.id
    assert await audit_trail(session, labourer) == [
        (Act.REGISTERED, chen.id),
        (Act.CODE_ISSUED, chen.id),
        (Act.CLAIMED, ana.id),
    ]


async def test_the_broker_is_told_once_of_a_claim(session: Session) -> None:
    chen, labourer, code = await coded(session)
    ana = await consenting_account(session, 1)
    await take_over_entry(session, ana, code, NOON)
    (row,) = await outbox_rows(session)
    assert (row.topic, row.account_id, row.labourer_id) == (Topic.CLAIMED, chen.id, None)
    assert (row.about, row.due_at) == (labourer.id, NOON)
    assert await take_over_entry(session, ana, code, NOON) == Refusal("claim_has_entry")
    assert (
        await take_over_entry(session, await consenting_account(session, 2), code, NOON) == UNKNOWN
    )
    assert await outbox_rows(session) == [row]


async def test_who_claims_an_entry_they_wrote_themselves_is_told_nothing(
    session: Session,
) -> None:
    chen, labourer, code = await coded(session)
    record_consent(chen, NOON)
    assert await take_over_entry(session, chen, code, NOON) is labourer
    assert await outbox_rows(session) == []


async def test_a_code_is_eight_digits_and_is_not_kept(session: Session) -> None:
    _, _, code = await coded(session)
    assert len(code) == 8
    assert set(code) <= set(string.digits)
    assert "one_time_code" in await stored_rows(session)
    assert f"'{code}'" not in await stored_rows(session)


async def test_a_code_works_once(session: Session) -> None:
    _, _, code = await coded(session)
    assert isinstance(
        await take_over_entry(session, await consenting_account(session, 1), code, NOON), Labourer
    )
    assert (
        await take_over_entry(session, await consenting_account(session, 2), code, NOON) == UNKNOWN
    )


async def test_of_two_at_once_one_gets_the_entry(store: Store) -> None:
    _, _, code = await store.turn(coded)

    async def take(session: Session, chat_id: int) -> Labourer | Refusal:
        return await take_over_entry(
            session, await consenting_account(session, chat_id), code, NOON
        )

    given = await store.at_once(lambda s: take(s, 1), lambda s: take(s, 2))
    assert sorted(isinstance(one, Labourer) for one in given) == [False, True]
    assert UNKNOWN in given


@pytest.mark.parametrize(("age", "fits"), [(VALID_FOR - MOMENT, True), (VALID_FOR, False)])
async def test_a_code_lasts_fourteen_days(session: Session, age: timedelta, fits: bool) -> None:
    assert timedelta(days=14) == VALID_FOR
    _, _, code = await coded(session)
    given = await take_over_entry(session, await consenting_account(session, 1), code, NOON + age)
    assert isinstance(given, Labourer) is fits


async def test_a_new_code_voids_the_old(session: Session) -> None:
    chen, labourer, old = await coded(session)
    new = granted(await issue_entry_code(session, chen, labourer, NOON))
    ana = await consenting_account(session, 1)
    assert await take_over_entry(session, ana, old, NOON) == UNKNOWN
    assert await take_over_entry(session, ana, new, NOON) is labourer


async def test_a_new_code_leaves_those_of_others(session: Session) -> None:
    chen, _, code = await coded(session)
    other = await register_labourer(session, chen, entry_facts(name="朴英姬"), own=False)
    granted(await issue_entry_code(session, chen, other, NOON))
    assert isinstance(
        await take_over_entry(session, await consenting_account(session, 1), code, NOON), Labourer
    )


async def test_who_has_an_entry_gets_no_second(session: Session) -> None:
    _, labourer, code = await coded(session)
    ana, ben = await consenting_account(session, 1), await consenting_account(session, 2)
    own = await register_labourer(session, ana, entry_facts())
    assert await take_over_entry(session, ana, code, NOON) == Refusal("claim_has_entry")
    assert ana.labourer_id == own.id
    assert await take_over_entry(session, ben, code, NOON) is labourer


async def test_after_five_wrong_codes_the_right_one_waits_an_hour(session: Session) -> None:
    assert (WRONG_CODES.most, WRONG_CODES.within) == (5, timedelta(hours=1))
    _, _, code = await coded(session)
    ana = await consenting_account(session, 1)
    for _ in range(WRONG_CODES.most):
        assert await take_over_entry(session, ana, "wrong", NOON) == UNKNOWN
    wait = Refusal("code_wait", {"tries": WRONG_CODES.most})
    assert await take_over_entry(session, ana, code, NOON + WRONG_CODES.within - MOMENT) == wait
    assert isinstance(
        await take_over_entry(session, ana, code, NOON + WRONG_CODES.within), Labourer
    )


async def test_an_invitation_gives_no_entry(session: Session) -> None:
    chen = await broker_account(session, 2003)
    invitation = granted(
        await one_time_codes.issue_invitation(session, chen, RoleName.BROKER, "222424", NOON)
    )
    assert (
        await take_over_entry(session, await consenting_account(session, 1), invitation, NOON)
        == UNKNOWN
    )
