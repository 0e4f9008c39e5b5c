"""Which vacancies fit whom, best first, and why."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.core.vocabulary import Reach, Skill, Trade
from models.labourers.labourer import Labourer
from models.vacancies.matching import Fit, MatchGround, Mismatch, distance_to_work, fit_vacancy
from models.vacancies.vacancy import Vacancy, VacancyState
from tests.support.labourers.factory import any_labourer as anybody
from tests.support.notices.factory import WANGQING
from tests.support.store import NOON
from tests.support.vacancies.factory import FAR_OFF, HOME, TODAY, TONGYU, WISH

COUNTIES, AREAS = (WANGQING, TONGYU), ("", WANGQING, HOME[:9], HOME, FAR_OFF[:9])


def vacancy(**given: Any) -> Vacancy:
    """Open work in the labourer's township that has nothing else for it."""
    told: dict[str, Any] = {
        "id": 1,
        "county": WANGQING,
        "employer_id": 1,
        "post": "活儿",
        "trade": "factory",
        "reach": Reach.TOWNSHIP,
        "area": HOME[:9],
        "place": "大兴沟镇",
        "wanted": 1,
        "wage_from": 3000,
        "wage_to": 3000,
        "lodging": False,
        "insurance": False,
        "until": TODAY,
        "state": VacancyState.OPEN,
        "opened_at": NOON,
    }
    return Vacancy(**{**told, **given})


def ana(**given: Any) -> Labourer:
    """Of a village of Daxinggou, without any wish."""
    return anybody(random.Random(1), **{**WISH, **given})


def fitted(one: Vacancy, labourer: Labourer) -> Fit:
    found = fit_vacancy(one, labourer, TODAY)
    assert found is not None
    return found


def grounds(one: Vacancy, labourer: Labourer) -> tuple[MatchGround, ...]:
    return fitted(one, labourer).grounds


def against(one: Vacancy, labourer: Labourer) -> tuple[Mismatch, ...]:
    return fitted(one, labourer).against


@pytest.mark.parametrize(
    ("area", "reach", "far"),
    [
        (HOME, Reach.TOWNSHIP, Reach.TOWNSHIP),
        (HOME[:9], Reach.COUNTY, Reach.TOWNSHIP),
        (FAR_OFF[:9], Reach.TOWNSHIP, Reach.COUNTY),
        (WANGQING, Reach.COUNTY, Reach.COUNTY),
        (WANGQING, Reach.TOWNSHIP, Reach.TOWNSHIP),
        ("", Reach.PROVINCE, Reach.PROVINCE),
        ("", Reach.ANYWHERE, Reach.ANYWHERE),
    ],
)
def test_how_far_it_is_goes_by_the_area_and_else_by_what_its_writer_said(
    area: str, reach: Reach, far: Reach
) -> None:
    assert distance_to_work(vacancy(area=area, reach=reach), ana()) is far


def test_who_has_no_wish_is_shown_what_there_is() -> None:
    assert grounds(vacancy(), ana()) == (MatchGround.IN_TOWNSHIP,)
    assert against(vacancy(), ana()) == ()


def test_each_ground_is_named() -> None:
    one = vacancy(lodging=True, insurance=True)
    wish = ana(wanted_work=["factory"], wanted_reach=Reach.COUNTY, wanted_wage=3000)
    assert grounds(one, wish) == (
        MatchGround.IN_TOWNSHIP,
        MatchGround.TRADE,
        MatchGround.WAGE,
        MatchGround.LODGING,
        MatchGround.INSURANCE,
    )


def test_farther_than_one_would_go_does_not_suit() -> None:
    one = vacancy(area="", reach=Reach.PROVINCE)
    assert against(one, ana(wanted_reach=Reach.COUNTY)) == (Mismatch.TOO_FAR,)
    assert not fitted(one, ana(wanted_reach=Reach.COUNTY)).suits
    assert grounds(one, ana(wanted_reach=Reach.ANYWHERE)) == (MatchGround.IN_REACH,)


def test_another_trade_than_one_looks_for_does_not_suit() -> None:
    assert against(vacancy(), ana(wanted_work=["care"])) == (Mismatch.OTHER_TRADE,)
    assert not fitted(vacancy(), ana(wanted_work=["care"])).suits


def test_less_than_the_wished_wage_suits_but_says_so() -> None:
    low = fitted(vacancy(), ana(wanted_wage=3001))
    assert (low.suits, low.against) == (True, (Mismatch.LOW_WAGE,))


def test_the_most_that_is_paid_counts() -> None:
    assert MatchGround.WAGE in grounds(vacancy(wage_to=4000), ana(wanted_wage=4000))


def test_what_one_can_do_speaks_for_a_trade_that_was_not_wished() -> None:
    assert MatchGround.SKILL in grounds(vacancy(trade="catering"), ana(skills=["cooking"]))
    assert MatchGround.SKILL not in grounds(vacancy(trade="care"), ana(skills=["cooking"]))


def test_a_trade_is_named_once() -> None:
    found = grounds(vacancy(trade="sewing"), ana(skills=["sewing"], wanted_work=["sewing"]))
    assert MatchGround.TRADE in found
    assert MatchGround.SKILL not in found


def test_ones_own_words_count_where_the_post_or_trade_has_them() -> None:
    wish = ana(wanted_work=["养蜂"])
    assert MatchGround.TRADE in grounds(vacancy(post="春季养蜂工", trade="farm"), wish)
    assert MatchGround.TRADE in grounds(vacancy(trade="养蜂"), wish)
    assert MatchGround.TRADE not in grounds(vacancy(trade="farm"), wish)


def test_a_trades_own_word_is_not_looked_for_in_the_post() -> None:
    assert against(vacancy(post="workshop hand"), ana(wanted_work=["shop"])) == (
        Mismatch.OTHER_TRADE,
    )


@pytest.mark.parametrize(
    "given",
    [
        {"state": VacancyState.HELD},
        {"state": VacancyState.CLOSED},
        {"until": TODAY - timedelta(days=1)},
        {"county": TONGYU},
    ],
)
def test_what_is_not_open_or_of_another_county_fits_nobody(given: dict[str, Any]) -> None:
    assert fit_vacancy(vacancy(**given), ana(), TODAY) is None


TRADES = st.sampled_from([*Trade, "养蜂"])
VACANCIES = st.builds(
    vacancy,
    id=st.integers(1, 10**6),
    county=st.sampled_from(COUNTIES),
    post=st.sampled_from(["踩缝纫机", "养蜂工", "活儿"]),
    trade=TRADES,
    reach=st.sampled_from(Reach),
    area=st.sampled_from(AREAS),
    wage_to=st.integers(500, 9000),
    lodging=st.booleans(),
    insurance=st.booleans(),
    until=st.dates(date(2026, 11, 1), date(2026, 12, 31)),
    state=st.sampled_from(VacancyState),
)
PEOPLE = st.builds(
    ana,
    village_code=st.sampled_from([HOME, FAR_OFF, "220822101001"]),
    wanted_work=st.lists(TRADES, max_size=3),
    wanted_reach=st.sampled_from([None, *Reach]),
    wanted_wage=st.none() | st.integers(500, 9000),
    skills=st.lists(st.sampled_from([*Skill, "酿酒"]), max_size=3),
)


def ranked(offers: list[Vacancy], one: Labourer) -> list[Fit]:
    found = [known for offer in offers if (known := fit_vacancy(offer, one, TODAY))]
    return sorted(found, key=lambda known: known.rank)


@given(st.lists(VACANCIES, max_size=8, unique_by=lambda v: v.id), PEOPLE, st.randoms())
def test_the_order_does_not_depend_on_the_order_they_came_in(
    offers: list[Vacancy], one: Labourer, dice: random.Random
) -> None:
    shuffled = dice.sample(offers, len(offers))
    assert [f.vacancy.id for f in ranked(offers, one)] == [
        f.vacancy.id for f in ranked(shuffled, one)
    ]


@given(VACANCIES, PEOPLE)
def test_whatever_fits_is_open_and_of_ones_county(offer: Vacancy, one: Labourer) -> None:
    if fit_vacancy(offer, one, TODAY) is not None:
        assert offer.state is VacancyState.OPEN
        assert offer.until >= TODAY
        assert one.village_code.startswith(offer.county)


@pytest.mark.parametrize(
    "better",
    [
        {"lodging": True},
        {"insurance": True},
        {"wage_to": 9001},
        {"area": HOME[:9]},
        {"trade": "care"},
    ],
)
@given(VACANCIES, PEOPLE)
def test_better_on_one_ground_and_equal_on_the_others_never_ranks_lower(
    better: dict[str, Any], offer: Vacancy, one: Labourer
) -> None:
    one.village_code, one.wanted_work = HOME, ["care", *one.wanted_work]
    offer.county, offer.state, offer.until = WANGQING, VacancyState.OPEN, TODAY
    other = Vacancy(**{**offer.model_dump(), **better})
    assume(set(fitted(offer, one).grounds) <= set(fitted(other, one).grounds) or "area" in better)
    assert fitted(other, one).rank <= fitted(offer, one).rank


@given(VACANCIES, VACANCIES, PEOPLE)
def test_below_the_wished_wage_comes_behind_what_suits_as_well(
    one: Vacancy, other: Vacancy, labourer: Labourer
) -> None:
    found = [fit_vacancy(one, labourer, TODAY), fit_vacancy(other, labourer, TODAY)]
    suiting = [known for known in found if known and known.suits]
    for low in suiting:
        for enough in suiting:
            if Mismatch.LOW_WAGE in low.against and not enough.against:
                assert enough.rank < low.rank
