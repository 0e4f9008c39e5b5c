"""Faults on demand."""

import asyncio
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.sandbox.wire import ANA, Refused, Wire


async def test_too_many_requests_name_the_seconds(started: Wire) -> None:
    await started.fault("429", method="sendMessage", retry_after=7)
    values = {"chat_id": ANA, "text": "x"}
    async with started.session.post(f"{started.bot}/sendMessage", json=values) as response:
        assert response.status == 429
        assert await response.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }
    assert (await started.call("sendMessage", **values))["text"] == "x"


@pytest.mark.parametrize("chat_id", [ANA, str(ANA)])
async def test_a_fault_knows_its_chat_as_a_number_and_as_text(
    started: Wire, chat_id: int | str
) -> None:
    await started.fault("403", chat_id=chat_id, times=2)
    values = {"chat_id": str(ANA), "text": "x"}
    assert (await started.refusal("sendMessage", chat_id=ANA, text="x"))[0] == 403
    assert (await started.form_refusal("sendMessage", **values))[0] == 403


async def test_a_fault_strikes_only_its_chat_and_its_method(started: Wire) -> None:
    await started.fault("403", chat_id=ANA, times=2)
    await started.fault("429", method="sendPhoto")
    await started.call("getMe")
    for _ in range(2):
        refusal = await started.refusal("sendMessage", chat_id=ANA, text="x")
        assert refusal == (403, "Forbidden: bot was blocked by the user")
    await started.call("sendMessage", chat_id=ANA, text="x")


async def test_the_download_of_a_file_can_be_struck_too(started: Wire) -> None:
    sent = await started.form("sendDocument", chat_id=str(ANA), document=b"a,b")
    file = await started.call("getFile", file_id=sent["document"]["file_id"])
    address = f"{started.base}/file/bot{started.sandbox.token}/{file['file_path']}"
    await started.fault("5xx", method="download", status=503)
    await started.fault("429", method="download")
    for status in (503, 429, 200):
        async with started.session.get(address) as response:
            assert response.status == status


async def test_a_broken_server_answers_in_html(started: Wire) -> None:
    await started.fault("5xx", status=503)
    async with started.session.get(f"{started.bot}/getMe") as response:
        assert response.status == 503
        assert response.content_type == "text/html"
        assert "nginx" in await response.text()


async def test_a_dropped_call_is_done_but_never_answered(started: Wire) -> None:
    await started.fault("drop", method="sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await started.call("sendMessage", chat_id=ANA, text="x")
    assert (await started.chat())["messages"][-1]["text"] == "x"


async def test_a_hanging_call_is_answered_never(started: Wire) -> None:
    await started.fault("hang", method="sendMessage")
    hanging = asyncio.create_task(started.call("sendMessage", chat_id=ANA, text="x"))
    await started.until_called("sendMessage")
    (entry,) = (await started.get("calls?method=sendMessage"))["calls"]
    assert entry["status"] is None
    assert not hanging.done()
    hanging.cancel()


async def test_faults_are_cleared(started: Wire) -> None:
    await started.fault("403", times=9)
    async with started.session.delete(f"{started.base}/sandbox/faults") as response:
        assert response.status == 200
    await started.call("sendMessage", chat_id=ANA, text="x")


@pytest.mark.parametrize("order", [{"kind": "flood"}, {"kind": "429", "when": "now"}, {}])
async def test_an_unknown_fault_is_refused(wire: Wire, order: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        await wire.post("faults", **order)
    assert refused.value.args[0] == 400


async def test_a_call_arrives_before_its_body(started: Wire) -> None:
    rest: list[float] = []

    async def slowly() -> AsyncIterator[bytes]:
        yield b'{"chat_id": 1001, '
        await started.call("getMe")
        rest.append(time.monotonic())
        yield b'"text": "x"}'

    headers, before = {"Content-Type": "application/json"}, time.monotonic()
    url = f"{started.bot}/sendMessage"
    async with started.session.post(url, data=slowly(), headers=headers) as response:
        assert response.ok
    (entry,) = (await started.get("calls?method=sendMessage"))["calls"]
    assert before < entry["at"] < rest[0]


async def test_the_log_tells_each_call(started: Wire) -> None:
    before = (await started.get("calls"))["calls"][-1]["seq"]
    await started.form("sendDocument", chat_id=str(ANA), document=b"x")
    await started.refusal("sendMessage", chat_id=ANA)
    document, message = (await started.get(f"calls?since={before}"))["calls"]
    assert document["files"] == ["document.bin"]
    assert document["params"] == {"chat_id": str(ANA)}
    assert document["status"] == 200
    assert (message["method"], message["status"]) == ("sendMessage", 400)
    assert message["error"] == "Bad Request: message text is empty"
