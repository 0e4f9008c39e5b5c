"""The trail of a record as a page shows it."""

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from console.core.office import View
from dialogue.core.trail import ACTS, format_actor
from models.accounts import terms_of_office
from models.accounts.terms_of_office import get_term_at
from models.core import audit
from models.core.audit import Subject

SHOWN = 200


@dataclass(frozen=True)
class TrailLine:
    """One act: when, what, and by whom, as who they were then."""

    at: dt.datetime
    what: Markup
    who: Markup


async def read_trail(view: View, subject: Subject, number: int) -> list[TrailLine]:
    """The latest acts with a record that the actor was seen to have, the latest first."""
    records = (await audit.trail(view.session, subject, number))[: -SHOWN - 1 : -1]
    accounts = {one.account_id for one in records if one.account_id is not None}
    terms = await terms_of_office.get_terms_of(view.session, accounts)
    speech = view.speech
    return [
        TrailLine(
            one.at,
            speech(ACTS[one.act]),
            format_actor(
                one.account_id, get_term_at(terms, one.account_id, one.at), speech, one.act
            ),
        )
        for one in records
    ]


async def name_account(view: View, account: int | None, at: dt.datetime | None) -> Markup | None:
    """Who an account was at a moment; none where nobody did it."""
    if account is None or at is None:
        return None
    terms = await terms_of_office.get_terms_of(view.session, {account})
    return format_actor(account, get_term_at(terms, account, at), view.speech)
