"""(e) The floor: aiohttp, one upsert in sqlite3, one commit with full sync, one JSON answer."""

import sqlite3

from aiohttp import web

from benchmarks.peers.serving import place, tame

at = place()
store = sqlite3.connect(at.store, isolation_level=None)
store.execute("PRAGMA journal_mode=WAL")
store.execute("PRAGMA synchronous=FULL")
store.execute("CREATE TABLE answer (chat INTEGER PRIMARY KEY, turns INTEGER, words TEXT)")
UPSERT = (
    "INSERT INTO answer VALUES (?, 1, ?) "
    "ON CONFLICT (chat) DO UPDATE SET turns = turns + 1, words = excluded.words"
)


async def handle(request: web.Request) -> web.Response:
    """Keep it, then say it."""
    message = (await request.json())["message"]
    chat = message["chat"]["id"]
    store.execute("BEGIN IMMEDIATE")
    store.execute(UPSERT, (chat, message["text"]))
    store.execute("COMMIT")
    return web.json_response({"method": "sendMessage", "chat_id": chat, "text": message["text"]})


if __name__ == "__main__":
    app = web.Application()
    app.router.add_post("/telegram", handle)
    tame(at.tamed)
    web.run_app(app, host="127.0.0.1", port=at.port, print=None, access_log=None)
