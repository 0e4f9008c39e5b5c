"""The office's staff as their colleagues see them, and who looked at whom."""

from markupsafe import Markup

from dialogue.accounts import staff as screens
from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.refusals import sentence
from dialogue.core.reply import Reply, say
from dialogue.notices.form_name import MY_NAME, WHOSE_LOOKS
from handlers.core import menu, trail
from handlers.core.form_session import CONVERSATIONS, Conversation
from handlers.core.forms import start_form
from handlers.core.router import Router, record
from handlers.core.turn import Turn
from models.accounts import dismissal, drafts, staff, terms_of_office
from models.accounts.drafts import Draft
from models.accounts.staff import Member
from models.core import audit
from models.core import regions as region
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.labourers import ledger
from models.labourers.labourer import Labourer

router = Router(RoleName.STAFF)


@router.route("staff")
async def show_all(turn: Turn) -> Reply:
    """Who is and was staff here, the first page."""
    return await _page(turn, 1)


async def _page(turn: Turn, page: int, noted: Markup | None = None) -> Reply:
    await drafts.put_aside(turn.session, turn.person)
    members = await staff.members(turn.session, turn.roles.counties())
    nameless = any(
        one.account_id == turn.person.id and one.is_staff and not one.name for one in members
    )
    return say(screens.everybody(members, page, turn.speech, noted, nameless=nameless))


@router.route("staff:name")
async def ask_own_name(turn: Turn) -> Reply:
    """What is their own name?"""
    return await start_form(turn, "my name")


async def _named(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    if RoleName.STAFF not in turn.roles:
        return await menu.show_menu(turn, Refusal("not_yours"))
    await terms_of_office.rename(turn.session, turn.person, filling.answers["name"], turn.now)
    return await _page(turn, 1, turn.speech(N_("✅ <b>Noted.</b> Thank you.")))


CONVERSATIONS["my name"] = Conversation(MY_NAME, _named, summed_up=False, own=False)


@router.route("staff:page:")
async def turn_page(turn: Turn) -> Reply:
    """Another page of the list."""
    page, _ = record(turn.choice, "staff:page:")
    return await _page(turn, page)


@router.route("staff:")
async def act(turn: Turn) -> Reply:
    """One of them: see, whom they looked at, what was done about them, dismiss."""
    number, step = record(turn.choice, "staff:")
    one = await staff.member(turn.session, number, turn.roles.counties())
    if one is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    step, _, rest = step.partition(":")
    return await STEPS[step](turn, one, rest) if step in STEPS else await menu.stale(turn)


async def show(turn: Turn, one: Member, rest: str = "", noted: Markup | None = None) -> Reply:  # noqa: ARG001
    """Since when, by whom, under which other accounts."""
    known = await staff.known(turn.session, one, turn.now)
    terms = await terms_of_office.held(
        turn.session, {t.granted_by for t in one.terms if t.granted_by}
    )
    may_dismiss = "" in turn.roles.counties() and one.is_staff and one.account_id != turn.person.id
    scene = await turn.scene()
    return say(screens.one(one, known, terms, scene, turn.zone, noted, may_dismiss=may_dismiss))


async def looks(turn: Turn, one: Member, rest: str) -> Reply:
    """Whom they looked at, the latest first; that this was looked at is in the trail too."""
    page = max(record(rest)[0], 1)
    first = (page - 1) * screens.PAGE
    found = await audit.looks_of(turn.session, one.account_id, first, screens.PAGE + 1)
    named = await staff.names_of(
        turn.session, [r.labourer_id for r in found], turn.roles.counties()
    )
    return say(screens.looks_of(one, found, named, page, turn.speech, turn.zone))


async def history(turn: Turn, one: Member, rest: str) -> Reply:  # noqa: ARG001
    """When they came, were dismissed, and by whom."""
    return await trail.show_trail(turn, Subject.STAFF, one.account_id, f"staff:{one.account_id}")


async def ask_dismiss(turn: Turn, one: Member, rest: str) -> Reply:  # noqa: ARG001
    """Really?"""
    along = await dismissal.along(turn.session, one.account_id, turn.person.key())
    return say(screens.dismiss_question(one, along, turn.speech))


async def dismiss(turn: Turn, one: Member, rest: str) -> Reply:
    """They are staff no more; nor are the second accounts that the button names."""
    too = [int(number) for number in rest.split(",") if number.isdecimal()]
    refused = await dismissal.dismiss_colleague(
        turn.session, one.account_id, turn.person, turn.roles, turn.now, too
    )
    if refused:
        return await show(turn, one, noted=sentence(refused, turn.speech))
    after = await staff.member(turn.session, one.account_id, turn.roles.counties())
    return await show(turn, after or one, noted=turn.speech(N_("They are staff no more.")))


STEPS = {
    "": show,
    "looks": looks,
    "trail": history,
    "dismiss": ask_dismiss,
    "dismiss!": dismiss,
}


@router.route("looks")
async def ask_whose(turn: Turn) -> Reply:
    """Who was looked at? By name."""
    return await start_form(turn, "whose looks")


async def _whose(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    counties = turn.roles.counties()
    if not counties:
        return await menu.show_menu(turn, Refusal("not_yours"))
    found = await ledger.named(turn.session, filling.answers["name"], counties)
    if not found:
        return Refusal("name_unknown", {"place": 1})
    if len(found) == 1:
        return await _looks_at(turn, found[0], 1)
    regions = await region.get_gazetteer(turn.session)
    villages = [(one, regions.full_name(one.village_code)) for one in found]
    return say(screens.which(villages, turn.speech))


CONVERSATIONS["whose looks"] = Conversation(WHOSE_LOOKS, _whose, summed_up=False, own=False)


@router.route("looks:")
async def at_person(turn: Turn) -> Reply:
    """Who looked at this person of the county."""
    number, page = record(turn.choice, "looks:")
    labourer = await staff.person(turn.session, number, turn.roles.counties())
    if labourer is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    return await _looks_at(turn, labourer, max(record(page)[0], 1))


async def _looks_at(turn: Turn, labourer: Labourer, page: int) -> Reply:
    first = (page - 1) * screens.PAGE
    found = await audit.looks_at(turn.session, labourer.key(), first, screens.PAGE + 1)
    terms = await terms_of_office.held(turn.session, {r.account_id for r in found if r.account_id})
    return say(screens.looks_at(labourer, found, terms, page, turn.speech, turn.zone))
