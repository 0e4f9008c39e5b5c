"""The sorts of phone that a test can give to everybody."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import aiohttp

from sandbox.chats.phone import Phone
from sandbox.chats.plain_phone import PlainPhone

NewPhone: TypeAlias = Callable[[str, int, aiohttp.ClientSession], Phone]

# With buttons; or plain, where the number or the label of a choice is typed instead of a tap.
PHONES: dict[str, NewPhone] = {
    "buttons": Phone,
    "numbers": PlainPhone,
    "labels": partial(PlainPhone, by_label=True),
}
