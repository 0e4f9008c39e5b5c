"""Kinds of update that the bot does not ask for, as they come after that was changed: no matter."""

from random import Random
from typing import Any

import pytest
from aiogram.types import Update
from structlog.testing import capture_logs

from bot.telegram import polling
from bot.telegram.polling import ALLOWED_UPDATES
from bot.telegram.webhook import SECRET_HEADER
from tests.process.watching.exposition import samples
from tests.resilience.fuzz.growing import Growing
from tests.resilience.fuzz.test_any_update import PEOPLE
from tests.support.town import Town, open_town, until

OTHERS = sorted(set(Update.model_fields) - {"update_id", *ALLOWED_UPDATES})
EACH, FIRST, SEED = 12, 9000, 11
# A kind that no library knows yet.
UNKNOWN = ("thought", {"id": "1", "from": {"id": 7}})


def grown() -> list[dict[str, Any]]:
    """Some of every other kind, numbered from FIRST on."""
    growing = Growing(Random(SEED), PEOPLE)
    brought = [(kind, growing.of_kind(kind)) for kind in OTHERS for _ in range(EACH)] + [UNKNOWN]
    return [
        {"update_id": number, kind: content}
        for number, (kind, content) in enumerate(brought, FIRST)
    ]


def test_the_kinds_are_many() -> None:
    assert {"inline_query", "poll_answer", "business_message", "chat_member"} <= set(OTHERS)
    assert len(grown()) > 250


@pytest.mark.parametrize("by", ["polling", "webhook"])
async def test_they_are_acknowledged_and_nothing_is_said_or_logged(
    sqlite_url: str, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "ALLOWED_UPDATES", [*ALLOWED_UPDATES, *OTHERS, UNKNOWN[0]])
    async with open_town(sqlite_url, by=by) as town:
        await town.called("setWebhook" if by == "webhook" else "getUpdates")
        with capture_logs() as logged:
            await (posted if by == "webhook" else polled)(town)
        asked = {call["method"] for call in await town.calls()}
        told = await samples(town)
    own = {"getMe", "setMyCommands", "setWebhook", "deleteWebhook", "getUpdates", "getWebhookInfo"}
    assert asked <= own
    assert [line for line in logged if line["log_level"] in ("warning", "error")] == []
    assert told["chunfeng_turns_total outcome=silent"] == len(grown())
    assert told["chunfeng_answer_seconds_count"] == 0


async def posted(town: Town) -> None:
    """As Telegram calls the webhook: 200, and nothing in the response."""
    headers = {SECRET_HEADER: "town-secret"}
    for update in grown():
        async with town.web.post(town.settings.webhook_url, json=update, headers=headers) as answer:
            assert (answer.status, await answer.read()) == (200, b"")


async def polled(town: Town) -> None:
    """As a poll brings them, many together; the next confirms them."""
    for update in grown():
        await town.brings(update, wait=False)

    async def is_confirmed() -> bool:
        return not len(town.sandbox.exchange.updates)

    await until(is_confirmed)
