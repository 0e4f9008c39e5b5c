"""The office looks at brokers: accepts, refuses, pauses, and sees which villages have none."""

from markupsafe import Markup

from dialogue.brokers import screens
from dialogue.core.form import Form, FormState
from dialogue.core.i18n import N_
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply, say
from dialogue.placements.form_why import NO_BROKER, PAUSE_BROKER
from handlers.core import menu, trail
from handlers.core.form_session import CONVERSATIONS, Conversation, Finish
from handlers.core.forms import restart_form
from handlers.core.router import Router, page_of, record
from handlers.core.turn import Turn
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.brokers import approval, coverage, roster
from models.brokers.approval import Decision
from models.brokers.broker import BrokerState
from models.brokers.coverage import TownshipCoverage
from models.brokers.roster import ListedBroker
from models.core import regions as region
from models.core.audit import Subject
from models.core.gazetteer import TOWNSHIP, Area
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName

router = Router(RoleName.STAFF)


@router.route("brokers")
async def show_overview(turn: Turn) -> Reply:
    """How many wait, work, and are missing."""
    await drafts.put_aside(turn.session, turn.person)
    counties = turn.roles.counties()
    waiting = await roster.count_applications(turn.session, counties)
    listed = await roster.list_brokers(turn.session, counties)
    working = sum(one.is_active for one in listed)
    without = sum(len(one.without) for one in await _gaps(turn))
    return say(screens.overview(waiting, working, without, turn.speech))


@router.route("brokers:")
async def show_list(turn: Turn) -> Reply:
    """Who waits, everybody, or where there is none."""
    which, _, rest = (turn.choice or "").removeprefix("brokers:").partition(":")
    if which not in LISTS:
        return await menu.refuse_stale_button(turn)
    await drafts.put_aside(turn.session, turn.person)
    return await LISTS[which](turn, rest)


async def show_applications(turn: Turn, rest: str) -> Reply:
    """The applications, the longest waiting first."""
    found = await roster.list_applications(turn.session, turn.roles.counties(), page_of(rest))
    return say(screens.application_list(found, turn.speech))


async def show_brokers(turn: Turn, rest: str) -> Reply:
    """All brokers by name, a page of them."""
    listed = await roster.list_brokers(turn.session, turn.roles.counties())
    page, _ = record(rest)
    return say(screens.broker_list(listed, page, await turn.scene()))


async def show_uncovered_townships(turn: Turn, rest: str) -> Reply:
    """The townships with villages that have no broker; or one of them."""
    found = await _gaps(turn)
    if not rest:
        return say(screens.uncovered_townships(found, await turn.scene()))
    here = next((one for one in found if one.area.code == rest), None)
    return say(screens.township_card(here, await turn.scene())) if here else await _full(turn, rest)


LISTS = {"wait": show_applications, "all": show_brokers, "gaps": show_uncovered_townships}


async def _full(turn: Turn, code: str) -> Reply:
    """A township that is in the office's counties has a broker everywhere by now."""
    regions = await region.get_gazetteer(turn.session)
    its_own = len(code) == TOWNSHIP and code.startswith(turn.roles.counties()) and code in regions
    if not its_own:
        return await menu.refuse_stale_button(turn)
    covered = await coverage.list_covered_areas(turn.session)
    area = Area(code, regions.name(code))
    return say(
        screens.township_card(coverage.measure_coverage(regions, covered, area), await turn.scene())
    )


async def _gaps(turn: Turn) -> list[TownshipCoverage]:
    regions = await region.get_gazetteer(turn.session)
    covered = await coverage.list_covered_areas(turn.session)
    counties = [c for c in regions.below() if c.code.startswith(turn.roles.counties())]
    return [
        one for c in counties for one in coverage.list_uncovered_townships(regions, covered, c.code)
    ]


@router.route("broker:")
async def act(turn: Turn) -> Reply:
    """One of them: looked at, or what was decided."""
    number, step = record(turn.choice, "broker:")
    listed = await get_own_broker(turn, number)
    if listed is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    return await (STEPS[step](turn, listed) if step in STEPS else menu.refuse_stale_button(turn))


async def get_own_broker(turn: Turn, account_id: int) -> ListedBroker | None:
    """A broker or applicant of the counties that this account is staff of."""
    return await roster.get_listed_broker(turn.session, account_id, turn.roles.counties())


def decision(turn: Turn) -> Decision:
    """Who decides, now."""
    return Decision(turn.person.key(), turn.roles.counties(), turn.now)


async def show_broker(turn: Turn, listed: ListedBroker, noted: Markup | None = None) -> Reply:
    """All of it; that it was looked at goes into the trail."""
    await drafts.put_aside(turn.session, turn.person)
    one = await roster.view_broker(turn.session, listed.account_id, decision(turn)) or listed
    same = await approval.list_same_number(turn.session, one.broker) if one.broker else []
    scene, counties = await turn.scene(), turn.roles.counties()
    warned = screens.same_number_warning(same, counties, scene)
    return say(screens.broker_card(one, scene, noted, warned))


async def show_after_decision(turn: Turn, listed: ListedBroker, refused: Refusal | None) -> Reply:
    """How it stands after a decision, or after somebody else's."""
    noted = explain_refusal(refused, turn.speech) if refused else turn.speech(N_("✅ Done."))
    return await show_broker(turn, listed, noted)


async def approve_broker(turn: Turn, listed: ListedBroker) -> Reply:
    """They are brokers from now on."""
    if listed.broker is None:
        return await show_after_decision(turn, listed, Refusal("broker_decided"))
    refused = await approval.approve_broker(turn.session, listed.broker, decision(turn))
    return await show_after_decision(turn, listed, refused)


async def reinstate_broker(turn: Turn, listed: ListedBroker) -> Reply:
    """They may work again."""
    if listed.broker is None:
        return await show_after_decision(turn, listed, Refusal("broker_decided"))
    refused = await approval.reinstate_broker(turn.session, listed.broker, decision(turn))
    return await show_after_decision(turn, listed, refused)


async def ask_why_refused(turn: Turn, listed: ListedBroker) -> Reply:
    """Why?"""
    if listed.state is not BrokerState.APPLIED:
        return await show_after_decision(turn, listed, Refusal("broker_decided"))
    return await restart_form(turn, "no broker", listed.account_id)


async def ask_why_suspended(turn: Turn, listed: ListedBroker) -> Reply:
    """Why?"""
    if not listed.is_active:
        return await show_after_decision(turn, listed, Refusal("broker_decided"))
    return await restart_form(turn, "pause broker", listed.account_id)


async def show_broker_trail(turn: Turn, listed: ListedBroker) -> Reply:
    """Who decided what about them, and when."""
    number = listed.account_id
    return await trail.show_trail(turn, Subject.BROKER, number, f"broker:{number}")


STEPS = {
    "": show_broker,
    "approve": approve_broker,
    "refuse": ask_why_refused,
    "suspend": ask_why_suspended,
    "reinstate": reinstate_broker,
    "trail": show_broker_trail,
}


async def _found(turn: Turn, draft: Draft) -> ListedBroker | None:
    return await get_own_broker(turn, draft.about or 0) if RoleName.STAFF in turn.roles else None


async def _refused(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    listed = await _found(turn, draft)
    if listed is None or listed.broker is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    why = filling.answers["why"]
    refused = await approval.refuse_broker(turn.session, listed.broker, why, decision(turn))
    return await show_after_decision(turn, listed, refused)


async def _suspended(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    listed = await _found(turn, draft)
    if listed is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    why = filling.answers["why"]
    refused = await approval.suspend_broker(turn.session, listed.account_id, why, decision(turn))
    return await show_after_decision(turn, listed, refused)


def _why(form: Form, finish: Finish) -> Conversation:
    return Conversation(form, finish, summed_up=False, own=False)


CONVERSATIONS["no broker"] = _why(NO_BROKER, _refused)
CONVERSATIONS["pause broker"] = _why(PAUSE_BROKER, _suspended)
