"""The office's staff as their colleagues see them, and who looked at whom."""

from markupsafe import Markup

from dialogue.accounts import staff as screens
from dialogue.accounts.form_name import MY_NAME, WHOSE_LOOKS
from dialogue.core.form import FormState
from dialogue.core.i18n import N_
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply, say
from handlers.core import menu, trail
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.forms import start_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import dismissal, drafts, staff, terms_of_office
from models.accounts.drafts import Draft
from models.accounts.staff import StaffMember
from models.core import audit
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.labourers import ledger, merged_entries, people_of_county
from models.labourers.labourer import Labourer

router = Router(RoleName.STAFF)


@router.route("staff", "staff:page:{page}")
async def show_staff(turn: Turn, page: int = 1, noted: Markup | None = None) -> Reply:
    await drafts.put_aside(turn.session, turn.account)
    members = await staff.list_members(turn.session, turn.roles.counties())
    nameless = any(
        one.account_id == turn.account.id and one.is_staff and not one.name for one in members
    )
    return say(screens.staff_list(members, page, turn.speech, noted, nameless=nameless))


@router.route("staff:name")
async def ask_own_name(turn: Turn) -> Reply:
    return await start_form(turn, "my name")


async def _named(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    refused = await staff.set_own_name(turn.session, turn.actor, filling.answers["name"])
    if refused is not None:
        return await menu.show_menu(turn, refused)
    return await show_staff(turn, noted=turn.speech(N_("✅ <b>Noted.</b> Thank you.")))


CONVERSATIONS["my name"] = Conversation(
    MY_NAME, _named, style=FormStyle(has_summary=False, about_self=False)
)


async def _load(turn: Turn, account_id: int) -> StaffMember | Reply:
    found = await staff.get_member(turn.session, account_id, turn.roles.counties())
    return found or await menu.show_menu(turn, Refusal("not_yours"))


member = router.about("staff:{id}", _load)


@member("")
async def show_member(turn: Turn, one: StaffMember, noted: Markup | None = None) -> Reply:
    """Since when, by whom, under which other accounts."""
    known = await staff.get_member_details(turn.session, one, turn.now)
    granters = {term.granted_by for term in one.terms if term.granted_by}
    terms = await terms_of_office.get_terms_of(turn.session, granters)
    may_dismiss = dismissal.may_dismiss(turn.actor, one)
    scene = await turn.scene()
    return say(
        screens.member_card(one, known, terms, scene, turn.zone, noted, may_dismiss=may_dismiss)
    )


@member("looks", "looks:{page}")
async def show_looks_of_member(turn: Turn, one: StaffMember, page: int = 1) -> Reply:
    """Whom they looked at, the latest first."""
    first = (page - 1) * screens.PAGE
    found = await audit.looks_of(turn.session, one.account_id, first, screens.PAGE + 1)
    people = [record.labourer_id for record in found]
    named = await people_of_county.get_names_within(turn.session, people, turn.roles.counties())
    return say(screens.looks_of_member(one, found, named, page, turn.speech, turn.zone))


@member("trail")
async def show_history_of_member(turn: Turn, one: StaffMember) -> Reply:
    """When they came, were dismissed, and by whom."""
    return await trail.show_trail(turn, Subject.STAFF, one.account_id, f"staff:{one.account_id}")


@member("dismiss")
async def ask_dismiss(turn: Turn, one: StaffMember) -> Reply:
    along = await dismissal.list_staff_with_same_number(
        turn.session, one.account_id, turn.account.key()
    )
    return say(screens.dismiss_question(one, along, turn.speech))


@member("dismiss!", "dismiss!:{rest}")
async def dismiss_member(turn: Turn, one: StaffMember, rest: str = "") -> Reply:
    """They are staff no more; nor are the second accounts that the button names."""
    too = [int(number) for number in rest.split(",") if number.isdecimal()]
    refused = await dismissal.dismiss_staff(turn.session, turn.actor, one.account_id, too)
    if refused:
        return await show_member(turn, one, explain_refusal(refused, turn.speech))
    after = await staff.get_member(turn.session, one.account_id, turn.roles.counties())
    return await show_member(turn, after or one, turn.speech(N_("They are staff no more.")))


@router.route("looks")
async def ask_whose(turn: Turn) -> Reply:
    """Who was looked at? By name."""
    return await start_form(turn, "whose looks")


async def _whose(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:  # noqa: ARG001
    counties = turn.roles.counties()
    if not counties:
        return await menu.show_menu(turn, Refusal("not_yours"))
    name = filling.answers["name"]
    found = await ledger.list_labourers_named(turn.session, name, counties)
    if not found:
        return Refusal("name_unknown", {"place": 1})
    if len(found) == 1:
        return await show_looks_at_person(turn, found[0])
    regions = await turn.regions()
    villages = [(one, regions.full_name(one.village_code)) for one in found]
    return say(screens.namesakes_choice(villages, turn.speech))


CONVERSATIONS["whose looks"] = Conversation(
    WHOSE_LOOKS, _whose, style=FormStyle(has_summary=False, about_self=False)
)


async def _load_person(turn: Turn, labourer_id: int) -> Labourer | Reply:
    counties = turn.roles.counties()
    found = await people_of_county.get_person_of_counties(turn.session, labourer_id, counties)
    return found or await menu.show_menu(turn, Refusal("not_yours"))


person = router.about("looks:{id}", _load_person)


@person("", "{page}")
async def show_looks_at_person(turn: Turn, labourer: Labourer, page: int = 1) -> Reply:
    """Who looked at this person of the county."""
    first = (page - 1) * screens.PAGE
    found = await merged_entries.list_looks_at(
        turn.session, labourer.key(), first, screens.PAGE + 1
    )
    accounts = {record.account_id for record in found if record.account_id}
    terms = await terms_of_office.get_terms_of(turn.session, accounts)
    return say(screens.looks_at_person(labourer, found, terms, page, turn.speech, turn.zone))
