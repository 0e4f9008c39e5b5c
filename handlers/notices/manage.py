"""Everything staff do with a notice: look at it, publish, cancel, and see who needs a call."""

from dialogue.core.calendar import format_moment
from dialogue.core.form import FormState
from dialogue.core.form_screens import choose_change_message
from dialogue.core.i18n import N_
from dialogue.core.reply import Message, Reply, say
from dialogue.labourers import calls
from dialogue.notices import publication as screens
from dialogue.notices.audience import audience_words
from dialogue.notices.form_notice import FROZEN, NOTICE
from dialogue.notices.notice import Reader
from handlers.core import forms, menu
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.core.quiet_hours import UNTIL, is_quiet
from models.core.refusal import Refusal
from models.core.session import Session
from models.core.vocabulary import RoleName
from models.notices import (
    audience,
    call_list,
    lifecycle,
    open_notices,
    publication,
    publication_progress,
    sign_ups,
)
from models.notices.notice import Notice, NoticeState

CORRECTED = N_(
    "✅ <b>Changed.</b> Who had it is told in two minutes; what you change until then goes along."
)
CHANGED = {
    NoticeState.PUBLISHING: CORRECTED,
    NoticeState.PUBLISHED: CORRECTED,
    NoticeState.SCHEDULED: N_(
        "⚠️ <b>Changed, and held back:</b> it goes out only when you say so once more below."
    ),
}

router = Router(RoleName.STAFF)


async def get_own_notice(turn: Turn, notice_id: int) -> Notice | None:
    """A notice of the counties that this account is staff of."""
    return await lifecycle.get_notice(turn.session, notice_id, turn.roles.counties())


@router.route("notices", "manage:page:{page}")
async def show_notices(turn: Turn, page: int = 1) -> Reply:
    """A page of the notices, and the way to write one."""
    await drafts.put_aside(turn.session, turn.account)
    found = await lifecycle.list_notices(turn.session, turn.roles.counties(), page)
    return say(screens.notice_list(turn.speech, found))


async def load_notice(turn: Turn, notice_id: int) -> Notice | Reply:
    """The notice of a button; or the menu, where it is not theirs."""
    notice = await get_own_notice(turn, notice_id)
    if notice is None:
        return await menu.show_menu(turn, Refusal("notice_gone"))
    await drafts.put_aside(turn.session, turn.account)
    return notice


manage = router.about("manage:{id}", load_notice)


@manage("")
async def show_notice(turn: Turn, notice: Notice, *, was: NoticeState | None = None) -> Reply:
    """How it looks to a labourer, and how it stands; `was` is its state before it was changed."""
    if notice.state is NoticeState.CANCELLED:
        return say(screens.notice_cancelled(notice, turn.speech))
    who = audience.read_audience(notice.audience)
    named = await open_notices.name_grounds(turn.session, who, who.grounds(), turn.speech.language)
    reader = Reader(turn.speech, turn.now, turn.zone, named)
    noted = CHANGED.get(was) if was else None
    said = [Message(turn.speech(noted))] if noted else []
    below = await (_out(turn, notice) if notice.is_out() else _preview(turn, notice, reader))
    return say(*said, *screens.notice_as_read(notice, reader), below)


async def _preview(turn: Turn, notice: Notice, reader: Reader) -> Message:
    who, kind, now = audience.read_audience(notice.audience), notice.kind, turn.now
    reach = await turn.read_aside(
        ("reach", kind, repr(who)),
        lambda session: publication.count_reach(session, kind, who, now),
    )
    return screens.preview(
        notice, reader, reach, audience_words(notice, await turn.scene()), notice.publish_at
    )


async def _out(turn: Turn, notice: Notice) -> Message:
    done = await publication_progress.count_progress(turn.session, notice)
    opens = f"{UNTIL:%H:%M}" if is_quiet(turn.now, turn.zone) else None
    lines = screens.progress_lines(done, turn.speech, turn.send_rate, opens)
    counts = await sign_ups.count_sign_ups(turn.session, notice)
    helped = await sign_ups.count_helped(turn.session, notice)
    return screens.published_notice(notice, lines, counts, helped, turn.speech)


@manage("publish")
async def publish_notice(turn: Turn, notice: Notice) -> Reply:
    """It goes out now, or on its day."""
    refused = await lifecycle.publish_notice(turn.session, turn.actor, notice)
    if refused is not None:
        return await menu.show_menu(turn, refused)
    goes = notice.publish_at
    when = None
    if goes is not None and goes > turn.now:
        when = format_moment(goes, turn.speech, turn.zone, turn.actor.today)
    return say(screens.publication_planned(notice, turn.speech, when))


@manage("change", "change:{key}")
async def change_notice(turn: Turn, notice: Notice, key: str = "") -> Reply:
    """Which answer is to be changed; or that one asked again."""
    if refused := lifecycle.refuse_ended(notice, turn.now):
        return await menu.show_menu(turn, refused)
    frozen = FROZEN if notice.is_out() else ()
    if key and key not in frozen:
        return await forms.reopen_question(turn, "notice", notice.answers, key, about=notice.id)
    today = turn.actor.today
    filling = FormState(NOTICE, today, NOTICE.fitting(notice.answers, today))
    here = f"manage:{notice.id}"
    return say(choose_change_message(filling, turn.speech, f"{here}:change:", here, but=frozen))


@manage("cancel")
async def ask_to_cancel(turn: Turn, notice: Notice) -> Reply:
    if refused := lifecycle.refuse_ended(notice, turn.now):
        return await menu.show_menu(turn, refused)
    return say(screens.confirm_cancel(notice, turn.speech))


@manage("cancel!")
async def cancel_notice(turn: Turn, notice: Notice) -> Reply:
    """It does not take place."""
    if refused := await lifecycle.cancel_notice(turn.session, turn.actor, notice):
        return await menu.show_menu(turn, refused)
    return say(screens.notice_cancelled(notice, turn.speech))


@manage("discard")
async def ask_to_discard(turn: Turn, notice: Notice) -> Reply:
    return say(screens.confirm_discard(notice, turn.speech))


@manage("discard!")
async def discard_notice(turn: Turn, notice: Notice) -> Reply:
    """A draft is thrown away; what is out can only be cancelled."""
    refused = await lifecycle.discard_notice(turn.session, turn.actor, notice)
    return await (show_notice(turn, notice) if refused else show_notices(turn))


@manage("calls")
async def send_call_sheet(turn: Turn, notice: Notice) -> Reply:
    """A spreadsheet; that it was taken goes into the trail."""
    record = call_list.record_list_taken(turn.actor, notice)
    if isinstance(record, Refusal):
        return await menu.show_menu(turn, record)
    regions, speech, number = await turn.regions(), turn.speech, notice.key()

    async def write_sheet(session: Session) -> tuple[bytes, list[int]]:
        found = await call_list.list_people_to_call(session, await session.get_one(Notice, number))
        return calls.call_sheet(found, regions, speech), [labourer.key() for labourer, _ in found]

    key = ("calls", number)
    sheet, people = await turn.read_aside(key, write_sheet, lambda found: record(found[1]))
    if not people:
        return say(screens.nobody_to_call(speech, notice))
    return say(screens.call_sheet(speech, sheet, notice, len(people)), fresh=True)
