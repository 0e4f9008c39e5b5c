"""Legal grounds: what may be done with an entry, by the ground that it is kept under.

Consent (PIPL art. 13.1) allows what its words say. The office's register (art. 13.3: a duty set by
law) allows the office's own work with the entry, and nothing that only the person can ask for: no
message, no look by a broker. Every audience, list and search asks here.
"""

import datetime as dt
from enum import StrEnum, auto

from sqlalchemy import ColumnElement
from sqlmodel import col

from models.core.vocabulary import LegalGround
from models.labourers.labourer import Labourer


class Purpose(StrEnum):
    """What an entry may be used for."""

    MESSAGES = auto()
    BROKERS = auto()
    OFFICE_CALLS = auto()
    OFFICE_EXPORT = auto()


ALLOWED = {
    LegalGround.CONSENT: frozenset(Purpose),
    LegalGround.REGISTER: frozenset({Purpose.OFFICE_CALLS, Purpose.OFFICE_EXPORT}),
}


def allows(labourer: Labourer, purpose: Purpose) -> bool:
    """Whether an entry may be used for this."""
    return purpose in ALLOWED[labourer.ground]


def is_allowed(purpose: Purpose) -> ColumnElement[bool]:
    """The same as a condition over Labourer."""
    return col(Labourer.ground).in_([one for one in LegalGround if purpose in ALLOWED[one]])


def record_consent(labourer: Labourer, at: dt.datetime, version: str, by: int | None) -> None:
    """The person agreed; an entry of the register is kept by consent from now on.

    Args:
        by: the account that asked them for it; None where it is their own.
    """
    if labourer.ground is not LegalGround.CONSENT:
        labourer.ground, labourer.ground_since, labourer.ground_by = LegalGround.CONSENT, at, by
    labourer.consented_at, labourer.consent_version = at, version


def take_consent_of(other: Labourer, labourer: Labourer) -> None:
    """Two entries are one person's: what they agreed to in the other holds for this one too."""
    if labourer.ground is LegalGround.CONSENT:
        return
    labourer.ground, labourer.ground_by = LegalGround.CONSENT, other.ground_by
    labourer.ground_since = other.ground_since
    labourer.consented_at, labourer.consent_version = other.consented_at, other.consent_version
