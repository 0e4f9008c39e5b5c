"""Rules kept in the store."""

from datetime import date

from sqlmodel import func, select

from models.core.session import Session
from models.subsidies.rule import SubsidyRule, list_rules
from tests.support.store import DAY, NOON
from tests.support.subsidy_rules import example_rule, example_text, keep_rule

GANSU = "zhouqu_2020"


async def test_a_rule_is_given_back_as_it_was_read(session: Session) -> None:
    row = await keep_rule(session, example_text(GANSU), NOON)
    assert (row.county, row.valid_from, row.imported_at) == ("623023", date(2020, 1, 1), NOON)
    session.expunge_all()
    assert await list_rules(session, "623023") == (example_rule(GANSU),)


async def test_the_same_county_and_day_is_replaced(session: Session) -> None:
    await keep_rule(session, example_text(GANSU), NOON)
    newer = example_text(GANSU).replace("yuan = 100", "yuan = 120")
    row = await keep_rule(session, newer, NOON + DAY)
    assert row.imported_at == NOON + DAY
    assert (await session.exec(select(func.count()).select_from(SubsidyRule))).one() == 1
    session.expunge_all()
    assert [rule.rate[0].amount(1) for rule in await list_rules(session, "623023")] == [120]


async def test_another_day_stands_beside_it(session: Session) -> None:
    for day in ("2025-03-01", "2020-01-01"):
        await keep_rule(session, example_text(GANSU).replace("2020-01-01", day), NOON)
    days = [rule.valid_from for rule in await list_rules(session, "623023")]
    assert days == [date(2020, 1, 1), date(2025, 3, 1)]


async def test_another_county_has_rules_of_its_own(session: Session) -> None:
    await keep_rule(session, example_text(GANSU), NOON)
    assert await list_rules(session, "222424") == ()
