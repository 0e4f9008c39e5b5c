"""Drafts: unfinished forms, every answer saved when it is given."""

import zlib
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Field, SQLModel, col, select

from models.accounts.account import Account, get_account_id_of_labourer
from models.core import bulk_writes
from models.core.column_types import BIG_ID, moment, reference, row_id
from models.core.encryption import Sealed
from models.core.session import Session, Slot, reads_past_changes

HELD: Slot[dict[int, "Draft"]] = Slot(dict)
# All forms of an account, where it is known that they are all; the numbers of those about an entry.
OF_ACCOUNT: Slot[dict[int, list["Draft"]]] = Slot(dict)
ABOUT: Slot[dict[int, list[int]]] = Slot(dict)
# A change of one's own entry; of the present work, which is told anew even where it is the same.
CHANGE, CHANGE_WORK = "change", "change work"
# Forms that are about the account's own person.
OWN_FORMS = (
    *("more", "piece 1", "piece 2", "piece 3"),
    *("intake", CHANGE, CHANGE_WORK, "claim", "broker", "grievance", "grievance more"),
    *(
        "confirmation",
        "check-in",
        "enquiry",
        "enquiry broker",
        "grievance add",
        "grievance first",
        "files",
    ),
)
# The answers in which other forms name people: as they were typed, or with their numbers.
NAMING = frozenset({"who", "people"})
KEPT_WORDS_MOST = 3


class Draft(SQLModel, table=True):
    """One form being filled by one account.

    `answers` maps question to value, None for skipped. `revisiting` is the question gone back to;
    `partial` is what a question has in hand before it is answered; `derived` are the answers that
    nobody gave, with the question that brought each: None until something was given. `kept_words`
    was typed while something else lay before the person, and may answer the present question.
    `labourer_id` is whose entry is being changed; none while the entry does not exist; `about` is
    likewise the number of the notice, placement, employer … that the form is about. `answered_at`
    is none until something was given in it.
    """

    # A number is never given twice: old buttons bear it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = row_id()
    account_id: int = reference("account", optional=False)
    form: str = Field(max_length=32)
    labourer_id: int | None = reference("labourer")
    about: int | None = Field(default=None, sa_type=BIG_ID)
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=Sealed)
    revisiting: str | None = Field(default=None, max_length=32)
    partial: Any = Field(default=None, sa_type=Sealed, nullable=True)
    kept_words: list[str] | None = Field(default=None, sa_type=Sealed, nullable=True)
    derived: dict[str, str] | None = Field(default=None, sa_type=Sealed, nullable=True)
    started_at: datetime = moment()
    answered_at: datetime | None = moment(optional=True, index=True)

    def key(self) -> int:
        """The row's number, once it has one."""
        assert self.id is not None
        return self.id

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said to it yet, so that nothing is lost with it."""
        return self.answered_at is None and not self.kept_words


async def begin_draft(
    session: Session,
    account: Account,
    form: str,
    now: datetime,
    *,
    labourer: int | None = None,
    about: int | None = None,
    answers: dict[str, Any] | None = None,
    revisiting: str | None = None,
    partial: Any = None,
) -> Draft:
    """Open a form and make it the account's present one."""
    draft = Draft(
        account_id=account.key(),
        form=form,
        labourer_id=labourer,
        about=about,
        answers=answers or {},
        revisiting=revisiting,
        partial=partial,
        started_at=now,
    )
    await bulk_writes.insert_row(session, draft)
    account.draft_id = draft.id
    remember_draft(session, draft)
    session.recall(OF_ACCOUNT).get(account.key(), []).append(draft)
    session.recall(ABOUT).get(labourer or 0, []).append(draft.key())
    return draft


def remember_draft(session: Session, draft: Draft) -> None:
    """Keep a form in hand for `present`: a session forgets a row that nobody holds."""
    session.recall(HELD)[draft.key()] = draft


def remember_all_drafts(session: Session, account: Account, drafts: list[Draft]) -> None:
    """The account has these forms and no others, so that nobody need ask for more."""
    session.recall(OF_ACCOUNT)[account.key()] = drafts


def list_own_entries_in_hand(session: Session) -> set[int]:
    """The entries of the people who are in the middle of a form about their own."""
    held = session.recall(HELD).values()
    return {one.labourer_id for one in held if one.labourer_id and one.form in OWN_FORMS}


async def get_present_draft(session: Session, account: Account) -> Draft | None:
    """The form that the account is in the middle of."""
    if account.draft_id is None:
        return None
    draft = session.recall(HELD).get(account.draft_id)
    if draft is None or draft not in session:
        draft = await session.get(Draft, account.draft_id)
    if draft is None:
        account.draft_id = None
    return draft


UNFINISHED = (
    select(Draft)
    .where(Draft.account_id == bindparam("account"))
    .execution_options(**reads_past_changes)
)


async def list_unfinished_drafts(session: Session, account: Account) -> list[Draft]:
    """All of the account's forms, the latest first."""
    found = session.recall(OF_ACCOUNT).get(account.key())
    if found is None:
        # What was changed in this turn need not be written for it: it is in hand, and newer.
        found = [*await session.exec(UNFINISHED, params={"account": account.key()})]
    left = [draft for draft in found if draft in session and draft not in session.deleted]
    left.sort(key=lambda one: (one.answered_at or one.started_at, one.key()), reverse=True)
    return left


async def resume_draft(session: Session, account: Account, draft_id: int) -> Draft | None:
    """Go on with one of the account's own forms; None where it is not there (any more)."""
    draft = await session.get(Draft, draft_id)
    if draft is None or draft.account_id != account.id:
        return None
    account.draft_id = draft.id
    return draft


async def put_aside(session: Session, account: Account) -> None:
    """Leave the present form: it keeps its answers, and goes where it is empty."""
    draft = await get_present_draft(session, account)
    account.draft_id = None
    if draft is not None and draft.is_empty:
        await session.delete(draft)
        await session.flush()


def save_draft(
    draft: Draft,
    now: datetime,
    *,
    answers: dict[str, Any],
    revisiting: str | None,
    partial: Any,
    derived: dict[str, str] | None = None,
    beside: bool = False,
) -> None:
    """Keep where the person is now.

    What was kept for the question of before goes, but where this was said `beside` it.
    """
    draft.answers, draft.answered_at = dict(answers), now
    if draft.kept_words and not beside:
        draft.kept_words = None
    if draft.revisiting != revisiting:
        draft.revisiting = revisiting
    if draft.partial != partial:
        draft.partial = partial
    if derived is not None and draft.derived != derived:
        draft.derived = derived


def keep_words(draft: Draft, said: str) -> list[str]:
    """Keep what may be meant for the form; gives all that is kept, the newest first."""
    before = [one for one in draft.kept_words or [] if one != said]
    draft.kept_words = [said, *before][:KEPT_WORDS_MOST]
    return draft.kept_words


def take_kept_words(draft: Draft, key: str) -> str | None:
    """The kept words of this key, which are kept no longer; None where they are not there."""
    kept = draft.kept_words or []
    found = next((one for one in kept if get_words_key(one) == key), None)
    draft.kept_words = [one for one in kept if one != found] or None
    return found


def drop_kept_words(draft: Draft) -> None:
    """They were not meant for the form."""
    draft.kept_words = None


def keep_until_back(draft: Draft, now: datetime) -> None:
    """Somebody leaves an empty form for something else, and comes back: it stays until then."""
    draft.answered_at = draft.answered_at or now


def get_words_key(said: str) -> str:
    """What stands for words in a button: they may be anything, and long."""
    return f"{zlib.crc32(said.encode()):08x}"


async def discard_draft(session: Session, account: Account, draft: Draft) -> None:
    """Throw a form away, or close it when its answers have gone into the ledger."""
    if account.draft_id == draft.id:
        account.draft_id = None
    await session.delete(draft)


async def forget_person_in_drafts(
    session: Session, labourer_id: int, name: str, id_number: str | None
) -> None:
    """Somebody is erased: what others have not finished names them no more.

    A form that registers this very person goes whole.
    """

    def is_named(one: Any) -> bool:
        if isinstance(one, dict):
            return bool(one.get("id") == labourer_id) or is_named(one.get("name"))
        return isinstance(one, str) and f"{one} ".startswith(f"{name} ")

    of_others = select(Draft).where(col(Draft.form).not_in(OWN_FORMS))
    for draft in (await session.exec(of_others)).all():
        if id_number is not None and draft.answers.get("id_number") == id_number:
            await session.delete(draft)
            continue
        left = dict(draft.answers)
        for key in NAMING & left.keys():
            given = left.pop(key)
            several = given if isinstance(given, list) else [given]
            if kept := [one for one in several if not is_named(one)]:
                left[key] = kept if given is several else given
        if left != draft.answers or name in f"{draft.partial}{draft.kept_words}":
            draft.answers, draft.partial, draft.kept_words = left, None, None
    await session.flush()


async def update_drafts_about_entry(
    session: Session, labourer_id: int, changed: dict[str, Any]
) -> None:
    """What has just changed in an entry holds in the unfinished changes of it too.

    Only in the person's own, once they have an account: nobody else's form learns what they say.
    """
    found = await _list_drafts_about(session, labourer_id)
    own = await _get_own_account_id(session, labourer_id, found)
    for draft in found:
        if own in (None, draft.account_id):
            draft.answers = {**draft.answers, **changed}
        else:
            await session.delete(draft)


READING_ABOUT = (
    select(col(Draft.labourer_id), col(Draft.id))
    .where(col(Draft.labourer_id).in_(bindparam("entries", expanding=True)))
    .order_by(col(Draft.id))
    .execution_options(**reads_past_changes)
)


async def _list_drafts_about(session: Session, labourer_id: int) -> list[Draft]:
    """The forms about an entry; those about the entries of all in hand are looked up with them."""
    about = session.recall(ABOUT)
    if labourer_id not in about:
        entries = {labourer_id, *list_own_entries_in_hand(session)} - about.keys()
        about |= {entry: [] for entry in entries}
        found: Any = await session.exec(READING_ABOUT, params={"entries": [*entries]})
        for entry, number in found:
            about[entry].append(number)
    held = session.recall(HELD)
    drafts = [held.get(one) or await session.get(Draft, one) for one in about[labourer_id]]
    return [one for one in drafts if one and one in session and one not in session.deleted]


async def _get_own_account_id(
    session: Session, labourer_id: int, about: Collection[Draft]
) -> int | None:
    """The account of an entry's own person: mostly whoever holds a form about it."""
    for draft in about:
        holder = await session.get(Account, draft.account_id)
        if holder is not None and holder.labourer_id == labourer_id:
            return holder.id
    return await get_account_id_of_labourer(session, labourer_id) if about else None
