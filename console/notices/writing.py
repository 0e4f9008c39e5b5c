"""Writing a notice at the PC, and correcting one: the questions of the chat on one page."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from console.core.office import Answer, Goto, Screen, View, not_found
from console.core.pages import Pages
from console.core.questions import Field, make_fields, read_form
from console.notices.notices import load_notice
from dialogue.core.i18n import N_, Speech
from dialogue.notices.form_notice import EARLIER, FROZEN, NOTICE, NOW, WISHES
from models.core.refusal import Refusal
from models.core.vocabulary import Language
from models.notices import lifecycle, writing
from models.notices.commands import WriteNotice
from models.notices.notice import Notice, NoticeState

pages = Pages()
# Where a refusal of the whole is shown, beside the head of the page.
AT: Mapping[str, str] = {
    "area_outside": "area",
    "audience_empty": "area",
    "capacity_taken": "capacity",
    "day_past": "day",
    "deadline_late": "deadline",
    "earlier_unknown": "earlier",
    "ends_before": "ends_on",
    "name_twice": "people",
    "name_unknown": "people",
    "publish_late": "publish_day",
    "vacancy_unlawful": "text",
}
CORRECTED = N_(
    "✅ <b>Changed.</b> Who had it is told in two minutes; what you change until then goes along."
)
HELD_BACK = N_("✅ <b>Changed.</b> It goes out only when you publish it.")


@pages.look("/notices/new")
async def ask_new(view: View) -> Answer:
    """An empty form; with ?earlier= one for who signed up to that notice."""
    given: dict[str, Any] = {"to": WISHES, "publish": NOW}
    earlier = view.query.get("earlier", "")
    if earlier.isascii() and earlier.isdecimal() and len(earlier) < 10:
        given |= {"to": EARLIER, "earlier": int(earlier)}
    return _form(view, given)


@pages.act("/notices/new")
async def write_notice(view: View) -> Answer:
    """The answers as a draft, which is looked at before it goes out."""
    filled = read_form(NOTICE, view, {"picture": None})
    if filled.refusals:
        return _form(view, None, filled.refusals)
    told = WriteNotice(**filled.answers)
    language = view.speech.language
    notice = await writing.write_notice(view.session, view.actor, told, language)
    if isinstance(notice, Refusal):
        return _form(view, None, {AT.get(notice.name, "title"): notice})
    return Goto(f"/notices/{notice.key()}", said=N_("✅ <b>Written down.</b> Nobody has it yet."))


@pages.look("/notices/{id}/change")
async def ask_change(view: View) -> Answer:
    """The same form with its answers; of what is out, what can still be changed."""
    notice = await load_notice(view)
    if notice is None:
        return not_found()
    if refusal := lifecycle.refuse_ended(notice, view.actor.now):
        return Goto(f"/notices/{notice.key()}", refusal=refusal)
    return _form(view, notice.answers, notice=notice)


@pages.act("/notices/{id}/change")
async def rewrite_notice(view: View) -> Answer:
    """A draft is changed, and what is out is corrected."""
    notice = await load_notice(view)
    if notice is None:
        return not_found()
    if refusal := lifecycle.refuse_ended(notice, view.actor.now):
        return Goto(f"/notices/{notice.key()}", refusal=refusal)
    filled = read_form(NOTICE, _as_written(view, notice), _kept(notice))
    if filled.refusals:
        return _form(view, None, filled.refusals, notice=notice)
    was, told = notice.state, WriteNotice(**filled.answers)
    refused = await writing.rewrite_notice(view.session, view.actor, notice, told)
    if refused is not None:
        at = {AT.get(refused.name, "title"): refused}
        return _form(view, None, at, notice=notice)
    out = was in (NoticeState.PUBLISHING, NoticeState.PUBLISHED)
    return Goto(f"/notices/{notice.key()}", said=CORRECTED if out else HELD_BACK)


def _as_written(view: View, notice: Notice) -> View:
    """Which other languages there are goes by the notice's own, whoever corrects it."""
    return replace(view, speech=Speech(Language(notice.language)))


def _kept(notice: Notice) -> dict[str, Any]:
    """The answers that this page does not ask for: they stay."""
    frozen = FROZEN if notice.is_out() else ()
    return {key: notice.answers.get(key) for key in (*frozen, *_unasked(notice))}


def _unasked(notice: Notice | None) -> tuple[str, ...]:
    """A picture and a place on the map come from a phone."""
    place = (notice.answers.get("place") if notice else None) or {}
    on_map = place.get("latitude") is not None
    return ("picture", *(("place",) if on_map else ("place_name",)))


def _form(
    view: View,
    answers: Mapping[str, Any] | None,
    refusals: Mapping[str, Refusal] | None = None,
    *,
    notice: Notice | None = None,
) -> Screen:
    frozen = FROZEN if notice is not None and notice.is_out() else ()
    own = notice.language if notice else view.speech.language
    but = (*frozen, *_unasked(notice), f"title_{own}", f"text_{own}")
    fields = make_fields(NOTICE, view, answers, refusals=refusals, but=but)
    if notice is not None and "also" in fields:
        fields["also"] = make_fields(NOTICE, _as_written(view, notice), answers)["also"]
    number = notice.key() if notice else None
    shown = {
        "fields": fields,
        "groups": [(title, _group(fields, keys)) for title, keys in GROUPS],
        "refusals": list((refusals or {}).items()),
        "one": notice,
        "to": f"/notices/{number}/change" if number else "/notices/new",
        "back": f"/notices/{number}" if number else "/notices",
    }
    return Screen("notices/form.html", shown, status=422 if refusals else 200)


def _group(fields: Mapping[str, Field], keys: tuple[str, ...]) -> list[Field]:
    return [fields[key] for key in keys if key in fields]


IN_OTHERS = tuple(f"{what}_{code}" for code in Language for what in ("title", "text"))
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("What it says"), ("kind", "title", "text", "also")),
    (N_("In other languages, where ticked above"), IN_OTHERS),
    (
        N_("When and where"),
        ("day", "time", "ends_on", "place", "place_name", "capacity", "deadline"),
    ),
    (N_("For whom"), ("to", "area", "who")),
    (N_("Who want to learn: what"), ("courses",)),
    (N_("Who look for work: which, and where it is"), ("trades", "reach")),
    (N_("A few people, by name"), ("people",)),
    (N_("Who signed up to an earlier notice"), ("earlier",)),
    (N_("When it goes out"), ("publish", "publish_day", "publish_time")),
)
