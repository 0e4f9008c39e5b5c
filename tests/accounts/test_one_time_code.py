"""Codes that open an entry once."""

import string
from datetime import timedelta

import pytest

from models.accounts import invitations
from models.accounts.account import Account, record_consent
from models.accounts.attempts import WRONG_CODES
from models.accounts.invitations import Invitation
from models.accounts.one_time_codes import VALID_FOR
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import entry_transfer
from models.labourers.labourer import Labourer
from models.outbox.message_type import Topic
from tests.support.accounts.actors import acting, as_staff
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
    return (
        chen,
        labourer,
        granted(await entry_transfer.issue_entry_code(session, acting(chen, NOON), labourer)),
    )


async def test_a_code_gives_the_entry(session: Session) -> None:
    chen, labourer, code = await coded(session)
    ana = await consenting_account(session, 1)
    assert await entry_transfer.take_over_entry(session, acting(ana, NOON), code) is labourer
    assert ana.labourer_id == labourer.id
    assert await audit_trail(session, labourer) == [
        (Act.REGISTERED, chen.id),
        (Act.CODE_ISSUED, chen.id),
        (Act.CLAIMED, ana.id),
    ]


async def test_the_broker_is_told_once_of_a_claim(session: Session) -> None:
    chen, labourer, code = await coded(session)
    ana = await consenting_account(session, 1)
    await entry_transfer.take_over_entry(session, acting(ana, NOON), code)
    (row,) = await outbox_rows(session)
    assert (row.topic, row.account_id, row.labourer_id) == (Topic.CLAIMED, chen.id, None)
    assert (row.about, row.due_at) == (labourer.id, NOON)
    assert await entry_transfer.take_over_entry(session, acting(ana, NOON), code) == Refusal(
        "claim_has_entry"
    )
    assert (
        await entry_transfer.take_over_entry(
            session, acting(await consenting_account(session, 2), NOON), code
        )
        == UNKNOWN
    )
    assert await outbox_rows(session) == [row]


async def test_who_claims_an_entry_they_wrote_themselves_is_told_nothing(
    session: Session,
) -> None:
    chen, labourer, code = await coded(session)
    record_consent(chen, NOON)
    assert await entry_transfer.take_over_entry(session, acting(chen, NOON), code) is labourer
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
        await entry_transfer.take_over_entry(
            session, acting(await consenting_account(session, 1), NOON), code
        ),
        Labourer,
    )
    assert (
        await entry_transfer.take_over_entry(
            session, acting(await consenting_account(session, 2), NOON), code
        )
        == UNKNOWN
    )


async def test_of_two_at_once_one_gets_the_entry(store: Store) -> None:
    _, _, code = await store.turn(coded)

    async def take(session: Session, chat_id: int) -> Labourer | Refusal:
        return await entry_transfer.take_over_entry(
            session, acting(await consenting_account(session, chat_id), NOON), code
        )

    given = await store.at_once(lambda s: take(s, 1), lambda s: take(s, 2))
    assert sorted(isinstance(one, Labourer) for one in given) == [False, True]
    assert UNKNOWN in given


@pytest.mark.parametrize(("age", "fits"), [(VALID_FOR - MOMENT, True), (VALID_FOR, False)])
async def test_a_code_lasts_fourteen_days(session: Session, age: timedelta, fits: bool) -> None:
    assert timedelta(days=14) == VALID_FOR
    _, _, code = await coded(session)
    given = await entry_transfer.take_over_entry(
        session, acting(await consenting_account(session, 1), NOON + age), code
    )
    assert isinstance(given, Labourer) is fits


async def test_a_new_code_voids_the_old(session: Session) -> None:
    chen, labourer, old = await coded(session)
    new = granted(await entry_transfer.issue_entry_code(session, acting(chen, NOON), labourer))
    ana = await consenting_account(session, 1)
    assert await entry_transfer.take_over_entry(session, acting(ana, NOON), old) == UNKNOWN
    assert await entry_transfer.take_over_entry(session, acting(ana, NOON), new) is labourer


async def test_a_new_code_leaves_those_of_others(session: Session) -> None:
    chen, _, code = await coded(session)
    other = await register_labourer(session, chen, entry_facts(name="朴英姬"), own=False)
    granted(await entry_transfer.issue_entry_code(session, acting(chen, NOON), other))
    assert isinstance(
        await entry_transfer.take_over_entry(
            session, acting(await consenting_account(session, 1), NOON), code
        ),
        Labourer,
    )


async def test_who_has_an_entry_gets_no_second(session: Session) -> None:
    _, labourer, code = await coded(session)
    ana, ben = await consenting_account(session, 1), await consenting_account(session, 2)
    own = await register_labourer(session, ana, entry_facts())
    assert await entry_transfer.take_over_entry(session, acting(ana, NOON), code) == Refusal(
        "claim_has_entry"
    )
    assert ana.labourer_id == own.id
    assert await entry_transfer.take_over_entry(session, acting(ben, NOON), code) is labourer


async def test_after_five_wrong_codes_the_right_one_waits_an_hour(session: Session) -> None:
    assert (WRONG_CODES.most, WRONG_CODES.within) == (5, timedelta(hours=1))
    _, _, code = await coded(session)
    ana = await consenting_account(session, 1)
    for _ in range(WRONG_CODES.most):
        assert await entry_transfer.take_over_entry(session, acting(ana, NOON), "wrong") == UNKNOWN
    wait = Refusal("code_wait", {"tries": WRONG_CODES.most})
    assert (
        await entry_transfer.take_over_entry(
            session, acting(ana, NOON + WRONG_CODES.within - MOMENT), code
        )
        == wait
    )
    assert isinstance(
        await entry_transfer.take_over_entry(session, acting(ana, NOON + WRONG_CODES.within), code),
        Labourer,
    )


async def test_an_invitation_gives_no_entry(session: Session) -> None:
    chen = await broker_account(session, 2003)
    invitation = granted(
        await invitations.invite(
            session, as_staff(chen, NOON), Invitation(RoleName.BROKER, "白美玉", "222424")
        )
    )
    assert (
        await entry_transfer.take_over_entry(
            session, acting(await consenting_account(session, 1), NOON), invitation
        )
        == UNKNOWN
    )
