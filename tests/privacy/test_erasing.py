"""What erasing takes along: sign-ups, messages, calls; and who gets the seat."""

from datetime import date

import pytest
from sqlmodel import col, select

from models.accounts import roles
from models.accounts.account import Account
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import monthly_status
from models.labourers.calls import Call
from models.labourers.labourer import Labourer
from models.labourers.messages import ENTRY_CLAIMED, UNFINISHED_INTAKE
from models.notices import audience, publication, reminders, sign_ups
from models.notices.audience import Audience
from models.notices.messages import NOTICE, PUBLICATION_PROGRESS, SEAT_GIVEN
from models.notices.notice import Notice, NoticeState
from models.notices.sign_ups import SignUp, SignUpState
from models.outbox import outbox
from models.outbox.row import HoldReason, OutboxRow, RowState
from models.privacy import consent, export
from tests.support.accounts.actors import acting
from tests.support.notices.factory import (
    WANGQING,
    ZONE,
    county_time,
    days,
    publish_notice,
    write_notice,
)
from tests.support.notices.seats import sign_up_in_turn
from tests.support.outbox import OFFICE, fair_for_two, labourers_told, outbox_rows, row_for
from tests.support.pieces import in_pieces
from tests.support.store import NOON, all_rows, consenting_account

FIRST = county_time(date(2026, 12, 1), 9)


async def account_of(session: Session, one: Labourer) -> Account:
    return (await session.exec(select(Account).where(Account.labourer_id == one.id))).one()


async def erase(session: Session, one: Labourer) -> None:
    account = await account_of(session, one)
    await consent.erase_account_data(
        session, account, await roles.get_roles(session, account), NOON, ZONE
    )


async def erase_who_has_it_all(session: Session) -> tuple[Notice, int, Labourer]:
    """Somebody with the one seat, messages and an open call goes; another waits for the seat."""
    notice, ana, ben = await fair_for_two(session, capacity=1)
    for mine in await sign_up_in_turn(session, notice, [ana, ben]):
        await reminders.plan_reminders(session, notice, mine, NOON, ZONE)
    await in_pieces(monthly_status.ask_piece, session, FIRST, ZONE)
    await in_pieces(monthly_status.open_calls_piece, session, FIRST + days(10), ZONE)
    number = ana.key()
    await erase(session, ana)
    return notice, number, ben


@pytest.mark.parametrize("table", [SignUp, OutboxRow, Call])
async def test_sign_ups_messages_and_calls_go_along(
    session: Session, table: type[SignUp | OutboxRow | Call]
) -> None:
    _, number, ben = await erase_who_has_it_all(session)
    whose = set(await session.exec(select(col(table.labourer_id))))
    assert number not in whose
    assert ben.id in whose


async def test_the_seat_goes_to_the_next_of_the_queue_who_is_told(session: Session) -> None:
    notice, _, ben = await erase_who_has_it_all(session)
    mine = await sign_ups.get_sign_up(session, notice.key(), ben.key())
    assert mine is not None
    assert (mine.state, notice.taken) == (SignUpState.SEATED, 1)
    assert await labourers_told(session, SEAT_GIVEN) == {ben.id}


async def test_without_a_queue_the_seat_is_free(session: Session) -> None:
    notice, ana, ben = await fair_for_two(session, capacity=1)
    await sign_up_in_turn(session, notice, [ana])
    await erase(session, ana)
    assert notice.taken == 0
    (mine,) = await sign_up_in_turn(session, notice, [ben])
    assert mine.state is SignUpState.SEATED


async def test_who_erases_oneself_is_reminded_of_no_intake(session: Session) -> None:
    _, ana, _ = await fair_for_two(session)
    account = await account_of(session, ana)
    await outbox.plan_row(
        session, outbox.new_row(UNFINISHED_INTAKE, 1, NOON, account=account.key())
    )
    await erase(session, ana)
    assert await outbox_rows(session, UNFINISHED_INTAKE) == []


async def test_staff_who_erase_their_own_entry_still_follow_their_notices(
    session: Session,
) -> None:
    notice, ana, _ = await fair_for_two(session)
    account = await account_of(session, ana)
    await roles.grant_role(session, account, RoleName.STAFF, WANGQING, NOON)
    planned = outbox.new_row(PUBLICATION_PROGRESS, notice.key(), NOON, account=account.key())
    await outbox.plan_row(session, planned)
    await erase(session, ana)
    assert len(await outbox_rows(session, PUBLICATION_PROGRESS)) == 1
    assert ana.id not in await labourers_told(session, NOTICE)


async def test_who_was_named_in_a_notice_leaves_no_name_in_it(session: Session) -> None:
    _, ana, ben = await fair_for_two(session)
    ana.name = "崔顺子"
    ben.name = "金哲洙"
    who = Audience(WANGQING, people=[ana.key(), ben.key(), ana.key()])
    office = await consenting_account(session, OFFICE + 1)
    names = ["崔顺子", "金哲洙", "崔顺子"]
    notice = await write_notice(session, office.key(), who, to="people", people=names)
    assert "崔顺子" in await all_rows(session)
    await erase(session, ana)
    assert "崔顺子" not in await all_rows(session)
    assert (notice.audience["people"], notice.answers["people"]) == ([ben.id], ["金哲洙"])


async def test_a_notice_for_one_who_is_erased_is_for_nobody(session: Session) -> None:
    _, ana, _ = await fair_for_two(session)
    office = await consenting_account(session, OFFICE + 1)
    notice = await write_notice(session, office.key(), Audience(WANGQING, people=[ana.key()]))
    await erase(session, ana)
    reach = await publication.count_reach(
        session, notice.kind, audience.read_audience(notice.audience), NOON
    )
    assert reach.people == 0


async def test_sign_ups_and_messages_can_be_had(session: Session) -> None:
    notice, ana, ben = await fair_for_two(session, capacity=1)
    await sign_up_in_turn(session, notice, [ana, ben])
    await sign_ups.mark_attended(session, notice, ben, NOON)
    outbox.end_row(await row_for(session, NOTICE, ben), HoldReason.BLOCKED)
    await session.flush()
    account = await account_of(session, ben)
    had = await export.export_account(session, acting(account))
    (mine,) = had["sign_ups"]
    assert (mine["notice"], mine["state"], mine["helped"]) == (notice.id, "queued", None)
    assert (mine["at"], mine["came"]) == ("2026-11-23T04:01:00+00:00", NOON.isoformat())
    assert had["messages"] == [
        {
            "topic": "notice",
            "about": notice.id,
            "state": RowState.UNREACHABLE,
            "why": HoldReason.BLOCKED,
            "planned": NOON.isoformat(),
            "sent": None,
        }
    ]


@pytest.mark.parametrize("registered", [False, True])
async def test_what_was_sent_before_there_was_an_entry_can_be_had_too(
    session: Session, registered: bool
) -> None:
    _, ana, ben = await fair_for_two(session)
    mine, other = await account_of(session, ana), await account_of(session, ben)
    for topic, account in (
        (UNFINISHED_INTAKE, mine),
        (UNFINISHED_INTAKE, other),
        (PUBLICATION_PROGRESS, mine),
        (ENTRY_CLAIMED, mine),
    ):
        await outbox.plan_row(session, outbox.new_row(topic, 1, NOON, account=account.key()))
    if not registered:
        mine.labourer_id = None
    had = await export.export_account(session, acting(mine))
    told = [message["topic"] for message in had["messages"]]
    assert told == (["notice", "intake"] if registered else ["intake"])


async def test_calls_can_be_had(session: Session) -> None:
    _, ana, _ = await fair_for_two(session)
    await in_pieces(monthly_status.ask_piece, session, FIRST, ZONE)
    await in_pieces(monthly_status.open_calls_piece, session, FIRST + days(10), ZONE)
    account = await account_of(session, ana)
    had = await export.export_account(session, acting(account))
    assert [call["month"] for call in had["calls"]] == [202612]


async def test_who_once_wrote_a_notice_can_be_erased_and_it_goes_on_without_a_writer(
    session: Session,
) -> None:
    ana = await consenting_account(session, 7)
    notice = await publish_notice(session, ana.key())
    await consent.erase_account_data(session, ana, roles.Roles(), NOON, ZONE)
    assert await publication.finish_publications(session, NOON) == 1
    assert (notice.writer_id, notice.state) == (None, NoticeState.PUBLISHED)
    assert await outbox.list_due(session, NOON, ZONE, 10) == []
