"""Settings: environment variables with the prefix CHUNFENG_, or a .env file."""

import os
import re
from difflib import get_close_matches
from ipaddress import IPv6Address
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from dotenv import dotenv_values
from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.store.postgresql_url import SCHEMES, UnknownParameter, read_postgresql_url
from models.core.keeping import MOST_DAYS, PERIODS, Keeping
from models.core.text_files import find_encoding
from models.core.vocabulary import Language

TOKEN = re.compile(r"\d+:\S+")
ENV_FILE, PREFIX, OF_TESTS = ".env", "CHUNFENG_", "CHUNFENG_TEST_"
# How like a misspelt name is to the one that was meant.
NEAR = 0.75
NUMBER, PORT, COUNTY_CODE = (re.compile(f"[0-9]{{{size}}}") for size in ("1,19", "1,5", "6"))
# The largest whole number that the databases hold.
BIGGEST = 2**63 - 1
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class SettingsError(Exception):
    """A setting is wrong; the message is a sentence that names it, without its value."""


class Settings(BaseSettings):
    """What the process is told from outside."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, extra="ignore", hide_input_in_errors=True
    )

    bot_token: SecretStr = SecretStr("")
    telegram_api: str = "https://api.telegram.org"
    database_url: str = Field(default="", repr=False)
    secret_keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    listen: str = "127.0.0.1:8080"
    console_listen: str = ""
    staff_ids: Annotated[tuple[tuple[int, str], ...], NoDecode] = ()
    timezone: str = "Asia/Shanghai"
    language: Language = Language.ZH
    data_dir: Path = Path("data")
    backup_dir: Path = Path("backups")
    backup_days: int = 92
    send_rate: int = 30
    keep_drafts: int = PERIODS["drafts"].days
    keep_applications: int = PERIODS["applications"].days
    keep_interest: int = PERIODS["interest"].days
    keep_codes: int = PERIODS["codes"].days
    keep_messages: int = PERIODS["messages"].days
    keep_check_ins: int = PERIODS["check_ins"].days
    keep_grievances: int = PERIODS["grievances"].days
    keep_files: int = PERIODS["files"].days
    keep_imports: int = PERIODS["imports"].days
    keep_vouchers: int = PERIODS["vouchers"].days
    keep_trail: int = PERIODS["trail"].days
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["debug", "info", "warning"] = "info"

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("it is as BotFather gives it: digits, a colon, letters")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("it is 1 to 256 of A-Z, a-z, 0-9, _ and -")
        return value

    @field_validator("telegram_api", "webhook_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("it is an address that begins with https://")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", *(f"{one}://" for one in SCHEMES))):
            raise ValueError("it begins with sqlite:/// or postgresql://")
        try:
            named = not value or make_url(value).database
            if value and not value.startswith("sqlite:"):
                read_postgresql_url(value)
        except UnknownParameter:
            raise
        except (ArgumentError, ValueError):
            named = None
        if not named or named == ":memory:":
            raise ValueError("it is sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME")
        return value

    @field_validator("secret_keys", mode="before")
    @classmethod
    def _keys(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return tuple(key.strip() for key in value.split(",") if Fernet(key.strip()))
        except ValueError:
            raise ValueError(
                "it is one key or more, comma between; make one: chunfeng key"
            ) from None

    @field_validator("staff_ids", mode="before")
    @classmethod
    def _staff(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip().partition("@") for part in value.split(",") if part.strip()]
        if not all(_is_telegram_id(n) and (not a or COUNTY_CODE.fullmatch(a)) for n, _, a in parts):
            raise ValueError("it is Telegram ids, each with its county: 1001@220822,1002@222424")
        return tuple((int(number), area) for number, _, area in parts)

    @field_validator("listen", "console_listen")
    @classmethod
    def _host_and_port(cls, value: str, info: ValidationInfo) -> str:
        if not value and info.field_name == "console_listen":
            return value
        host, _, port = value.rpartition(":")
        if not _is_host(host) or not PORT.fullmatch(port) or int(port) > 65535:
            raise ValueError("it is host:port, such as 127.0.0.1:8080 or [::1]:8080")
        return value

    @field_validator("send_rate", mode="before")
    @classmethod
    def _rate(cls, value: object) -> object:
        if not _is_whole(value) or not 1 <= int(str(value)) <= 1000:
            raise ValueError("it is messages a second, 1 to 1000")
        return value

    @field_validator("backup_days", mode="before")
    @classmethod
    def _backups(cls, value: object) -> object:
        if not _is_whole(value) or not 2 <= int(str(value)) <= MOST_DAYS:
            raise ValueError(f"it is whole days, 2 to {MOST_DAYS}")
        return value

    @field_validator(*(f"keep_{name}" for name in PERIODS), mode="before")
    @classmethod
    def _days(cls, value: object, info: ValidationInfo) -> object:
        least = PERIODS[str(info.field_name).removeprefix("keep_")].least
        if not _is_whole(value) or not least <= int(str(value)) <= MOST_DAYS:
            raise ValueError(f"it is whole days, {least} to {MOST_DAYS}")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ValueError, OSError, KeyError):
            raise ValueError("it is a zone's name, such as Asia/Shanghai") from None
        return value

    @model_validator(mode="after")
    def _webhook_is_secret(self) -> "Settings":
        if self.webhook_url and not self.webhook_secret.get_secret_value():
            raise ValueError("CHUNFENG_WEBHOOK_SECRET is needed with CHUNFENG_WEBHOOK_URL")
        if self.webhook_url.startswith("http:") and self.telegram_api.startswith("https:"):
            raise ValueError("CHUNFENG_WEBHOOK_URL: Telegram calls no address but https://")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The county's zone."""
        return ZoneInfo(self.timezone)

    @property
    def keeping(self) -> Keeping:
        """How long each kind of things is kept."""
        return Keeping(**{name: getattr(self, f"keep_{name}") for name in PERIODS})

    @property
    def store(self) -> str:
        """The database's URL; a file in the data folder where none is set."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute()}/chunfeng.db"

    @property
    def address(self) -> tuple[str, int]:
        """Host and port to listen on."""
        return _split(self.listen)

    @property
    def console_address(self) -> tuple[str, int] | None:
        """Host and port of the console; None where none is served."""
        return _split(self.console_listen) if self.console_listen else None


def _split(listen: str) -> tuple[str, int]:
    host, _, port = listen.rpartition(":")
    return host.removeprefix("[").removesuffix("]"), int(port)


def _is_telegram_id(typed: str) -> bool:
    """Whether it is a number that the database can hold."""
    return bool(NUMBER.fullmatch(typed)) and int(typed) <= BIGGEST


def _is_whole(value: object) -> bool:
    return bool(NUMBER.fullmatch(str(value)))


def _is_host(host: str) -> bool:
    """A name or an address; one of IPv6 stands in brackets, as in an address of the web."""
    if not host.startswith("["):
        return bool(host) and not any(c.isspace() for c in host)
    try:
        return host.endswith("]") and bool(IPv6Address(host[1:-1]))
    except ValueError:
        return False


def _encoding() -> str:
    """What .env is written in; Chinese Windows writes GBK.

    Raises:
        SettingsError: it can't be read, or is no text.
    """
    file = Path(ENV_FILE)
    try:
        encoding = find_encoding(file.read_bytes()) if file.is_file() else "utf-8"
    except OSError as problem:
        raise SettingsError(f"{ENV_FILE}: it can't be read ({type(problem).__name__})") from None
    if encoding is None:
        raise SettingsError(f"{ENV_FILE}: it is not text in UTF-8")
    return encoding


def _refuse_unknown(encoding: str) -> None:
    """A setting that is misspelt would be one that is not set.

    Raises:
        SettingsError: there is no such setting.
    """
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    given = [*os.environ, *dotenv_values(ENV_FILE, encoding=encoding)]
    for name in sorted({one.upper() for one in given} - known):
        if name.startswith(PREFIX) and not name.startswith(OF_TESTS):
            near = get_close_matches(name, known, n=1, cutoff=NEAR)
            meant = f"; is it {near[0]}?" if near else ""
            raise SettingsError(f"{name}: there is no such setting{meant}")


def load(**given: object) -> Settings:
    """The settings of the environment, `given` on top.

    Raises:
        SettingsError: one is wrong.
    """
    encoding = _encoding()
    _refuse_unknown(encoding)
    try:
        return Settings(_env_file_encoding=encoding, **given)  # type: ignore[arg-type]
    except ValidationError as problem:
        first = problem.errors(include_input=False, include_url=False)[0]
        name = "".join(f"CHUNFENG_{part}".upper() for part in first["loc"][:1])
        why = str(first["msg"]).removeprefix("Value error, ")
        raise SettingsError(f"{name}: {why}" if name else why) from None


def needed(settings: Settings, *, token: bool, keys: bool) -> Settings:
    """The same, once what the work needs is there.

    Raises:
        SettingsError: it is missing.
    """
    if token and not settings.bot_token.get_secret_value():
        raise SettingsError("CHUNFENG_BOT_TOKEN is missing: BotFather gives one (see README)")
    if keys and not settings.secret_keys:
        raise SettingsError("CHUNFENG_SECRET_KEYS is missing: make one with `chunfeng key`")
    return settings
