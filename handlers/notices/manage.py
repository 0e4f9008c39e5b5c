"""Everything staff do with a notice: look at it, publish, cancel, and see who needs a call."""

from dialogue.core.calendar import format_moment
from dialogue.core.form import FormState
from dialogue.core.form_screens import choose_change_message, shown_answer
from dialogue.core.i18n import N_
from dialogue.core.reply import Message, Reply, say
from dialogue.labourers import calls
from dialogue.notices import publication as screens
from dialogue.notices.form_notice import AUDIENCE, FROZEN, NOTICE
from dialogue.notices.notice import Reader
from handlers.core import forms, menu
from handlers.core.router import Router, page_of, record
from handlers.core.turn import Turn
from handlers.notices import check_in
from models.accounts import drafts
from models.core import audit, regions
from models.core.audit import Act
from models.core.quiet_hours import UNTIL, is_quiet
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.notices import audience, open_notices, publication, sign_ups, writing
from models.notices.notice import Notice, NoticeState
from models.notices.writing import Writer

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


def writer(turn: Turn) -> Writer:
    """Who writes, and for which county."""
    language = turn.speech.language
    area = turn.roles.counties()[0]
    return Writer(turn.person.key(), area, language, turn.now, turn.zone)


async def get_own_notice(turn: Turn, notice_id: int) -> Notice | None:
    """A notice of the counties that this account is staff of."""
    return await writing.get_notice(turn.session, notice_id, turn.roles.counties())


@router.route("notices")
async def show_notices(turn: Turn) -> Reply:
    """The last notices, and the way to write one."""
    return await show_notices_page(turn)


async def show_notices_page(turn: Turn, page: int = 1) -> Reply:
    """One page of the notices."""
    await drafts.put_aside(turn.session, turn.person)
    latest = await writing.list_notices(turn.session, turn.roles.counties(), page)
    return say(screens.notice_list(turn.speech, latest))


@router.route("manage:")
async def act(turn: Turn) -> Reply:
    """One notice: looked at, or what was chosen."""
    number, step = record(turn.choice, "manage:")
    if (turn.choice or "").startswith("manage:page:"):
        return await show_notices_page(turn, page_of(step))
    notice = await get_own_notice(turn, number)
    if notice is None:
        return await menu.show_menu(turn, Refusal("notice_gone"))
    await drafts.put_aside(turn.session, turn.person)
    step, _, rest = step.partition(":")
    if step in check_in.STEPS:
        return await check_in.STEPS[step](turn, notice, rest)
    return await (
        STEPS[step](turn, notice, rest) if step in STEPS else menu.refuse_stale_button(turn)
    )


async def show_notice(
    turn: Turn,
    notice: Notice,
    rest: str = "",  # noqa: ARG001
    *,
    was: NoticeState | None = None,
) -> Reply:
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
    who = audience.read_audience(notice.audience)
    reach = await publication.count_reach(turn.session, notice.kind, who, turn.now)
    return screens.preview(notice, reader, reach, await _whom(turn, notice), notice.publish_at)


async def _whom(turn: Turn, notice: Notice) -> str:
    """The audience in words, as its writer answered."""
    scene = await turn.scene()
    filling = FormState(NOTICE, scene.today, NOTICE.fitting(notice.answers, scene.today))
    asked = [question for question in filling.asked if question.key in AUDIENCE]
    shown = [shown_answer(q, filling.answers.get(q.key), scene) for q in asked]
    return " · ".join(shown)


async def _out(turn: Turn, notice: Notice) -> Message:
    done = await publication.count_progress(turn.session, notice)
    opens = f"{UNTIL:%H:%M}" if is_quiet(turn.now, turn.zone) else None
    lines = screens.progress_lines(done, turn.speech, turn.send_rate, opens)
    counts = await sign_ups.count_sign_ups(turn.session, notice)
    helped = await sign_ups.count_helped(turn.session, notice)
    return screens.published_notice(notice, lines, counts, helped, turn.speech)


async def publish_notice(turn: Turn, notice: Notice, rest: str) -> Reply:  # noqa: ARG001
    """It goes out now, or on its day."""
    refused = await writing.publish_notice(turn.session, notice, writer(turn))
    if refused is not None:
        return await menu.show_menu(turn, refused)
    goes = notice.publish_at
    later = goes is not None and goes > turn.now
    when = (
        format_moment(goes, turn.speech, turn.zone, turn.now.astimezone(turn.zone).date())
        if later and goes
        else None
    )
    return say(screens.publication_planned(notice, turn.speech, when))


async def change_notice(turn: Turn, notice: Notice, rest: str) -> Reply:
    """Which answer is to be changed; or that one asked again."""
    if refused := writing.refuse_ended(notice, turn.now):
        return await menu.show_menu(turn, refused)
    frozen = FROZEN if notice.is_out() else ()
    if rest and rest not in frozen:
        return await forms.reopen_question(turn, "notice", notice.answers, rest, about=notice.id)
    today = turn.now.astimezone(turn.zone).date()
    filling = FormState(NOTICE, today, NOTICE.fitting(notice.answers, today))
    here = f"manage:{notice.id}"
    return say(choose_change_message(filling, turn.speech, f"{here}:change:", here, but=frozen))


async def ask_to_cancel(turn: Turn, notice: Notice, rest: str) -> Reply:  # noqa: ARG001
    """Really?"""
    if refused := writing.refuse_ended(notice, turn.now):
        return await menu.show_menu(turn, refused)
    return say(screens.confirm_cancel(notice, turn.speech))


async def cancel_notice(turn: Turn, notice: Notice, rest: str) -> Reply:  # noqa: ARG001
    """It does not take place."""
    if refused := await writing.cancel_notice(turn.session, notice, writer(turn)):
        return await menu.show_menu(turn, refused)
    return say(screens.notice_cancelled(notice, turn.speech))


async def ask_to_discard(turn: Turn, notice: Notice, rest: str) -> Reply:  # noqa: ARG001
    """Really?"""
    return say(screens.confirm_discard(notice, turn.speech))


async def discard_notice(turn: Turn, notice: Notice, rest: str) -> Reply:
    """A draft is thrown away; what is out can only be cancelled."""
    if notice.state is not NoticeState.DRAFT:
        return await show_notice(turn, notice, rest)
    await writing.discard_notice(turn.session, notice)
    return await show_notices(turn)


async def send_call_sheet(turn: Turn, notice: Notice, rest: str) -> Reply:  # noqa: ARG001
    """A spreadsheet; that it was taken goes into the trail."""
    people = await publication.list_people_to_call(turn.session, notice)
    if not people:
        return say(screens.nobody_to_call(turn.speech, notice))
    for labourer, _ in people:
        audit.record(turn.session, turn.now, Act.LISTED, by=turn.person.id, labourer=labourer.id)
    sheet = calls.call_sheet(people, await regions.get_gazetteer(turn.session), turn.speech)
    return say(screens.call_sheet(turn.speech, sheet, notice, len(people)), fresh=True)


STEPS = {
    "": show_notice,
    "publish": publish_notice,
    "change": change_notice,
    "cancel": ask_to_cancel,
    "cancel!": cancel_notice,
    "discard": ask_to_discard,
    "discard!": discard_notice,
    "calls": send_call_sheet,
}
