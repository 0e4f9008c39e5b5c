"""The table of all methods, and how one is carried out."""

import inspect
from typing import Any

from sandbox.api import commands, editing, receiving, sending, webhook_methods
from sandbox.api.calls import Call
from sandbox.api.refusals import Refusal
from sandbox.exchange import Exchange

METHODS = (
    receiving.METHODS
    | webhook_methods.METHODS
    | sending.METHODS
    | editing.METHODS
    | commands.METHODS
)
# Telegram takes the names of methods in any case.
BY_NAME = {name.lower(): (name, method) for name, method in METHODS.items()}


async def perform(exchange: Exchange, call: Call) -> Any:
    """Carry out a call and return its `result`; a Refusal where Telegram would refuse it."""
    if call.method.lower() not in BY_NAME:
        raise Refusal(404, f"Not Found: method {call.method} is unknown to the sandbox")
    call.method, method = BY_NAME[call.method.lower()]
    result = method(exchange, call)
    if inspect.isawaitable(result):
        result = await result
    exchange.calls.ignored.update(call.ignored)
    exchange.store.commit()
    return result
