"""The methods that set, show and delete the webhook."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from sandbox.api.calls import Call
from sandbox.api.receiving import read_kinds
from sandbox.api.refusals import bad_request
from sandbox.exchange import Exchange

SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
CONNECTIONS = 40
ENDED = "terminated by setWebhook request"


def set_webhook(exchange: Exchange, call: Call) -> bool:
    """Set the webhook; plain http is taken on this machine's own addresses, else https only."""
    url = call.text("url")
    if not url:
        return delete_webhook(exchange, call)
    address = urlsplit(url)
    if address.scheme != "https" and not (
        address.scheme == "http" and address.hostname in LOOPBACK
    ):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not SECRET.fullmatch(call.text("secret_token")):
        raise bad_request("secret token contains unallowed characters")
    exchange.updates.allow(read_kinds(call))
    exchange.settings["webhook"] = {
        "url": url,
        "secret_token": call.text("secret_token"),
        "max_connections": min(max(call.whole("max_connections", CONNECTIONS), 1), 100),
    }
    _changed(exchange, call)
    exchange.polling.end(ENDED)
    return True


def delete_webhook(exchange: Exchange, call: Call) -> bool:
    exchange.settings.pop("webhook", None)
    _changed(exchange, call)
    return True


def _changed(exchange: Exchange, call: Call) -> None:
    exchange.settings.pop("webhook_error", None)
    if call.flag("drop_pending_updates"):
        exchange.updates.forget()
    exchange.updates.ring()


def get_webhook_info(exchange: Exchange, _call: Call) -> dict[str, Any]:
    webhook = exchange.settings.get("webhook") or {}
    info = {"url": webhook.get("url", ""), "has_custom_certificate": False}
    info |= {"pending_update_count": len(exchange.updates)}
    if webhook:
        info |= {"max_connections": webhook["max_connections"]}
        info |= {"ip_address": "127.0.0.1"} | exchange.settings.get("webhook_error", {})
    return info | ({"allowed_updates": kinds} if (kinds := exchange.updates.allowed) else {})


METHODS: dict[str, Callable[[Exchange, Call], Any]] = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
