"""Employers and their vacancies at the PC."""

from typing import Any

import pytest
from playwright.async_api import Browser
from sqlmodel import select

from models.core.audit import Act, AuditRecord
from models.core.session import Session
from models.core.vocabulary import Language
from models.employers.employer import Employer
from models.vacancies.vacancy import Interest, Vacancy, VacancyState
from tests.support.console.pc import PC, TONGYU
from tests.support.console.screen import WIDTHS, list_faults, signed_in
from tests.support.employers.factory import (
    CODE,
    OTHER_CODE,
    employer_answers,
    open_employer,
    place_at_employer,
    vacancy_at_employer,
)
from tests.support.labourers.facts import farmer_facts
from tests.support.store import NOON, consenting_account, register_labourer

NAME = "宁波鞋业（集团）有限公司"


async def factory(session: Session) -> tuple[int, int]:
    """A factory with a held vacancy that a farmer would like; the numbers of both."""
    employer = await open_employer(session, credit_code=CODE)
    farmer = await register_labourer(session, await consenting_account(session, 5), farmer_facts())
    await place_at_employer(session, employer, farmer)
    held = {"state": VacancyState.HELD, "held_for": "押金", "area": "222424101"}
    vacancy = await vacancy_at_employer(session, employer, **held)
    session.add(Interest(vacancy_id=vacancy.key(), labourer_id=farmer.key(), at=NOON))
    await session.flush()
    return employer.key(), vacancy.key()


async def row(pc: PC, table: type[Any], number: int) -> Any:
    return await pc.store.turn(lambda session: session.get_one(table, number))


async def test_an_employer_is_found_and_shown_with_all_that_hangs_on_it(pc: PC) -> None:
    number, _ = await pc.store.turn(factory)
    async with pc.clerk() as clerk:
        assert NAME in await clerk.opens("/employers")
        assert NAME in await clerk.opens(f"/employers?q={CODE.lower()}")
        assert NAME not in await clerk.opens("/employers?q=砖厂")
        page = await clerk.opens(f"/employers/{number}")
        assert all(one in page for one in (CODE, "缝纫工", "金哲洙", "held"))


async def test_one_is_written_down_once(pc: PC) -> None:
    told = employer_answers(employer_name="汪清木业", credit_code=OTHER_CODE, contact="")
    async with pc.clerk() as clerk:
        await clerk.opens("/employers/new")
        page = await clerk.sends("/employers/new", **{**told, "credit_code": "123"})
        assert clerk.status == 422
        assert 'value="汪清木业"' in clerk.page
        await clerk.sends("/employers/new", **told)
        assert "Written down" in clerk.text
        await clerk.sends("/employers/new", **told)
        page = await clerk.opens("/employers")
    assert page.count("汪清木业") == 1


async def test_facts_are_changed_and_what_was_typed_stays(pc: PC) -> None:
    number, _ = await pc.store.turn(factory)
    other = await pc.store.turn(lambda s: open_employer(s, "别家", credit_code=OTHER_CODE))
    told = employer_answers(credit_code=CODE, contact="", region="浙江温州")
    async with pc.clerk() as clerk:
        await clerk.opens(f"/employers/{number}/change")
        assert f'value="{CODE}"' in clerk.page
        await clerk.sends(f"/employers/{number}/change", **{**told, "credit_code": OTHER_CODE})
        assert (clerk.status, "别家" in clerk.text) == (422, True)
        assert 'value="浙江温州"' in clerk.page
        await clerk.sends(f"/employers/{number}/change", **told)
    assert (await row(pc, Employer, number)).region == "浙江温州"
    assert (await row(pc, Employer, other.key())).region == "浙江宁波"


async def test_the_blacklist_has_the_reason_and_the_day(pc: PC) -> None:
    number, vacancy = await pc.store.turn(factory)
    async with pc.clerk() as clerk:
        await clerk.opens(f"/employers/{number}")
        await clerk.sends(f"/employers/{number}/blacklist", why="")
        assert clerk.status == 422
        await clerk.sends(f"/employers/{number}/blacklist", why="拖欠十二人工资三个月")
        page = await clerk.opens("/employers/blacklist")
        assert f"{NAME} 2026-11-23 拖欠十二人工资三个月" in page
        await clerk.opens(f"/employers/{number}")
        await clerk.sends(f"/employers/{number}/unlist")
        assert NAME not in await clerk.opens("/employers/blacklist")
    assert (await row(pc, Vacancy, vacancy)).state is VacancyState.CLOSED


async def test_two_that_are_one_are_made_one(pc: PC) -> None:
    number, vacancy = await pc.store.turn(factory)
    into = (await pc.store.turn(lambda s: open_employer(s, "宁波鞋业"))).key()
    async with pc.clerk() as clerk:
        assert "宁波鞋业" in await clerk.opens(f"/employers/{number}/merge?q=宁波")
        for _ in range(2):
            page = await clerk.sends(f"/employers/{number}/merge", into=into)
            assert "one now" in page
        for strange in ("x", "99", ""):
            page = await clerk.sends(f"/employers/{into}/merge", into=strange)
            assert "can't be made one" in page
    assert (await row(pc, Vacancy, vacancy)).employer_id == into


async def test_a_held_vacancy_is_released_and_closed(pc: PC) -> None:
    _, number = await pc.store.turn(factory)
    async with pc.clerk() as clerk:
        page = await clerk.opens(f"/vacancies/{number}")
        assert all(one in page for one in ("押金", "金哲洙", "+8613812340001"))
        await clerk.sends(f"/vacancies/{number}/release")
        assert "People see it now" in clerk.text
        assert (await row(pc, Vacancy, number)).state is VacancyState.OPEN
        await clerk.sends(f"/vacancies/{number}/release")
        assert "People see it now" not in clerk.text
        await clerk.sends(f"/vacancies/{number}/close")
    assert (await row(pc, Vacancy, number)).state is VacancyState.CLOSED

    async def seen(session: Session) -> list[int | None]:
        looks = select(AuditRecord).where(AuditRecord.act == Act.LISTED)
        return [one.subject_id for one in await session.exec(looks)]

    # Each time that the phones were shown.
    assert set(await pc.store.turn(seen)) == {number}
    assert len(await pc.store.turn(seen)) >= 4


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("standing=held", True),
        ("standing=open", False),
        ("standing=nonsense", True),
        ("area=222424101", True),
        ("area=222424103", False),
        ("area=2224'--", True),
        ("trade=sewing", True),
        ("trade=farm", False),
        ("employer=1", True),
        ("employer=99", False),
        ("employer=%F0%9F%98%80&page=0", True),
        ("page=99999999999999999999", True),
    ],
)
async def test_vacancies_are_narrowed(pc: PC, query: str, there: bool) -> None:
    await pc.store.turn(factory)
    async with pc.clerk() as clerk:
        assert (NAME in await clerk.opens(f"/vacancies?{query}")) is there


ACTS: dict[str, dict[str, Any]] = {
    "/employers/{}/change": employer_answers(region="别处"),
    "/employers/{}/blacklist": {"why": "编的"},
    "/employers/{}/unlist": {},
    "/employers/{}/merge": {"into": "2"},
}


async def test_another_county_changes_nothing(pc: PC) -> None:
    number, vacancy = await pc.store.turn(factory)
    before = [await row(pc, Employer, number), await row(pc, Vacancy, vacancy)]
    async with pc.clerk(county=TONGYU) as clerk:
        for path, fields in ACTS.items():
            await clerk.opens("/")
            await clerk.sends(path.format(number), **fields)
            assert clerk.status == 404
        for act in ("release", "close"):
            await clerk.opens("/")
            await clerk.sends(f"/vacancies/{vacancy}/{act}")
            assert clerk.status == 404
    assert [await row(pc, Employer, number), await row(pc, Vacancy, vacancy)] == before


async def test_what_staff_of_every_county_keep_is_only_looked_at(pc: PC) -> None:
    everywhere = (await pc.store.turn(lambda s: open_employer(s, "全省企业", county=""))).key()
    async with pc.clerk() as clerk:
        assert "blacklist" not in (await clerk.opens(f"/employers/{everywhere}")).lower()
        for path, fields in ACTS.items():
            await clerk.opens("/")
            await clerk.sends(path.format(everywhere), **fields)
            assert clerk.status == 403
    assert not (await row(pc, Employer, everywhere)).is_listed


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
async def test_no_page_of_employers_has_a_fault(
    embedded_pc: PC, browser: Browser, width: int
) -> None:
    number, vacancy = await embedded_pc.store.turn(factory)
    account = await embedded_pc.appoint(language=Language.ZH)
    paths = (
        *("/employers", "/employers/blacklist", "/employers/new"),
        *(f"/employers/{number}{step}" for step in ("", "/change", "/merge")),
        *("/vacancies", f"/vacancies/{vacancy}"),
    )
    async with signed_in(browser, embedded_pc, account, width) as page:
        for path in paths:
            await page.goto(f"{embedded_pc.base}{path}")
            assert (path, await list_faults(page)) == (path, [])
