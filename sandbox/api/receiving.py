"""The methods by which the bot knows itself, asks for updates, and fetches files."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.api.calls import Call
from sandbox.api.refusals import bad_request, conflict
from sandbox.chats.updates import Update
from sandbox.exchange import Exchange

MOST = 100
POLLING_WITH_WEBHOOK = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
ABILITIES = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}


def get_me(exchange: Exchange, _call: Call) -> dict[str, Any]:
    return exchange.bot | ABILITIES


async def get_updates(exchange: Exchange, call: Call) -> list[Update]:
    """At most 100 updates; one below `offset` never comes again."""
    if exchange.settings.get("webhook"):
        raise conflict(POLLING_WITH_WEBHOOK)
    exchange.updates.allow(read_kinds(call))
    limit = min(max(call.whole("limit", MOST), 1), MOST)
    return await exchange.polling.poll(call.whole("offset"), limit, call.whole("timeout"))


def read_kinds(call: Call) -> list[str] | None:
    """`allowed_updates`: a list of kinds; None where the call does not say."""
    kinds = call.structure("allowed_updates")
    if kinds is not None and not isinstance(kinds, list):
        raise bad_request("can't parse allowed updates: expected an Array of String")
    return kinds


def get_file(exchange: Exchange, call: Call) -> dict[str, Any]:
    return exchange.files.download(call.text("file_id"))


METHODS: dict[str, Callable[[Exchange, Call], Any | Awaitable[Any]]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "getFile": get_file,
}
