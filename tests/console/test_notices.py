"""Notices at the PC: written on one page, looked at, published, corrected and cancelled."""

from typing import Any

import pytest
from playwright.async_api import Browser
from sqlmodel import col, select

from models.core.audit import Act, AuditRecord
from models.core.session import Session
from models.core.vocabulary import Language
from models.labourers.labourer import Labourer
from models.notices import sign_ups
from models.notices.notice import Notice, NoticeState
from tests.support.console.pc import PC, TONGYU, Clerk
from tests.support.console.screen import WIDTHS, list_faults, signed_in
from tests.support.labourers.facts import farmer_facts
from tests.support.notices.factory import publish_notice, write_notice
from tests.support.store import consenting_account, register_labourer

FORM: dict[str, Any] = {
    "kind": "job_fair",
    "title": "大兴沟招聘会",
    "text": "二十家厂子来招人。\r\n请带身份证。",
    "day": "2026-11-26",
    "time": "09:00",
    "place": "大兴沟镇政府",
    "capacity": "30",
    "to": "wishes",
    "area": "222424",
    "publish": "now",
}


async def farmer(session: Session) -> int:
    """Somebody who would read it."""
    told = farmer_facts(notices=["job_fair"])
    return (await register_labourer(session, await consenting_account(session, 5), told)).key()


async def published(session: Session) -> int:
    """A fair that is out, with somebody who has a seat."""
    number = await farmer(session)
    notice = await publish_notice(session, (await consenting_account(session, 6)).key())
    person = await session.get_one(Labourer, number)
    await sign_ups.sign_up(session, notice, person, notice.created_at)
    return notice.key()


async def notices(pc: PC) -> list[Notice]:
    async def read(session: Session) -> list[Notice]:
        return list(await session.exec(select(Notice).order_by(col(Notice.id))))

    return await pc.store.turn(read)


async def written(clerk: Clerk, **given: Any) -> str:
    """What comes of sending the form."""
    await clerk.opens("/notices/new")
    return await clerk.sends("/notices/new", **{**FORM, **given})


async def test_a_notice_is_written_looked_at_and_published(pc: PC) -> None:
    await pc.store.turn(farmer)
    async with pc.clerk() as clerk:
        page = await written(clerk)
        assert all(one in page for one in ("Nobody has it yet", "请带身份证"))
        assert "People it is for 1 Of these it reaches 1" in page
        (notice,) = await notices(pc)
        assert (notice.state, notice.place, notice.capacity) == (
            NoticeState.DRAFT, "大兴沟镇政府", 30,
        )  # fmt: skip
        assert notice.text(Language.EN) == "二十家厂子来招人。\n请带身份证。"
        here = f"/notices/{notice.id}"
        assert "It goes out" in await clerk.sends(f"{here}/publish")
        assert "on its way alr" in await clerk.sends(f"{here}/publish")
        assert "大兴沟招聘会" in await clerk.opens("/notices?state=scheduled")
        assert "大兴沟招聘会" not in await clerk.opens("/notices?state=draft")
    assert [one.state for one in await notices(pc)] == [NoticeState.SCHEDULED]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": ""}, "Title : Please fill this in."),
        ({"kind": ""}, "Kind : Please fill this in."),
        ({"kind": "bribe"}, "Kind : Please fill this in."),
        ({"day": "2026-11-01"}, "Day :"),
        ({"day": "morgen"}, "Day :"),
        ({"time": ""}, "Time : Please fill this in."),
        ({"deadline": "2026-11-30"}, "Sign up by :"),
        ({"capacity": "0"}, "Seats :"),
        ({"area": "220822"}, "Area : Please fill this in."),
        ({"area": "222424101001' OR"}, "Area : Please fill this in."),
        ({"to": "people", "people": "无此人"}, "People :"),
        ({"to": "earlier", "earlier": "99"}, "Earlier notice :"),
        ({"kind": "vacancy", "text": "只招男工，三十五岁以下。"}, "Text :"),
        ({"also": ["ko"]}, "Title in Korean : Please fill this in."),
        ({"publish": "later"}, "Goes out on : Please fill this in."),
        ({"who": ["work"]}, "Where the work is : Please fill this in."),
        ({"title": "大" * 80}, "Title :"),
    ],
)
async def test_what_can_not_be_is_said_and_what_was_typed_stays(
    embedded_pc: PC, given: dict[str, Any], said: str
) -> None:
    pc = embedded_pc
    async with pc.clerk() as clerk:
        page = await written(clerk, **given)
        assert clerk.status == 422
        assert said in page
        assert 'value="大兴沟镇政府"' in clerk.page
    assert await notices(pc) == []


async def test_translations_and_criteria_are_taken_as_in_chat(pc: PC) -> None:
    async with pc.clerk() as clerk:
        await written(
            clerk,
            also=["ko"],
            title_ko="대흥구 채용 모임",
            text_ko="스무 공장이 옵니다.",
            who=["work", "out_of_work"],
            trades=["factory", "nonsense"],
            reach="county",
        )
    (notice,) = await notices(pc)
    assert notice.title(Language.KO) == "대흥구 채용 모임"
    assert notice.audience == {
        "area": "222424", "out_of_work": True, "trades": ["factory"], "reach": "county",
    }  # fmt: skip


async def test_a_clerk_of_another_language_keeps_the_translations(pc: PC) -> None:
    async with pc.clerk() as clerk:
        await written(clerk, also=["ko"], title_ko="채용 모임", text_ko="공장이 옵니다.")
    (notice,) = await notices(pc)
    assert notice.language is Language.EN
    async with pc.clerk(chat_id=9002, language=Language.KO) as colleague:
        await colleague.opens(f"/notices/{notice.id}/change")
        assert "채용 모임" in colleague.page
        told = {"also": ["ko"], "title_ko": "채용 모임", "text_ko": "공장이 많이 옵니다."}
        await colleague.sends(f"/notices/{notice.id}/change", **{**FORM, **told})
        assert colleague.status == 200
    (notice,) = await notices(pc)
    assert notice.text(Language.KO) == "공장이 많이 옵니다."
    assert notice.title(Language.EN) == "大兴沟招聘会"


async def test_what_is_out_is_corrected_and_its_audience_stays(pc: PC) -> None:
    number = await pc.store.turn(published)
    async with pc.clerk() as clerk:
        await clerk.opens(f"/notices/{number}/change")
        assert 'name="area"' not in clerk.page
        told = {**FORM, "time": "10:00", "area": "222424101", "who": ["work"], "kind": "course"}
        page = await clerk.sends(f"/notices/{number}/change", **told)
        assert "told in two minutes" in page
        await clerk.sends(f"/notices/{number}/change", **{**told, "capacity": "0"})
        assert clerk.status == 422
    (notice,) = await notices(pc)
    assert (notice.kind, notice.audience, notice.version) == ("job_fair", {"area": "222424"}, 1)
    assert notice.starts_at is not None
    assert notice.starts_at.hour == 2


async def test_who_signed_up_is_seen_and_that_is_in_the_trail(pc: PC) -> None:
    number = await pc.store.turn(published)
    async with pc.clerk() as clerk:
        page = await clerk.opens(f"/notices/{number}")
        assert "金哲洙" in page
        assert "has a seat" in page
        assert "+8613812340001" in page
        pc.clock.leap(days=3)
        async with pc.clerk(chat_id=9002) as later:
            assert "+8613812340001" not in await later.opens(f"/notices/{number}")

    async def listed(session: Session) -> int:
        rows = select(AuditRecord).where(AuditRecord.act == Act.LISTED)
        return len(list(await session.exec(rows)))

    assert await pc.store.turn(listed) == 1


async def test_one_writes_to_who_signed_up_and_cancels(pc: PC) -> None:
    number = await pc.store.turn(published)
    async with pc.clerk() as clerk:
        await clerk.opens(f"/notices/new?earlier={number}")
        assert f'value="{number}"' in clerk.page
        await clerk.sends("/notices/new", **{**FORM, "to": "earlier", "earlier": number})
        assert "People it is for 1" in clerk.text
        await clerk.opens(f"/notices/{number}")
        assert "is cancelled" in await clerk.sends(f"/notices/{number}/cancel")
        await clerk.sends(f"/notices/{number}/cancel")
        assert "alert" in clerk.page
        await clerk.sends(f"/notices/{number}/change", **FORM)
        assert "alert" in clerk.page
    old, new = await notices(pc)
    assert (old.state, new.audience["signed_up_to"]) == (NoticeState.CANCELLED, number)


async def test_a_draft_is_thrown_away(pc: PC) -> None:
    async with pc.clerk() as clerk:
        await written(clerk)
        (notice,) = await notices(pc)
        assert "thrown away" in await clerk.sends(f"/notices/{notice.id}/discard")
        await clerk.sends(f"/notices/{notice.id}/discard")
        assert clerk.status == 404
    assert await notices(pc) == []


async def test_another_county_s_clerk_sees_and_changes_nothing(pc: PC) -> None:
    number = await pc.store.turn(published)
    draft = (await pc.store.turn(lambda session: write_notice(session, 1))).key()
    before = [one.model_dump() for one in await notices(pc)]
    async with pc.clerk(county=TONGYU) as clerk:
        for one in (number, draft):
            for act in ("publish", "cancel", "discard", "change"):
                await clerk.opens("/")
                await clerk.sends(f"/notices/{one}/{act}", **FORM)
                assert clerk.status == 404
        await clerk.opens(f"/notices/new?earlier={number}")
        await clerk.sends("/notices/new", **{**FORM, "to": "earlier", "earlier": number})
        assert clerk.status == 422
    assert [one.model_dump() for one in await notices(pc)] == before


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
async def test_no_page_of_notices_has_a_fault(
    embedded_pc: PC, browser: Browser, width: int
) -> None:
    number = await embedded_pc.store.turn(published)
    account = await embedded_pc.appoint(language=Language.ZH)
    paths = ("", "/new", f"/{number}", f"/{number}/change")
    async with signed_in(browser, embedded_pc, account, width) as page:
        for path in paths:
            await page.goto(f"{embedded_pc.base}/notices{path}")
            assert (path, await list_faults(page)) == (path, [])
        await page.goto(f"{embedded_pc.base}/notices/new")
        await page.get_by_role("button", name="保存并预览").click()
        assert await list_faults(page) == []
