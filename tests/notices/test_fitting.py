"""What is shown to somebody who looks for work: what fits, best first."""

import pytest

from models.core.session import Session
from models.labourers.labourer import Labourer
from models.vacancies import matching
from models.vacancies.matching import list_fitting_vacancies
from models.vacancies.vacancy import VacancyState
from tests.support.labourers.factory import reachable_labourer
from tests.support.store import NOON, broker_account
from tests.support.vacancies.factory import FAR_OFF, TODAY, TONGYU, WISH, enterprise, open_vacancy


async def shown(session: Session, one: Labourer, most: int = 20) -> list[int]:
    return [
        known.vacancy.key() for known in await list_fitting_vacancies(session, one, TODAY, most)
    ]


async def test_the_best_comes_first(session: Session) -> None:
    chen = await broker_account(session, 1)
    one, _ = await reachable_labourer(session, 2, **{**WISH, "wanted_work": ["sewing"]})
    far = await open_vacancy(session, chen.key(), reach="county", area=FAR_OFF[:9])
    near = await open_vacancy(session, chen.key())
    lodging = await open_vacancy(session, chen.key(), lodging=True)
    assert await shown(session, one) == [lodging.id, near.id, far.id]
    assert await shown(session, one, 2) == [lodging.id, near.id]


async def test_what_does_not_suit_is_shown_only_where_nothing_does(session: Session) -> None:
    chen = await broker_account(session, 1)
    one, _ = await reachable_labourer(session, 2, **{**WISH, "wanted_work": ["sewing"]})
    care = await open_vacancy(session, chen.key(), trade="care", post="护理")
    assert await shown(session, one) == [care.id]
    sewing = await open_vacancy(session, chen.key())
    assert await shown(session, one) == [sewing.id]


async def test_of_equals_the_one_that_pays_more_and_then_the_newer_comes_first(
    session: Session,
) -> None:
    chen = await broker_account(session, 1)
    one, _ = await reachable_labourer(session, 2, **WISH)
    older, newer = [await open_vacancy(session, chen.key()) for _ in range(2)]
    paid = await open_vacancy(session, chen.key(), wage_to=4500)
    later = await open_vacancy(session, chen.key())
    assert await shown(session, one) == [paid.id, later.id, newer.id, older.id]


async def test_what_is_held_closed_over_or_elsewhere_is_not_shown(session: Session) -> None:
    chen = await broker_account(session, 1)
    one, _ = await reachable_labourer(session, 2, **WISH)
    await open_vacancy(session, chen.key(), needs="需要押金")
    await open_vacancy(session, chen.key(), until="2026-11-22")
    far = await broker_account(session, 3, "220822101")
    await open_vacancy(
        session, far.key(), await enterprise(session, county=TONGYU), area="220822101"
    )
    closed = await open_vacancy(session, chen.key())
    closed.state = VacancyState.CLOSED
    await session.flush()
    last_day = await open_vacancy(session, chen.key(), until="2026-11-23")
    assert await shown(session, one) == [last_day.id]


async def test_a_blacklisted_employer_is_never_shown(session: Session) -> None:
    chen, at = await broker_account(session, 1), await enterprise(session)
    one, _ = await reachable_labourer(session, 2, **WISH)
    await open_vacancy(session, chen.key(), at)
    assert len(await shown(session, one)) == 1
    at.listed_at = NOON
    await session.flush()
    assert await shown(session, one) == []


async def test_only_the_newest_are_looked_through(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "MOST", 2)
    chen = await broker_account(session, 1)
    one, _ = await reachable_labourer(session, 2, **WISH)
    made = [await open_vacancy(session, chen.key()) for _ in range(3)]
    assert await shown(session, one) == [made[2].id, made[1].id]
