"""The bot's menu."""

from typing import Any

import pytest

from tests.sandbox.wire import ANA, Wire

HELP = [{"command": "help", "description": "帮助"}]


async def test_a_menu_is_kept_for_its_scope_and_language(wire: Wire) -> None:
    scope = {"type": "chat", "chat_id": ANA}
    await wire.call("setMyCommands", commands=HELP)
    await wire.call("setMyCommands", commands=HELP, scope=scope, language_code="zh")
    assert await wire.call("getMyCommands") == HELP
    assert await wire.call("getMyCommands", scope=scope, language_code="zh") == HELP
    assert await wire.call("getMyCommands", scope=scope) == []
    assert (await wire.get("state"))["commands"] == [
        {"scope": {"type": "default"}, "language_code": "", "commands": HELP},
        {"scope": scope, "language_code": "zh", "commands": HELP},
    ]
    await wire.call("deleteMyCommands")
    assert await wire.call("getMyCommands") == []


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"commands": [{"command": "Help", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "help"}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": HELP * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": "help"}, "can't parse commands JSON object"),
        ({"commands": HELP, "scope": {"type": "x"}}, "unsupported BotCommandScope type"),
        ({"commands": HELP, "language_code": "zh-CN"}, "invalid language code specified"),
    ],
)
async def test_a_wrong_menu_is_refused(wire: Wire, values: dict[str, Any], reason: str) -> None:
    assert await wire.refusal("setMyCommands", **values) == (400, f"Bad Request: {reason}")
