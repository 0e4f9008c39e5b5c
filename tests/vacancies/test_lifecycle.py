"""Vacancies: opened, held, released, closed; whose they are, and who is told."""

from typing import Any

from models.accounts import roles as role
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.accounts.roles import Roles
from models.core import audit, paging
from models.core.audit import Act, Subject
from models.core.counting import count
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import Reach, RoleName
from models.outbox.row import HoldReason
from models.privacy import consent
from models.vacancies import lifecycle, managing, messages
from models.vacancies.commands import OpenVacancy
from models.vacancies.messages import VACANCY_HELD
from models.vacancies.vacancy import Vacancy, VacancyState
from tests.support.notices.factory import WANGQING, ZONE
from tests.support.outbox import drop_reason, outbox_rows
from tests.support.refusals import granted
from tests.support.store import NOON, Store, broker_account
from tests.support.stored_actors import clerk, load_actor
from tests.support.vacancies.factory import (
    FAR_OFF,
    TODAY,
    TONGYU,
    enterprise,
    only_staff,
    open_vacancy,
    take_all_roles,
    vacancy_answers,
)


async def roles(session: Session, account: Account) -> Roles:
    return await role.get_roles(session, account)


async def done(session: Session, vacancy: Vacancy) -> list[tuple[Act, int | None]]:
    await session.flush()
    trail = await audit.trail(session, Subject.VACANCY, vacancy.key())
    return [(one.act, one.account_id) for one in trail]


async def refused(session: Session, **given: Any) -> str:
    chen, at = await broker_account(session, 1), await enterprise(session)
    told = OpenVacancy(**vacancy_answers(at, **given))
    made = await lifecycle.open_vacancy(session, await load_actor(session, chen), told)
    assert isinstance(made, Refusal)
    return made.name


async def releases(session: Session, actor: Actor, vacancy: Vacancy) -> bool:
    return granted(await managing.release_vacancy(session, actor, vacancy)).changed


async def test_what_was_answered_is_kept(session: Session) -> None:
    chen, at = await broker_account(session, 1), await enterprise(session)
    vacancy = await open_vacancy(session, chen.key(), at, needs="会踩机器")
    await session.refresh(vacancy)
    assert (vacancy.county, vacancy.employer_id, vacancy.writer_id) == (WANGQING, at.id, chen.id)
    assert (vacancy.post, vacancy.trade, vacancy.needs) == ("踩缝纫机", "sewing", "会踩机器")
    assert (vacancy.reach, vacancy.area) == (Reach.TOWNSHIP, "222424101")
    assert (vacancy.wanted, vacancy.wage_from, vacancy.wage_to) == (5, 3000, 4000)
    assert (vacancy.lodging, vacancy.insurance, vacancy.held_for) == (False, True, None)
    assert (vacancy.state, vacancy.until.isoformat()) == (VacancyState.OPEN, "2026-12-23")
    assert await done(session, vacancy) == [(Act.OPENED, chen.id)]


async def test_a_wage_that_is_always_the_same_is_both(session: Session) -> None:
    chen = await broker_account(session, 1)
    vacancy = await open_vacancy(session, chen.key(), wage_to=None)
    assert (vacancy.wage_from, vacancy.wage_to) == (3000, 3000)


async def test_farther_away_it_has_no_area(session: Session) -> None:
    chen, at = await broker_account(session, 1), await enterprise(session)
    told = {**vacancy_answers(at, reach="anywhere")}
    del told["area"]
    actor = await load_actor(session, chen)
    vacancy = await lifecycle.open_vacancy(session, actor, OpenVacancy(**told))
    assert isinstance(vacancy, Vacancy)
    assert (vacancy.reach, vacancy.area) == (Reach.ANYWHERE, "")


async def test_the_most_is_not_less_than_the_least(session: Session) -> None:
    assert await refused(session, wage_from=3000, wage_to=2999) == "wage_to_less"


async def test_nobody_offers_work_at_an_employer_of_another_county(session: Session) -> None:
    other = await enterprise(session, county=TONGYU)
    assert await refused(session, employer={"id": other.key(), "name": ""}) == "known_none"
    unknown = await lifecycle.get_offering_employer(session, 10**9, (WANGQING,))
    assert unknown == Refusal("known_none")


async def test_a_blacklisted_employer_offers_no_work(session: Session) -> None:
    listed = await enterprise(session, listed_at=NOON, listed_why="拖欠工资")
    assert await refused(session, employer={"id": listed.key(), "name": ""}) == "employer_listed"


async def test_one_that_names_a_fee_waits_and_all_staff_of_the_county_are_told(
    session: Session,
) -> None:
    chen, dai = await broker_account(session, 1), await only_staff(session, 2)
    everywhere, elsewhere = await only_staff(session, 3, ""), await only_staff(session, 4, TONGYU)
    vacancy = await open_vacancy(session, chen.key(), needs="需要押金")
    assert (vacancy.state, vacancy.held_for) == (VacancyState.HELD, "押金")
    told = {
        row.account_id
        for row in await outbox_rows(session, VACANCY_HELD)
        if row.about == vacancy.id
    }
    assert {dai.id, everywhere.id} <= told
    assert not told & {chen.id, elsewhere.id}


async def test_what_names_none_is_told_to_nobody(session: Session) -> None:
    await only_staff(session, 2)
    await open_vacancy(session, (await broker_account(session, 1)).key())
    assert await outbox_rows(session, VACANCY_HELD) == []


async def test_staff_release_what_was_held(session: Session) -> None:
    chen, dai = await broker_account(session, 1), await only_staff(session, 2)
    vacancy = await open_vacancy(session, chen.key(), needs="需要押金")
    assert await releases(session, await load_actor(session, dai), vacancy)
    assert vacancy.state is VacancyState.OPEN
    assert not await releases(session, await load_actor(session, dai), vacancy)
    assert await done(session, vacancy) == [(Act.OPENED, chen.id), (Act.APPROVED, dai.id)]


async def test_what_is_closed_stays_closed(session: Session) -> None:
    chen = await broker_account(session, 1)
    vacancy = await open_vacancy(session, chen.key(), needs="需要押金")
    by = await load_actor(session, chen)
    assert granted(await managing.close_vacancy(session, by, vacancy)).changed
    assert not granted(await managing.close_vacancy(session, by, vacancy)).changed
    assert not await releases(session, clerk(), vacancy)
    assert vacancy.state is VacancyState.CLOSED
    assert await done(session, vacancy) == [(Act.OPENED, chen.id), (Act.CLOSED, chen.id)]


async def test_two_decide_at_once_and_one_of_them_does(store: Store) -> None:
    async def opened(session: Session) -> int:
        chen = await broker_account(session, 1)
        return (await open_vacancy(session, chen.key(), needs="需要押金")).key()

    number = await store.turn(opened)

    async def release(session: Session) -> bool:
        vacancy = await session.get_one(Vacancy, number)
        return await releases(session, clerk(), vacancy)

    assert sorted(await store.at_once(release, release)) == [False, True]


async def test_a_broker_has_its_own_and_staff_those_of_their_county(session: Session) -> None:
    chen, other = await broker_account(session, 1), await broker_account(session, 5)
    dai, elsewhere = await only_staff(session, 2), await only_staff(session, 3, TONGYU)
    everywhere = await only_staff(session, 4, "")
    vacancy = await open_vacancy(session, chen.key())
    may = {}
    for name, account in (
        ("chen", chen),
        ("other", other),
        ("dai", dai),
        ("elsewhere", elsewhere),
        ("everywhere", everywhere),
    ):
        theirs = await roles(session, account)
        may[name] = (
            await lifecycle.get_vacancy(session, vacancy.key(), account.key(), theirs) is vacancy
        )
    assert may == {
        "chen": True,
        "other": False,
        "dai": True,
        "elsewhere": False,
        "everywhere": True,
    }


async def test_who_is_no_broker_any_more_has_none(session: Session) -> None:
    chen = await broker_account(session, 1)
    vacancy = await open_vacancy(session, chen.key())
    assert await lifecycle.get_vacancy(session, vacancy.key(), chen.key(), Roles()) is None
    assert (await lifecycle.list_vacancies(session, chen.key(), Roles(), TODAY)).items == []


async def test_only_the_office_decides(session: Session) -> None:
    chen, dai = await broker_account(session, 1), await only_staff(session, 2)
    vacancy = await open_vacancy(session, chen.key(), needs="需要押金")
    assert not lifecycle.is_decided_by(vacancy, await roles(session, chen))
    assert lifecycle.is_decided_by(vacancy, await roles(session, dai))


async def test_lists_are_newest_first_without_what_is_over(session: Session) -> None:
    chen = await broker_account(session, 1)
    older, newer = [await open_vacancy(session, chen.key()) for _ in range(2)]
    held = await open_vacancy(session, chen.key(), needs="需要押金")
    await open_vacancy(session, chen.key(), needs="需要押金", until="2026-11-22")
    await open_vacancy(session, chen.key(), until="2026-11-22")
    closed = await open_vacancy(session, chen.key())
    await managing.close_vacancy(session, await load_actor(session, chen), closed)
    dai = await only_staff(session, 2)
    for account in (chen, dai):
        theirs = await roles(session, account)
        page = await lifecycle.list_vacancies(session, account.key(), theirs, TODAY)
        assert page.items == [held, newer, older]
    for area, waiting in ((WANGQING, 1), ("", 1), (TONGYU, 0)):
        assert await count(session, lifecycle.held_vacancies_count((area,), TODAY)) == waiting


async def test_many_held_ones_hide_none_that_waits_longer(session: Session) -> None:
    chen, xu, dai = (
        await broker_account(session, 1),
        await broker_account(session, 3),
        await only_staff(session, 2),
    )
    first = await open_vacancy(session, xu.key(), needs="需要押金")
    many = [await open_vacancy(session, chen.key(), needs="需要押金") for _ in range(paging.SIZE)]
    open_now = await open_vacancy(session, xu.key())
    theirs = await roles(session, dai)
    pages = [
        await lifecycle.list_vacancies(session, dai.key(), theirs, TODAY, number)
        for number in (1, 2)
    ]
    assert [vacancy for page in pages for vacancy in page.items] == [first, *many, open_now]
    assert [page.more for page in pages] == [True, False]


async def test_its_writer_hears_or_the_office_where_the_writer_left(session: Session) -> None:
    chen, dai = await broker_account(session, 1, FAR_OFF[:9]), await only_staff(session, 2)
    vacancy = await open_vacancy(session, chen.key())
    assert await messages.list_interest_recipients(session, vacancy) == [chen.id]
    await take_all_roles(session, chen)
    assert await messages.list_interest_recipients(session, vacancy) == [dai.id]


async def test_a_broker_who_went_to_another_county_hears_no_more(session: Session) -> None:
    chen, dai = await broker_account(session, 1), await only_staff(session, 2)
    vacancy = await open_vacancy(session, chen.key())
    await take_all_roles(session, chen)
    await role.grant_role(session, chen, RoleName.BROKER, TONGYU + "101", NOON)
    assert await messages.list_interest_recipients(session, vacancy) == [dai.id]


async def test_staff_who_wrote_it_hear_themselves(session: Session) -> None:
    dai, other = await only_staff(session, 2), await only_staff(session, 3)
    vacancy = await open_vacancy(session, dai.key())
    assert await messages.list_interest_recipients(session, vacancy) == [dai.id]
    assert other.id in await role.list_staff_of_county(session, WANGQING)


async def test_staff_of_a_county_are_its_own_and_those_of_every_county(
    session: Session,
) -> None:
    dai, everywhere = await only_staff(session, 2), await only_staff(session, 3, "")
    await only_staff(session, 4, TONGYU)
    await role.grant_role(session, dai, RoleName.STAFF, "", NOON)
    await broker_account(session, 5)
    assert await role.list_staff_of_county(session, WANGQING) == [dai.id, everywhere.id]


async def test_an_erased_writer_is_forgotten_and_the_vacancy_stays(session: Session) -> None:
    chen = await broker_account(session, 1)
    vacancy = await open_vacancy(session, chen.key())
    await take_all_roles(session, chen)
    await consent.erase_account_data(session, chen, Roles(), NOON, ZONE)
    await session.refresh(vacancy)
    assert (vacancy.writer_id, vacancy.state) == (None, VacancyState.OPEN)


async def test_the_office_is_told_only_while_it_is_held(session: Session) -> None:
    dai = await only_staff(session, 2)
    vacancy = await open_vacancy(
        session, (await broker_account(session, 1)).key(), needs="需要押金"
    )
    (row,) = await outbox_rows(session, VACANCY_HELD)
    assert await drop_reason(session, row, NOON) is None
    await managing.release_vacancy(session, await load_actor(session, dai), vacancy)
    assert await drop_reason(session, row, NOON) is HoldReason.GONE


async def test_who_left_the_office_is_told_of_nothing_held(session: Session) -> None:
    dai = await only_staff(session, 2)
    await open_vacancy(session, (await broker_account(session, 1)).key(), needs="需要押金")
    (row,) = await outbox_rows(session, VACANCY_HELD)
    await take_all_roles(session, dai)
    assert await drop_reason(session, row, NOON) is HoldReason.GONE
