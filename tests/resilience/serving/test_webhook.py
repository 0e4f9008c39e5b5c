"""The webhook's address: who may call it, and what it answers."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.telegram.webhook import SECRET_HEADER
from tests.support.labourers.intake import arrive, asks_intake, register
from tests.support.town import ANA, Town, open_town

SECRET = {SECRET_HEADER: "town-secret"}


@pytest.fixture
async def town(sqlite_url: str) -> AsyncIterator[Town]:
    """A town served by webhook."""
    async with open_town(sqlite_url, by="webhook") as opened:
        await opened.called("setWebhook")
        yield opened


def says(town: Town, text: str, number: int) -> dict[str, Any]:
    """Ana's words as an update with this id."""
    date = int(town.clock.now().timestamp())
    message = {"message_id": number, "date": date, "chat": ANA.chat(), "from": ANA.user()}
    return {"update_id": number, "message": {**message, "text": text}}


async def post(town: Town, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    """Call the webhook: the status and the body of its answer."""
    async with town.web.post(town.settings.webhook_url, data=body, headers=headers) as response:
        return response.status, await response.read()


@pytest.mark.parametrize("secret", ["", "wrong", "town-secre", "ünlike"])
async def test_without_the_secret_it_is_forbidden(town: Town, secret: str) -> None:
    body = json.dumps(says(town, "/start", 7001)).encode()
    assert (await post(town, body, {SECRET_HEADER: secret}))[0] == 403
    assert (await post(town, body, {}))[0] == 403
    assert ANA.id not in [row["chat_id"] for row in (await town.rows())["account"]]


@pytest.mark.parametrize("body", [b"{", b"[1]", b"7", b'"x"', b"\xff", b"", b"[" * 100_000])
async def test_what_is_no_json_object_is_a_bad_request(town: Town, body: bytes) -> None:
    assert (await post(town, body, SECRET))[0] == 400


@pytest.mark.parametrize("body", [b"{}", b'{"update_id": 1, "message": {}}'])
async def test_an_update_that_cannot_be_read_is_taken_and_passed_over(
    town: Town, body: bytes
) -> None:
    assert await post(town, body, SECRET) == (200, b"")
    await arrive(town.ana)
    assert asks_intake(town.ana, "name")


async def test_one_call_is_answered_in_the_response_itself(town: Town) -> None:
    await arrive(town.ana)
    calls = len(await town.calls())
    status, body = await post(town, json.dumps(says(town, "/help", 7001)).encode(), SECRET)
    answer = json.loads(body)
    assert status == 200
    assert (answer["method"], answer["chat_id"]) == ("sendMessage", ANA.id)
    assert answer["parse_mode"] == "HTML"
    assert "12333" in answer["text"]
    assert answer["reply_markup"]["inline_keyboard"]
    assert len(await town.calls()) == calls


async def test_health_and_readiness_are_told(town: Town) -> None:
    host, port = town.settings.address
    for path, body in (("healthz", {"alive": True}), ("readyz", {"ready": True})):
        async with town.web.get(f"http://{host}:{port}/{path}") as response:
            assert (response.status, await response.json()) == (200, body)


async def test_what_the_clock_did_is_told_to_prometheus(town: Town) -> None:
    await register(town.ana)
    await town.wait(hours=1)
    host, port = town.settings.address
    async with town.web.get(f"http://{host}:{port}/metrics") as response:
        told = await response.text()
    for tick in ("delivery", "publication", "reminders", "housekeeping"):
        assert f'chunfeng_tick_last_run_seconds{{tick="{tick}"}}' in told
        assert f'chunfeng_tick_failures{{tick="{tick}"}} 0.0' in told
    assert 'chunfeng_outbox_rows{state="waiting"} 0.0' in told
    assert "Ann" not in told


async def test_many_at_once_are_each_answered_once(town: Town) -> None:
    await arrive(town.ana, typing=True)
    words = [json.dumps(says(town, "/help", 7000 + n)).encode() for n in range(20)]
    answers = await asyncio.gather(*(post(town, one, SECRET) for one in words))
    assert [status for status, _ in answers] == [200] * 20
    assert sum(b"12333" in body for _, body in answers) == 20


async def test_a_caller_who_goes_away_does_not_stop_the_others(town: Town) -> None:
    await arrive(town.ana, typing=True)
    body = json.dumps(says(town, "/help", 7001)).encode()
    gone = asyncio.create_task(post(town, body, SECRET))
    await asyncio.sleep(0)
    gone.cancel()
    assert (await post(town, json.dumps(says(town, "/menu", 7002)).encode(), SECRET))[0] == 200


@pytest.mark.parametrize("path", ["metrics", "readyz"])
async def test_what_is_asked_for_many_times_at_once_is_always_given(town: Town, path: str) -> None:
    host, port = town.settings.address

    async def asked() -> int:
        async with town.web.get(f"http://{host}:{port}/{path}") as response:
            return response.status

    assert await asyncio.gather(*(asked() for _ in range(20))) == [200] * 20
