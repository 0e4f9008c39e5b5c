"""PostgreSQL's own programs by the bot's address: in their environment, never in their arguments.

Every user of the machine reads the arguments of a process; its environment only its own user.
"""

import os
import ssl
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from bot.settings import PREFIX, SettingsError
from bot.store.postgresql_url import VERIFYING, read_postgresql_url
from bot.traces import VALUE

# Of an address's parameters, what libpq reads in the environment.
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
    "channel_binding": "PGCHANNELBINDING",
    "gssencmode": "PGGSSENCMODE",
}
# Where authorities lie; libpq before 16 has no word for "the system's".
AUTHORITIES = (ssl.get_default_verify_paths().openssl_cafile, "/etc/ssl/certs/ca-certificates.crt")
SAYS, OLDER = "error: ", "server version mismatch"


def read_environment(text: str) -> dict[str, str]:
    """What libpq is told by its variables for the same connection as the bot's.

    Args:
        text: an address that read_postgresql_url takes.
    """
    url = make_url(text)
    query = {name: str(value) for name, value in url.query.items()}
    found = {
        "PGHOST": url.host or "",
        "PGPORT": str(url.port or ""),
        "PGUSER": url.username or "",
        "PGPASSWORD": str(url.password or ""),
        "PGDATABASE": url.database or "",
        "PGCLIENTENCODING": "UTF8",
        **{VARIABLES[name]: value for name, value in query.items() if name in VARIABLES},
        **_encryption(query),
        "PGOPTIONS": _options(text),
    }
    return {name: value for name, value in found.items() if value}


def _encryption(query: dict[str, str]) -> dict[str, str]:
    """As strict as the bot: a root certificate that is named is always checked."""
    mode, root = query.get("sslmode", query.get("ssl", "")).lower(), query.get("sslrootcert", "")
    mode = "require" if mode in ("true", "1", "on") else mode
    if mode == "disable" or not (root or mode in VERIFYING):
        return {"PGSSLMODE": mode}
    if root == "system" or not root:
        known = [one for one in AUTHORITIES if Path(one).is_file()]
        mode = "verify-full" if root == "system" else mode
        root = known[0] if known else ""
    return {"PGSSLMODE": mode if mode in VERIFYING else "verify-ca", "PGSSLROOTCERT": root}


def _options(text: str) -> str:
    """The settings of the server, as libpq quotes them."""
    told = read_postgresql_url(text).given.get("server_settings", {})
    return " ".join(
        f"-c {name}={value}".replace("\\", "\\\\").replace(" ", "\\ ").replace("-c\\ ", "-c ", 1)
        for name, value in told.items()
    )


def run_program(program: str, words: Sequence[str], address: str) -> None:
    """Run pg_dump or pg_restore on the database of this address.

    What it writes is for its own user alone, and it is told of no setting of the bot.

    Raises:
        SettingsError: it is not there, or failed; the sentence holds no row and no password.
    """
    inherited = {name: told for name, told in os.environ.items() if not name.startswith(PREFIX)}
    url: URL = make_url(address)
    try:
        done = subprocess.run(  # noqa: S603 - the words are our own
            [program, *words],
            env=inherited | read_environment(address) | {"LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            umask=0o077,
            check=False,
        )
    except FileNotFoundError:
        raise SettingsError(f"{program} is not here: apt install postgresql-client") from None
    if done.returncode:
        raise SettingsError(f"{program} failed: {_first_error(done.stderr, url)}")


def _first_error(said: bytes, url: URL) -> str:
    """Its first error without values: what follows may quote a row."""
    lines = said.decode(errors="replace").splitlines()
    if any(OLDER in line for line in lines):
        return "it is older than the server; install the postgresql-client of the server's version"
    found = next((line.partition(SAYS)[2] for line in lines if SAYS in line), "it said nothing")
    secret = str(url.password or "")
    return VALUE.sub("…", found.replace(secret, "…") if secret else found)
