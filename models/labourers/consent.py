"""Consent from one's own phone: given, renewed for newer words, or declined."""

from enum import StrEnum, auto

from models.accounts.account import CONSENT_VERSION, Account, record_consent
from models.accounts.actor import Actor
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import legal_ground
from models.labourers.own_entry import get_own_entry


class ConsentAnswer(StrEnum):
    """What came of a yes or a no."""

    GIVEN = auto()
    RENEWED = auto()
    DECLINED = auto()
    KEPT_AS_BEFORE = auto()
    TROUBLE_KEPT = auto()


def has_older_consent(account: Account) -> bool:
    """Whether the account's person agreed, to words that are not the newest."""
    return account.consented_at is not None and account.consent_version != CONSENT_VERSION


async def give_consent(session: Session, actor: Actor) -> ConsentAnswer | Refusal:
    """Agree to the newest words, for one's own entry too. Refusal: button_stale."""
    account = actor.account
    if has_older_consent(account):
        record_consent(account, actor.now)
        labourer = await get_own_entry(session, account)
        if labourer is not None:
            legal_ground.record_consent(labourer, actor.now, CONSENT_VERSION, None)
        await session.flush()
        return ConsentAnswer.RENEWED
    if account.consented_at is not None or account.labourer_id is not None:
        return Refusal("button_stale")
    record_consent(account, actor.now)
    return ConsentAnswer.GIVEN


def decline_consent(actor: Actor) -> ConsentAnswer | Refusal:
    """Say no: of a registered person all stays as it was agreed to. Refusal: button_stale."""
    if has_older_consent(actor.account):
        return ConsentAnswer.KEPT_AS_BEFORE
    if actor.account.consented_at is not None:
        return Refusal("button_stale")
    actor.account.came_with = None
    if actor.account.trouble_consented_at is not None:
        return ConsentAnswer.TROUBLE_KEPT
    return ConsentAnswer.DECLINED
