"""People at the PC: found, shown whole, changed by words as people type them."""

import re
from html import unescape

import pytest
from playwright.async_api import Browser, expect
from sqlmodel import select

from models.core.audit import Act, AuditRecord
from models.core.session import Session
from models.labourers import ledger
from models.labourers.calls import Call
from models.labourers.labourer import Labourer
from tests.support.console.pc import PC, TONGYU, Clerk
from tests.support.console.screen import WIDTHS, list_faults, signed_in
from tests.support.labourers.facts import entry_facts, farmer_facts, id_number
from tests.support.placements.factory import confirmed_placement
from tests.support.store import consenting_account, register_labourer

FIELD = re.compile(r'<input (?:id="f-\w+" )?name="(\w+)" value="([^"]*)"')
CHOSEN = re.compile(r'<select id="f-(\w+)".*?</select>', re.S)
BOXES = re.compile(r'<input type="checkbox" name="(\w+)" value="(\w+)" checked')


async def farmer(session: Session) -> int:
    account = await consenting_account(session, 7001)
    return (await register_labourer(session, account, farmer_facts())).key()


def fields(page: str) -> dict[str, object]:
    """What the page would send, if nobody touched it."""
    found: dict[str, object] = dict(FIELD.findall(page))
    for whole in CHOSEN.finditer(page):
        picked = re.search(r'value="(\w*)" selected', whole.group())
        found[whole.group(1)] = picked.group(1) if picked else ""
    for name, code in BOXES.findall(page):
        found[name] = [*found.get(name, []), code]  # type: ignore[misc]
    return found


async def facts_of(pc: PC, number: int) -> dict[str, object]:
    async def read(session: Session) -> dict[str, object]:
        return await ledger.get_facts(session, await session.get_one(Labourer, number))

    return await pc.store.turn(read)


async def acts(pc: PC, number: int) -> list[Act]:
    async def read(session: Session) -> list[Act]:
        query = select(AuditRecord.act).where(AuditRecord.labourer_id == number)
        return list(await session.exec(query.order_by(AuditRecord.id)))  # type: ignore[arg-type]

    return await pc.store.turn(read)


async def test_a_page_sent_as_it_stands_changes_nothing(pc: PC) -> None:
    number = await pc.store.turn(farmer)
    before = await facts_of(pc, number)
    async with pc.clerk() as clerk:
        await clerk.opens(f"/people/{number}/change")
        page = await clerk.sends(f"/people/{number}/change", **fields(clerk.page))
    assert "Nothing was different." in page
    assert await facts_of(pc, number) == before


async def change(clerk: Clerk, number: int, **typed: object) -> str:
    await clerk.opens(f"/people/{number}/change")
    return await clerk.sends(f"/people/{number}/change", **(fields(clerk.page) | typed))


@pytest.mark.parametrize(
    ("typed", "fact", "value"),
    [
        ({"name": "金 哲洙"}, "name", "金哲洙"),
        ({"village": "吉林省汪清县大兴沟镇河南村三组"}, "village", "222424101200"),
        ({"wanted_wage": "四千块"}, "wanted_wage", 4000),
        ({"skills": ["welding", "driving"], "skills__own": ""}, "skills", ["welding", "driving"]),
        ({"skills": [], "skills__own": "修表"}, "skills", ["修表"]),
        ({"schooling": "senior"}, "schooling", "senior"),
        ({"certificates": ""}, "certificates", None),
    ],
)
async def test_what_is_typed_is_read_as_in_the_chat(
    pc: PC, typed: dict[str, object], fact: str, value: object
) -> None:
    number = await pc.store.turn(farmer)
    before = await facts_of(pc, number)
    async with pc.clerk() as clerk:
        page = await change(clerk, number, **typed)
        assert clerk.status == 200, page
    after = await facts_of(pc, number)
    assert after[fact] == value
    assert {k for k in before if before[k] != after.get(k)} <= {fact}


async def test_what_can_t_be_read_is_kept_and_said_at_its_field(pc: PC) -> None:
    number = await pc.store.turn(farmer)
    before = await facts_of(pc, number)
    async with pc.clerk() as clerk:
        page = await change(clerk, number, id_number="12345", phone="不知道写啥", name="好的")
        assert clerk.status == 422
        assert 'value="12345"' in clerk.page
        assert 'value="不知道写啥"' in clerk.page
        assert clerk.page.count('aria-invalid="true"') == 3
        assert "Some of it can't be read." in page
    assert await facts_of(pc, number) == before


async def test_a_village_of_two_is_asked_back_and_chosen(pc: PC) -> None:
    number = await pc.store.turn(farmer)
    async with pc.clerk() as clerk:
        await change(clerk, number, village="永安村")
        assert clerk.status == 422
        (code, *_) = re.findall(r'name="village__meant" value="([^"]+)"', clerk.page)
        sent = fields(clerk.page) | {"village__meant": code}
        await clerk.sends(f"/people/{number}/change", **sent)
        assert clerk.status == 200


async def test_the_office_can_t_speak_for_the_person(pc: PC) -> None:
    number = await pc.store.turn(farmer)
    before = await facts_of(pc, number)
    async with pc.clerk() as clerk:
        await change(clerk, number, notices=["job_fair"], seen_by_brokers="yes", limits="腰不好")
    after = await facts_of(pc, number)
    own = ("notices", "seen_by_brokers", "health_agreed", "limits")
    assert {key: after.get(key) for key in own} == {key: before.get(key) for key in own}


async def test_another_county_sees_and_changes_nothing(pc: PC) -> None:
    number = await pc.store.turn(farmer)
    before = await facts_of(pc, number)
    async with pc.clerk() as own, pc.clerk(chat_id=9002, county=TONGYU) as other:
        await own.opens(f"/people/{number}/change")
        sent = fields(own.page)
        for path in (f"/people/{number}", f"/people/{number}/change"):
            assert "金哲洙" not in await other.opens(path)
            assert other.status == 404
        assert "金哲洙" not in await other.opens("/people?words=金哲洙")
        await other.opens("/")
        for path in ("change", "code"):
            await other.sends(f"/people/{number}/{path}", **sent)
            assert other.status == 404
        # Nor is somebody moved away into a county that the clerk does not serve.
        await own.sends(f"/people/{number}/change", **(sent | {"village": "通榆县开通镇"}))
    assert await facts_of(pc, number) == before
    assert await acts(pc, number) == [Act.REGISTERED, Act.POOR_TOLD]


async def test_a_look_is_in_the_trail_and_the_next_page_shows_it(pc: PC) -> None:
    number = await pc.store.turn(farmer)
    async with pc.clerk() as clerk:
        page = await clerk.opens(f"/people/{number}")
        assert "金哲洙" in page
        assert "鄂温克族" in page
        # The ID number is never shown whole.
        assert "222424198504121236" not in clerk.page
        assert "looked at" in await clerk.opens(f"/people/{number}")
    assert await acts(pc, number) == [Act.REGISTERED, Act.POOR_TOLD, Act.VIEWED, Act.VIEWED]


async def test_lists_go_by_what_is_chosen_and_by_pages(pc: PC) -> None:
    async def crowd(session: Session) -> None:
        for n in range(120):
            told = farmer_facts(
                name=f"赵{'甲乙丙丁戊己庚辛'[n % 8]}{'春夏秋冬'[n // 8 % 4]}{'东西南北'[n // 32]}",
                id_number=id_number(order=f"{n:03}"),
                phone=f"+861381234{n:04}",
                status="farming" if n % 3 else "out_of_work",
            )
            account = await consenting_account(session, 20_000 + n)
            await register_labourer(session, account, told)

    await pc.store.turn(crowd)
    async with pc.clerk() as clerk:
        assert "120 people" in await clerk.opens("/people")
        seen: list[str] = []
        path: str | None = "/people?status=farming&area=222424101"
        while path:
            assert "80 people" in await clerk.opens(path)
            seen += re.findall(r'href="/people/(\d+)">赵', clerk.page)
            following = re.search(r'rel="next" href="([^"]+)"', clerk.page)
            path = unescape(following.group(1)) if following else None
        assert len(seen) == len(set(seen)) == 80
        before = re.search(r'rel="prev" href="([^"]+)"', clerk.page)
        assert before is not None
        await clerk.opens(unescape(before.group(1)))
        assert re.findall(r'href="/people/(\d+)">赵', clerk.page) == seen[:50]
        page = await clerk.opens("/people?words=0007&show=wage&show=skills")
        assert "1 people" in page
        assert "Earns a month" in clerk.page
        assert "+8613812340007" not in clerk.page


@pytest.mark.parametrize("wrong", ["status=x", "silent_days=-1", "area=0", "household=9e9"])
async def test_a_filter_that_is_none_is_refused_and_never_widened(
    embedded_pc: PC, wrong: str
) -> None:
    async with embedded_pc.clerk() as clerk:
        await clerk.opens(f"/people?{wrong}")
        assert clerk.status == 400


async def test_the_placements_of_a_person_are_on_their_page(pc: PC) -> None:
    placement = await pc.store.turn(confirmed_placement)
    async with pc.clerk() as clerk:
        page = await clerk.opens(f"/people/{placement.labourer_id}")
    assert "延边金达莱服装厂" in page
    assert f'href="/placements/{placement.id}"' in clerk.page


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
async def test_the_form_has_no_fault_and_is_filled_by_keyboard(
    embedded_pc: PC, browser: Browser, width: int
) -> None:
    number = await embedded_pc.store.turn(farmer)
    async with signed_in(browser, embedded_pc, await embedded_pc.appoint(), width) as page:
        await page.goto(f"{embedded_pc.base}/people/{number}/change")
        assert await list_faults(page) == []
        await page.locator("#f-phone").focus()
        await page.keyboard.press("Control+A")
        await page.keyboard.type("123")
        await page.keyboard.press("Enter")
        await expect(page.locator("#w-phone")).to_be_visible()
        assert await list_faults(page) == []
        await page.locator("#f-phone").fill("13812340077")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status")).to_have_text("Changed.")


async def test_who_is_no_farmer_has_no_questions_of_work(pc: PC) -> None:
    """Questions that hang on others follow what was chosen, and lose nothing else."""

    async def pupil(session: Session) -> int:
        account = await consenting_account(session, 7002)
        return (await register_labourer(session, account, entry_facts())).key()

    number = await pc.store.turn(pupil)
    async with pc.clerk() as clerk:
        await clerk.opens(f"/people/{number}/change")
        assert "f-work_place" not in clerk.page
        await change(clerk, number, status="in_county")
        assert "f-work_place" in clerk.page or clerk.status == 200
        await clerk.opens(f"/people/{number}/change")
        assert "f-work_place" in clerk.page


async def test_all_that_match_are_put_on_the_call_list_once(pc: PC) -> None:
    number = await pc.store.turn(farmer)
    async with pc.clerk() as clerk, pc.clerk(chat_id=9502, county=TONGYU) as other:
        for told, who in (("1 people are new", clerk), ("0 people are new", clerk)):
            await who.opens("/people?status=out_of_work")
            assert told in await who.sends("/people/calls", status="out_of_work")
        await other.opens("/people")
        assert "0 people are new" in await other.sends("/people/calls")
        await clerk.opens("/")
        await clerk.sends("/people/calls", status="nonsense")
        assert clerk.status == 400

    async def waiting(session: Session) -> list[int]:
        return [one.labourer_id for one in await session.exec(select(Call))]

    assert await pc.store.turn(waiting) == [number]
