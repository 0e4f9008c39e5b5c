"""An entry opened: with its household, wishes, first history and the first lines of its trail."""

from dataclasses import dataclass
from datetime import datetime

from models.core import bulk_writes
from models.core.audit import Act
from models.core.session import Session
from models.core.vocabulary import LegalGround, NoticeKind
from models.labourers import history, household, likeness, preferences
from models.labourers.facts import LATER, Facts, as_columns, read_facts
from models.labourers.household import HEAD_SELF
from models.labourers.labourer import Labourer
from models.labourers.likeness import LikenessFound


@dataclass(frozen=True)
class Registration:
    """Who takes the answers, when, and under which words of consent.

    `own` is False where a broker or staff member does it for a person without a phone. An entry
    that is kept as the office's `register` has no consent.
    """

    now: datetime
    account_id: int
    own: bool
    consented_at: datetime | None
    consent_version: str | None
    ground: LegalGround = LegalGround.CONSENT

    @property
    def is_of_register(self) -> bool:
        """Whether nobody was asked: the office has them in its register."""
        return self.ground is LegalGround.REGISTER

    @property
    def read_out_by(self) -> int | None:
        """The account that read the words of consent out."""
        return None if self.own or self.is_of_register else self.account_id


async def open_entry(
    session: Session, facts: Facts, by: Registration, seen: LikenessFound
) -> Labourer:
    """Open it; what it looks like was compared before."""
    columns = as_columns(facts)
    told = {**facts, "birth_year": columns["birth_year"]}
    home = await household.find_or_open_household(session, told)
    labourer = Labourer(
        **columns,
        not_asked=sorted(LATER - facts.keys()) or None,
        household_id=home.id if home else None,
        ground=by.ground,
        ground_since=by.consented_at or by.now,
        ground_by=by.account_id if by.is_of_register else by.read_out_by,
        consented_at=by.consented_at,
        consent_version=by.consent_version,
        read_out_by=by.read_out_by,
        registered_by=by.account_id,
        registered_at=by.now,
        changed_at=by.now,
        status_told_at=by.now,
    )
    await bulk_writes.insert_row(session, labourer)
    if home is not None and facts.get("household_head") == HEAD_SELF:
        home.head_id = labourer.key()
    welcome = [kind for kind in NoticeKind if kind in (facts.get("notices") or ())]
    if not by.is_of_register:
        await preferences.create_preferences(session, labourer.key(), welcome)
    after = read_facts(labourer, home, welcome)
    await history.write_history(session, labourer, {}, after, by.now, by.account_id)
    acts = (Act.REGISTERED, *household.list_household_acts({}, after))
    await history.record_acts(session, labourer, acts, by.now, by.account_id)
    await likeness.open_doubles(session, labourer, seen, by.now, new=True)
    return labourer
