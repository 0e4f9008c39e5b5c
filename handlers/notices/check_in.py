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
from models.notices.notice import Notice, day_after
from models.privacy import consent as privacy

PREFIX = "here-"
REGISTER_FIRST = N_("To be checked in, please register first; it takes a few minutes.")


async def show_code(turn: Turn, notice: Notice, rest: str) -> Reply:  # noqa: ARG001
    """A picture to be scanned, good until midnight."""
    until = day_after(turn.now.astimezone(turn.zone).date(), turn.zone)
    link = turn.link(PREFIX + tokens.token(notice, until))
    return say(screens.code(notice, link, turn.speech, "24:00"), fresh=True)


async def who(turn: Turn, notice: Notice, rest: str) -> Reply:
    """Everybody signed up, page by page."""
    people = await sign_ups.people(turn.session, notice)
    page, _ = record(rest)
    if notice.starts_at is None or tokens.is_early(notice, turn.now, turn.zone):
        regions = await region.get_gazetteer(turn.session)
        for _, labourer in people:
            act = Act.LISTED
            audit.record(turn.session, turn.now, act, by=turn.person.id, labourer=labourer.id)
        return say(screens.signed_up(notice, people, regions, turn.speech, page))
    return say(screens.who(notice, people, turn.speech, page))


async def mark(turn: Turn, notice: Notice, rest: str) -> Reply:
    """Somebody is here; a second tap takes it back."""
    number, page = record(rest)
    labourer = await _labourer(turn, notice, number)
    if labourer is None or tokens.is_early(notice, turn.now, turn.zone):
        return await menu.stale(turn)
    if await _present(turn, notice, labourer, by=turn.person.key()):
        audit.record(turn.session, turn.now, Act.MARKED, by=turn.person.id, labourer=labourer.id)
    else:
        await sign_ups.unmark(turn.session, notice.key(), labourer.key())
    return await who(turn, notice, page)


async def ask_name(turn: Turn, notice: Notice, rest: str) -> Reply:  # noqa: ARG001
    """Who is here that did not sign up?"""
    if tokens.is_early(notice, turn.now, turn.zone):
        return await menu.stale(turn)
    await drafts.begin_draft(turn.session, turn.person, "who is here", turn.now, about=notice.id)
    return await menu.show_what_lies_before(turn)


async def _named(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """One of that name is marked; of several, staff choose."""
    counties = turn.roles.counties()
    notice = await writing.of(turn.session, draft.about or 0, counties)
    if notice is None:
        return await menu.show_menu(turn, Refusal("notice_gone"))
    found = await ledger.named(turn.session, filling.answers["name"], counties)
    if not found:
        return Refusal("name_unknown", {"place": 1})
    if len(found) == 1:
        await _present(turn, notice, found[0], by=turn.person.key())
        return await who(turn, notice, "1")
    regions = await region.get_gazetteer(turn.session)
    villages = [(one, regions.full_name(one.village_code)) for one in found]
    return say(screens.which(notice, villages, turn.speech))


CONVERSATIONS["who is here"] = Conversation(WHO_IS_HERE, _named, summed_up=False, own=False)
STEPS = {"qr": show_code, "who": who, "mark": mark, "name": ask_name}


async def scan(turn: Turn, token: str) -> Reply:
    """A labourer opened the code: present; who is not registered yet does so first."""
    number = tokens.read(token, turn.now)
    if isinstance(number, Refusal):
        return await menu.show_menu(turn, number)
    labourer = await privacy.own_entry(turn.session, turn.person)
    if labourer is None:
        turn.person.came_with = PREFIX + token
        if turn.person.consented_at is None:
            return say(Message(turn.speech(REGISTER_FIRST)), consent.consent(turn.speech))
        return await start_form(turn, "intake")
    notice = await open_notices.known_to(turn.session, number, labourer)
    if refused := tokens.opens(notice, turn.now, turn.zone):
        return await menu.show_menu(turn, refused)
    assert notice is not None
    first = await _present(turn, notice, labourer)
    return say(answers.present(notice, turn.speech, again=not first))


async def _present(
    turn: Turn, notice: Notice, labourer: Labourer, *, by: int | None = None
) -> bool:
    """Present from now on; afterwards they are asked whether it helped."""
    first = await sign_ups.attend(turn.session, notice, labourer, turn.now, by=by)
    if first:
        await reminders.ask_whether_it_helped(
            turn.session, notice, labourer.key(), turn.now, turn.zone
        )
    return first


async def _labourer(turn: Turn, notice: Notice, number: int) -> Labourer | None:
    """Somebody of the notice's county."""
    return await ledger.within(turn.session, number, notice.county)
