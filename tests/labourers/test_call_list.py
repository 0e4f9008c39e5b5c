"""Call lists: who calls whom, and how calls end."""

from datetime import date, datetime

import pytest
from sqlmodel import select

from bot.telegram.addresses import telegram_address
from models.accounts import roles as role
from models.accounts.account import Account, get_account
from models.accounts.roles import Roles
from models.core.audit import Act
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.labourers import calls, ledger, monthly_status
from models.labourers.calls import Call, CallOutcome
from models.labourers.labourer import Labourer
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import WANGQING, ZONE, county_time, days
from tests.support.outbox import OFFICE
from tests.support.pieces import in_pieces
from tests.support.store import audit_trail, broker_account, consenting_account

FIRST = county_time(date(2026, 12, 1), 9)
NOW = FIRST + days(10)
CHEN, DAI = OFFICE + 1, OFFICE + 2
DAXINGGOU = "222424101"
# The account that looks: nobody of these is in its care.
CALLER = 7_777


async def to_call(session: Session, *villages: str, first: datetime = FIRST) -> list[Labourer]:
    """Somebody in each village who did not answer the monthly question."""
    people = [
        (await reachable_labourer(session, chat, village_code=village, seen_by_brokers=True))[0]
        for chat, village in enumerate(villages)
    ]
    await month_goes_by(session, first)
    return people


async def month_goes_by(session: Session, first: datetime = FIRST) -> None:
    await in_pieces(monthly_status.ask_piece, session, first, ZONE)
    await in_pieces(monthly_status.open_calls_piece, session, first + days(10), ZONE)


async def chen(session: Session, area: str = DAXINGGOU) -> Roles:
    return await role.get_roles(session, await broker_account(session, CHEN, area))


async def dai(session: Session, area: str = WANGQING) -> Roles:
    account = await consenting_account(session, DAI)
    await role.grant_role(session, account, RoleName.STAFF, area, FIRST)
    return await role.get_roles(session, account)


async def listed(session: Session, roles: Roles) -> list[Labourer]:
    waiting = (await calls.list_waiting_calls(session, CALLER, roles)).items
    assert await calls.count_waiting_calls(session, CALLER, roles) == len(waiting)
    return [labourer for _, labourer in waiting]


async def end(session: Session, roles: Roles, one: Labourer, outcome: CallOutcome) -> None:
    for call, labourer in (await calls.list_waiting_calls(session, CALLER, roles)).items:
        if labourer is one:
            await calls.end_call(session, call, labourer, outcome, NOW, account_id=7)


async def test_a_broker_calls_the_people_of_the_villages_covered(session: Session) -> None:
    ana, _ = await to_call(session, "222424101001", "222424103001")
    assert await listed(session, await chen(session)) == [ana]


async def test_staff_call_where_no_broker_covers(session: Session) -> None:
    await chen(session)
    _, ben = await to_call(session, "222424101001", "222424103001")
    assert await listed(session, await dai(session)) == [ben]


async def test_without_brokers_staff_call_everybody_of_their_county(
    session: Session,
) -> None:
    ana, ben, _ = await to_call(session, "222424101001", "222424103001", "220822101001")
    assert await listed(session, await dai(session)) == [ana, ben]


async def test_staff_of_every_county_call_in_all_of_them(session: Session) -> None:
    await chen(session)
    _, ben = await to_call(session, "222424101001", "220822101001")
    assert await listed(session, await dai(session, area="")) == [ben]


async def test_a_broker_who_is_staff_too_has_both_lists(session: Session) -> None:
    people = await to_call(session, "222424101001", "222424103001")
    account = await broker_account(session, CHEN, DAXINGGOU)
    await role.grant_role(session, account, RoleName.STAFF, WANGQING, FIRST)
    assert await listed(session, await role.get_roles(session, account)) == people


async def test_who_has_no_role_calls_nobody(session: Session) -> None:
    await to_call(session, "222424101001")
    (call,) = await session.exec(select(Call))
    assert await listed(session, Roles()) == []
    assert await calls.get_waiting_call(session, CALLER, Roles(), call.id or 0) is None


async def test_a_call_is_found_only_by_whose_it_is(session: Session) -> None:
    (ana,) = await to_call(session, "222424101001")
    (call,) = await session.exec(select(Call))
    roles, other = await chen(session), await dai(session)
    assert await calls.get_waiting_call(session, CALLER, roles, call.id or 0) == (call, ana)
    assert await calls.get_waiting_call(session, CALLER, other, call.id or 0) is None


@pytest.mark.parametrize("outcome", [CallOutcome.STILL_SO, CallOutcome.CHANGED])
async def test_who_was_reached_is_called_no_more(session: Session, outcome: CallOutcome) -> None:
    roles, (ana,) = await chen(session), await to_call(session, "222424101001")
    await end(session, roles, ana, outcome)
    assert await listed(session, roles) == []
    (call,) = await session.exec(select(Call))
    assert (call.outcome, call.closed_at, call.closed_by, call.tries) == (outcome, NOW, 7, 1)
    assert ana.status_told_at == NOW
    assert await audit_trail(session, ana) == [(Act.CALLED, 7)]


async def test_who_was_not_reached_stays_behind_the_others(session: Session) -> None:
    roles = await chen(session)
    ana, ben = await to_call(session, "222424101001", "222424101200")
    before = ana.status_told_at
    await end(session, roles, ana, CallOutcome.NOT_REACHED)
    assert await listed(session, roles) == [ben, ana]
    assert ana.status_told_at == before


async def test_no_more_are_listed_than_are_shown(session: Session) -> None:
    roles, people = await chen(session), await to_call(session, *["222424101001"] * 4)
    shown = (await calls.list_waiting_calls(session, CALLER, roles)).items[:3]
    assert [one for _, one in shown] == people[:3]
    assert await calls.count_waiting_calls(session, CALLER, roles) == 4


async def test_who_answers_after_all_is_called_no_more(session: Session) -> None:
    roles, (ana, ben) = await chen(session), await to_call(session, *["222424101001"] * 2)
    await ledger.confirm_status(session, ana, NOW, account_id=1)
    assert await listed(session, roles) == [ben]


async def test_who_was_not_reached_last_month_is_listed_once(session: Session) -> None:
    roles, (ana,) = await chen(session), await to_call(session, "222424101001")
    await month_goes_by(session, county_time(date(2027, 1, 1), 9))
    assert await listed(session, roles) == [ana]
    (call, _), *_ = (await calls.list_waiting_calls(session, CALLER, roles)).items
    assert call.month == 202701


async def test_whom_no_broker_may_see_the_office_calls(session: Session) -> None:
    roles, office = await chen(session), await dai(session)
    agreed, refused, unasked = await to_call(session, *["222424101001"] * 3)
    refused.seen_by_brokers, unasked.seen_by_brokers = False, None
    await session.flush()
    assert await listed(session, roles) == [agreed]
    assert await listed(session, office) == [refused, unasked]


async def test_a_broker_calls_whom_they_registered_until_a_no_or_an_account(
    session: Session,
) -> None:
    roles, office = await chen(session), await dai(session)
    (ana,) = await to_call(session, "222424101001")
    own = (await session.exec(select(Account).where(Account.labourer_id == ana.id))).one()
    known = await get_account(session, telegram_address(CHEN))
    assert known is not None
    chens = known.key()
    ana.seen_by_brokers, ana.read_out_by, own.labourer_id = None, chens, None
    await session.flush()
    assert await calls.count_waiting_calls(session, chens, roles) == 1
    assert await listed(session, office) == []
    ana.seen_by_brokers = False
    await session.flush()
    assert await calls.count_waiting_calls(session, chens, roles) == 0
    assert await listed(session, office) == [ana]
    ana.seen_by_brokers, own.labourer_id = None, ana.id
    await session.flush()
    assert await calls.count_waiting_calls(session, chens, roles) == 0
    assert await listed(session, office) == [ana]


async def test_what_a_broker_says_has_changed_is_the_offices_to_ask_over_the_month(
    session: Session,
) -> None:
    roles, office = await chen(session), await dai(session)
    (ana,) = await to_call(session, "222424101001")
    ((call, _),) = (await calls.list_waiting_calls(session, CALLER, roles)).items
    await calls.pass_to_office(session, call, ana, NOW, account_id=7)
    assert await listed(session, roles) == []
    assert await listed(session, office) == [ana]
    await calls.open_calls_of_month(session, 202701, NOW + days(30), range(1000), NOW)
    assert ana in await listed(session, office)
