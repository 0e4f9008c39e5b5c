"""Whom the bot may write to, and what."""

from typing import Any

import aiohttp
import pytest

from sandbox.api.bodies import LARGEST
from sandbox.chats.people import Person
from sandbox.server import Sandbox
from tests.sandbox.wire import ANA, BEN, Refused, Wire


@pytest.mark.parametrize(
    ("chat_id", "refusal"),
    [
        (None, (400, "Bad Request: chat_id is empty")),
        (4711, (400, "Bad Request: chat not found")),
        ("@nobody", (400, "Bad Request: chat not found")),
        (BEN, (403, "Forbidden: bot can't initiate conversation with a user")),
    ],
)
async def test_the_bot_writes_only_to_those_who_started_it(
    started: Wire, chat_id: Any, refusal: tuple[int, str]
) -> None:
    assert await started.refusal("sendMessage", chat_id=chat_id, text="x") == refusal


async def test_a_listening_chat_takes_messages_and_is_on_no_phone(
    session: aiohttp.ClientSession,
) -> None:
    sandbox = Sandbox([Person(ANA, "Ana")], listening=[5000, 5001])
    async with sandbox.serve() as base:
        wire = Wire(sandbox, base, session)
        for text in ("x", "y"):
            assert (await wire.call("sendMessage", chat_id=5000, text=text))["text"] == text
        assert await wire.refusal("sendMessage", chat_id=5002, text="x") == (
            400,
            "Bad Request: chat not found",
        )
        async with session.get(f"{base}/sandbox/state") as response:
            assert [one["id"] for one in (await response.json())["people"]] == [ANA]


async def test_a_bot_that_is_blocked_is_told_so_until_it_is_unblocked(started: Wire) -> None:
    await started.act("block")
    refusal = await started.refusal("sendMessage", chat_id=ANA, text="x")
    assert refusal == (403, "Forbidden: bot was blocked by the user")
    await started.act("unblock")
    assert (await started.call("sendMessage", chat_id=ANA, text="x"))["text"] == "x"


@pytest.mark.parametrize("how", ["json", "form", "multipart", "query"])
async def test_parameters_come_in_four_ways(started: Wire, how: str) -> None:
    values = {"chat_id": str(ANA), "text": "春", "reply_markup": '{"keyboard": [["x"]]}'}
    if how == "json":
        message = await started.call("sendMessage", **values)
    elif how == "form":
        message = await started.form("SENDMESSAGE", **values)
    elif how == "multipart":
        message = await started.form("sendMessage", **values, extra=b"1")
    else:
        url = f"{started.bot}/sendMessage"
        async with started.session.get(url, params=values) as response:
            message = (await response.json())["result"]
    assert message["text"] == "春"
    assert (await started.chat())["keyboard"] == {"keyboard": [[{"text": "x"}]]}


@pytest.mark.parametrize("body", ["{", "[1]"])
async def test_a_body_that_is_no_json_object_is_refused(wire: Wire, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    async with wire.session.post(f"{wire.bot}/getMe", data=body, headers=headers) as response:
        assert response.status == 400


async def test_a_body_above_all_measure_is_refused(wire: Wire) -> None:
    code, reason = await wire.form_refusal("getMe", x=bytes(LARGEST))
    assert (code, reason) == (413, "Request Entity Too Large")


async def test_an_unknown_method_and_a_wrong_token_are_loud(wire: Wire) -> None:
    assert await wire.refusal("sendPigeon") == (
        404,
        "Not Found: method sendPigeon is unknown to the sandbox",
    )
    (entry,) = (await wire.get("calls?method=sendPigeon"))["calls"]
    assert (entry["status"], entry["error"][:9]) == (404, "Not Found")
    wire.bot = f"{wire.base}/bot2:other"
    assert await wire.refusal("getMe") == (401, "Unauthorized")
    async with wire.session.get(f"{wire.base}/file/bot2:other/x") as response:
        assert response.status == 401


async def test_unknown_parameters_are_ignored_and_listed(started: Wire) -> None:
    await started.call("sendMessage", chat_id=ANA, text="x", colour="red")
    assert (await started.get("state"))["ignored"] == ["sendMessage.colour"]


async def test_a_number_that_is_none_is_refused(started: Wire) -> None:
    code, reason = await started.refusal("getUpdates", offset="soon")
    assert (code, reason) == (400, 'Bad Request: invalid parameter "offset": integer expected')


async def test_a_place_is_sent(started: Wire) -> None:
    place = {"latitude": 44.8, "longitude": 123.1}
    sent = await started.call("sendLocation", chat_id=ANA, **place)
    assert sent["location"] == place
    venue = {"title": "县就业局", "address": "通榆县"}
    sent = await started.call("sendVenue", chat_id=ANA, **place, **venue)
    assert sent["venue"] == {"location": place, **venue}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"longitude": 1}, "latitude is empty"),
        ({"latitude": 91, "longitude": 1}, "invalid location specified"),
        ({"latitude": 1, "longitude": 1, "address": "x"}, "title is empty"),
    ],
)
async def test_a_wrong_place_is_refused(started: Wire, values: dict[str, Any], reason: str) -> None:
    refusal = await started.refusal("sendVenue", chat_id=ANA, **values)
    assert refusal == (400, f"Bad Request: {reason}")


async def test_typing_is_seen_until_the_message_comes(started: Wire) -> None:
    await started.call("sendChatAction", chat_id=ANA, action="typing")
    assert (await started.chat())["typing"] is True
    await started.call("sendMessage", chat_id=ANA, text="x")
    assert (await started.chat())["typing"] is False
    refusal = await started.refusal("sendChatAction", chat_id=ANA, action="sleeping")
    assert refusal == (400, "Bad Request: wrong parameter action in request")


async def test_a_reply_quotes_the_message_without_its_own_quote(started: Wire) -> None:
    first = await started.call("sendMessage", chat_id=ANA, text="1")
    second = await started.call(
        "sendMessage", chat_id=ANA, text="2", reply_to_message_id=first["message_id"]
    )
    parameters = {"message_id": second["message_id"]}
    third = await started.call(
        "sendMessage", chat_id=ANA, text="3", reply_parameters=parameters, protect_content=True
    )
    assert third["reply_to_message"]["text"] == "2"
    assert "reply_to_message" not in third["reply_to_message"]
    assert third["has_protected_content"] is True


async def test_a_reply_to_nothing_is_refused_unless_that_is_allowed(started: Wire) -> None:
    gone: dict[str, Any] = {"message_id": 99}
    refusal = await started.refusal("sendMessage", chat_id=ANA, text="x", reply_parameters=gone)
    assert refusal == (400, "Bad Request: message to be replied not found")
    gone["allow_sending_without_reply"] = True
    sent = await started.call("sendMessage", chat_id=ANA, text="x", reply_parameters=gone)
    assert "reply_to_message" not in sent
    with pytest.raises(Refused, match="can't parse reply parameters"):
        await started.call("sendMessage", chat_id=ANA, text="x", reply_parameters=[1])
