"""The office looks at brokers: accepts, refuses, pauses, and sees which villages have none."""

from markupsafe import Markup

from dialogue.brokers import screens
from dialogue.brokers.form_why import NO_BROKER, PAUSE_BROKER
from dialogue.core.form import Form, FormState
from dialogue.core.i18n import N_
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply, say
from handlers.core import menu, trail
from handlers.core.conversation import CONVERSATIONS, Conversation, Finish, FormStyle
from handlers.core.forms import restart_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.brokers import approval, coverage, roster, same_number
from models.brokers.broker import BrokerState
from models.brokers.coverage import TownshipCoverage
from models.brokers.roster import ListedBroker
from models.core.audit import Subject
from models.core.gazetteer import TOWNSHIP, Area
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName

router = Router(RoleName.STAFF)


@router.route("brokers")
async def show_overview(turn: Turn) -> Reply:
    """How many wait, work, and are missing."""
    await drafts.put_aside(turn.session, turn.account)
    counties = turn.roles.counties()
    waiting = await roster.count_applications(turn.session, counties)
    listed = await roster.list_brokers(turn.session, counties)
    working = sum(one.is_active for one in listed)
    without = sum(len(one.without) for one in await _list_gaps(turn))
    return say(screens.overview(waiting, working, without, turn.speech))


@router.route("brokers:wait", "brokers:wait:{page}")
async def show_applications(turn: Turn, page: int = 1) -> Reply:
    """The applications, the longest waiting first."""
    await drafts.put_aside(turn.session, turn.account)
    found = await roster.list_applications(turn.session, turn.roles.counties(), page)
    return say(screens.application_list(found, turn.speech))


@router.route("brokers:all", "brokers:all:{page}")
async def show_brokers(turn: Turn, page: int = 1) -> Reply:
    """All brokers by name, a page of them."""
    await drafts.put_aside(turn.session, turn.account)
    listed = await roster.list_brokers(turn.session, turn.roles.counties())
    return say(screens.broker_list(listed, page, await turn.scene()))


@router.route("brokers:gaps")
async def show_uncovered_townships(turn: Turn) -> Reply:
    """The townships with villages that have no broker."""
    await drafts.put_aside(turn.session, turn.account)
    return say(screens.uncovered_townships(await _list_gaps(turn), await turn.scene()))


@router.route("brokers:gaps:{code}")
async def show_township(turn: Turn, code: str) -> Reply:
    """One township of the office's counties; it may have a broker everywhere by now."""
    await drafts.put_aside(turn.session, turn.account)
    regions = await turn.regions()
    its_own = len(code) == TOWNSHIP and code.startswith(turn.roles.counties()) and code in regions
    if not its_own:
        return await menu.refuse_stale_button(turn)
    covered = await coverage.list_covered_areas(turn.session)
    found = coverage.measure_coverage(regions, covered, Area(code, regions.name(code)))
    return say(screens.township_card(found, await turn.scene()))


async def _list_gaps(turn: Turn) -> list[TownshipCoverage]:
    regions = await turn.regions()
    covered = await coverage.list_covered_areas(turn.session)
    counties = [c for c in regions.below() if c.code.startswith(turn.roles.counties())]
    return [
        one
        for county in counties
        for one in coverage.list_uncovered_townships(regions, covered, county.code)
    ]


async def get_own_broker(turn: Turn, account_id: int) -> ListedBroker | None:
    """A broker or applicant of the counties that this account is staff of."""
    counties = turn.roles.counties()
    return await roster.get_listed_broker(turn.session, account_id, counties) if counties else None


async def _load(turn: Turn, account_id: int) -> ListedBroker | Reply:
    found = await get_own_broker(turn, account_id)
    return found or await menu.show_menu(turn, Refusal("not_yours"))


broker = router.about("broker:{id}", _load)


@broker("")
async def show_broker(turn: Turn, listed: ListedBroker, noted: Markup | None = None) -> Reply:
    """All of it; that it was looked at goes into the trail."""
    await drafts.put_aside(turn.session, turn.account)
    one = await roster.view_broker(turn.session, turn.actor, listed.account_id) or listed
    same = await same_number.list_same_number(turn.session, one.broker) if one.broker else []
    scene, counties = await turn.scene(), turn.roles.counties()
    warned = screens.same_number_warning(same, counties, scene)
    return say(screens.broker_card(one, scene, noted, warned))


async def show_after_decision(turn: Turn, listed: ListedBroker, refused: Refusal | None) -> Reply:
    """How it stands after a decision, or after somebody else's."""
    noted = explain_refusal(refused, turn.speech) if refused else turn.speech(N_("✅ Done."))
    return await show_broker(turn, listed, noted)


@broker("approve")
async def approve_broker(turn: Turn, listed: ListedBroker) -> Reply:
    refused = await approval.approve_broker(turn.session, turn.actor, listed.broker)
    return await show_after_decision(turn, listed, refused)


@broker("reinstate")
async def reinstate_broker(turn: Turn, listed: ListedBroker) -> Reply:
    """They may work again."""
    refused = await approval.reinstate_broker(turn.session, turn.actor, listed.broker)
    return await show_after_decision(turn, listed, refused)


@broker("refuse")
async def ask_why_refused(turn: Turn, listed: ListedBroker) -> Reply:
    if listed.state is not BrokerState.APPLIED:
        return await show_after_decision(turn, listed, Refusal("broker_decided"))
    return await restart_form(turn, "no broker", listed.account_id)


@broker("suspend")
async def ask_why_suspended(turn: Turn, listed: ListedBroker) -> Reply:
    if not listed.is_active:
        return await show_after_decision(turn, listed, Refusal("broker_decided"))
    return await restart_form(turn, "pause broker", listed.account_id)


@broker("trail")
async def show_broker_trail(turn: Turn, listed: ListedBroker) -> Reply:
    """Who decided what about them, and when."""
    number = listed.account_id
    return await trail.show_trail(turn, Subject.BROKER, number, f"broker:{number}")


async def _refused(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    listed = await get_own_broker(turn, draft.about or 0)
    if listed is None or listed.broker is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    why = filling.answers["why"]
    refused = await approval.refuse_broker(turn.session, turn.actor, listed.broker, why)
    return await show_after_decision(turn, listed, refused)


async def _suspended(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    listed = await get_own_broker(turn, draft.about or 0)
    if listed is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    why = filling.answers["why"]
    refused = await approval.suspend_broker(turn.session, turn.actor, listed.account_id, why)
    return await show_after_decision(turn, listed, refused)


def _why(form: Form, finish: Finish) -> Conversation:
    return Conversation(form, finish, style=FormStyle(has_summary=False, about_self=False))


CONVERSATIONS["no broker"] = _why(NO_BROKER, _refused)
CONVERSATIONS["pause broker"] = _why(PAUSE_BROKER, _suspended)
