"""A root folder of Debian without systemd: its commands, and the processes that a unit names."""

import asyncio
import configparser
import os
import re
import runpy
import signal
import string
import subprocess
from asyncio.subprocess import Process
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

TREE = Path(__file__).parents[2]
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def read_environment(text: str) -> dict[str, str]:
    """What systemd would read in an EnvironmentFile."""
    parse = runpy.run_path(str(TREE / "deploy" / "chunfeng-do"))["parse"]
    found: dict[str, str] = parse(text)[0]
    return found


class BareMachine:
    """Commands as root in the folder, and one process for each file beside common.env."""

    def __init__(self, root: Path, binds: list[str]) -> None:
        self.root, self._binds = root, binds
        self._unit_file = root / "etc/systemd/system/chunfeng@.service"
        self._processes: list[Process] = []

    def _inside(self, *words: str, **environment: str) -> list[str]:
        given = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
        clean = {"PATH": PATH, "HOME": "/root", "LANG": "C.UTF-8", **given, **environment}
        mounts = "".join(
            f"if [ -d {one} ]; then mkdir -p .{one}; else mkdir -p .{Path(one).parent};"
            f" touch .{one}; fi; mount --bind {one} .{one}; "
            for one in ("/dev", "/proc", *self._binds)
        )
        enter = f'set -e; cd {self.root}; {mounts} mount -t tmpfs tmpfs tmp; exec chroot . "$@"'
        return [
            *("unshare", "--mount", "--propagation", "private", "sh", "-c", enter, "sh"),
            *("/usr/bin/env", "-i", *(f"{name}={value}" for name, value in clean.items()), *words),
        ]

    def run(self, script: str, *, fails: bool = False, typed: str = "") -> str:
        """Type these lines as root in /root, and stop where one fails; gives what they said.

        What a command asks for, such as a password, is `typed`.
        """
        command = self._inside("bash", "-euc", f"cd /root\n{script}")
        # A server that a command starts keeps what it was given: a file can be left to it.
        with TemporaryFile("w+") as told:
            done = subprocess.run(
                command,
                input=typed,
                stdout=told,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                start_new_session=True,
            )
            told.seek(0)
            said = told.read()
        assert (done.returncode != 0) == fails, f"{script}\n{said}"
        return said

    async def start(self) -> None:
        """Start what the installed unit says, once for each process that has settings."""
        unit, text = self._unit(), self._unit_file.read_text()
        for file in sorted((self.root / "etc/chunfeng").glob("*.env")):
            if file.name == "common.env":
                continue
            settings = dict(re.findall(r"^Environment=(\w+)=(.*)$", text, re.MULTILINE))
            for path in ("common.env", file.name):
                settings |= read_environment((file.parent / path).read_text())
            command = string.Template(unit["ExecStart"]).substitute(settings)
            as_user = (
                "setpriv",
                "--reuid",
                unit["User"],
                "--regid",
                unit["Group"],
                "--init-groups",
            )
            here = f"umask {unit['UMask']}; cd {unit['WorkingDirectory']}; exec {command}"
            words = self._inside(*as_user, "sh", "-c", here, **settings)
            self._processes.append(
                await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.DEVNULL)
            )

    def _unit(self) -> Any:
        unit = configparser.RawConfigParser(strict=False)
        unit.optionxform = str  # type: ignore[assignment,method-assign]
        unit.read(self._unit_file)
        return unit["Service"]

    async def stop(self) -> None:
        """End them as systemd does."""
        for process in self._processes:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
                assert await process.wait() == 0
        self._processes.clear()

    def is_running(self) -> bool:
        return any(process.returncode is None for process in self._processes)

    def running_release(self) -> str:
        """Which release the first process runs."""
        maps = Path(f"/proc/{self._processes[0].pid}/cmdline").read_bytes().decode()
        (name,) = set(re.findall(r"/releases/([^/]+)/bin/python", maps))
        return str(name)
