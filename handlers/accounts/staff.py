"""The office's staff as their colleagues see them, and who looked at whom."""

from markupsafe import Markup

from dialogue.accounts import staff as screens
from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply, say
from dialogue.notices.form_name import MY_NAME, WHOSE_LOOKS
from handlers.core import menu, trail
from handlers.core.form_session import CONVERSATIONS, Conversation
from handlers.core.forms import start_form
from handlers.core.router import Router, record
from handlers.core.turn import Turn
from models.accounts import dismissal, drafts, staff, terms_of_office
from models.accounts.drafts import Draft
from models.accounts.staff import StaffMember
from models.core import audit
from models.core import regions as region
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.labourers import ledger
from models.labourers.labourer import Labourer

router = Router(RoleName.STAFF)


@router.route("staff")
async def show_staff(turn: Turn) -> Reply:
    """Who is and was staff here, the first page."""
    return await _page(turn, 1)


async def _page(turn: Turn, page: int, noted: Markup | None = None) -> Reply:
    await drafts.put_aside(turn.session, turn.person)
    members = await staff.list_members(turn.session, turn.roles.counties())
    nameless = any(
        one.account_id == turn.person.id and one.is_staff and not one.name for one in members
    )
    return say(screens.staff_list(members, page, turn.speech, noted, nameless=nameless))


@router.route("staff:name")
async def ask_own_name(turn: Turn) -> Reply:
    """What is their own name?"""
    return await start_form(turn, "my name")


async def _named(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    if RoleName.STAFF not in turn.roles:
        return await menu.show_menu(turn, Refusal("not_yours"))
    await terms_of_office.rename_holder(
        turn.session, turn.person, filling.answers["name"], turn.now
    )
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
    one = await staff.get_member(turn.session, number, turn.roles.counties())
    if one is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    step, _, rest = step.partition(":")
    return (
        await STEPS[step](turn, one, rest)
        if step in STEPS
        else await menu.refuse_stale_button(turn)
    )


async def show_member(
    turn: Turn,
    one: StaffMember,
    rest: str = "",  # noqa: ARG001
    noted: Markup | None = None,
) -> Reply:
    """Since when, by whom, under which other accounts."""
    known = await staff.get_member_details(turn.session, one, turn.now)
    terms = await terms_of_office.get_terms_of(
        turn.session, {t.granted_by for t in one.terms if t.granted_by}
    )
    may_dismiss = "" in turn.roles.counties() and one.is_staff and one.account_id != turn.person.id
    scene = await turn.scene()
    return say(
        screens.member_card(one, known, terms, scene, turn.zone, noted, may_dismiss=may_dismiss)
    )


async def show_looks_of_member(turn: Turn, one: StaffMember, rest: str) -> Reply:
    """Whom they looked at, the latest first; that this was looked at is in the trail too."""
    page = max(record(rest)[0], 1)
    first = (page - 1) * screens.PAGE
    found = await audit.looks_of(turn.session, one.account_id, first, screens.PAGE + 1)
    named = await staff.get_names_within(
        turn.session, [r.labourer_id for r in found], turn.roles.counties()
    )
    return say(screens.looks_of_member(one, found, named, page, turn.speech, turn.zone))


async def show_history_of_member(turn: Turn, one: StaffMember, rest: str) -> Reply:  # noqa: ARG001
    """When they came, were dismissed, and by whom."""
    return await trail.show_trail(turn, Subject.STAFF, one.account_id, f"staff:{one.account_id}")


async def ask_dismiss(turn: Turn, one: StaffMember, rest: str) -> Reply:  # noqa: ARG001
    """Really?"""
    along = await dismissal.list_staff_with_same_number(
        turn.session, one.account_id, turn.person.key()
    )
    return say(screens.dismiss_question(one, along, turn.speech))


async def dismiss_member(turn: Turn, one: StaffMember, rest: str) -> Reply:
    """They are staff no more; nor are the second accounts that the button names."""
    too = [int(number) for number in rest.split(",") if number.isdecimal()]
    refused = await dismissal.dismiss_staff(
        turn.session, one.account_id, turn.person, turn.roles, turn.now, too
    )
    if refused:
        return await show_member(turn, one, noted=explain_refusal(refused, turn.speech))
    after = await staff.get_member(turn.session, one.account_id, turn.roles.counties())
    return await show_member(turn, after or one, noted=turn.speech(N_("They are staff no more.")))


STEPS = {
    "": show_member,
    "looks": show_looks_of_member,
    "trail": show_history_of_member,
    "dismiss": ask_dismiss,
    "dismiss!": dismiss_member,
}


@router.route("looks")
async def ask_whose(turn: Turn) -> Reply:
    """Who was looked at? By name."""
    return await start_form(turn, "whose looks")


async def _whose(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    counties = turn.roles.counties()
    if not counties:
        return await menu.show_menu(turn, Refusal("not_yours"))
    found = await ledger.list_labourers_named(turn.session, filling.answers["name"], counties)
    if not found:
        return Refusal("name_unknown", {"place": 1})
    if len(found) == 1:
        return await _looks_at(turn, found[0], 1)
    regions = await region.get_gazetteer(turn.session)
    villages = [(one, regions.full_name(one.village_code)) for one in found]
    return say(screens.namesakes_choice(villages, turn.speech))


CONVERSATIONS["whose looks"] = Conversation(WHOSE_LOOKS, _whose, summed_up=False, own=False)


@router.route("looks:")
async def show_looks_at_person(turn: Turn) -> Reply:
    """Who looked at this person of the county."""
    number, page = record(turn.choice, "looks:")
    labourer = await staff.get_person_of_counties(turn.session, number, turn.roles.counties())
    if labourer is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    return await _looks_at(turn, labourer, max(record(page)[0], 1))


async def _looks_at(turn: Turn, labourer: Labourer, page: int) -> Reply:
    first = (page - 1) * screens.PAGE
    found = await audit.looks_at(turn.session, labourer.key(), first, screens.PAGE + 1)
    terms = await terms_of_office.get_terms_of(
        turn.session, {r.account_id for r in found if r.account_id}
    )
    return say(screens.looks_at_person(labourer, found, terms, page, turn.speech, turn.zone))
