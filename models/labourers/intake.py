"""Intake 摸底登记: opening an entry, by its person or by somebody beside them."""

from datetime import datetime

from models.accounts import terms_of_office
from models.accounts.account import CONSENT_VERSION
from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import ledger
from models.labourers.facts import Facts
from models.labourers.labourer import Labourer
from models.labourers.ledger import Registration


async def register_oneself(session: Session, actor: Actor, facts: Facts) -> Labourer | Refusal:
    """Open the entry of the account's own person.

    Refusals: consent_first, claim_has_entry, and those of `ledger.register_labourer`.
    """
    account = actor.account
    if account.labourer_id is not None:
        return Refusal("claim_has_entry")
    if account.consented_at is None:
        return Refusal("consent_first")
    version = account.consent_version or CONSENT_VERSION
    by = Registration(
        actor.now,
        actor.id,
        own=True,
        consented_at=account.consented_at,
        consent_version=version,
    )
    labourer = await ledger.register_labourer(session, facts, by)
    if isinstance(labourer, Refusal):
        return labourer
    account.labourer_id = labourer.id
    if actor.roles:
        await terms_of_office.name_open_terms(session, account, labourer.name)
    return labourer


async def register_person(
    session: Session, actor: Actor, facts: Facts, agreed_at: datetime
) -> Labourer | Refusal:
    """Open the entry of somebody without a phone, who agreed to what was read out to them.

    Refusals: not_yours, and those of `ledger.register_labourer`.
    """
    if not actor.roles or not actor.roles.may_register_in(facts["village"]):
        return Refusal("not_yours")
    by = Registration(
        actor.now,
        actor.id,
        own=False,
        consented_at=agreed_at,
        consent_version=CONSENT_VERSION,
    )
    return await ledger.register_labourer(session, facts, by)
