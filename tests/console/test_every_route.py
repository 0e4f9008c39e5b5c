"""Every route of the console, as everybody: the table that the test prints says who gets what."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot.telegram.addresses import telegram_address
from console.core.application import build_console
from console.domains import DOMAINS
from models.accounts import console_sessions, roles
from models.accounts.account import Account, open_account
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from tests.support.console.examples import EXAMPLES, FILES, LEADING, OPEN
from tests.support.console.life import SECRETS, console_life
from tests.support.console.pc import FORM_KEY, PC, TONGYU, Clerk
from tests.support.store import all_rows

# What every request leaves behind, whoever it is by.
TRACES = ("console_session:", "audit_record:", "attempt:", "ledger_export:")


@dataclass(frozen=True)
class Answer:
    """What a request was answered with."""

    status: int
    to: str = ""
    text: str = ""

    @property
    def cell(self) -> str:
        """As the table says it."""
        return "sign-in" if self.to.startswith("/sign-in") else str(self.status)


def routes(pc: PC) -> Iterator[str]:
    """Each by its method and path."""
    for route in build_console(pc.office, DOMAINS).router.routes():
        assert route.resource is not None
        if route.method != "HEAD":
            yield f"{route.method} {route.resource.canonical}"


def is_of_record(route: str) -> bool:
    """Whether it is about one record, which another county has nothing to do with."""
    return "{" in EXAMPLES[route] and route not in OPEN


async def asks(clerk: Clerk, route: str, address: str, form_key: str = "") -> Answer:
    """The request, without a look at where it leads."""
    method, url = route.partition(" ")[0], f"{clerk.base}{address}"
    given: dict[str, Any] = {"data": {"form_key": form_key}} if method == "POST" else {}
    async with clerk.web.request(method, url, allow_redirects=False, **given) as response:
        kind = response.headers.get("Content-Type", "")
        text = await response.text() if kind.startswith("text/html") else ""
        return Answer(response.status, response.headers.get("Location", ""), text)


async def key_of(clerk: Clerk) -> str:
    await clerk.opens("/")
    found = FORM_KEY.search(clerk.page)
    assert found is not None
    return found.group(1)


async def kept(pc: PC) -> str:
    """All rows but what a look leaves."""
    rows = await pc.store.turn(all_rows)
    return "\n".join(row for row in rows.splitlines() if not row.startswith(TRACES))


def test_each_route_has_an_example(embedded_pc: PC) -> None:
    assert sorted(EXAMPLES) == list(EXAMPLES)
    assert sorted(set(routes(embedded_pc))) == list(EXAMPLES)


async def somebody(pc: PC, role: RoleName | None) -> Account:
    """A labourer, or somebody with this role."""

    async def work(session: Session) -> Account:
        account = await open_account(session, telegram_address(7_777), pc.clock.now())
        if role is not None:
            await roles.grant_role(session, account, role, "222424101", pc.clock.now())
        return account

    return await pc.store.turn(work)


@pytest.mark.parametrize("role", [None, RoleName.BROKER], ids=["labourer", "broker"])
async def test_labourers_and_brokers_get_no_cookie(pc: PC, role: RoleName | None) -> None:
    actor = await pc.actor(await somebody(pc, role))
    code = await pc.store.turn(lambda s: console_sessions.give_sign_in_code(s, actor))
    assert code == Refusal("not_yours")


async def test_every_route_as_everybody(pc: PC, capsys: pytest.CaptureFixture[str]) -> None:
    numbers = await pc.store.turn(console_life)
    addresses = {route: address.format(**numbers) for route, address in EXAMPLES.items()}
    table: dict[str, dict[str, Answer]] = {route: {} for route in addresses}
    async with (
        pc.browser() as nobody,
        pc.browser() as thief,
        pc.clerk() as own,
        pc.clerk(chat_id=9502, county=TONGYU) as other,
    ):
        thief.web.cookie_jar.update_cookies({"chunfeng_console": "A" * 43})
        before = await kept(pc)
        people = {"nobody": nobody, "false cookie": thief, "forged form": own, "elsewhere": other}
        for name, clerk in people.items():
            form_key = await key_of(clerk) if clerk is other else "0" * 64
            for route, address in addresses.items():
                if route not in OPEN:
                    table[route][name] = await asks(clerk, route, address, form_key)
        after = await kept(pc)
        # Looks before acts: an act may end what is looked at.
        for route in addresses:
            if route not in OPEN:
                key = await key_of(own)
                table[route]["own"] = await asks(own, route, addresses[route], key)
    with capsys.disabled():
        sys.stdout.write(as_table(table))
    for route, answers in table.items():
        for name, answer in answers.items():
            assert fault(route, name, answer) == "", (route, name, answer)
    # Of other counties' routes, those that make something new for themselves are not tried here.
    assert before == after


def fault(route: str, name: str, answer: Answer) -> str:
    """What is wrong with an answer; empty where it is as it should be."""
    if route in FILES and name in ("own", "forged form"):
        return "" if answer.status == 404 else "gives a file that is not there"
    if route in LEADING and name not in ("nobody", "false cookie"):
        return "" if answer.status == 303 else "leads nowhere"
    if name in ("nobody", "false cookie"):
        return "" if answer.cell == "sign-in" else "not asked to sign in"
    if name == "own":
        right = answer.status == 200 if route.startswith("GET") else answer.status not in (403, 500)
        return "" if right else "not answered"
    if name == "forged form":
        return "" if answer.status == (200 if route.startswith("GET") else 403) else "taken"
    if any(secret in answer.text for secret in SECRETS):
        return "tells another county"
    return "" if answer.status == 404 or not is_of_record(route) else "not refused"


def as_table(table: dict[str, dict[str, Answer]]) -> str:
    """A line a route, a column for each who asked."""
    names = list(dict.fromkeys(name for answers in table.values() for name in answers))
    widest = max(len(route) for route in table) + 2
    lines = ["", "".join([" " * widest, *(f"{name:>14}" for name in names)])]
    for route, answers in table.items():
        cells = [answers[name].cell if name in answers else "open" for name in names]
        lines.append("".join([f"{route:<{widest}}", *(f"{cell:>14}" for cell in cells)]))
    return "\n".join(lines)


def test_a_route_that_nobody_guards_would_be_seen() -> None:
    assert fault("GET /brokers", "nobody", Answer(200)) != ""
    assert fault("GET /brokers/{id}", "elsewhere", Answer(200)) != ""
    assert fault("POST /brokers/{id}/approve", "forged form", Answer(303)) != ""
    assert fault("GET /brokers", "elsewhere", Answer(200, text=SECRETS[0])) != ""
