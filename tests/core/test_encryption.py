"""Encryption at rest, and finding what is encrypted."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from sqlmodel import select

from models.core.encryption import Keyring, keyring
from models.core.session import Session
from models.labourers import ledger
from models.labourers.double import Double
from models.labourers.labourer import Labourer
from tests.support.labourers.facts import farmer_facts, id_number
from tests.support.store import NOON, Store, consenting_account, register_labourer, stored_rows
from tests.support.town import KEY

PHONE, NUMBER = "+8613812349876", id_number(order="968")
TOLD = farmer_facts(name="崔顺子", id_number=NUMBER, phone=PHONE)
NEW = Fernet.generate_key().decode()


async def test_what_identifies_lies_sealed_in_the_store(session: Session) -> None:
    await register_labourer(session, await consenting_account(session, 1), TOLD)
    seen = await stored_rows(session)
    assert "崔顺子" in seen
    assert [secret for secret in (NUMBER, PHONE, PHONE[3:], TOLD["limits"]) if secret in seen] == []


async def test_comparing_with_the_encrypted_column_finds_nothing(session: Session) -> None:
    labourer = await register_labourer(session, await consenting_account(session, 1), TOLD)
    found = await session.exec(select(Labourer.id).where(Labourer.phone == PHONE))
    assert found.first() is None
    read = await session.exec(select(Labourer.phone).where(Labourer.id == labourer.id))
    assert read.one() == PHONE


def test_the_same_text_is_never_sealed_the_same() -> None:
    assert keyring.seal(NUMBER) != keyring.seal(NUMBER)
    assert keyring.index(NUMBER, "a") == keyring.index(NUMBER, "a")
    assert keyring.index(NUMBER, "a") != keyring.index(id_number(order="123"), "a")
    assert keyring.index(NUMBER, "a") != keyring.index(NUMBER, "b")


async def test_with_the_old_key_second_all_is_read_and_found(store: Store) -> None:
    async def register(session: Session) -> int:
        return (await register_labourer(session, await consenting_account(session, 1), TOLD)).key()

    number = await store.turn(register)
    keyring.load([NEW, KEY])

    async def look(session: Session) -> None:
        labourer = await session.get_one(Labourer, number)
        assert (labourer.phone, labourer.id_number) == (PHONE, NUMBER)
        told = {**TOLD, "name": "别人", "phone": None}
        other = await register_labourer(session, await consenting_account(session, 2), told)
        (double,) = (await session.exec(select(Double))).all()
        assert (double.first_id, double.second_id) == (number, other.id)
        told = {**TOLD, "wage": 5}
        assert await ledger.change_entry(session, labourer, told, NOON, 1) == ["wage"]

    await store.turn(look)


def test_without_its_key_nothing_is_read() -> None:
    sealed = keyring.seal("x")
    keyring.load([NEW])
    with pytest.raises(InvalidToken):
        keyring.open(sealed)


def test_a_ring_without_keys_opens_nothing() -> None:
    ring = Keyring()
    with pytest.raises(ValueError, match="at least one"):
        ring.load([])
    with pytest.raises(ValueError, match="Fernet key"):
        ring.load(["short"])
    with pytest.raises(RuntimeError, match="not loaded"):
        ring.index("x", "a")
