"""(f) Nothing at all: the same words to everybody, unread. So fast is the load itself."""

import asyncio
import json

from benchmarks.peers.serving import place

SAID = "您现在做什么？"
BODY = json.dumps({"method": "sendMessage", "chat_id": 1, "text": SAID}).encode()
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)


class Null(asyncio.Protocol):
    """One connection. An update is small enough to come whole."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A phone."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:  # noqa: ARG002
        """Whatever it is."""
        self._transport.write(RESPONSE)


async def serve() -> None:
    """Until it is killed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Null, "127.0.0.1", place().port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
