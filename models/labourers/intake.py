"""Intake 摸底登记: opening an entry, by its person or by somebody beside them."""

from datetime import datetime

from models.accounts import terms_of_office
from models.accounts.account import CONSENT_VERSION
from models.accounts.actor import Actor
from models.core import age
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import handover, ledger, likeness, own_entry, possible_same
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
    labourer = await _open_or_take_over(session, actor, facts, by)
    if isinstance(labourer, Refusal):
        return labourer
    if actor.roles:
        await terms_of_office.name_open_terms(session, account, labourer.name)
    return labourer


async def _open_or_take_over(
    session: Session, actor: Actor, facts: Facts, by: Registration
) -> Labourer | Refusal:
    """A new entry; or the one that the office's register has, where it is proven to be theirs."""
    if refused := age.unfit(facts, actor.now):
        return refused
    if theirs := await handover.take_over_of_register(session, actor, facts):
        return theirs
    labourer = await ledger.register_labourer(session, facts, by)
    if not isinstance(labourer, Refusal):
        await own_entry.give_entry(session, actor.account, labourer)
    return labourer


async def register_person(
    session: Session,
    actor: Actor,
    facts: Facts,
    agreed_at: datetime,
    *,
    is_somebody_else: bool = False,
) -> Labourer | Refusal:
    """Open the entry of somebody without a phone, who agreed to what was read out to them.

    Where the actor may see somebody who may be the same person, they are asked first; whoever says
    that it `is_somebody_else` opens an entry that the office compares with that one.

    Refusals: not_yours, maybe_same, and those of `ledger.register_labourer`.
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
    same = await possible_same.list_possible_same(session, actor, facts)
    if same and not is_somebody_else:
        return Refusal("maybe_same")
    labourer = await ledger.register_labourer(session, facts, by)
    if isinstance(labourer, Refusal) or not same:
        return labourer
    await likeness.open_doubles_with(session, labourer, same, actor.now)
    return labourer
