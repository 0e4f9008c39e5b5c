"""What an input recorded, and what still lies there after it."""

from typing import Any

from dialogue.core.form import FormState, Question
from dialogue.core.offered import BETWEEN
from dialogue.fields import Choices
from handlers.core.conversation import CONVERSATIONS
from tests.corpus.desk import Change, Place, Row, Tried
from tests.support.form_contexts import TODAY

# What an account tells of its person; the rest is how the talk goes on.
OF_ACCOUNT = {"language", "consented_at", "consent_version", "labourer_id"}
BESIDE = {"address", "audit_record"}
# Where each answer counts at once: what follows from it stands in these.
AT_ONCE = {
    "more": {"labourer", "ledger_change", "audit_record", "household"},
    "confirmation": {"placement", "labourer", "ledger_change", "grievance", "outbox"},
    "check-in": {"check_in", "placement", "labourer", "ledger_change", "grievance", "outbox"},
}
# So many buttons ask back; more are a menu.
FEW = 4


def facts(tried: Tried) -> list[Change]:
    """What was recorded."""
    return [change for change in tried.changes if _is_fact(change)]


def _is_fact(change: Change) -> bool:
    if change.table == "account":
        return change.after is None or bool(change.before and change.columns & OF_ACCOUNT)
    if change.table == "draft":
        return bool(_given(change.before) != _given(change.after))
    return change.table not in BESIDE


def _given(draft: Row | None) -> Any:
    """Answers, and picks that are not yet an answer."""
    return (draft["answers"], _picks(draft)) if draft else ({}, [])


def _picks(draft: Row) -> list[Any]:
    question, partial = present_question(draft), draft["partial"]
    if question is None or not isinstance(question.kind, Choices):
        return []
    # While something is offered, or own words are awaited, the picks stand beside it.
    picks = partial.get("before") if isinstance(partial, dict) else partial
    return picks if isinstance(picks, list) else []


async def recorded_value(place: Place, tried: Tried) -> tuple[bool, Any]:
    """The one answer that was recorded to the present question; False where that is not so."""
    before = await place.draft()
    if before is None:
        return False, None
    told = {change.table for change in facts(tried)}
    if told - AT_ONCE.get(before["form"], set()) != {"draft"}:
        return False, None
    now = next((c.after for c in tried.changes if c.table == "draft"), None)
    if now is None or now["id"] != before["id"]:
        return False, None
    question = present_question(before)
    key = question.key if question else "summary"
    if key not in now["answers"] and (picks := _picks(now)):
        return True, picks
    new = {k for k, v in now["answers"].items() if k not in before["answers"]}
    return new == {key}, now["answers"].get(key)


def present_question(draft: Row) -> Question | None:
    form = CONVERSATIONS[draft["form"]].form
    return FormState(form, TODAY, draft["answers"], draft["revisiting"]).question


def written_words(tried: Tried) -> list[str]:
    """The words that stand in the record, where the form is over with this answer."""
    if not any(change.table == "draft" and change.after is None for change in tried.changes):
        return []
    new = [change.after[c] for change in facts(tried) if change.after for c in change.columns]
    flat = [
        one for value in new for one in (value.values() if isinstance(value, dict) else [value])
    ]
    return [one for one in flat if isinstance(one, str)]


async def is_asked_back(place: Place, tried: Tried) -> bool:
    """Nothing was recorded, and the same question still lies there."""
    if facts(tried):
        return False
    before = await place.draft()
    if before is not None and _asks_form(place, before):
        return _asks_still(before, tried)
    # Something newer lies there: its numbers or buttons stay, or the form is asked about.
    first, then = _first(await place.offered()), _first(tried.offered)
    own = {choice for choice in place.choices if choice != "menu"}
    ways = (f"resume:{before['id']}", f"kept:{before['id']}:no") if before is not None else ()
    goes_on = any(one in tried.choices[:FEW] for one in ways)
    return (bool(first) and first == then) or bool(own & set(tried.choices)) or goes_on


def _first(offered: tuple[str, ...]) -> str:
    """What a typed 1 means."""
    return offered[0].partition(BETWEEN)[0] if offered else ""


def _asks_form(place: Place, draft: Row) -> bool:
    """Whether the form is what lies there, and nothing that came after it."""
    of_form = [f"{mark}:{draft['id']}:" for mark in "qns"]
    return not place.choices or any(c.startswith(tuple(of_form)) for c in place.choices)


def _asks_still(before: Row, tried: Tried) -> bool:
    now = tried.draft
    return now is not None and (now["id"], now["revisiting"]) == (
        before["id"],
        before["revisiting"],
    )
