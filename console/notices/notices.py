"""Notices: the list; one as people get it, whom it reaches and reached, and who signed up."""

from functools import partial
from typing import Any

from console.core.office import Answer, Goto, Screen, View, not_found
from console.core.pages import Link, Pages
from dialogue.core import labels
from dialogue.core.hold_reasons import HOLD_REASONS
from dialogue.core.i18n import N_
from dialogue.notices.audience import audience_words
from dialogue.notices.notice import Reader
from dialogue.notices.publication import STATES, notice_as_read
from dialogue.notices.sign_ups import HELPED
from models.core.quiet_hours import is_quiet
from models.core.refusal import Refusal
from models.notices import (
    audience,
    check_in,
    lifecycle,
    open_notices,
    publication,
    publication_progress,
    sign_up_lists,
    sign_ups,
)
from models.notices.notice import Notice, NoticeState
from models.notices.sign_ups import SignUpState

pages = Pages(links=(Link(80, "/notices", N_("Notices")),))
SIGNED = {
    SignUpState.SEATED: N_("has a seat"),
    SignUpState.QUEUED: N_("waits for a seat"),
    SignUpState.WALKED_IN: N_("came without signing up"),
    SignUpState.DECLINED: "–",
    SignUpState.WITHDRAWN: N_("can't come after all"),
}


@pages.look("/notices")
async def list_notices(view: View) -> Answer:
    """The notices, those in one state perhaps."""
    asked = view.query.get("state", "")
    state = NoticeState(asked) if asked in tuple(NoticeState) else None
    found = await lifecycle.list_notices(
        view.session, view.actor.roles.counties(), view.page(), state
    )
    shown = {
        "found": found,
        "counts": await sign_up_lists.count_holding(view.session, found.items),
        "state": state,
        "states": STATES,
        "kinds": labels.NOTICE_NAMES,
    }
    return Screen("notices/notices.html", shown)


async def load_notice(view: View) -> Notice | None:
    """A notice of the office's counties."""
    counties = view.actor.roles.counties()
    return await lifecycle.get_notice(view.session, view.number(), counties)


@pages.look("/notices/{id}")
async def show_notice(view: View) -> Answer:
    """How it looks to a labourer and how it stands; phones that are shown are in the trail."""
    notice = await load_notice(view)
    if notice is None:
        return not_found()
    who, now, zone = audience.read_audience(notice.audience), view.actor.now, view.actor.zone
    named = await open_notices.name_grounds(view.session, who, who.grounds(), view.speech.language)
    read = notice_as_read(notice, Reader(view.speech, now, zone, named))
    signed = await sign_up_lists.list_sign_up_page(view.session, notice, view.page())
    phones = check_in.shows_phones(notice, now, zone)
    people = tuple(person.key() for _, person in signed.items) if phones else ()
    shown = {
        "one": notice,
        "texts": [message.text for message in read],
        "states": STATES,
        "whom": audience_words(notice, view.scene),
        "night": notice.publish_at is not None and is_quiet(notice.publish_at, zone),
        "ended": lifecycle.refuse_ended(notice, now) is not None,
        "signed": signed,
        "signed_words": SIGNED,
        "phones": phones,
        "reasons": HOLD_REASONS,
        "helped_words": HELPED,
        **await (_out(view, notice) if notice.is_out() else _reach(view, notice)),
    }
    noted = partial(sign_up_lists.note_phones_seen, people=people) if people else None
    return Screen("notices/notice.html", shown, noted=noted)


async def _reach(view: View, notice: Notice) -> dict[str, Any]:
    """Before it goes out: how many it is for, and who of them can't be reached."""
    who = audience.read_audience(notice.audience)
    reach = await publication.count_reach(view.session, notice.kind, who, view.actor.now)
    return {"reach": reach, "done": None}


async def _out(view: View, notice: Notice) -> dict[str, Any]:
    """Once it goes out: how far it is, who signed up and came, and whether it helped."""
    return {
        "reach": None,
        "done": await publication_progress.count_progress(view.session, notice),
        "counts": await sign_ups.count_sign_ups(view.session, notice),
        "helped": await sign_ups.count_helped(view.session, notice),
    }


def _after(view: View, refusal: Refusal | None, said: str) -> Goto:
    return Goto(f"/notices/{view.number()}", said=said, refusal=refusal)


@pages.act("/notices/{id}/publish")
async def publish_notice(view: View) -> Answer:
    """It goes out now, or on its day."""
    notice = await load_notice(view)
    if notice is None:
        return not_found()
    refusal = await lifecycle.publish_notice(view.session, view.actor, notice)
    return _after(view, refusal, N_("It goes out. How far it is stands here."))


@pages.act("/notices/{id}/cancel")
async def cancel_notice(view: View) -> Answer:
    """It does not take place; who had it is told."""
    notice = await load_notice(view)
    if notice is None:
        return not_found()
    refusal = await lifecycle.cancel_notice(view.session, view.actor, notice)
    return _after(view, refusal, N_("It is cancelled. Everybody who had it is told."))


@pages.act("/notices/{id}/discard")
async def discard_notice(view: View) -> Answer:
    """A draft is thrown away."""
    notice = await load_notice(view)
    if notice is None:
        return not_found()
    refusal = await lifecycle.discard_notice(view.session, view.actor, notice)
    if refusal is not None:
        return _after(view, refusal, "")
    return Goto("/notices", said=N_("It is thrown away."))
