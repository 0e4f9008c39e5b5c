"""What a tick does in pieces: each kept by itself, again and again until none is left."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from structlog.testing import capture_logs

from models.core import once, tick_runs
from models.core.session import Session
from scheduler.ticks import Tick, Ticker
from tests.support.store import Store
from tests.support.ticks import HOUR, ticking, work_counting

Piece = Callable[[Session, datetime, ZoneInfo], Awaitable[dict[str, int]]]
DONE = "piece"


def pieces_until(last: int, broken: int = 0) -> Piece:
    """Pieces that each note how far they are, up to the last; one may be broken."""

    async def piece(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
        reached = await once.get_reached(session, DONE, 1)
        if reached is None:
            return {}
        await once.note_reached(session, DONE, 1, reached + 1 if reached + 1 < last else None)
        if reached + 1 == broken:
            raise ValueError("broken")
        return {"done": 1}

    return piece


async def reached(session: Session) -> int | None:
    return await once.get_reached(session, DONE, 1)


async def noted(store: Store) -> dict[str, int]:
    (one,) = await store.turn(tick_runs.every)
    return one.counts


def tick_of(piece: Piece, name: str = "walk") -> Tick:
    return Tick(name, HOUR, work_counting(done=0), pieces=piece)


async def test_all_are_done_and_noted_together(store: Store) -> None:
    assert await ticking(store).run(tick_of(pieces_until(5))) == {"done": 5}
    assert await noted(store) == {"done": 5}
    assert await store.turn(reached) is None
    assert await ticking(store).run(tick_of(pieces_until(5))) == {"done": 0}


async def test_what_was_done_before_a_failing_piece_is_kept_and_gone_on_with(store: Store) -> None:
    with capture_logs() as logs:
        await ticking(store).run(tick_of(pieces_until(5, broken=3)))
    assert [line["event"] for line in logs] == ["tick failed"]
    assert await store.turn(reached) == 2
    assert await ticking(store).run(tick_of(pieces_until(5))) == {"done": 3}


async def test_a_clock_that_stops_ends_with_the_piece_that_was_begun(store: Store) -> None:
    begun, go = asyncio.Event(), asyncio.Event()
    count = pieces_until(5)

    async def slowly(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
        begun.set()
        await go.wait()
        return await count(session, now, zone)

    ticks = ticking(store, ticks=[tick_of(slowly)])
    ticks.start()
    async with asyncio.timeout(10):
        await begun.wait()
        stopping = asyncio.create_task(ticks.stop())
        await asyncio.sleep(0)
        go.set()
        await stopping
    assert await store.turn(reached) == 1
    assert await noted(store) == {"done": 1}


async def test_a_turn_comes_between_two_pieces_and_two_ticks_do_none_at_once(store: Store) -> None:
    """Of both ticks one piece at a time is done, and a turn that waits is next."""
    order: list[str] = []

    def told(name: str, piece: Piece) -> Piece:
        async def work(session: Session, now: datetime, zone: ZoneInfo) -> dict[str, int]:
            order.append(f"{name} begins")
            done = await piece(session, now, zone)
            order.append(f"{name} ends")
            return done

        return work

    async def turns(ticks: Ticker) -> None:
        while not all(one.done() for one in running):
            await store.turn(reached)
            order.append("turn")
            # On SQLite nothing else suspends a turn.
            await asyncio.sleep(0)

    ticks = ticking(store)
    running = [
        asyncio.create_task(ticks.run(tick_of(told(name, pieces_until(6)), name)))
        for name in ("a", "b")
    ]
    await turns(ticks)
    pieces = [one for one in order if one != "turn"]
    assert [one.split()[0] for one in pieces[::2]] == [one.split()[0] for one in pieces[1::2]]
    assert len(pieces) == 2 * (6 + 2)
    ends = [place for place, one in enumerate(order) if one.endswith("ends")]
    assert all("turn" in order[here:there] for here, there in pairwise(ends))
