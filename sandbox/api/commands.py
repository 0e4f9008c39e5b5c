"""The bot's menu of commands, by scope and language."""

import re
from collections.abc import Callable
from typing import Any

from sandbox.api.calls import Call
from sandbox.api.refusals import bad_request
from sandbox.exchange import Exchange

Commands = list[dict[str, Any]]

NAME = re.compile(r"[a-z0-9_]{1,32}")
SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
MOST = 100
DESCRIPTION_MOST = 256


def scope_of(call: Call) -> dict[str, Any]:
    """The scope of a call with the fields of its type; everybody's where it has none."""
    scope = call.record("scope") or {"type": "default"}
    kind = str(scope.get("type"))
    if kind not in SCOPES:
        raise bad_request("unsupported BotCommandScope type")
    return {field: scope.get(field) for field in ("type", *SCOPES[kind])}


def language_of(call: Call) -> str:
    language = call.text("language_code")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def key_of(call: Call) -> str:
    """The name of a menu: `default/`, `default/zh`, `chat:1001/zh`, ..."""
    return ":".join(map(str, scope_of(call).values())) + "/" + language_of(call)


def set_commands(exchange: Exchange, call: Call) -> bool:
    given = call.records("commands")
    if len(given) > MOST:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    menu = {"scope": scope_of(call), "language_code": language_of(call)}
    exchange.commands[key_of(call)] = menu | {"commands": [_command(one) for one in given]}
    return True


def _command(given: dict[str, Any]) -> dict[str, Any]:
    name = str(given.get("command", "")).removeprefix("/")
    description = str(given.get("description", ""))
    if not NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= DESCRIPTION_MOST:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def get_commands(exchange: Exchange, call: Call) -> Commands:
    menu = exchange.commands.get(key_of(call))
    return list(menu["commands"]) if menu else []


def delete_commands(exchange: Exchange, call: Call) -> bool:
    exchange.commands.pop(key_of(call), None)
    return True


METHODS: dict[str, Callable[[Exchange, Call], Any]] = {
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
}
