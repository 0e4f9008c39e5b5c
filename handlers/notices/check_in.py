"""The door: staff show a code or mark by name, a labourer scans it and is present."""

from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.reply import Message, Reply, say
from dialogue.core.start_link import StartLink
from dialogue.labourers import consent
from dialogue.notices import check_in as screens
from dialogue.notices import sign_ups as answers
from dialogue.notices.form_name import WHO_IS_HERE
from handlers.core import menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.forms import start_form
from handlers.core.router import Router, parse_number
from handlers.core.start_links import LinkHandler
from handlers.core.turn import Turn
from handlers.notices.manage import get_own_notice, load_notice
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.calendar import end_of_day
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.notices import attendance
from models.notices import check_in as codes
from models.notices.attendance import Namesakes, People
from models.notices.notice import Notice

PREFIX = attendance.LINK_PREFIX
REGISTER_FIRST = N_("To be checked in, please register first; it takes a few minutes.")

router = Router(RoleName.STAFF)
door = router.about("manage:{id}", load_notice)


@door("qr")
async def show_code(turn: Turn, notice: Notice) -> Reply:
    """A picture to be scanned, good until midnight."""
    until = end_of_day(turn.actor.today, turn.zone)
    link = StartLink(PREFIX + codes.make_token(notice, until))
    return say(screens.check_in_code(notice, link, turn.speech, "24:00"), fresh=True)


@door("who", "who:{page}")
async def show_sign_ups(turn: Turn, notice: Notice, page: int = 1) -> Reply:
    """Everybody signed up, page by page."""
    people = await attendance.view_sign_ups(turn.session, turn.actor, notice)
    if isinstance(people, Refusal):
        return await menu.show_menu(turn, people)
    return await _show_people(turn, notice, people, page)


async def _show_people(turn: Turn, notice: Notice, people: People, page: int = 1) -> Reply:
    if codes.shows_phones(notice, turn.now, turn.zone):
        regions = await turn.regions()
        return say(screens.sign_up_list(notice, people, regions, turn.speech, page))
    return say(screens.attendance_list(notice, people, turn.speech, page))


@door("mark:{labourer}", "mark:{labourer}:{page}")
async def mark_present(turn: Turn, notice: Notice, labourer: str, page: int = 1) -> Reply:
    """Somebody is here; a second tap takes it back."""
    whose = parse_number(labourer)
    people = await attendance.mark_present(turn.session, turn.actor, notice, whose)
    if isinstance(people, Refusal):
        return await menu.refuse_stale_button(turn)
    return await _show_people(turn, notice, people, page)


@door("name")
async def ask_walk_in_name(turn: Turn, notice: Notice) -> Reply:
    """Who is here that did not sign up?"""
    if codes.is_before_the_day(notice, turn.now, turn.zone):
        return await menu.refuse_stale_button(turn)
    await drafts.begin_draft(turn.session, turn.account, "who is here", turn.now, about=notice.id)
    return await menu.show_current_screen(turn)


async def _named(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """One of that name is marked; of several, staff choose."""
    notice = await get_own_notice(turn, draft.about or 0)
    if notice is None:
        return await menu.show_menu(turn, Refusal("notice_gone"))
    name = filling.answers["name"]
    found = await attendance.mark_by_name(turn.session, turn.actor, notice, name)
    if isinstance(found, Refusal):
        return found
    if not isinstance(found, Namesakes):
        return await _show_people(turn, notice, found)
    regions = await turn.regions()
    villages = [(one, regions.full_name(one.village_code)) for one in found.people]
    return say(screens.choose_namesake(notice, villages, turn.speech))


CONVERSATIONS["who is here"] = Conversation(
    WHO_IS_HERE, _named, style=FormStyle(has_summary=False, about_self=False)
)


async def check_in_by_code(turn: Turn, token: str) -> Reply:
    """A labourer opened the code: present; who is not registered yet does so first."""
    scan = await attendance.scan_code(turn.session, turn.actor, token)
    if isinstance(scan, Refusal):
        return await menu.show_menu(turn, scan)
    if scan.notice is not None:
        return say(answers.present_now(scan.notice, turn.speech, again=not scan.is_first))
    if turn.account.consented_at is None:
        return say(Message(turn.speech(REGISTER_FIRST)), consent.consent_question(turn.speech))
    return await start_form(turn, "intake")


START_LINK = LinkHandler(PREFIX, check_in_by_code)
