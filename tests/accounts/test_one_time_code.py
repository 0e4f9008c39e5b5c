"""Codes that open an entry once."""

import string
from datetime import timedelta

import pytest

from models.accounts import one_time_codes
from models.accounts.account import Account, consent
from models.accounts.attempts import WRONG_CODES
from models.accounts.one_time_codes import VALID_FOR, claim, issue_claim
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer
from models.outbox.message_type import Topic
from tests.support.granted import granted
from tests.support.labourers import facts
from tests.support.outbox import rows
from tests.support.store import NOON, Store, acts, broker, on_disk, person, registered

MOMENT = timedelta(seconds=1)
UNKNOWN = Refusal("code_unknown")


async def coded(session: Session) -> tuple[Account, Labourer, str]:
    chen = await broker(session, 2003)
    labourer = await registered(session, chen, facts(), own=False)
    return chen, labourer, granted(await issue_claim(session, chen, labourer, NOON))


async def test_a_code_gives_the_entry(session: Session) -> None:
    chen, labourer, code = await coded(session)
    ana = await person(session, 1)
    assert await claim(session, ana, code, NOON) is labourer
    assert ana.labourer_id == labourer.id
    assert await acts(session, labourer) == [
        (Act.REGISTERED, chen.id),
        (Act.CODE_ISSUED, chen.id),
        (Act.CLAIMED, ana.id),
    ]


async def test_the_broker_is_told_once_of_a_claim(session: Session) -> None:
    chen, labourer, code = await coded(session)
    ana = await person(session, 1)
    await claim(session, ana, code, NOON)
    (row,) = await rows(session)
    assert (row.topic, row.account_id, row.labourer_id) == (Topic.CLAIMED, chen.id, None)
    assert (row.about, row.due_at) == (labourer.id, NOON)
    assert await claim(session, ana, code, NOON) == Refusal("claim_has_entry")
    assert await claim(session, await person(session, 2), code, NOON) == UNKNOWN
    assert await rows(session) == [row]


async def test_who_claims_an_entry_they_wrote_themselves_is_told_nothing(
    session: Session,
) -> None:
    chen, labourer, code = await coded(session)
    consent(chen, NOON)
    assert await claim(session, chen, code, NOON) is labourer
    assert await rows(session) == []


async def test_a_code_is_eight_digits_and_is_not_kept(session: Session) -> None:
    _, _, code = await coded(session)
    assert len(code) == 8
    assert set(code) <= set(string.digits)
    assert "one_time_code" in await on_disk(session)
    assert f"'{code}'" not in await on_disk(session)


async def test_a_code_works_once(session: Session) -> None:
    _, _, code = await coded(session)
    assert isinstance(await claim(session, await person(session, 1), code, NOON), Labourer)
    assert await claim(session, await person(session, 2), code, NOON) == UNKNOWN


async def test_of_two_at_once_one_gets_the_entry(store: Store) -> None:
    _, _, code = await store.turn(coded)

    async def take(session: Session, chat_id: int) -> Labourer | Refusal:
        return await claim(session, await person(session, chat_id), code, NOON)

    given = await store.at_once(lambda s: take(s, 1), lambda s: take(s, 2))
    assert sorted(isinstance(one, Labourer) for one in given) == [False, True]
    assert UNKNOWN in given


@pytest.mark.parametrize(("age", "fits"), [(VALID_FOR - MOMENT, True), (VALID_FOR, False)])
async def test_a_code_lasts_fourteen_days(session: Session, age: timedelta, fits: bool) -> None:
    assert timedelta(days=14) == VALID_FOR
    _, _, code = await coded(session)
    given = await claim(session, await person(session, 1), code, NOON + age)
    assert isinstance(given, Labourer) is fits


async def test_a_new_code_voids_the_old(session: Session) -> None:
    chen, labourer, old = await coded(session)
    new = granted(await issue_claim(session, chen, labourer, NOON))
    ana = await person(session, 1)
    assert await claim(session, ana, old, NOON) == UNKNOWN
    assert await claim(session, ana, new, NOON) is labourer


async def test_a_new_code_leaves_those_of_others(session: Session) -> None:
    chen, _, code = await coded(session)
    other = await registered(session, chen, facts(name="朴英姬"), own=False)
    granted(await issue_claim(session, chen, other, NOON))
    assert isinstance(await claim(session, await person(session, 1), code, NOON), Labourer)


async def test_who_has_an_entry_gets_no_second(session: Session) -> None:
    _, labourer, code = await coded(session)
    ana, ben = await person(session, 1), await person(session, 2)
    own = await registered(session, ana, facts())
    assert await claim(session, ana, code, NOON) == Refusal("claim_has_entry")
    assert ana.labourer_id == own.id
    assert await claim(session, ben, code, NOON) is labourer


async def test_after_five_wrong_codes_the_right_one_waits_an_hour(session: Session) -> None:
    assert (WRONG_CODES.most, WRONG_CODES.within) == (5, timedelta(hours=1))
    _, _, code = await coded(session)
    ana = await person(session, 1)
    for _ in range(WRONG_CODES.most):
        assert await claim(session, ana, "wrong", NOON) == UNKNOWN
    wait = Refusal("code_wait", {"tries": WRONG_CODES.most})
    assert await claim(session, ana, code, NOON + WRONG_CODES.within - MOMENT) == wait
    assert isinstance(await claim(session, ana, code, NOON + WRONG_CODES.within), Labourer)


async def test_an_invitation_gives_no_entry(session: Session) -> None:
    chen = await broker(session, 2003)
    invitation = granted(
        await one_time_codes.issue_invitation(session, chen, RoleName.BROKER, "222424", NOON)
    )
    assert await claim(session, await person(session, 1), invitation, NOON) == UNKNOWN
