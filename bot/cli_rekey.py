"""`chunfeng db rekey`: everything sealed anew, beside a bot that serves."""

from functools import partial

import structlog
import typer

from bot import opening
from bot.cli_work import tame_collector
from bot.settings import Settings
from bot.store import sqlite
from bot.store.reading import ReadingEngine
from models.core import audit
from models.core.audit import Act
from models.core.clock import SystemClock
from models.privacy import rekeying

log = structlog.get_logger()


async def rekey_store(settings: Settings) -> int:
    """All rows, a piece at a time; how far it has come is said a few times."""
    async with opening.open_store(settings, SystemClock()) as store:
        async with ReadingEngine(settings.store) as reading:
            of = await reading.read(rekeying.count_rows)
        done = dict.fromkeys(of, 0)
        said = 0

        def tell(piece: rekeying.Piece) -> None:
            nonlocal said
            done[piece.table] += piece.rows
            tenth = 10 * sum(done.values()) // max(sum(of.values()), 1)
            if tenth > said:
                said = tenth
                typer.echo(f"{tenth}0 % ({piece.table})", err=True)

        # Neither the collector nor SQLite's log is to prolong a piece, for which others wait.
        tame_collector()
        sqlite.write_back_by_hand(store.engine)
        after = partial(sqlite.write_back, store.engine)
        count = await rekeying.rekey(store.sessions, tell, after=after)
        async with store.sessions() as session, session.begin():
            audit.record(session, SystemClock().now(), Act.REKEYED, by=None)
        log.info("rekeyed", rows=count)
        return count
