"""The door: staff show a code or mark by name, a labourer scans it and is present."""

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Message, Reply, say
from dialogue.labourers import consent
from dialogue.notices import check_in as screens
from dialogue.notices import sign_ups as answers
from dialogue.notices.form_name import WHO_IS_HERE
from handlers.core import menu
from handlers.core.form_session import CONVERSATIONS, Conversation
from handlers.core.forms import start_form
from handlers.core.router import record
from handlers.core.turn import Turn
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core import audit
from models.core import regions as region
from models.core.audit import Act
from models.core.refusal import Refusal
from models.labourers import ledger
from models.labourers.labourer import Labourer
from models.notices import check_in as tokens
from models.notices import open_notices, reminders, sign_ups, writing
from models.notices.notice import Notice, end_of_day
from models.privacy import consent as privacy

PREFIX = "here-"
REGISTER_FIRST = N_("To be checked in, please register first; it takes a few minutes.")


async def show_code(turn: Turn, notice: Notice, rest: str) -> Reply:  # noqa: ARG001
    """A picture to be scanned, good until midnight."""
    until = end_of_day(turn.now.astimezone(turn.zone).date(), turn.zone)
    link = turn.link(PREFIX + tokens.make_token(notice, until))
    return say(screens.check_in_code(notice, link, turn.speech, "24:00"), fresh=True)


async def show_sign_ups(turn: Turn, notice: Notice, rest: str) -> Reply:
    """Everybody signed up, page by page."""
    people = await sign_ups.list_sign_ups(turn.session, notice)
    page, _ = record(rest)
    if notice.starts_at is None or tokens.is_before_the_day(notice, turn.now, turn.zone):
        regions = await region.get_gazetteer(turn.session)
        for _, labourer in people:
            act = Act.LISTED
            audit.record(turn.session, turn.now, act, by=turn.person.id, labourer=labourer.id)
        return say(screens.sign_up_list(notice, people, regions, turn.speech, page))
    return say(screens.attendance_list(notice, people, turn.speech, page))


async def mark_present(turn: Turn, notice: Notice, rest: str) -> Reply:
    """Somebody is here; a second tap takes it back."""
    number, page = record(rest)
    labourer = await _labourer(turn, notice, number)
    if labourer is None or tokens.is_before_the_day(notice, turn.now, turn.zone):
        return await menu.refuse_stale_button(turn)
    if await _present(turn, notice, labourer, by=turn.person.key()):
        audit.record(turn.session, turn.now, Act.MARKED, by=turn.person.id, labourer=labourer.id)
    else:
        await sign_ups.unmark_attended(turn.session, notice.key(), labourer.key())
    return await show_sign_ups(turn, notice, page)


async def ask_walk_in_name(turn: Turn, notice: Notice, rest: str) -> Reply:  # noqa: ARG001
    """Who is here that did not sign up?"""
    if tokens.is_before_the_day(notice, turn.now, turn.zone):
        return await menu.refuse_stale_button(turn)
    await drafts.begin_draft(turn.session, turn.person, "who is here", turn.now, about=notice.id)
    return await menu.show_current_screen(turn)


async def _named(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """One of that name is marked; of several, staff choose."""
    counties = turn.roles.counties()
    notice = await writing.get_notice(turn.session, draft.about or 0, counties)
    if notice is None:
        return await menu.show_menu(turn, Refusal("notice_gone"))
    found = await ledger.list_labourers_named(turn.session, filling.answers["name"], counties)
    if not found:
        return Refusal("name_unknown", {"place": 1})
    if len(found) == 1:
        await _present(turn, notice, found[0], by=turn.person.key())
        return await show_sign_ups(turn, notice, "1")
    regions = await region.get_gazetteer(turn.session)
    villages = [(one, regions.full_name(one.village_code)) for one in found]
    return say(screens.choose_namesake(notice, villages, turn.speech))


CONVERSATIONS["who is here"] = Conversation(WHO_IS_HERE, _named, summed_up=False, own=False)
STEPS = {"qr": show_code, "who": show_sign_ups, "mark": mark_present, "name": ask_walk_in_name}


async def check_in_by_code(turn: Turn, token: str) -> Reply:
    """A labourer opened the code: present; who is not registered yet does so first."""
    number = tokens.read_token(token, turn.now)
    if isinstance(number, Refusal):
        return await menu.show_menu(turn, number)
    labourer = await privacy.get_own_entry(turn.session, turn.person)
    if labourer is None:
        turn.person.came_with = PREFIX + token
        if turn.person.consented_at is None:
            return say(Message(turn.speech(REGISTER_FIRST)), consent.consent_question(turn.speech))
        return await start_form(turn, "intake")
    notice = await open_notices.get_notice_known_to(turn.session, number, labourer)
    if refused := tokens.refuse_check_in(notice, turn.now, turn.zone):
        return await menu.show_menu(turn, refused)
    assert notice is not None
    first = await _present(turn, notice, labourer)
    return say(answers.present_now(notice, turn.speech, again=not first))


async def _present(
    turn: Turn, notice: Notice, labourer: Labourer, *, by: int | None = None
) -> bool:
    """Present from now on; afterwards they are asked whether it helped."""
    first = await sign_ups.mark_attended(turn.session, notice, labourer, turn.now, by=by)
    if first:
        await reminders.plan_question_after(
            turn.session, notice, labourer.key(), turn.now, turn.zone
        )
    return first


async def _labourer(turn: Turn, notice: Notice, number: int) -> Labourer | None:
    """Somebody of the notice's county."""
    return await ledger.get_labourer_of_area(turn.session, number, notice.county)
