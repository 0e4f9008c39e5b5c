"""The proxies of deploy/: a restart that nobody notices, and no log with the webhook's secret."""

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest

from tests.resilience.machines.behind import (
    DEPLOY,
    NGINX,
    PATH,
    SECRET,
    behind,
    load,
)
from tests.support.certificates import make_certificate
from tests.support.real_process import end

PROGRAM = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
needs_both = pytest.mark.skipif(
    not (PROGRAM and shutil.which("caddy")), reason="Caddy and nginx are not both here"
)


@needs_both
async def test_a_restart_under_load_is_noticed_by_nobody_and_no_log_has_the_secret(
    url: str, tmp_path: Path
) -> None:
    async with behind(url, tmp_path) as found:
        async with load(found):
            await found.restart()
        for proxy, statuses in found.answers.statuses.items():
            assert set(statuses) == {200}, proxy
        assert set(found.answers.statuses) == {"caddy", "nginx"}
        assert found.answers.unanswered == []
        taken = list(found.answers.updates)
        for port in found.ports:
            await end(found.bots[port])
        # What a proxy tells of a call that nobody takes is where secrets get out.
        assert [await found.call(proxy) >= 500 for proxy in found.proxies] == [True, True]
    assert sorted(await kept(url)) == sorted(taken)
    logs = found.logs()
    assert [name for name, text in logs.items() if PATH in text or SECRET in text] == []
    assert logs["nginx.log"].count("POST") > 10
    assert json.loads(logs["caddy-run.log"].splitlines()[-1])
    assert '"method":"POST"' in logs["caddy-run.log"]
    assert "connection refused" in logs["caddy-run.log"]
    assert '"outcome": "answered"' in logs["bot.log"]


async def kept(url: str) -> list[int]:
    """The number of each update that was taken, as often as it was."""
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch("SELECT message_id FROM seen_update")
    finally:
        await connection.close()
    return [int(row["message_id"]) for row in rows]


@pytest.mark.skipif(not PROGRAM, reason="nginx is not here")
def test_nginx_reads_the_file_as_it_is(tmp_path: Path) -> None:
    pem = tmp_path / "one.pem"
    pem.write_bytes(make_certificate(datetime.now(UTC) + timedelta(days=9)))
    text = (DEPLOY / "nginx.conf").read_text()
    for name in ("fullchain.pem", "privkey.pem"):
        at = f"/etc/letsencrypt/live/bot.example.cn/{name}"
        assert at in text
        text = text.replace(at, str(pem))
    log = "/var/log/nginx/chunfeng.log"
    assert log in text
    (tmp_path / "chunfeng.conf").write_text(text.replace(log, str(tmp_path / "nginx.log")))
    (tmp_path / "nginx.conf").write_text(NGINX.format(folder=tmp_path, user=""))
    command = [str(PROGRAM), "-t", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
