"""Everything sealed anew, so that an old key can go."""

from cryptography.fernet import Fernet
from sqlmodel import select

from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.encryption import LABOURER_ID, keyring
from models.core.session import Session
from models.labourers import ledger
from models.labourers.double import Double, Likeness
from models.labourers.labourer import Labourer
from models.privacy.rekeying import rekey
from tests.support.labourers.facts import entry_facts, farmer_facts, whole_facts
from tests.support.store import NOON, Store, all_rows, consenting_account, register_labourer
from tests.support.town import KEY

NEW = Fernet.generate_key().decode()


async def fill(session: Session) -> None:
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
    assert await store.turn(rekey) > 3
    keyring.load([NEW])
    after = await store.turn(all_rows)
    assert plain(after) == plain(before)
    assert index not in before
    assert index in after


async def test_after_rekeying_a_known_id_number_is_still_known(store: Store) -> None:
    await store.turn(fill)
    keyring.load([NEW, KEY])
    await store.turn(rekey)
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
    await store.turn(rekey)
    assert await store.turn(count) == before


async def test_a_form_half_filled_goes_on_after_rekeying(store: Store) -> None:
    await store.turn(fill)
    keyring.load([NEW, KEY])
    await store.turn(rekey)
    keyring.load([NEW])
    draft = await store.turn(lambda session: session.get_one(Draft, 1))
    assert (draft.answers, draft.partial) == ({"name": "朴英姬"}, [1])


def plain(held: str) -> list[str]:
    """The rows without the blind indexes, which a new key changes."""
    words = [
        [w for w in line.split(", ") if len(w.rstrip(")")) != 66] for line in held.splitlines()
    ]
    return sorted(", ".join(line) for line in words)
