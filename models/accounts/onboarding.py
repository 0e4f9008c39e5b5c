"""Arriving: the account at the first word, its language, and the link that was followed.

A newcomer has an address and perhaps no account yet: these take both, and give the account.
"""

from datetime import datetime

from models.accounts import account as accounts
from models.accounts.account import Account
from models.accounts.actor import Actor
from models.core.address import Address
from models.core.session import Session
from models.core.vocabulary import Language


def receive_newcomer(
    session: Session, address: Address, known: Account | None, now: datetime, payload: str | None
) -> Account:
    """Somebody writes; the payload of a link that brought them is kept until they agree."""
    account = known or accounts.create_account(session, address, now)
    account.came_with = payload or account.came_with
    return account


def choose_first_language(
    session: Session, address: Address, known: Account | None, now: datetime, code: str
) -> Account:
    """As `choose_language`, perhaps by the very first tap."""
    account = known or accounts.create_account(session, address, now)
    _set_language(account, code)
    return account


def choose_language(actor: Actor, code: str) -> None:
    """Speak this language with the person from now on; a code that is none changes nothing."""
    _set_language(actor.account, code)


def forget_start_link(actor: Actor) -> None:
    """The link that brought the person is followed now, and not once more."""
    actor.account.came_with = None


def _set_language(account: Account, code: str) -> None:
    if code in tuple(Language):
        account.language = Language(code)
