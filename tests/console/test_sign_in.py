"""Signing in at the PC: codes, sessions, and whoever has no right to either."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from sqlmodel import SQLModel, select

from models.accounts import console_sessions, roles
from models.accounts.attempts import CONSOLE_CODES
from models.accounts.console_sessions import WHOLE_DAY, ConsoleSession
from models.core.audit import Act, AuditRecord
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.outbox.row import OutboxRow
from tests.support.console.pc import FORM_KEY, PC
from tests.support.store import NOON

T = TypeVar("T", bound=SQLModel)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0:.4} {1}", "full width"])
async def test_eight_digits_from_the_chat_open_the_console(pc: PC, typed: str) -> None:
    code = await pc.code(await pc.appoint())
    shown = typed.format(code, code[4:]) if typed != "full width" else as_full_width(code)
    async with pc.browser() as clerk:
        assert "登录" in await clerk.opens("/")
        page = await clerk.sends("/sign-in", code=shown)
    assert "What waits for the office" in page


def every(table: type[T]) -> Callable[[Session], Awaitable[list[T]]]:
    async def rows(session: Session) -> list[T]:
        return list(await session.exec(select(table)))

    return rows


def as_full_width(code: str) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in code)


async def test_a_code_is_good_once(pc: PC) -> None:
    code = await pc.code(await pc.appoint())
    async with pc.browser() as first, pc.browser() as second:
        await first.sends("/sign-in", code=code)
        await second.sends("/sign-in", code=code)
        assert second.status == 403
        assert "What waits" in await first.opens("/")


async def test_a_code_is_good_for_five_minutes_and_a_newer_one_voids_it(pc: PC) -> None:
    account = await pc.appoint()
    old, new = await pc.code(account), await pc.code(account)
    async with pc.browser() as clerk:
        await clerk.sends("/sign-in", code=old)
        assert clerk.status == 403
        pc.clock.leap(minutes=5, seconds=1)
        await clerk.sends("/sign-in", code=new)
        assert clerk.status == 403


async def test_after_many_wrong_codes_nobody_can_try_for_five_minutes(pc: PC) -> None:
    code = await pc.code(await pc.appoint())
    wrong = f"{(int(code) + 1) % 10**8:08}"
    for _ in range(CONSOLE_CODES.most):
        told = await pc.store.turn(
            lambda session: console_sessions.sign_in(session, wrong, pc.clock.now())
        )
        assert told == Refusal("console_code_unknown")
    async with pc.browser() as clerk:
        await clerk.sends("/sign-in", code=code)
        assert clerk.status == 403


async def test_labourers_and_brokers_get_no_code(pc: PC) -> None:
    account = await pc.appoint()

    async def becomes_broker(session: Session) -> None:
        for one in await session.exec(select(roles.Role)):
            if one.account_id == account.id:
                one.name, one.area = RoleName.BROKER, "222424101"
        await session.flush()

    await pc.store.turn(becomes_broker)
    actor = await pc.actor(account)
    given = await pc.store.turn(lambda s: console_sessions.give_sign_in_code(s, actor))
    assert given == Refusal("not_yours")


async def test_the_chat_is_told_and_can_end_the_session(pc: PC) -> None:
    async with pc.clerk() as clerk:
        assert clerk.account is not None
        (told,) = await pc.store.turn(every(OutboxRow))
        assert (told.topic, told.account_id) == ("console", clerk.account.id)
        actor = await pc.actor(clerk.account)
        stranger = await pc.actor(await pc.appoint(9002))
        end = console_sessions.end_session
        assert not await pc.store.turn(lambda s: end(s, stranger, told.about))
        assert "What waits" in await clerk.opens("/")
        assert await pc.store.turn(lambda s: end(s, actor, told.about))
        assert "八位数字" in await clerk.opens("/people")
        acts = await pc.store.turn(every(AuditRecord))
        assert [one.act for one in acts if one.account_id == clerk.account.id] == [Act.SIGNED_IN]


@pytest.mark.parametrize(("hours", "minutes"), [(0, 61), (12, 1)])
async def test_a_session_ends_when_nobody_is_there_and_after_a_day(
    pc: PC, hours: int, minutes: int
) -> None:
    async with pc.clerk() as clerk:
        for _ in range(hours * 2):
            pc.clock.leap(minutes=30)
            assert "What waits" in await clerk.opens("/") or pc.clock.at >= NOON + WHOLE_DAY
        pc.clock.leap(minutes=minutes)
        assert "八位数字" in await clerk.opens("/")


async def test_who_is_dismissed_is_out_at_the_next_page(pc: PC) -> None:
    async with pc.clerk() as clerk:
        account = clerk.account
        assert account is not None

        async def dismissed(session: Session) -> None:
            for one in await session.exec(select(roles.Role)):
                if one.account_id == account.id:
                    await session.delete(one)
            await session.flush()

        await pc.store.turn(dismissed)
        assert "八位数字" in await clerk.opens("/people")


async def test_signing_out_ends_it_for_a_stolen_cookie_too(pc: PC) -> None:
    async with pc.clerk() as clerk, pc.browser() as thief:
        await clerk.opens("/")
        for cookie in clerk.web.cookie_jar:
            thief.web.cookie_jar.update_cookies({cookie.key: cookie.value})
        assert "What waits" in await thief.opens("/")
        await clerk.sends("/sign-out")
        assert "八位数字" in await thief.opens("/")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
async def test_another_site_can_send_nothing(embedded_pc: PC, headers: dict[str, str]) -> None:
    pc = embedded_pc
    async with pc.browser() as clerk:
        form = {"code": await pc.code(await pc.appoint())}
        async with clerk.web.post(f"{pc.base}/sign-in", data=form, headers=headers) as answer:
            assert answer.status == 403


async def test_a_form_without_the_session_s_key_does_nothing(embedded_pc: PC) -> None:
    async with embedded_pc.clerk() as clerk, embedded_pc.clerk(chat_id=9002) as other:
        await other.opens("/")
        found = FORM_KEY.search(other.page)
        assert found is not None
        for key in ("", "0" * 64, found.group(1), "密"):
            async with clerk.web.post(f"{clerk.base}/sign-out", data={"form_key": key}):
                pass
        assert "What waits" in await clerk.opens("/")


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1", ""]
)
async def test_the_sign_in_leads_to_no_other_site(embedded_pc: PC, to: str) -> None:
    async with embedded_pc.browser() as clerk:
        form = {"code": await embedded_pc.code(await embedded_pc.appoint()), "to": to}
        url = f"{embedded_pc.base}/sign-in"
        async with clerk.web.post(url, data=form, allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (303, "/")


async def test_the_page_that_was_asked_for_comes_after_the_sign_in(embedded_pc: PC) -> None:
    async with embedded_pc.browser() as clerk:
        await clerk.opens("/people?words=%E7%8E%8B")
        assert 'name="to" value="/people?words=%E7%8E%8B"' in clerk.page
        code = await embedded_pc.code(await embedded_pc.appoint())
        await clerk.sends("/sign-in", code=code, to="/people?words=%E7%8E%8B")
        assert 'value="王"' in clerk.page


async def test_without_https_only_this_machine_signs_in(embedded_pc: PC) -> None:
    async with embedded_pc.browser() as clerk:
        form = {"code": await embedded_pc.code(await embedded_pc.appoint())}
        url = f"{embedded_pc.base}/sign-in"
        far = {"Host": "office.example"}
        async with clerk.web.post(url, data=form, headers=far) as answer:
            assert answer.status == 403
        far["X-Forwarded-Proto"] = "https"
        async with clerk.web.post(url, data=form, headers=far, allow_redirects=False) as answer:
            assert answer.status == 303
            cookie = answer.headers["Set-Cookie"]
            assert {"HttpOnly", "Secure", "SameSite=Strict"} <= set(cookie.split("; "))


async def test_every_answer_tells_the_browser_what_it_may_do(embedded_pc: PC) -> None:
    async with embedded_pc.clerk() as clerk:
        for path in ("/", "/sign-in", "/people/1", "/none", "/static/console.css"):
            async with clerk.web.get(f"{clerk.base}{path}") as answer:
                assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                stored = "no-store" in answer.headers.get("Cache-Control", "")
                assert stored != path.startswith("/static") or path == "/none"


async def test_the_store_knows_no_code_and_no_cookie(pc: PC) -> None:
    async with pc.clerk() as clerk:
        (cookie,) = [one.value for one in clerk.web.cookie_jar if one.key == "chunfeng_console"]
        (row,) = await pc.store.turn(every(ConsoleSession))
        assert cookie not in str(row.model_dump())


async def test_old_sessions_are_forgotten(pc: PC) -> None:
    async with pc.clerk():
        await pc.code(await pc.appoint(9002))
        later = pc.clock.at + console_sessions.KEPT * 2
        gone = await pc.store.turn(lambda s: console_sessions.delete_old_sessions(s, later))
        assert gone == 2
