"""Everything sealed anew, so that an old key can go."""

import pytest
from cryptography.fernet import Fernet
from sqlmodel import select

from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.encryption import LABOURER_ID, keyring
from models.core.key_check import KeyCheck
from models.core.session import Session
from models.labourers import ledger
from models.labourers.double import Double, Likeness
from models.labourers.labourer import Labourer
from models.privacy.key_check import do_keys_fit, note_key
from models.privacy.rekeying import Piece, rekey
from tests.support.labourers.facts import entry_facts, farmer_facts, whole_facts
from tests.support.store import NOON, Store, all_rows, consenting_account, register_labourer
from tests.support.town import KEY

NEW = Fernet.generate_key().decode()


async def fill(session: Session) -> None:
    await note_key(session)
    ana = await consenting_account(session, 1)
    await register_labourer(session, ana, farmer_facts())
    await register_labourer(session, await consenting_account(session, 2), entry_facts())
    await drafts.begin_draft(
        session, ana, "assisted", NOON, answers={"name": "朴英姬"}, partial=[1]
    )


async def test_after_rekeying_the_old_key_is_not_needed(store: Store) -> None:
    await store.turn(fill)
    before = await store.turn(all_rows)
    keyring.load([NEW, KEY])
    index = keyring.index(farmer_facts()["id_number"], LABOURER_ID)
    assert await rekey(store.sessions) > 3
    keyring.load([NEW])
    after = await store.turn(all_rows)
    assert plain(after) == plain(before)
    assert index not in before
    assert index in after


async def test_after_rekeying_a_known_id_number_is_still_known(store: Store) -> None:
    await store.turn(fill)
    keyring.load([NEW, KEY])
    await rekey(store.sessions)
    keyring.load([NEW])

    async def register(session: Session) -> list[Likeness]:
        await register_labourer(
            session, await consenting_account(session, 3), farmer_facts(name="别人", phone=None)
        )
        return [one.why for one in await session.exec(select(Double))]

    assert await store.turn(register) == [Likeness.NUMBER]


async def test_rekeying_writes_no_history(store: Store) -> None:
    await store.turn(fill)

    async def count(session: Session) -> int:
        first = await session.get_one(Labourer, 1)
        assert await ledger.get_facts(session, first) == whole_facts(farmer_facts())
        return len(await ledger.list_changes(session, first))

    before = await store.turn(count)
    await rekey(store.sessions)
    assert await store.turn(count) == before


async def test_a_form_half_filled_goes_on_after_rekeying(store: Store) -> None:
    await store.turn(fill)
    keyring.load([NEW, KEY])
    await rekey(store.sessions)
    keyring.load([NEW])
    draft = await store.turn(lambda session: session.get_one(Draft, 1))
    assert (draft.answers, draft.partial) == ({"name": "朴英姬"}, [1])


async def test_where_it_is_stopped_it_goes_on(store: Store) -> None:
    await store.turn(fill)
    before = await store.turn(all_rows)
    keyring.load([NEW, KEY])
    seen: list[Piece] = []

    def stop_after_two(piece: Piece) -> None:
        seen.append(piece)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await rekey(store.sessions, stop_after_two, seconds=0)
    done = sum(piece.rows for piece in seen)
    left = await rekey(store.sessions, seen.append)
    assert left == sum(piece.rows for piece in seen) - done
    rows = [(piece.table, piece.row_id) for piece in seen]
    assert len(rows) == len(set(rows))
    keyring.load([NEW])
    assert plain(await store.turn(all_rows)) == plain(before)


async def test_another_newest_key_begins_anew(store: Store) -> None:
    """What was sealed under a key that is given up again is sealed once more."""
    await store.turn(fill)
    before = await store.turn(all_rows)
    keyring.load([NEW, KEY])
    with pytest.raises(KeyboardInterrupt):
        await rekey(store.sessions, _stop)
    third = Fernet.generate_key().decode()
    keyring.load([third, NEW, KEY])
    await rekey(store.sessions)
    keyring.load([third])
    assert plain(await store.turn(all_rows)) == plain(before)


async def test_half_way_both_keys_are_needed(store: Store) -> None:
    await store.turn(fill)
    keyring.load([NEW, KEY])
    with pytest.raises(KeyboardInterrupt):
        await rekey(store.sessions, _stop)
    for keys, fit in (([NEW, KEY], True), ([KEY, NEW], True), ([KEY], False), ([NEW], False)):
        keyring.load(keys)
        async with store.sessions() as session:
            assert await (await session.connection()).run_sync(do_keys_fit) is fit, keys


def _stop(piece: Piece) -> None:
    raise KeyboardInterrupt


async def test_a_store_knows_its_key_before_and_after(store: Store) -> None:
    async def fit(*keys: str) -> bool:
        keyring.load([*keys])
        async with store.sessions() as session:
            return await (await session.connection()).run_sync(do_keys_fit)

    keyring.load([KEY])
    await store.turn(fill)
    assert (await fit(KEY), await fit(NEW), await fit(NEW, KEY)) == (True, False, True)
    keyring.load([NEW, KEY])
    await rekey(store.sessions)
    assert (await fit(NEW), await fit(KEY)) == (True, False)


async def test_a_store_of_before_is_known_by_what_it_holds(store: Store) -> None:
    await store.turn(fill)

    async def forget(session: Session) -> None:
        await session.delete(await session.get_one(KeyCheck, 1))

    await store.turn(forget)
    keyring.load([NEW])
    async with store.sessions() as session:
        assert not await (await session.connection()).run_sync(do_keys_fit)


def plain(held: str) -> list[str]:
    """The rows without what a new key changes: blind indexes, and the store's own note of it."""
    held = "\n".join(line for line in held.splitlines() if not line.startswith("key_check:"))
    words = [
        [w for w in line.split(", ") if len(w.rstrip(")")) != 66] for line in held.splitlines()
    ]
    return sorted(", ".join(line) for line in words)
