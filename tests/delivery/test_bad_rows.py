"""A row that can't be written holds up nobody: it ends by itself, and staff see why."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy.exc import NoResultFound
from sqlmodel import col, select

from bot.telegram.addresses import telegram_address
from dialogue.core.reply import Message
from models.accounts import account as accounts
from models.accounts import roles
from models.core.encryption import keyring
from models.core.session import Session
from models.core.vocabulary import RoleName, Trouble
from models.grievances.grievance import Grievance, GrievanceState
from models.grievances.messages import GRIEVANCE_ADDED, GRIEVANCE_STEP
from models.labourers.labourer import Labourer
from models.outbox import outbox
from models.outbox.message_type import SOON, MessageType
from models.outbox.row import HoldReason, OutboxRow, RowState
from models.placements.messages import PLACEMENT_MOVED
from models.placements.moves import notify_broker
from models.placements.placement import Placement
from models.privacy.key_check import WrongKeys
from models.vacancies.messages import VACANCY_INTEREST
from scheduler.delivery.loop import DeliveryLoop
from scheduler.delivery.render_context import RenderContext
from scheduler.messages.render import RENDERERS
from tests.delivery.office import FIRST, VILLAGE, WRITER, Bureau, open_bureau
from tests.support.placements.factory import add_factory, report_placement
from tests.support.store import NOON
from tests.support.town import KEY

GONE, PARKED = (RowState.DROPPED, HoldReason.GONE), (RowState.PARKED, HoldReason.REFUSED)
UNKNOWN = MessageType("of_tomorrow", SOON, GRIEVANCE_STEP.is_still_relevant)


@pytest.fixture
async def bureau(database_url: str) -> AsyncIterator[Bureau]:
    async with open_bureau(database_url, 3) as opened:
        yield opened


async def told_by(session: Session, person: int) -> tuple[int, Grievance]:
    """Somebody's account, and a grievance of theirs with no step."""
    account = await accounts.get_account(session, telegram_address(FIRST + person))
    assert account is not None
    grievance = Grievance(
        county=VILLAGE[:6],
        labourer_id=account.labourer_id,
        kind=Trouble.UNPAID,
        state=GrievanceState.TAKEN,
        opened_at=NOON,
        due_at=NOON,
    )
    session.add(grievance)
    await session.flush()
    return account.key(), grievance


async def get_row(
    session: Session, message_type: MessageType, about: int | None = None
) -> OutboxRow:
    query = select(OutboxRow).where(col(OutboxRow.topic) == message_type.name)
    query = query if about is None else query.where(OutboxRow.about == about)
    return (await session.exec(query)).one()


@pytest.mark.parametrize(
    ("message_type", "given", "fate"),
    [
        (GRIEVANCE_STEP, {"round_": 7}, GONE),
        (GRIEVANCE_ADDED, {"round_": 7}, GONE),
        (VACANCY_INTEREST, {"round_": 7}, GONE),
        (UNKNOWN, {}, PARKED),
    ],
)
async def test_it_ends_alone_and_everybody_else_is_told(
    bureau: Bureau, message_type: MessageType, given: dict[str, Any], fate: tuple[Any, Any]
) -> None:
    async def plan(session: Session) -> None:
        account, grievance = await told_by(session, 0)
        row = outbox.new_row(message_type, grievance.key(), NOON, account=account, **given)
        await outbox.plan_row(session, row)

    await bureau.turn(plan)
    await bureau.publishes()
    await bureau.delivers()
    assert [len(bureau.got(person)) for person in range(3)] == [1, 1, 1]
    row = await bureau.turn(lambda session: get_row(session, message_type))
    assert (row.state, row.why) == fate


@pytest.mark.parametrize(
    ("bad", "problem", "fate"), [(0, KeyError("x"), PARKED), (1, NoResultFound(), GONE)]
)
async def test_a_bug_in_the_words_of_one_leaves_what_was_gathered_with_it(
    bureau: Bureau, bad: int, problem: Exception, fate: tuple[Any, Any]
) -> None:
    """Of two news for one broker the one that can be said is said, whichever comes first."""

    async def place(session: Session) -> list[int]:
        broker = await accounts.get_account(session, telegram_address(FIRST))
        assert broker is not None
        await roles.grant_role(session, broker, RoleName.BROKER, VILLAGE[:9], NOON)
        there, made = await add_factory(session), []
        for person in (1, 2):
            own = await accounts.get_account(session, telegram_address(FIRST + person))
            assert own is not None
            labourer = await session.get_one(Labourer, own.labourer_id)
            placement = await report_placement(session, labourer, broker, there)
            assert isinstance(placement, Placement)
            await notify_broker(session, placement, NOON)
            made.append(placement.key())
        return made

    numbers = await bureau.turn(place)

    async def words(context: RenderContext) -> Message | None:
        if context.row.about == numbers[bad]:
            raise problem
        return await RENDERERS[PLACEMENT_MOVED](context)

    renderers = {**RENDERERS, PLACEMENT_MOVED: words}
    delivery = DeliveryLoop(bureau.sessions, bureau.office, bureau.post, renderers)
    await replace(bureau, delivery=delivery).delivers()
    (text,) = [one for one in bureau.texts(0) if "延边金达莱服装厂" in one]
    assert text.count("延边金达莱服装厂") == 1
    assert ["王1" in text, "王2" in text] == [bad == 1, bad == 0]
    row = await bureau.turn(lambda session: get_row(session, PLACEMENT_MOVED, numbers[bad]))
    assert (row.state, row.why) == fate


async def test_under_a_wrong_key_no_message_is_given_up(bureau: Bureau) -> None:
    """The clock of a store that was sealed anew without it holds all, and ends no row."""

    async def plan(session: Session) -> None:
        _, grievance = await told_by(session, 0)
        grievance.words = "三个月没发工资"
        writer = await accounts.get_account(session, telegram_address(WRITER))
        assert writer is not None
        row = outbox.new_row(GRIEVANCE_STEP, grievance.key(), NOON, account=writer.key())
        await outbox.plan_row(session, row)

    await bureau.turn(plan)
    keyring.load([Fernet.generate_key().decode()])
    with pytest.raises(WrongKeys):
        await bureau.delivery.step()
    keyring.load([KEY])
    row = await bureau.turn(lambda session: get_row(session, GRIEVANCE_STEP))
    assert row.state is RowState.WAITING
