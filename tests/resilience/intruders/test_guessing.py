"""Guessing codes and forging links: how often one may try, and what is never taken for another."""

import re

import pytest

from bot.telegram.addresses import telegram_address
from models.accounts import account as accounts
from models.accounts import attempts, invitations, roles
from models.accounts.attempts import COUNTED_FOR, WRONG_CODES, WRONG_CODES_OF_ALL, AttemptKind
from models.accounts.invitations import Invitation
from models.accounts.one_time_codes import VALID_FOR
from models.core.vocabulary import RoleName
from tests.labourers.test_entry_transfer import CLAIMED, code
from tests.privacy.test_for_others import begins
from tests.support.accounts.actors import as_staff
from tests.support.accounts.factory import accounts_by_chat, new_account
from tests.support.labourers.intake import AGREE, arrive, tap, tells_refusal
from tests.support.refusals import granted
from tests.support.town import BEN, DAI, DAXINGGOU, WANGQING, Town


async def guesses(town: Town, times: int) -> None:
    """Ben tries codes that were never issued."""
    for number in range(times):
        await town.ben.start(f"claim-{number:08}")


async def erases_everything(town: Town) -> None:
    """Ben is gone, and comes back as somebody new."""
    await town.ben.says("/me")
    await tap(town.ben, "🗑 Delete everything")
    await tap(town.ben, "Yes, delete everything")
    await arrive(town.ben)


async def test_who_erases_everything_may_not_guess_anew(town: Town) -> None:
    await arrive(town.ben)
    await guesses(town, WRONG_CODES.most)
    await erases_everything(town)
    _, payload = await code(town)
    await town.ben.start(payload)
    assert tells_refusal(town.ben, "code_wait")
    await town.wait(minutes=61)
    await town.ben.start(payload)
    assert CLAIMED in town.ben.last


async def test_who_declines_may_not_guess_anew(town: Town) -> None:
    _, payload = await code(town)
    for number in range(WRONG_CODES.most):
        await town.ben.start(f"claim-{number:08}")
        await tap(town.ben, "English")
        await tap(town.ben, AGREE)
        await town.ben.says("/me")
        await tap(town.ben, "🗑 Delete everything")
        await tap(town.ben, "Yes, delete everything")
    await arrive(town.ben)
    await town.ben.start(payload)
    assert tells_refusal(town.ben, "code_wait")


async def test_a_guess_is_kept_without_the_chat_and_forgotten(town: Town) -> None:
    await arrive(town.ben)
    await guesses(town, 1)
    (row,) = (await town.rows())["attempt"]
    assert str(BEN.id) not in row["chat_index"]
    async with town.store() as session:
        assert await attempts.delete_expired_attempts(session, town.clock.now()) == 0
        assert await attempts.delete_expired_attempts(session, town.clock.now() + COUNTED_FOR) == 1


@pytest.mark.parametrize(
    "payload", ["claim-", "invite-", "claim-x", "invite-x", "here-", "staff", "invite-staff@222424"]
)
async def test_a_forged_link_gives_nothing(town: Town, payload: str) -> None:
    await arrive(town.ben)
    before = await roles_and_entries(town)
    await town.ben.start(payload)
    assert town.ben.last
    assert await roles_and_entries(town) == before


async def test_a_code_for_one_thing_opens_no_other(town: Town) -> None:
    await arrive(town.ben)
    digits, claims = await code(town)
    invites = await invitation(town, RoleName.STAFF)
    before = await roles_and_entries(town)
    for payload in (claims.replace("claim-", "invite-"), f"claim-{invites}", f"here-{invites}"):
        await town.ben.start(payload)
    assert await roles_and_entries(town) == before
    assert re.fullmatch(r"\d{4} \d{4}", digits)


async def test_an_invitation_is_for_one_alone_and_runs_out(town: Town) -> None:
    await arrive(town.ben)
    await arrive(town.ana)
    first, late = await invitation(town, RoleName.BROKER), await invitation(town, RoleName.BROKER)
    await town.ben.start(f"invite-{first}")
    assert RoleName.BROKER in await roles_of(town, BEN.id)
    await town.ana.start(f"invite-{first}")
    assert tells_refusal(town.ana, "invitation_unknown")
    await town.wait(days=VALID_FOR.days, minutes=1)
    await town.ana.start(f"invite-{late}")
    assert tells_refusal(town.ana, "invitation_unknown")


async def invitation(town: Town, name: RoleName) -> str:
    """Dai has made a link; gives its code."""
    async with town.store() as session:
        dai = await accounts.get_account(session, telegram_address(DAI.id))
        assert dai is not None
        area = WANGQING if name is RoleName.STAFF else DAXINGGOU
        return granted(
            await invitations.invite(
                session, as_staff(dai, town.clock.now()), Invitation(name, "白美玉", area)
            )
        )


async def roles_of(town: Town, person: int) -> roles.Roles:
    async with town.store() as session:
        known = await accounts.get_account(session, telegram_address(person))
        assert known is not None
        return await roles.get_roles(session, known)


async def roles_and_entries(town: Town) -> list[object]:
    rows = await town.rows()
    return [
        rows["role"],
        {chat: row["labourer_id"] for chat, row in accounts_by_chat(rows).items()},
    ]


async def test_while_many_guess_the_right_code_still_opens_and_who_guessed_waits(
    town: Town,
) -> None:
    await begins(town.dai)
    await arrive(town.ben)
    await arrive(town.ana)
    _, payload = await code(town)
    await guesses(town, 1)
    async with town.store() as session:
        for chat in range(WRONG_CODES_OF_ALL.most):
            stranger = new_account(9000 + chat)
            await attempts.record_attempt(
                session, AttemptKind.WRONG_CODE, stranger, town.clock.now()
            )
    await town.wait(minutes=1)
    await town.dai.look()
    assert "Wrong codes were typed many times" in town.dai.last
    # Whoever guessed wrong waits, be it with the right code; another is let in at once.
    await town.ben.start(payload)
    assert tells_refusal(town.ben, "code_busy")
    await town.ana.start(payload)
    assert CLAIMED in town.ana.last


async def test_while_many_guess_the_one_who_mistyped_waits_an_hour_and_no_more(
    town: Town,
) -> None:
    await arrive(town.ben)
    _, payload = await code(town)
    await guesses(town, 1)
    async with town.store() as session:
        for chat in range(WRONG_CODES_OF_ALL.most):
            stranger = new_account(9000 + chat)
            await attempts.record_attempt(
                session, AttemptKind.WRONG_CODE, stranger, town.clock.now()
            )
    await town.ben.start(payload)
    assert tells_refusal(town.ben, "code_busy")
    # An invitation can't be guessed: it needs no wait.
    await town.ben.start(f"invite-{await invitation(town, RoleName.BROKER)}")
    assert RoleName.BROKER in await roles_of(town, BEN.id)
    await town.wait(minutes=61)
    await town.ben.start(payload)
    assert CLAIMED in town.ben.last
