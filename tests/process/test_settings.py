"""Settings: what is taken, and the one sentence that a wrong one ends the start with."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.settings import SettingsError, load, needed

Environment = Callable[..., None]

# They fit nothing; and both of xdist's workers must see the same.
KEYS = [base64.urlsafe_b64encode(sign * 32).decode() for sign in (b"a", b"b")]
TOKEN = "123456:ABC-def_ghi"

GOOD = [
    ("bot_token", TOKEN, "bot_token.get_secret_value", TOKEN),
    ("telegram_api", "http://127.0.0.1:8081/", "telegram_api", "http://127.0.0.1:8081"),
    ("database_url", "sqlite:////tmp/a.db", "store", "sqlite:////tmp/a.db"),
    ("database_url", "postgresql://a:b@c:5432/d", "store", "postgresql://a:b@c:5432/d"),
    ("webhook_secret", "a-Z_9", "webhook_secret.get_secret_value", "a-Z_9"),
    ("listen", "0.0.0.0:0", "address", ("0.0.0.0", 0)),
    ("listen", "[::1]:8080", "address", ("::1", 8080)),
    ("listen", "[::]:80", "address", ("::", 80)),
    ("listen", "[fe80::1%eth0]:80", "address", ("fe80::1%eth0", 80)),
    ("listen", "localhost:80", "address", ("localhost", 80)),
    ("staff_ids", f"{2**63 - 1}@222424", "staff_ids", ((2**63 - 1, "222424"),)),
    ("staff_ids", "", "staff_ids", ()),
    ("staff_ids", "1001@220822, 1002@222424,", "staff_ids", ((1001, "220822"), (1002, "222424"))),
    ("staff_ids", "1001", "staff_ids", ((1001, ""),)),
    ("timezone", "Asia/Urumqi", "zone.key", "Asia/Urumqi"),
    ("language", "ko", "language.value", "ko"),
    ("data_dir", "elsewhere", "data_dir.name", "elsewhere"),
    ("log_format", "json", "log_format", "json"),
    ("send_rate", "25", "send_rate", 25),
    ("keep_drafts", "7", "keeping.drafts", 7),
    ("keep_check_ins", "36525", "keeping.check_ins", 36525),
    ("keep_trail", "184", "keeping.trail", 184),
    ("keep_vouchers", "11323", "keeping.vouchers", 11323),
]

WRONG = [
    ("bot_token", "s3cret", "BotFather"),
    ("bot_token", "12:s3 cret", "BotFather"),
    ("telegram_api", "s3cret.org", "https://"),
    ("database_url", "mysql://s3cret@x/y", "sqlite:/// or postgresql://"),
    ("database_url", "postgresql://u:s3cret@host:port/name", "USER:PASSWORD@HOST:PORT/NAME"),
    ("database_url", "postgresql://u:s3cret@host", "USER:PASSWORD@HOST:PORT/NAME"),
    ("database_url", "sqlite:///:memory:", "sqlite:///FILE"),
    ("database_url", "sqlite:///", "sqlite:///FILE"),
    ("secret_keys", "s3cret", "chunfeng key"),
    ("secret_keys", f"{KEYS[0]},s3cret", "chunfeng key"),
    ("secret_keys", "", "chunfeng key"),
    ("webhook_url", "s3cret", "https://"),
    ("webhook_secret", "s3cret!", "A-Z, a-z, 0-9"),
    ("webhook_secret", "s3cret" * 50, "256"),
    ("listen", "s3cret", "host:port"),
    ("listen", "127.0.0.1:65536", "host:port"),
    ("listen", ":8080", "host:port"),
    ("listen", "[s3cret]:8080", "host:port"),
    ("listen", "[::1:8080", "host:port"),
    ("listen", "[::1]", "host:port"),
    ("listen", "[]:8080", "host:port"),
    ("listen", "127.0.0.1:８０８０", "host:port"),
    ("listen", "127.0.0.1:99999999999999999999", "host:port"),
    ("staff_ids", f"{2**63}@222424", "1001@220822"),
    ("staff_ids", f"{'9' * 5000}@222424", "1001@220822"),
    ("staff_ids", "１００１@222424", "1001@220822"),
    ("staff_ids", "1001@２２２４２４", "1001@220822"),
    ("staff_ids", "1001@22242", "1001@220822"),
    ("staff_ids", "1001@2224241", "1001@220822"),
    ("send_rate", "9" * 5000, "1 to 1000"),
    ("keep_drafts", "9" * 5000, "whole days, 7 to 36525"),
    ("staff_ids", "s3cret@222424", "1001@220822"),
    ("staff_ids", "1001@s3cret", "1001@220822"),
    ("staff_ids", "@222424", "1001@220822"),
    ("keep_drafts", "s3cret", "whole days, 7 to 36525"),
    ("keep_messages", "400.5", "whole days, 60 to 36525"),
    ("keep_grievances", "364", "whole days, 365 to 36525"),
    ("keep_trail", "183", "whole days, 184 to 36525"),
    ("keep_vouchers", "11322", "whole days, 11323 to 36525"),
    ("keep_files", "36526", "whole days, 365 to 36525"),
    ("timezone", "s3cret", "Asia/Shanghai"),
    ("timezone", "/s3cret", "Asia/Shanghai"),
    ("timezone", "Asia", "Asia/Shanghai"),
    ("language", "s3cret", "'zh', 'ko' or 'en'"),
    ("log_format", "s3cret", "'console' or 'json'"),
    ("send_rate", "s3cret", "1 to 1000"),
    ("send_rate", "0", "1 to 1000"),
]


def part(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = getattr(value, name)
    return value() if callable(value) else value


@pytest.mark.parametrize(("name", "value", "path", "taken"), GOOD)
def test_a_good_setting_is_taken(
    environment: Environment, name: str, value: str, path: str, taken: object
) -> None:
    environment(**{name: value})
    assert part(load(), path) == taken


@pytest.mark.parametrize(("name", "value", "hint"), WRONG)
def test_a_wrong_setting_is_named_in_one_sentence_without_its_value(
    environment: Environment, name: str, value: str, hint: str
) -> None:
    environment(**{name: value})
    with pytest.raises(SettingsError) as refused:
        load()
    sentence = str(refused.value)
    assert sentence.startswith(f"CHUNFENG_{name.upper()}: ")
    assert hint in sentence
    assert "\n" not in sentence
    assert "s3cret" not in sentence
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def test_without_any_setting_there_are_good_ones(environment: Environment, tmp_path: Path) -> None:
    settings = load()
    assert settings.store == f"sqlite:///{tmp_path}/data/chunfeng.db"
    assert settings.address == ("127.0.0.1", 8080)
    assert settings.telegram_api == "https://api.telegram.org"
    assert (settings.zone.key, settings.language) == ("Asia/Shanghai", "zh")
    assert settings.send_rate == 30


def test_several_keys_are_taken_in_their_order(environment: Environment) -> None:
    environment(secret_keys=" , ".join(KEYS))
    assert [key.get_secret_value() for key in load().secret_keys] == KEYS


def test_a_webhook_needs_its_secret(environment: Environment) -> None:
    environment(webhook_url="https://example.org/hook")
    with pytest.raises(SettingsError, match="CHUNFENG_WEBHOOK_SECRET is needed"):
        load()
    environment(webhook_secret="tell-nobody")
    assert load().webhook_url == "https://example.org/hook"


def test_a_file_in_the_folder_is_read_and_the_environment_comes_first(
    environment: Environment, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("CHUNFENG_LANGUAGE=ko\nCHUNFENG_LISTEN=[::]:80\nOTHER=1\n")
    environment(language="en")
    settings = load()
    assert (settings.language, settings.listen) == ("en", "[::]:80")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_file_is_read_in_the_encoding_that_it_was_saved_in(
    environment: Environment, tmp_path: Path, encoding: str
) -> None:
    text = "# 县里的设置：别改\r\nCHUNFENG_LANGUAGE=ko\r\nCHUNFENG_DATA_DIR=数据\r\n"
    (tmp_path / ".env").write_bytes(text.encode(encoding))
    settings = load()
    assert (settings.language, settings.data_dir.name) == ("ko", "数据")


@pytest.mark.parametrize(
    "content", [b"\xff\xff\xff", b"CHUNFENG_LANGUAGE=\x80\xff", b"\x89PNG\0\0\0\xff"]
)
def test_a_file_that_is_no_text_stops_the_start_with_a_sentence(
    environment: Environment, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / ".env").write_bytes(content)
    with pytest.raises(SettingsError, match="it is not text in UTF-8") as refused:
        load()
    assert "\n" not in str(refused.value)


def test_what_is_given_comes_before_all(environment: Environment) -> None:
    environment(language="en", staff_ids="1001")
    settings = load(language="ko", staff_ids=((7, "222424"),), secret_keys=(KEYS[0],))
    assert (settings.language, settings.staff_ids) == ("ko", ((7, "222424"),))


def test_secrets_are_never_shown(environment: Environment) -> None:
    environment(
        bot_token=TOKEN,
        secret_keys=KEYS[0],
        webhook_secret="tell-nobody",
        database_url="postgresql://u:passw0rd@host/name",
    )
    shown = repr(load()) + str(load())
    assert "Asia/Shanghai" in shown
    for secret in (TOKEN, KEYS[0], "tell-nobody", "passw0rd"):
        assert secret not in shown


@pytest.mark.parametrize(
    ("given", "token", "keys", "missing"),
    [
        ({}, True, True, "CHUNFENG_BOT_TOKEN is missing"),
        ({"bot_token": TOKEN}, True, True, "CHUNFENG_SECRET_KEYS is missing"),
        ({}, False, True, "CHUNFENG_SECRET_KEYS is missing"),
    ],
)
def test_what_the_work_needs_and_lacks_is_named(
    environment: Environment, given: dict[str, str], token: bool, keys: bool, missing: str
) -> None:
    environment(**given)
    with pytest.raises(SettingsError, match=missing):
        needed(load(), token=token, keys=keys)


def test_what_the_work_does_not_need_may_be_missing(environment: Environment) -> None:
    assert needed(load(), token=False, keys=False) == load()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("CHUNFENG_DATABASE", "CHUNFENG_DATABASE_URL"),
        ("CHUNFENG_SECRET_KEY", "CHUNFENG_SECRET_KEYS"),
        ("CHUNFENG_STAFF_ID", "CHUNFENG_STAFF_IDS"),
        ("chunfeng_listn", "CHUNFENG_LISTEN"),
        ("CHUNFENG_KEEP_GRIEVANCE", "CHUNFENG_KEEP_GRIEVANCES"),
    ],
)
@pytest.mark.parametrize("in_file", [True, False])
def test_a_misspelt_setting_stops_the_start_and_names_the_nearest(
    environment: Environment,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    meant: str,
    in_file: bool,
) -> None:
    if in_file:
        (tmp_path / ".env").write_text(f"{name}=s3cret\n")
    else:
        monkeypatch.setenv(name, "s3cret")
    with pytest.raises(SettingsError) as told:
        load()
    assert str(told.value) == f"{name.upper()}: there is no such setting; is it {meant}?"


def test_what_is_like_no_setting_is_said_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHUNFENG_XYZZY", "1")
    with pytest.raises(SettingsError, match=r"^CHUNFENG_XYZZY: there is no such setting$"):
        load()


def test_settings_of_other_programs_are_theirs(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHUNFENGX", "1")
    environment()
    load()


def test_telegram_calls_no_webhook_without_https(environment: Environment) -> None:
    environment(webhook_url="http://s3cret.org/hook", webhook_secret="x")
    with pytest.raises(SettingsError) as told:
        load()
    assert str(told.value) == "CHUNFENG_WEBHOOK_URL: Telegram calls no address but https://"


def test_a_webhook_without_https_is_for_ones_own_bot_api_alone(environment: Environment) -> None:
    environment(
        webhook_url="http://127.0.0.1/hook",
        webhook_secret="x",
        telegram_api="http://127.0.0.1:8081",
    )
    assert load().webhook_url == "http://127.0.0.1/hook"
