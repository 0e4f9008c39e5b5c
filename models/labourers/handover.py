"""An entry of the office's register, handed over to its person who registers from their own phone.

The proof is the phone number that Telegram itself shared from the account: it is the ledger's, and
so are the ID number and the name. Without that proof a code of the office opens the entry
(models/labourers/entry_transfer.py), or the office decides that the two entries are one person's.
Nothing is said of an entry that was not proven.
"""

from sqlmodel import col, select

from models.accounts import account as accounts
from models.accounts import draft_rights
from models.accounts.account import CONSENT_VERSION
from models.accounts.actor import Actor
from models.core import audit
from models.core.audit import Act
from models.core.encryption import LABOURER_ID, LABOURER_PHONE, keyring
from models.core.person_names import name_key
from models.core.session import Session
from models.core.vocabulary import LegalGround
from models.labourers import ledger, legal_ground, own_entry
from models.labourers.facts import Facts
from models.labourers.labourer import Labourer


async def take_over_of_register(session: Session, actor: Actor, facts: Facts) -> Labourer | None:
    """The person's entry of the register, theirs from now on, with what they say now; or none."""
    labourer = await _find_proven(session, actor, facts)
    account = actor.account
    if labourer is None or account.consented_at is None:
        return None
    version = account.consent_version or CONSENT_VERSION
    legal_ground.record_consent(labourer, account.consented_at, version, None)
    await own_entry.give_entry(session, account, labourer)
    where, key = labourer.village_code, labourer.key()
    audit.record(session, actor.now, Act.CLAIMED, by=actor.id, labourer=key, village=where)
    told = {fact: value for fact, value in facts.items() if value is not None}
    known = await ledger.get_facts(session, labourer)
    await ledger.set_facts(session, labourer, {**known, **told}, actor.now, actor.id)
    await draft_rights.drop_drafts_about_entry(session, key)
    return labourer


async def _find_proven(session: Session, actor: Actor, facts: Facts) -> Labourer | None:
    number, shared = facts.get("id_number"), actor.account.shared_phone_index
    if not number or not shared:
        return None
    has_it = col(Labourer.id_index).in_(keyring.indexes(number, LABOURER_ID))
    found = (await session.exec(select(Labourer).where(has_it).limit(2).with_for_update())).all()
    # Whose number two have is for the office to settle.
    labourer = found[0] if len(found) == 1 else None
    if labourer is None or labourer.ground is not LegalGround.REGISTER or not labourer.phone:
        return None
    is_theirs = shared in keyring.indexes(labourer.phone, LABOURER_PHONE)
    is_named = labourer.name_key == name_key(facts["name"])
    taken = await accounts.get_account_id_of_labourer(session, labourer.key()) is not None
    return labourer if is_theirs and is_named and not taken else None
