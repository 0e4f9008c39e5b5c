"""PostgreSQL's addresses as providers hand them out, in what asyncpg takes.

What libpq knows and asyncpg does not is translated, or refused by its name: never passed over.
"""

import shlex
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.engine import URL, make_url

PLACE: tuple[str, ...] = ("host", "port")
SCHEMES = ("postgresql", "postgres", "postgresql+asyncpg")
DRIVER = "postgresql+asyncpg"
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
VERIFYING = ("verify-ca", "verify-full")
# A store that is only read is none.
SESSIONS = ("any", "primary", "read-write")


class UnknownParameter(ValueError):
    """The message is half a sentence that names the parameter, without its value."""


@dataclass
class ConnectArguments:
    """An address without parameters, and what asyncpg is given besides."""

    url: URL
    given: dict[str, Any] = field(default_factory=dict)

    def set_on_server(self, settings: Mapping[str, str]) -> None:
        """Settings of the server for each session."""
        self.given["server_settings"] = self.given.get("server_settings", {}) | settings


def read_postgresql_url(text: str) -> ConnectArguments:
    """The address in asyncpg's words.

    Raises:
        UnknownParameter: one of its parameters can't be had.
        ArgumentError, ValueError: it is no address.
    """
    url = make_url(text)
    if url.drivername not in SCHEMES:
        raise UnknownParameter(f"{url.drivername.partition('+')[2]} is another driver")
    query = {name: _single(name, value) for name, value in url.query.items()}
    address: dict[str, str] = {name: query.pop(name) for name in PLACE if name in query}
    found = ConnectArguments(url.set(drivername=DRIVER, query=address))
    _encrypt(found, query)
    for name, value in query.items():
        if name not in READERS:
            raise UnknownParameter(f"its parameter {name} is not known here; leave it out")
        READERS[name](found, value)
    return found


def _single(name: str, value: str | tuple[str, ...]) -> str:
    if not isinstance(value, str):
        raise UnknownParameter(f"its parameter {name} stands there twice")
    return value


def _encrypt(found: ConnectArguments, query: dict[str, str]) -> None:
    """The parameters about TLS, which belong together; a root certificate is always checked."""
    mode = query.pop("sslmode", query.pop("ssl", "")).lower()
    mode = "require" if mode in ("true", "1", "on") else mode
    root, own, key = (query.pop(name, "") for name in ("sslrootcert", "sslcert", "sslkey"))
    if mode and mode not in SSL_MODES:
        raise UnknownParameter(f"its parameter sslmode is one of {', '.join(SSL_MODES)}")
    if mode == "disable" or not (root or own or mode in VERIFYING):
        found.given |= {"ssl": mode} if mode else {}
        return
    try:
        context = ssl.create_default_context(cafile=None if root in ("", "system") else root)
        context.check_hostname = mode == "verify-full" or root == "system"
        if not root and mode not in VERIFYING:
            context.verify_mode = ssl.CERT_NONE
        if own:
            context.load_cert_chain(own, key or None)
    except (OSError, ssl.SSLError):
        raise UnknownParameter("a file of sslrootcert, sslcert or sslkey can't be read") from None
    found.given["ssl"] = context


def _time_out(found: ConnectArguments, value: str) -> None:
    """Whole seconds; 0, as with libpq, is no limit."""
    if not (value.isascii() and value.isdecimal() and len(value) <= 6):
        raise UnknownParameter("its parameter connect_timeout is whole seconds")
    if int(value):
        found.given["timeout"] = float(value)


def _options(found: ConnectArguments, value: str) -> None:
    """Read the server options of a URL: -c NAME=VALUE, or --NAME=VALUE."""
    try:
        words = shlex.split(value)
    except ValueError:
        words = [""]
    settings = {}
    while words:
        word = words.pop(0)
        if word == "-c" and words:
            word = f"--{words.pop(0)}"
        elif word.startswith("-c"):
            word = f"--{word[2:]}"
        name, is_set, to = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not is_set or not name:
            raise UnknownParameter("its parameter options is -c NAME=VALUE, as often as needed")
        settings[name.replace("-", "_")] = to
    found.set_on_server(settings)


def _session(found: ConnectArguments, value: str) -> None:
    if value not in SESSIONS:
        raise UnknownParameter(
            f"its parameter target_session_attrs is one of {', '.join(SESSIONS)}"
        )
    found.given["target_session_attrs"] = value


def _named(found: ConnectArguments, value: str) -> None:
    found.set_on_server({"application_name": value})


def _only(name: str, *fine: str) -> Callable[[ConnectArguments, str], None]:
    """A parameter that asyncpg lacks: these values ask for what it does anyhow."""

    def read(_found: ConnectArguments, value: str) -> None:
        if value.lower() not in fine:
            raise UnknownParameter(f"its parameter {name} can be {' or '.join(fine)} alone")

    return read


READERS: dict[str, Callable[[ConnectArguments, str], None]] = {
    "connect_timeout": _time_out,
    "options": _options,
    "target_session_attrs": _session,
    "application_name": _named,
    "fallback_application_name": _named,
    "channel_binding": _only("channel_binding", "disable", "prefer"),
    "gssencmode": _only("gssencmode", "disable", "prefer"),
    "client_encoding": _only("client_encoding", "utf8", "utf-8", "auto"),
    "keepalives": _only("keepalives", "1"),
}
