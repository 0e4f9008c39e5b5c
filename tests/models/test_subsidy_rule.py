"""Rules kept in the store."""

from datetime import date

from sqlmodel import func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.refusal import Refusal
from models.subsidy_rule import SubsidyRule, import_rule, rules_of
from tests.models.rules import example, example_text
from tests.models.store import DAY, NOON

GANSU = "zhouqu_2020"


async def test_a_rule_is_given_back_as_it_was_read(session: AsyncSession) -> None:
    row = await import_rule(session, example_text(GANSU), NOON)
    assert isinstance(row, SubsidyRule)
    assert (row.county, row.valid_from, row.imported_at) == ("623023", date(2020, 1, 1), NOON)
    session.expunge_all()
    assert await rules_of(session, "623023") == (example(GANSU),)


async def test_the_same_county_and_day_is_replaced(session: AsyncSession) -> None:
    await import_rule(session, example_text(GANSU), NOON)
    newer = example_text(GANSU).replace("yuan = 100", "yuan = 120")
    row = await import_rule(session, newer, NOON + DAY)
    assert isinstance(row, SubsidyRule)
    assert row.imported_at == NOON + DAY
    assert (await session.exec(select(func.count()).select_from(SubsidyRule))).one() == 1
    session.expunge_all()
    assert [rule.rate[0].amount(1) for rule in await rules_of(session, "623023")] == [120]


async def test_another_day_stands_beside_it(session: AsyncSession) -> None:
    for day in ("2025-03-01", "2020-01-01"):
        await import_rule(session, example_text(GANSU).replace("2020-01-01", day), NOON)
    days = [rule.valid_from for rule in await rules_of(session, "623023")]
    assert days == [date(2020, 1, 1), date(2025, 3, 1)]


async def test_another_county_has_rules_of_its_own(session: AsyncSession) -> None:
    await import_rule(session, example_text(GANSU), NOON)
    assert await rules_of(session, "222424") == ()


async def test_what_is_no_rule_is_not_kept(session: AsyncSession) -> None:
    refusal = await import_rule(session, example_text("tongxin_2025"), NOON)
    assert refusal == Refusal("rule_open", {"field": "rate.1.tiers.1.yuan"})
    assert (await session.exec(select(SubsidyRule))).all() == []
