"""Pay for a day, an hour or a year is offered as it was said, with the estimate by the month."""

from tests.support.labourers.intake import SAVE, tap, tells_refusal
from tests.support.town import Town
from tests.support.vacancies.chat import begins_vacancy, fills_vacancy, steps_to
from tests.vacancies.test_offering_work import vacancy


async def test_a_wage_that_is_not_by_the_month_is_offered_as_it_was_said(each_town: Town) -> None:
    """Labourers compare what is paid by the month; nobody promised them that sum."""
    phone = await begins_vacancy(each_town)
    await fills_vacancy(phone, wage_from="一天150", wage_to="at most 60000 a year")
    await tap(phone, SAVE)
    assert phone.last.startswith("✅ On offer now.")
    row = await vacancy(each_town)
    assert (row["wage_from"], row["wage_to"]) == (3900, 5000)
    least, most = "150 yuan a day (about 3900 a month of 26 days)", "60000 yuan a year"
    assert f"💰 {least} to {most} (about 5000 a month)" in phone.last


async def test_one_wage_by_the_hour_is_said_once(town: Town) -> None:
    phone = await begins_vacancy(town)
    await fills_vacancy(phone, wage_from="一小时20块", wage_to="skip")
    await tap(phone, SAVE)
    row = await vacancy(town)
    assert (row["wage_from"], row["wage_to"]) == (4160, 4160)
    said = "💰 20 yuan an hour (about 4160 a month: 26 days of 8 hours)\n"
    assert said in phone.last


async def test_the_most_by_the_day_is_not_less_than_the_least_by_the_month(town: Town) -> None:
    phone = await begins_vacancy(town)
    await fills_vacancy(phone, steps_to("wage_to"))
    await phone.says("一天100")
    assert tells_refusal(phone, "wage_to_less")
