"""Each alert fires on what a real process tells while something is wrong, and goes away after it.

What can't be brought about within a test is written into what the process told.
"""

import asyncio
import re
import shutil
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import stamina
from aiohttp import ClientError
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot import app
from bot.app import Part
from bot.telegram.addresses import telegram_address
from bot.web.metrics import render_free_space
from models.accounts import account as accounts
from models.core import tick_runs
from sandbox.clock import MovableClock
from tests.outbox.test_monitor import waits
from tests.process.watching.exposition import samples, told
from tests.process.watching.firing import Fault, Scrape, play, rules
from tests.resilience.serving.test_polling import spoil
from tests.resilience.serving.test_store_away import away
from tests.support.labourers.intake import arrive
from tests.support.small_disk import small_real_disk
from tests.support.town import TOKEN, Town, open_town, serving, until

pytestmark = pytest.mark.skipif(not shutil.which("promtool"), reason="no promtool here")

ASKED_EVERY, MORE_THAN_A_DAY = 0.05, 1500
MINUTES, TEN_DAYS = timedelta(minutes=1), timedelta(days=10)
FILES = 'chunfeng_disk_free_bytes{what="files"}'


async def scrape(town: Town) -> Scrape:
    return Scrape(await told(town), town.clock.now().timestamp())


async def shows(town: Town, name: str, fits: Callable[[float], bool]) -> Scrape:
    """What is told, once this sample fits."""

    async def is_so() -> bool:
        try:
            value = (await samples(town)).get(name)
        except ClientError:  # it does not listen yet
            return False
        return value is not None and fits(value)

    await until(is_so)
    return await scrape(town)


async def note_backup(town: Town) -> None:
    async with town.store() as session:
        now = town.clock.now()
        await tick_runs.note(session, tick_runs.BACKUP, now, now + 1440 * MINUTES, {"files": 1})


async def healthy(town: Town) -> Scrape:
    """All is well: somebody wrote just now, every tick came, Telegram has been asked."""
    await arrive(town.ana, typing=True)
    await town.settled()
    await note_backup(town)
    return await shows(town, "chunfeng_clock_offset_seconds", lambda offset: abs(offset) < 5)


def filled(scraped: Scrape, folder: Path) -> Scrape:
    """The same, but for the room that a small disk has."""
    with small_real_disk(folder) as disk:
        room = render_free_space(disk.folder, "").decode()
    free = room.splitlines()[-1] if disk.is_mounted else f"{FILES} 8e+06"
    assert free.startswith(FILES)
    return Scrape(re.sub(rf"(?m)^{re.escape(FILES)} .*$", free, scraped.text), scraped.at)


def slower(scraped: Scrape, histogram: str) -> Scrape:
    """One more turn, or answer, than all so far, that took longer than every bucket."""
    counts = rf'{histogram}_(?:count|bucket{{le="\+Inf"}})'

    def more(line: re.Match[str]) -> str:
        return f"{line[1]} {float(line[2]) + 10}"

    text, found = re.subn(rf"(?m)^({counts}) (\S+)$", more, scraped.text)
    assert found == 2
    return Scrape(text, scraped.at)


async def test_by_polling(sqlite_url: str, tmp_path: Path) -> None:
    faults: list[Fault] = []
    served = open_town(sqlite_url, busy_seconds=0, telegram_asked_every=ASKED_EVERY)
    async with served as town:
        well = await healthy(town)

        def add(alert: str, faulty: Scrape | None, quiet: Scrape = well) -> None:
            faults.append(Fault(alert, quiet, faulty, well))

        add("ProcessAway", None)
        # Nothing in it moves any more: no process has the clock.
        add("ClockStands", well)
        add("HousekeepingLate", well)
        add("TurnsSlow", slower(well, "chunfeng_turn_seconds"))
        add("AnswersSlow", slower(well, "chunfeng_answer_seconds"))

        await town.fault("401", method="getUpdates", times=-1)
        refused = "chunfeng_telegram_refusals_total why=token"
        add("TokenRefused", await shows(town, refused, lambda count: count > 2))
        await town.mend()

        poller = "chunfeng_telegram_refusals_total why=poller"
        async with another_polls(town):
            add("SecondPoller", await shows(town, poller, lambda count: count > 2))

        await spoil(town)
        await town.ana.says("Ann Lee")
        add("TurnsFail", await scrape(town))

        async with town.store() as session:
            for number in range(30):
                address = telegram_address(9000 + number)
                somebody = await accounts.open_account(session, address, town.clock.now())
                somebody.address.blocked_at = town.clock.now()
            for _ in range(3):
                now = town.clock.now()
                await tick_runs.note_failure(session, "reminders", now, now + MINUTES, "KeyError")
        troubled = await scrape(town)
        faults.append(Fault("UnreachableGrow", well, troubled, well, MORE_THAN_A_DAY))
        add("TickFails", troubled)

        with stamina.set_testing(True, attempts=1):
            await town.fault("5xx", method="sendMessage", times=-1)
            for _ in range(4):
                await town.ben.says("/help")
            lost = await shows(town, "chunfeng_answers_lost_total", lambda count: count > 3)
            add("AnswersLost", lost)
            await town.mend()

        await town.dai.start()
        await town.fault("401", method="sendMessage", times=-1)
        await waits(town, -11 * MINUTES)
        late = "chunfeng_outbox_oldest_seconds state=waiting"
        add("MessagesStand", await shows(town, late, lambda age: age > 600))
        await town.mend()

        town.clock.move(240 * MINUTES)
        add("NobodyWrites", await scrape(town))
        await town.fault("5xx", times=-1)
        town.clock.move(10 * MINUTES)
        silence = "chunfeng_telegram_silence_seconds"
        add("TelegramAway", await shows(town, silence, lambda age: age > 300))
        town.clock.move(1440 * MINUTES)
        add("BackupOld", await scrape(town))

        add("DiskFills", filled(well, tmp_path / "small"))
    assert play(tmp_path, faults) == ""


@asynccontextmanager
async def another_polls(town: Town) -> AsyncIterator[None]:
    """A second process has the same token."""

    async def poll() -> None:
        while True:
            async with town.web.get(f"{town.address}/bot{TOKEN}/getUpdates") as answer:
                await answer.read()

    other = asyncio.create_task(poll())
    try:
        yield
    finally:
        other.cancel()


async def test_by_webhook(sqlite_url: str, tmp_path: Path) -> None:
    faults: list[Fault] = []
    served = open_town(sqlite_url, by="webhook", busy_seconds=0, telegram_asked_every=ASKED_EVERY)
    async with served as town:
        well = await healthy(town)

        def add(alert: str, faulty: Scrape) -> None:
            faults.append(Fault(alert, well, faulty, well))

        async with away(sqlite_url):
            for number in range(101):
                text = {"message_id": 1, "date": 0, "text": "hello"}
                sender = {"id": 7000 + number, "is_bot": False, "first_name": "S"}
                chat = {"id": 7000 + number, "type": "private"}
                update = {"message": {**text, "from": sender, "chat": chat}}
                await town.brings(update, wait=False)
            pending = "chunfeng_telegram_pending_updates"
            outage = await shows(town, pending, lambda count: count > 100)
            for alert in ("StoreAway", "TurnsPutOff", "WebhookFails", "UpdatesPile"):
                add(alert, outage)
        async with town.web.get(f"{town.address}/bot{TOKEN}/deleteWebhook") as answer:
            assert answer.ok
        fits = "chunfeng_webhook_fits"
        add("WebhookTaken", await shows(town, fits, lambda is_so: not is_so))
    assert play(tmp_path, faults) == ""


async def test_of_the_clocks_and_the_certificate(sqlite_url: str, tmp_path: Path) -> None:
    async with open_town(sqlite_url, served=False, telegram_asked_every=ASKED_EVERY) as town:
        async with serving(town):
            well = await healthy(town)
        async with town.store() as session:
            for run in await tick_runs.every(session):
                await session.delete(run)
        slow = MovableClock(town.clock.offset - MINUTES)
        async with (
            tls_server(tmp_path, town.clock.now() + TEN_DAYS) as port,
            conversing(town, port, slow),
        ):
            left = "chunfeng_certificate_left_seconds"
            faulty = await shows(town, left, lambda seconds: seconds > 0)
    alerts = ("ClockNeverRan", "ClockSkewed", "CertificateExpires")
    assert play(tmp_path, [Fault(alert, well, faulty, well) for alert in alerts]) == ""


@asynccontextmanager
async def conversing(town: Town, port: int, clock: MovableClock) -> AsyncIterator[None]:
    """A converse process alone, by another clock, whose webhook is at this port."""
    webhook = {"webhook_url": f"https://127.0.0.1:{port}/telegram"}
    town.settings = town.settings.model_copy(update=webhook)
    stopping = asyncio.Event()
    served = app.serve(town.settings, clock, Part.CONVERSE, stopping, town.timing)
    process = asyncio.create_task(served)
    try:
        yield
    finally:
        stopping.set()
        await process


@asynccontextmanager
async def tls_server(folder: Path, until_when: datetime) -> AsyncIterator[int]:
    """A server with a certificate that nobody trusts; gives its port."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    since = until_when - timedelta(days=90)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until_when)
        .sign(key, hashes.SHA256())
    )
    pem, secret = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file = folder / "certificate.pem"
    plain = serialization.NoEncryption()
    file.write_bytes(certificate.public_bytes(pem) + key.private_bytes(pem, secret, plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)

    async def greet(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(greet, "127.0.0.1", 0, ssl=context) as server:
        yield server.sockets[0].getsockname()[1]


def test_every_alert_was_seen() -> None:
    """Whoever adds an alert makes it fire above."""
    source = Path(__file__).read_text()
    unseen = [rule["alert"] for rule in rules() if f'"{rule["alert"]}"' not in source]
    assert unseen == []
