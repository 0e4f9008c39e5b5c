"""Who would like which vacancy: once, told to who offers it, and seen by nobody else."""

from datetime import date

import pytest
from sqlmodel import col, select

from models.accounts import roles
from models.accounts.account import Account
from models.accounts.attempts import INTERESTS
from models.accounts.roles import Roles
from models.core.audit import Act
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import visibility
from models.labourers.labourer import Labourer
from models.outbox.row import HoldReason, OutboxRow
from models.privacy import consent, export
from models.vacancies import interest, managing
from models.vacancies.messages import VACANCY_INTEREST
from models.vacancies.vacancy import Interest, Vacancy, VacancyState
from tests.support.accounts.actors import acting
from tests.support.labourers.factory import reachable_labourer
from tests.support.notices.factory import ZONE
from tests.support.outbox import drop_reason, outbox_rows
from tests.support.refusals import granted
from tests.support.store import DAY, NOON, Store, audit_trail, broker_account
from tests.support.stored_actors import clerk, load_actor, load_labourer_actor
from tests.support.vacancies.factory import (
    HOME,
    TODAY,
    enterprise,
    only_staff,
    open_vacancy,
    take_all_roles,
)


async def scene(session: Session) -> tuple[Vacancy, Labourer, Account]:
    """Chen offers work; Ana of that township, who agreed to be seen by nobody."""
    chen = await broker_account(session, 1)
    ana, _ = await reachable_labourer(session, 2, village_code=HOME)
    return await open_vacancy(session, chen.key()), ana, chen


async def show(
    session: Session, vacancy: Vacancy, ana: Labourer, day: date = TODAY
) -> Interest | Refusal:
    """Ana taps that she would like it, at noon."""
    actor = await load_labourer_actor(session, ana, NOON + (day - TODAY))
    return await interest.show_interest(session, actor, vacancy, ana)


async def withdraw(session: Session, vacancy: Vacancy, ana: Labourer) -> bool:
    """Ana does not want it any more."""
    actor = await load_labourer_actor(session, ana)
    return granted(await interest.withdraw_interest(session, actor, vacancy, ana))


async def like(session: Session, vacancy: Vacancy, ana: Labourer) -> Interest:
    shown = await show(session, vacancy, ana)
    assert isinstance(shown, Interest), shown
    return shown


async def told(session: Session) -> list[OutboxRow]:
    return await outbox_rows(session, VACANCY_INTEREST)


async def test_who_offers_it_is_told_once(session: Session) -> None:
    vacancy, ana, chen = await scene(session)
    mine = await like(session, vacancy, ana)
    assert await like(session, vacancy, ana) is mine
    (row,) = await told(session)
    assert mine.labourer_id == ana.id
    whom = (row.about, row.round, row.account_id, row.labourer_id)
    assert whom == (vacancy.id, ana.id, chen.id, None)


async def test_the_office_is_told_where_the_writer_left(session: Session) -> None:
    vacancy, ana, chen = await scene(session)
    dai = await only_staff(session, 3)
    await take_all_roles(session, chen)
    await like(session, vacancy, ana)
    (row,) = await told(session)
    assert row.account_id == dai.id


@pytest.mark.parametrize("state", [VacancyState.HELD, VacancyState.CLOSED])
async def test_what_is_not_open_can_not_be_liked(session: Session, state: VacancyState) -> None:
    vacancy, ana, _ = await scene(session)
    vacancy.state = state
    await session.flush()
    refused = await show(session, vacancy, ana)
    assert refused == Refusal("vacancy_closed")
    assert await told(session) == []


async def test_nor_after_its_last_day(session: Session) -> None:
    vacancy, ana, _ = await scene(session)
    last = vacancy.until
    shown = await show(session, vacancy, ana, last)
    assert isinstance(shown, Interest)
    late = await show(session, vacancy, ana, last + DAY)
    assert late == Refusal("vacancy_closed")


async def test_nor_of_an_employer_who_was_blacklisted_since(session: Session) -> None:
    chen, at = await broker_account(session, 1), await enterprise(session)
    ana, _ = await reachable_labourer(session, 2, village_code=HOME)
    vacancy = await open_vacancy(session, chen.key(), at)
    at.listed_at = NOON
    await session.flush()
    refused = await show(session, vacancy, ana)
    assert refused == Refusal("vacancy_closed")


async def test_a_vacancy_is_known_to_people_of_its_county_once_it_was_offered(
    session: Session,
) -> None:
    vacancy, ana, _ = await scene(session)
    ben, _ = await reachable_labourer(session, 4, village_code="220822101001")
    assert await interest.get_vacancy_known_to(session, vacancy.key(), ana) is vacancy
    assert await interest.get_vacancy_known_to(session, vacancy.key(), ben) is None
    assert await interest.get_vacancy_known_to(session, 10**9, ana) is None
    vacancy.state = VacancyState.HELD
    assert await interest.get_vacancy_known_to(session, vacancy.key(), ana) is None


async def test_not_any_more(session: Session) -> None:
    vacancy, ana, _ = await scene(session)
    await like(session, vacancy, ana)
    (row,) = await told(session)
    assert await withdraw(session, vacancy, ana)
    assert not await withdraw(session, vacancy, ana)
    assert await interest.get_interest(session, vacancy, ana) is None
    assert await drop_reason(session, row, NOON) is HoldReason.GONE


async def test_who_changes_their_mind_many_times_is_told_of_once(session: Session) -> None:
    vacancy, ana, _ = await scene(session)
    await like(session, vacancy, ana)
    for _ in range(9):
        await withdraw(session, vacancy, ana)
        await like(session, vacancy, ana)
    (row,) = await told(session)
    assert await drop_reason(session, row, NOON) is None


async def test_so_often_in_a_day_nobody_changes_their_mind(session: Session) -> None:
    vacancy, ana, _ = await scene(session)
    for _ in range(INTERESTS.most):
        shown = await show(session, vacancy, ana)
        assert isinstance(shown, Interest)
        await withdraw(session, vacancy, ana)
    once_more = await show(session, vacancy, ana)
    assert once_more == Refusal("too_often", {"most": INTERESTS.most})
    shown = await show(session, vacancy, ana, TODAY + DAY)
    assert isinstance(shown, Interest)


async def test_a_letter_goes_as_long_as_it_is_offered_and_the_reader_cares_for_it(
    session: Session,
) -> None:
    vacancy, ana, chen = await scene(session)
    await like(session, vacancy, ana)
    (row,) = await told(session)
    assert await drop_reason(session, row, NOON + 90 * DAY) is None
    await managing.close_vacancy(session, await load_actor(session, chen), vacancy)
    assert await drop_reason(session, row, NOON) is HoldReason.GONE
    vacancy.state = VacancyState.OPEN
    await take_all_roles(session, chen)
    assert await drop_reason(session, row, NOON) is HoldReason.GONE


async def test_the_newest_stands_first_and_all_are_counted(session: Session) -> None:
    vacancy, ana, chen = await scene(session)
    ben, _ = await reachable_labourer(session, 4, village_code=HOME)
    other = await open_vacancy(session, chen.key())
    for one in (ben, ana):
        await like(session, vacancy, one)
    found = await interest.list_interested(session, vacancy)
    assert (list(found.people), found.count, found.pages) == ([ana, ben], 2, 1)
    counts = await interest.count_interested(session, [vacancy, other])
    assert counts == {vacancy.id: 2, other.id: 0}


async def test_that_they_were_listed_goes_into_the_trail(session: Session) -> None:
    vacancy, ana, chen = await scene(session)
    await like(session, vacancy, ana)
    found = granted(
        await interest.view_interested(session, await load_actor(session, chen), vacancy)
    )
    assert found.people == [ana]
    assert (await audit_trail(session, ana))[-1] == (Act.LISTED, chen.id)


@pytest.mark.parametrize("asked", [-1, 0, 1, 2, 3, 10**18])
async def test_everybody_stands_on_a_page_and_is_listed_there_alone(
    session: Session, asked: int
) -> None:
    vacancy, _, chen = await scene(session)
    all_of_them: list[Labourer] = []
    for number in range(interest.PAGE + 1):
        one, _ = await reachable_labourer(session, 100 + number, village_code=HOME)
        await like(session, vacancy, one)
        all_of_them.insert(0, one)
    actor = await load_actor(session, chen)
    found = granted(await interest.view_interested(session, actor, vacancy, asked))
    first, last = all_of_them[:20], all_of_them[20:]
    assert list(found.people) == (last if asked > 1 else first)
    assert (found.page, found.pages, found.count) == (2 if asked > 1 else 1, 2, 21)
    was_listed = [
        one for one in all_of_them if (Act.LISTED, chen.id) in await audit_trail(session, one)
    ]
    assert was_listed == list(found.people)


async def test_who_likes_it_can_be_reported_by_who_offers_it(session: Session) -> None:
    vacancy, ana, chen = await scene(session)
    other = await broker_account(session, 5, "222424103")
    theirs, others = await roles.get_roles(session, chen), await roles.get_roles(session, other)
    ana.seen_by_brokers = None
    assert await visibility.get_visible_person(session, chen.key(), theirs, ana.key()) is None
    await like(session, vacancy, ana)
    assert await visibility.get_visible_person(session, chen.key(), theirs, ana.key()) is ana
    assert await visibility.get_visible_person(session, other.key(), others, ana.key()) is None
    await withdraw(session, vacancy, ana)
    assert await visibility.get_visible_person(session, chen.key(), theirs, ana.key()) is None


async def test_what_was_liked_can_be_had_and_goes_with_the_entry(session: Session) -> None:
    vacancy, ana, _ = await scene(session)
    await like(session, vacancy, ana)
    number = ana.key()
    account = (await session.exec(select(Account).where(Account.labourer_id == number))).one()
    had = await export.export_account(session, acting(account))
    assert had["work_liked"] == [{"vacancy": vacancy.id, "at": NOON.isoformat()}]
    await consent.erase_account_data(session, account, Roles(), NOON, ZONE)
    left = select(Interest).where(col(Interest.labourer_id) == number)
    assert (await session.exec(left)).all() == []


async def test_two_taps_at_once_are_one_interest(store: Store) -> None:
    async def begin(session: Session) -> tuple[int, int]:
        vacancy, ana, _ = await scene(session)
        return vacancy.key(), ana.key()

    number, who = await store.turn(begin)

    async def likes(session: Session) -> int:
        vacancy = await session.get_one(Vacancy, number)
        ana = await session.get_one(Labourer, who)
        return (await like(session, vacancy, ana)).key()

    first, second = await store.at_once(likes, likes)
    assert first == second
    assert len(await store.turn(told)) == 1


async def test_closing_and_liking_at_once_leave_nobody_half_told(store: Store) -> None:
    async def begin(session: Session) -> tuple[int, int]:
        vacancy, ana, _ = await scene(session)
        return vacancy.key(), ana.key()

    number, who = await store.turn(begin)

    async def likes(session: Session) -> object:
        vacancy = await session.get_one(Vacancy, number)
        ana = await session.get_one(Labourer, who)
        return await show(session, vacancy, ana)

    async def close(session: Session) -> bool:
        vacancy = await session.get_one(Vacancy, number)
        return granted(await managing.close_vacancy(session, clerk(), vacancy)).changed

    liked, closed = await store.at_once(likes, close)
    assert closed is True
    assert len(await store.turn(told)) == isinstance(liked, Interest)
