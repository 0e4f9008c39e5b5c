"""What is due together is read, judged and written down together, each by its own facts."""

import asyncio
from typing import Any

from sqlalchemy import event

from models.core.session import Session
from models.labourers import preferences
from models.labourers.labourer import Labourer
from models.labourers.preferences import Wanted
from models.notices import sign_ups
from models.notices.notice import Notice
from models.outbox.message_type import HoldReason, RowState
from tests.delivery.office import Bureau, open_bureau

PEOPLE = 60


def statements(bureau: Bureau) -> list[str]:
    """Every statement from now on, one for many rows once."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    event.listen(bureau.sessions.kw["bind"].sync_engine, "before_cursor_execute", note)
    return said


async def test_many_rows_take_fewer_statements_than_there_are_people(database_url: str) -> None:
    async with open_bureau(database_url, PEOPLE) as bureau:
        await bureau.publishes()
        said = statements(bureau)
        assert (await bureau.delivery.step())["claimed"] == PEOPLE
        await asyncio.gather(*bureau.delivery.on_the_way)
        assert (await bureau.delivery.step())["sent"] == PEOPLE
        assert len(said) < PEOPLE, said


async def test_of_one_batch_each_is_judged_by_what_is_so_when_it_goes(database_url: str) -> None:
    async with open_bureau(database_url, 4) as bureau:
        number = await bureau.publishes()
        signs, stops, *_ = await bureau.rows(number)

        async def changes(session: Session) -> None:
            notice = await session.get_one(Notice, number)
            one = await session.get_one(Labourer, signs.labourer_id)
            await sign_ups.sign_up(session, notice, one, bureau.clock.now())
            who = stops.labourer_id or 0
            await preferences.set_preference(
                session, who, notice.kind, Wanted.STOP, bureau.clock.now()
            )

        await bureau.turn(changes)
        await bureau.change(2, blocked_at=bureau.clock.now())
        await bureau.delivers()
        assert await bureau.fates(number) == [
            (RowState.DROPPED, HoldReason.GONE),
            (RowState.UNREACHABLE, HoldReason.STOPPED),
            (RowState.UNREACHABLE, HoldReason.BLOCKED),
            (RowState.SENT, None),
        ]
        assert [len(bureau.got(person)) for person in range(4)] == [0, 0, 0, 1]
