"""Polling: Telegram goes away and comes back, and nothing in a batch hides the rest."""

from asyncio import Event

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot import app
from bot.settings import SettingsError
from bot.telegram.addresses import telegram_address
from models.accounts import account
from tests.support.labourers.intake import ZH, arrive, asks_intake, tells_refusal
from tests.support.ports import free_port
from tests.support.town import ANA, BEN, Town, open_town, serving, until


@pytest.mark.parametrize("method", ["getMe", "setMyCommands", "deleteWebhook", "getUpdates"])
async def test_telegram_away_at_the_start_is_waited_for(sqlite_url: str, method: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        await town.fault("5xx", method=method)
        async with serving(town):
            await arrive(town.ana)
            assert asks_intake(town.ana, "name")


async def test_a_stop_while_telegram_is_away_is_quiet(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        await town.fault("5xx", method="getMe", times=-1)
        async with serving(town):
            await town.called("getMe")
        assert await town.calls("getUpdates") == []


@pytest.mark.parametrize(
    "fault", [{"kind": "429", "retry_after": 1}, {"kind": "drop"}, {"kind": "5xx", "times": 3}]
)
async def test_telegram_that_goes_away_is_asked_again(
    town: Town, fault: dict[str, str | int]
) -> None:
    await arrive(town.ana)
    await town.fault(**fault, method="getUpdates")  # type: ignore[arg-type]
    await town.ana.says("Ann Lee")
    await town.ana.says("skip")
    assert asks_intake(town.ana, "sex")


async def test_another_process_that_polls_is_outlasted(town: Town) -> None:
    await arrive(town.ana)
    async with town.web.get(f"{town.address}/bot1:town/getUpdates?timeout=0") as response:
        assert response.ok
    await town.ana.says("Ann Lee")
    assert asks_intake(town.ana, "id_number")
    polls = await town.calls("getUpdates")
    assert 409 in [call["status"] for call in polls]


async def test_an_unreadable_update_in_a_batch_does_not_hide_the_rest(sqlite_url: str) -> None:
    async with open_town(sqlite_url, served=False) as town:
        async with serving(town):
            await arrive(town.ana)
        await town.brings({"message": {"message_id": "none"}}, wait=False)
        await town.ana.does("text", wait=False, text="Ann Lee")
        await town.brings({"callback_query": 7}, wait=False)
        async with serving(town):
            await town.ana.says("skip")
        assert asks_intake(town.ana, "sex")


async def test_a_handler_that_fails_says_sorry_and_the_others_are_answered(
    database_url: str,
) -> None:
    async with open_town(database_url, served=False) as town:
        async with serving(town):
            await arrive(town.ana)
            await arrive(town.ben)
        await spoil(town)
        await town.ana.does("text", wait=False, text="Ann Lee")
        await town.ben.does("text", wait=False, text="Ben Han")
        async with serving(town):
            await until(lambda: answered(town))
            assert tells_refusal(town.ana, "went_wrong", ZH)
            assert asks_intake(town.ben, "id_number")
            assert await town.given(BEN) == {"name": "Ben Han"}
            await town.ana.says("/help")
            assert "12333" in town.ana.last


async def test_a_tap_that_fails_is_told_so_too(town: Town) -> None:
    await arrive(town.ana)
    await town.ana.says("Ann Lee")
    await spoil(town)
    await town.ana.taps("Skip")
    assert tells_refusal(town.ana, "went_wrong", ZH)


async def answered(town: Town) -> bool:
    """Whether Ben's phone shows the next question."""
    await town.ana.look()
    await town.ben.look()
    return asks_intake(town.ben, "id_number") and not asks_intake(town.ana, "name")


async def spoil(town: Town) -> None:
    """Ana's draft can't be unsealed any more."""
    async with town.store() as session:
        known = await account.get_account(session, telegram_address(ANA.id))
        assert known is not None
        where = {"draft": known.draft_id}
        spoilt = text("UPDATE draft SET answers = 'spoilt' WHERE id = :draft").bindparams(**where)
        await (await session.connection()).run_sync(lambda c: c.execute(spoilt))


async def test_a_token_that_telegram_does_not_know_ends_the_start(town: Town) -> None:
    listen = {"listen": f"127.0.0.1:{free_port()}", "bot_token": SecretStr("2:nobody")}
    with pytest.raises(SettingsError, match="CHUNFENG_BOT_TOKEN"):
        await app.serve(town.settings.model_copy(update=listen), town.clock, stopping=Event())
