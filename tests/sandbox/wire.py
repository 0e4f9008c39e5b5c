"""The bare Bot API and the sandbox's own routes, as a test speaks them."""

from collections.abc import Awaitable
from io import BytesIO
from typing import Any

import aiohttp

from sandbox.server import Sandbox

Json = dict[str, Any]

ANA, BEN, CHEN = 1001, 1002, 1003


class Refused(Exception):
    """An answer that was no success: `args` are the status and the description."""


class Wire:
    """A bot that knows no library, and a hand on the sandbox's controls."""

    def __init__(self, sandbox: Sandbox, base: str, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.base = base
        self.session = session
        self.bot = f"{base}/bot{sandbox.token}"

    async def call(self, method: str, **values: Any) -> Any:
        """The `result` of a call with a JSON body; Refused otherwise."""
        return await self._result(self.session.post(f"{self.bot}/{method}", json=values))

    async def form(self, method: str, **values: Any) -> Any:
        """The same with a form: multipart where a value is bytes."""
        form = aiohttp.FormData()
        for key, value in values.items():
            if isinstance(value, bytes):
                form.add_field(key, BytesIO(value), filename=f"{key}.bin")
            else:
                form.add_field(key, value)
        return await self._result(self.session.post(f"{self.bot}/{method}", data=form))

    async def _result(self, request: Any) -> Any:
        async with request as response:
            answer = await response.json()
        if not answer["ok"]:
            raise Refused(answer["error_code"], answer["description"])
        return answer["result"]

    async def refusal(self, method: str, **values: Any) -> tuple[int, str]:
        """The code and description with which a call is refused."""
        return await self._refusal(self.call(method, **values))

    async def form_refusal(self, method: str, **values: Any) -> tuple[int, str]:
        return await self._refusal(self.form(method, **values))

    async def _refusal(self, calling: Awaitable[Any]) -> tuple[int, str]:
        try:
            result = await calling
        except Refused as refused:
            return refused.args[0], refused.args[1]
        raise AssertionError(f"not refused: {result}")

    async def act(self, name: str, person: int = ANA, **particulars: Any) -> Json:
        """What a person does; the update is left for the bot."""
        return await self.post(f"chats/{person}/{name}", **particulars)

    async def post(self, path: str, **body: Any) -> Json:
        async with self.session.post(f"{self.base}/sandbox/{path}", json=body) as response:
            answer: Json = await response.json()
        if not response.ok:
            raise Refused(response.status, answer["description"])
        return answer

    async def get(self, path: str) -> Json:
        async with self.session.get(f"{self.base}/sandbox/{path}") as response:
            answer: Json = await response.json()
        if not response.ok:
            raise Refused(response.status, answer["description"])
        return answer

    async def chat(self, person: int = ANA) -> Json:
        return await self.get(f"chats/{person}")

    async def update(self) -> Json:
        """The one update that is waiting, confirmed."""
        (update,) = await self.call("getUpdates")
        await self.call("getUpdates", offset=update["update_id"] + 1)
        return dict(update)

    async def fault(self, kind: str, **order: Any) -> None:
        await self.post("faults", kind=kind, **order)

    async def until_called(self, method: str) -> None:
        """Return when a call of the method has reached the sandbox."""
        while not (await self.get(f"calls?method={method}"))["calls"]:
            pass

    async def until_webhook_fails(self) -> Json:
        """Return what getWebhookInfo says as soon as a delivery has failed."""
        while "last_error_date" not in (info := await self.call("getWebhookInfo")):
            pass
        return dict(info)
