"""An entry opened: with its household, wishes, first history and the first lines of its trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.core import bulk_writes
from models.core.audit import Act, AuditRecord
from models.core.gazetteer import COUNTY
from models.core.session import Session
from models.core.vocabulary import LegalGround, NoticeKind
from models.labourers import history, household, likeness, preferences
from models.labourers.facts import LATER, Facts, as_columns, read_facts
from models.labourers.household import HEAD_SELF, Household
from models.labourers.labourer import Labourer, LedgerChange
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


@dataclass(frozen=True)
class Opening:
    """The facts of somebody new, and whom they look like, which was compared before."""

    facts: Facts
    seen: LikenessFound


async def open_entry(
    session: Session, facts: Facts, by: Registration, seen: LikenessFound
) -> Labourer:
    """Open it; what it looks like was compared before."""
    labourer, home = await _build(session, facts, by)
    await bulk_writes.insert_row(session, labourer)
    _settle_head(labourer, home, facts)
    welcome = [kind for kind in NoticeKind if kind in (facts.get("notices") or ())]
    if not by.is_of_register:
        await preferences.create_preferences(session, labourer.key(), welcome)
    after = read_facts(labourer, home, welcome)
    await history.write_history(session, labourer, {}, after, by.now, by.account_id)
    acts = (Act.REGISTERED, *household.list_household_acts({}, after))
    await history.record_acts(session, labourer, acts, by.now, by.account_id)
    await likeness.open_doubles(session, labourer, seen, by.now, new=True)
    return labourer


async def open_entries(
    session: Session, openings: Sequence[Opening], by: Registration
) -> list[Labourer]:
    """Open several of the office's register, with few statements; they welcome no news."""
    built = []
    for one in openings:
        labourer, home = await _build(session, one.facts, by)
        built.append((labourer, home))
    labourers = [labourer for labourer, _ in built]
    await bulk_writes.insert_numbered_rows(session, labourers)
    changes: list[dict[str, Any]] = []
    acts: list[dict[str, Any]] = []
    for one, (labourer, home) in zip(openings, built, strict=True):
        _settle_head(labourer, home, one.facts)
        after = read_facts(labourer, home, [])
        changes += history.list_changes(labourer, {}, after, by.now, by.account_id)
        done = (Act.REGISTERED, *household.list_household_acts({}, after))
        where = labourer.village_code if done[1:] else None
        told = {"at": by.now, "account_id": by.account_id, "labourer_id": labourer.key()}
        acts += [{**told, "county": where and where[:COUNTY], "act": act} for act in done]
    await bulk_writes.insert_rows(session, LedgerChange, changes)
    await bulk_writes.insert_rows(session, AuditRecord, acts)
    for one, labourer in zip(openings, labourers, strict=True):
        await likeness.open_doubles(session, labourer, one.seen, by.now, new=True)
    return labourers


async def _build(
    session: Session, facts: Facts, by: Registration
) -> tuple[Labourer, Household | None]:
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
    return labourer, home


def _settle_head(labourer: Labourer, home: Household | None, facts: Facts) -> None:
    if home is not None and facts.get("household_head") == HEAD_SELF:
        home.head_id = labourer.key()
