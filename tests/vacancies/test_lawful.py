"""What the law keeps out of a vacancy, whoever offers it and however."""

import pytest

from models.core.refusal import Refusal
from models.core.session import Session
from models.vacancies import lifecycle, managing
from models.vacancies.commands import OpenVacancy
from models.vacancies.messages import VACANCY_HELD
from models.vacancies.vacancy import Vacancy, VacancyState
from tests.support.outbox import outbox_rows
from tests.support.store import broker_account
from tests.support.stored_actors import clerk, load_actor
from tests.support.vacancies.factory import enterprise, only_staff, vacancy_answers


@pytest.mark.parametrize(
    "words",
    [{"post": "女工"}, {"trade": "限男性"}, {"place": "工地，只招汉族"}, {"needs": "35岁以下"}],
)
async def test_refuses_a_vacancy_for_one_sex_people_or_age(
    embedded: Session, words: dict[str, str]
) -> None:
    told = OpenVacancy(**vacancy_answers(await enterprise(embedded), **words))
    for actor in (clerk(), await load_actor(embedded, await broker_account(embedded, 1))):
        refused = await lifecycle.open_vacancy(embedded, actor, told)
        assert refused == Refusal("vacancy_unlawful")


async def test_holds_a_vacancy_that_names_a_fee_for_the_office(embedded: Session) -> None:
    chen, dai = await broker_account(embedded, 1), await only_staff(embedded, 2)
    told = OpenVacancy(**vacancy_answers(await enterprise(embedded), needs="需要保证金500元"))
    for account in (chen, dai):
        made = await lifecycle.open_vacancy(embedded, await load_actor(embedded, account), told)
        assert isinstance(made, Vacancy)
        assert (made.state, made.held_for) == (VacancyState.HELD, "保证金")
    assert {row.account_id for row in await outbox_rows(embedded, VACANCY_HELD)} >= {dai.id}


async def test_refuses_who_has_no_role_or_one_elsewhere(embedded: Session) -> None:
    told = OpenVacancy(**vacancy_answers(await enterprise(embedded)))
    ana = await broker_account(embedded, 1, "220822101")
    elsewhere = await lifecycle.open_vacancy(embedded, await load_actor(embedded, ana), told)
    assert elsewhere == Refusal("known_none")
    nobody = await lifecycle.open_vacancy(embedded, clerk(7, "220822"), told)
    assert nobody == Refusal("known_none")


async def test_only_its_own_people_close_it_and_only_the_office_releases_it(
    embedded: Session,
) -> None:
    chen, xu = await broker_account(embedded, 1), await broker_account(embedded, 2)
    told = OpenVacancy(**vacancy_answers(await enterprise(embedded), needs="需要押金"))
    made = await lifecycle.open_vacancy(embedded, await load_actor(embedded, chen), told)
    assert isinstance(made, Vacancy)
    no = Refusal("not_yours")
    assert await managing.release_vacancy(embedded, await load_actor(embedded, chen), made) == no
    assert await managing.close_vacancy(embedded, await load_actor(embedded, xu), made) == no
    assert await managing.close_vacancy(embedded, clerk(7, "220822"), made) == no
    assert made.state is VacancyState.HELD
