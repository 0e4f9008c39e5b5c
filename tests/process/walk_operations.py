"""docs/operations.md walked from its first command on a bare Debian, with somebody talking.

    python -m tests.process.walk_operations [--folder DIR] [--bind PATH ...]

As root, with debootstrap and a mirror in reach; it takes some minutes. Where pip's packages come
from is told by PIP_... variables; --bind shows a folder of this machine to the bare one.
"""

import argparse
import asyncio
import os
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import aiohttp
from cryptography.fernet import Fernet

from sandbox.chats.people import Person
from sandbox.server import Sandbox
from tests.process.bare_machine import BareMachine
from tests.process.operations_page import RUN_BY, TREE, WALK, Block, list_blocks
from tests.support.labourers.intake import SHORTEST, register
from tests.support.phones import PHONES
from tests.support.ports import free_port
from tests.support.town import ANA, TOKEN

SOURCE = "/usr/local/src/chunfeng"
MISSING = "On Debian: apt-get install python3-venv"
BEN = Person(1002, "Ben")


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def bare_machine(folder: Path, binds: list[str]) -> BareMachine:
    """A Debian with nothing but its base, and this tree in it."""
    root = folder / "root"
    if not (folder / "base").is_dir():
        subprocess.run(
            ["debootstrap", "--variant=minbase", "bookworm", folder / "base"], check=True
        )
    subprocess.run(["cp", "-a", folder / "base", root], check=True)
    for name in ("resolv.conf", "hosts"):
        shutil.copy(f"/etc/{name}", root / "etc" / name)
    away = shutil.ignore_patterns(".git", ".venv", "__pycache__", "data", "*.env", "build")
    shutil.copytree(TREE, root / SOURCE.lstrip("/"), ignore=away)
    return BareMachine(root, binds)


def fill_in(machine: BareMachine, address: str) -> int:
    """Write the settings, with values that a shell would take apart; gives the port."""
    port = free_port()
    common = machine.root / "etc/chunfeng/common.env"
    common.write_text(
        f"# & ; $HOME\nCHUNFENG_BOT_TOKEN={TOKEN}\n"
        f"CHUNFENG_SECRET_KEYS='{Fernet.generate_key().decode()}'\n"
        f"CHUNFENG_TELEGRAM_API={address}\nCHUNFENG_LOG_FORMAT=json\n"
        f'CHUNFENG_LISTEN=127.0.0.1:{port}\nODD=a $b & c; "d" \'e\n'
    )
    (machine.root / "etc/chunfeng/all.env").write_text("ROLE=all\n")
    # FILE is the one that lies where one stands, and a .env there is not taken for the settings.
    machine.run(f"cd {SOURCE}; chunfeng-do test -r deploy/compose.yaml")
    machine.run("cd /tmp; touch .env; chunfeng-do true", fails=True)
    machine.run("""test "$(chunfeng-do sh -c 'echo "$ODD"')" = "a \\$b & c; \\"d\\" 'e" """)
    return port


def refuse_open_files(machine: BareMachine) -> int:
    """Every folder is 0700 and every file 0600, and the bot's is the bot's; gives how many."""
    count = 0
    for top in ("etc/chunfeng", "var/lib/chunfeng"):
        for path in (machine.root / top, *sorted((machine.root / top).rglob("*"))):
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600), (path, oct(mode))
            assert (path.stat().st_uid == 0) == (top == "etc/chunfeng"), path
            count += 1
    return count


async def do(machine: BareMachine, block: Block) -> None:
    """Run a block; of one for systemd, do what systemd would."""
    say(f"--- {block.heading}\n{block.text}".rstrip())
    if not block.reason:
        # The widest that anybody has; packages are another's.
        mask = "" if block.text.startswith("apt-get") else "umask 0\n"
        await asyncio.to_thread(machine.run, mask + block.text)
        return
    for command in block.text.splitlines():
        words = command.split()
        if words[0] == "cp":
            machine.run(command)
        elif words[:2] in (["systemctl", "stop"], ["systemctl", "disable"]):
            await machine.stop()
        elif words[:2] in (["systemctl", "start"], ["systemctl", "enable"]):
            await machine.start()


async def answers(port: int) -> None:
    """Until the process is ready."""
    async with aiohttp.ClientSession() as web:
        for _ in range(300):
            try:
                async with web.get(f"http://127.0.0.1:{port}/readyz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)
    raise TimeoutError


async def install(machine: BareMachine, blocks: list[Block], address: str) -> int:
    """The section, after a first try without venv, to a process that answers."""
    packages, made, *rest = blocks
    machine.run(
        "apt-get -qq update; apt-get -qq --yes --no-install-recommends install make python3"
    )
    failed = machine.run(f"make -C {SOURCE} install", fails=True)
    assert MISSING in failed, failed
    assert not (machine.root / "opt/chunfeng").exists()
    await do(machine, packages)
    await do(machine, made)
    port = fill_in(machine, address)
    for block in rest:
        await do(machine, block)
    await answers(port)
    say(f"{refuse_open_files(machine)} folders and files, none open to others")
    return port


async def upgrade(machine: BareMachine, blocks: list[Block], port: int) -> None:
    """The section: the old goes on until it is stopped, then the new; and back again."""
    old = machine.running_release()
    (machine.root / SOURCE.lstrip("/") / "CHANGELOG.md").open("a").write("\nA newer one.\n")
    *forward, back = blocks
    for block in forward:
        assert not machine.is_running() or machine.running_release() == old
        await do(machine, block)
    await answers(port)
    assert machine.running_release() != old
    await machine.stop()
    await do(machine, back)
    await machine.start()
    await answers(port)
    assert machine.running_release() == old


async def postgresql(machine: BareMachine, blocks: list[Block]) -> None:
    """The section: the bot makes its tables in a database of its own."""
    packages, made = blocks
    await do(machine, packages)
    machine.run("pg_lsclusters -h | grep -q online || pg_ctlcluster 15 main start")
    say(f"--- {made.heading}\n{made.text}".rstrip())
    machine.run(made.text, typed="secret\nsecret\n")
    port = machine.run("pg_lsclusters -h").split()[2]
    url = f"postgresql://chunfeng:secret@127.0.0.1:{port}/chunfeng"
    machine.run(f"chunfeng-do env CHUNFENG_DATABASE_URL={url} chunfeng db upgrade")


async def back_up(machine: BareMachine, blocks: list[Block]) -> None:
    """The section: the timer's files, and a backup by hand."""
    timer, taken = blocks
    assert "chunfeng-backup.timer" in timer.text
    await do(machine, timer)
    by_helper(machine, taken)
    assert "backup.json" in machine.run("ls /var/lib/chunfeng/backups/*")


async def restore(machine: BareMachine, blocks: list[Block], port: int) -> None:
    """The section: rehearsed beside the bot, then done, with the databases' names changed."""
    renamed, restored, rehearsed = blocks
    by_helper(machine, rehearsed)
    await machine.stop()
    aside = "cd /var/lib/chunfeng/data; mkdir before; mv chunfeng.db* before/"
    machine.run(f"chunfeng-do bash -euc {shlex.quote(aside)}")
    await do(machine, renamed)
    by_helper(machine, restored)
    await machine.start()
    await answers(port)


def by_helper(machine: BareMachine, block: Block) -> None:
    """Run a block in the shell that chunfeng-do gives; what serves until it is ended, a while."""
    say(f"--- {block.heading}, by chunfeng-do\n{block.text}".rstrip())
    serving = "chunfeng run --silent"
    text = block.text.replace(serving, f"timeout --signal INT 20 {serving} || [ $? = 124 ]")
    machine.run(f"chunfeng-do bash -euc {shlex.quote(text)}")


async def walk(folder: Path, binds: list[str]) -> None:
    sections: dict[str, list[Block]] = {}
    for block in list_blocks():
        sections.setdefault(block.heading, []).append(block)
    machine = bare_machine(folder, binds)
    sandbox = Sandbox([ANA, BEN], token=TOKEN)
    async with sandbox.serve() as address, aiohttp.ClientSession() as web:
        try:
            port = await install(machine, sections["Install"], address)
            ana = PHONES["buttons"](address, ANA.id, web)
            await register(ana, SHORTEST)
            await postgresql(machine, sections["PostgreSQL"])
            await back_up(machine, sections["Backup"])
            await upgrade(machine, sections["Upgrade"], port)
            await ana.start()
            await restore(machine, sections["Restore"], port)
            await ana.start()
            files, processes = sections["Several machines"]
            await do(machine, files)
            assert "systemctl" in processes.text
            say(f"{refuse_open_files(machine)} folders and files, none open to others")
        finally:
            await machine.stop()
            machine.run("if [ -x /usr/bin/pg_ctlcluster ]; then pg_ctlcluster 15 main stop; fi")
    say("walked: " + ", ".join(name for name, by in RUN_BY.items() if by == WALK))


def main() -> None:
    parser = argparse.ArgumentParser(prog=WALK, description=__doc__)
    parser.add_argument("--folder", type=Path, help="keeps the base of Debian for the next time")
    parser.add_argument("--bind", action="append", default=[])
    given = parser.parse_args()
    os.umask(0o022)
    folder = given.folder or Path(tempfile.mkdtemp(prefix="walk-"))
    folder.mkdir(exist_ok=True)
    try:
        asyncio.run(walk(folder.absolute(), given.bind))
    finally:
        shutil.rmtree(folder / "root", ignore_errors=True)
        if not given.folder:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
