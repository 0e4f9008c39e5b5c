"""PostgreSQL's addresses as providers hand them out."""

import asyncio
import ssl
from typing import Any

import certifi
import pytest

from bot.settings import SettingsError, load
from bot.store import engine as database
from bot.store import locks
from bot.store.libpq import read_environment
from bot.store.postgresql_url import read_postgresql_url
from tests.support.postgresql import PostgreSQL

BARE = "postgresql://u:s3cret@host:5432/name"


@pytest.mark.parametrize(
    ("query", "given"),
    [
        ("", {}),
        ("sslmode=require", {"ssl": "require"}),
        ("sslmode=disable&sslcert=/none", {"ssl": "disable"}),
        ("ssl=true", {"ssl": "require"}),
        ("connect_timeout=10", {"timeout": 10.0}),
        ("connect_timeout=0", {}),
        ("target_session_attrs=read-write", {"target_session_attrs": "read-write"}),
        ("channel_binding=prefer&gssencmode=disable&client_encoding=UTF8&keepalives=1", {}),
        ("application_name=x", {"server_settings": {"application_name": "x"}}),
        (
            "options=-c%20statement_timeout%3D5s%20-csearch_path%3Da%2Cb%20--lock-timeout=1s",
            {
                "server_settings": {
                    "statement_timeout": "5s",
                    "search_path": "a,b",
                    "lock_timeout": "1s",
                }
            },
        ),
        ("options=-c+a.b%3D%27two+words%27", {"server_settings": {"a.b": "two words"}}),
    ],
)
@pytest.mark.parametrize("scheme", ["postgresql://", "postgres://", "postgresql+asyncpg://"])
def test_what_libpq_takes_is_translated(scheme: str, query: str, given: dict[str, Any]) -> None:
    url = BARE.replace("postgresql://", scheme) + (query and f"?{query}")
    assert load(database_url=url).store == url
    found = read_postgresql_url(url)
    assert found.given == given
    assert found.url.render_as_string(hide_password=False) == (
        BARE.replace("postgresql://", "postgresql+asyncpg://")
    )


@pytest.mark.parametrize(
    ("query", "checked", "name_checked"),
    [
        ("sslmode=verify-full", True, True),
        ("sslmode=verify-ca", True, False),
        ("sslmode=require&sslrootcert=system", True, True),
    ],
)
def test_a_certificate_is_checked_where_that_is_asked(
    query: str, checked: bool, name_checked: bool
) -> None:
    context = read_postgresql_url(f"{BARE}?{query}").given["ssl"]
    assert (context.verify_mode is ssl.CERT_REQUIRED) is checked
    assert context.check_hostname is name_checked


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("sslmode=s3cret", "sslmode"),
        ("sslmode=verify-full&sslrootcert=/s3cret", "sslrootcert"),
        ("connect_timeout=s3cret", "connect_timeout"),
        ("connect_timeout=-1", "connect_timeout"),
        ("connect_timeout=%EF%BC%91", "connect_timeout"),
        ("options=endpoint%3Ds3cret", "options"),
        ("options=-c", "options"),
        ("options=%27", "options"),
        ("target_session_attrs=standby", "target_session_attrs"),
        ("channel_binding=require", "channel_binding"),
        ("client_encoding=latin1", "client_encoding"),
        ("pgbouncer=true", "pgbouncer"),
        ("schema=s3cret", "schema"),
        ("prepared_statement_cache_size=0", "prepared_statement_cache_size"),
        ("sslmode=require&sslmode=disable", "sslmode"),
    ],
)
def test_what_cannot_be_had_is_named_in_a_sentence(query: str, named: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load(database_url=f"{BARE}?{query}")
    sentence = str(refused.value)
    assert sentence.startswith("CHUNFENG_DATABASE_URL: ")
    assert named in sentence
    assert "s3cret" not in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", {}),
        ("sslmode=require&connect_timeout=5", {"SSLMODE": "require", "CONNECT_TIMEOUT": "5"}),
        ("ssl=true", {"SSLMODE": "require"}),
        ("sslmode=prefer&sslrootcert=ROOT", {"SSLMODE": "verify-ca", "SSLROOTCERT": "ROOT"}),
        ("sslmode=verify-full&sslrootcert=ROOT", {"SSLMODE": "verify-full", "SSLROOTCERT": "ROOT"}),
        (
            "options=-c%20work_mem%3D8MB%20-ca.b%3D%27two%20words%27&application_name=x",
            {"OPTIONS": r"-c work_mem=8MB -c a.b=two\ words -c application_name=x"},
        ),
        ("target_session_attrs=primary", {"TARGETSESSIONATTRS": "primary"}),
    ],
)
@pytest.mark.parametrize("scheme", ["postgresql://", "postgres://", "postgresql+asyncpg://"])
def test_postgresqls_own_programs_are_told_the_same_by_their_environment(
    scheme: str, query: str, told: dict[str, str]
) -> None:
    root = certifi.where()
    address = "u:s%40c%2Fr@host:5433/name".join((scheme, f"?{query.replace('ROOT', root)}"))
    assert read_environment(address) == {
        **{"PGHOST": "host", "PGPORT": "5433", "PGUSER": "u", "PGPASSWORD": "s@c/r"},
        **{"PGDATABASE": "name", "PGCLIENTENCODING": "UTF8"},
        **{f"PG{name}": value.replace("ROOT", root) for name, value in told.items()},
    }


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_store_opens_by_such_an_address_and_its_lock_too(
    postgresql: PostgreSQL, scheme: str
) -> None:
    more = "&sslmode=prefer&connect_timeout=5&target_session_attrs=read-write"
    more += "&options=-c%20statement_timeout%3D7s&application_name=county"

    async def asks(url: str) -> tuple[object, ...]:
        engine = database.open_engine(url, idle_seconds=9)
        try:
            await database.reach(engine)
            async with engine.connect() as connection:
                told: list[object] = [
                    (await connection.exec_driver_sql(f"SHOW {name}")).scalar_one()
                    for name in (
                        "statement_timeout",
                        "application_name",
                        "idle_in_transaction_session_timeout",
                    )
                ]
            lock = locks.lock_of(engine)
            told.append(await lock.is_ours())
            lock.leave()
            return tuple(told)
        finally:
            await engine.dispose()

    with postgresql.copied("template1") as url:
        address = url.replace("postgresql://", f"{scheme}://") + more
        assert asyncio.run(asks(address)) == ("7s", "county", "9s", True)


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII", "EUC_CN"])
def test_an_encoding_that_lacks_signs_stops_the_start_with_a_sentence(
    postgresql: PostgreSQL, encoding: str
) -> None:
    name = f"in_{encoding.lower()}"
    postgresql.does(f"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0 LOCALE 'C'")
    url = postgresql.address.replace("/postgres?", f"/{name}?")

    async def reaches() -> None:
        engine = database.open_engine(url)
        try:
            await database.reach(engine)
        finally:
            await engine.dispose()

    try:
        with pytest.raises(SettingsError, match=f"encoding is {encoding}, not UTF8"):
            asyncio.run(reaches())
    finally:
        postgresql.does(f"DROP DATABASE {name} WITH (FORCE)")
