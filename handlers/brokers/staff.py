"""The office looks at brokers: accepts, refuses, pauses, and sees which villages have none."""

from markupsafe import Markup

from dialogue.brokers import screens
from dialogue.core.form import Form, FormState
from dialogue.core.i18n import N_
from dialogue.core.refusals import sentence
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
from models.brokers.coverage import Township
from models.brokers.roster import Listed
from models.core import regions as region
from models.core.audit import Subject
from models.core.gazetteer import TOWNSHIP, Area
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName

router = Router(RoleName.STAFF)


@router.route("brokers")
async def overview(turn: Turn) -> Reply:
    """How many wait, work, and are missing."""
    await drafts.put_aside(turn.session, turn.person)
    counties = turn.roles.counties()
    waiting = await roster.how_many_wait(turn.session, counties)
    listed = await roster.everybody(turn.session, counties)
    working = sum(one.is_active for one in listed)
    without = sum(len(one.without) for one in await _gaps(turn))
    return say(screens.overview(waiting, working, without, turn.speech))


@router.route("brokers:")
async def lists(turn: Turn) -> Reply:
    """Who waits, everybody, or where there is none."""
    which, _, rest = (turn.choice or "").removeprefix("brokers:").partition(":")
    if which not in LISTS:
        return await menu.stale(turn)
    await drafts.put_aside(turn.session, turn.person)
    return await LISTS[which](turn, rest)


async def waiting(turn: Turn, rest: str) -> Reply:
    """The applications, the longest waiting first."""
    found = await roster.waiting(turn.session, turn.roles.counties(), page_of(rest))
    return say(screens.waiting(found, turn.speech))


async def everybody(turn: Turn, rest: str) -> Reply:
    """All brokers by name, a page of them."""
    listed = await roster.everybody(turn.session, turn.roles.counties())
    page, _ = record(rest)
    return say(screens.everybody(listed, page, await turn.scene()))


async def gaps(turn: Turn, rest: str) -> Reply:
    """The townships with villages that have no broker; or one of them."""
    found = await _gaps(turn)
    if not rest:
        return say(screens.gaps(found, await turn.scene()))
    here = next((one for one in found if one.area.code == rest), None)
    return say(screens.gap(here, await turn.scene())) if here else await _full(turn, rest)


LISTS = {"wait": waiting, "all": everybody, "gaps": gaps}


async def _full(turn: Turn, code: str) -> Reply:
    """A township that is in the office's counties has a broker everywhere by now."""
    regions = await region.get_gazetteer(turn.session)
    its_own = len(code) == TOWNSHIP and code.startswith(turn.roles.counties()) and code in regions
    if not its_own:
        return await menu.stale(turn)
    covered = await coverage.covered(turn.session)
    area = Area(code, regions.name(code))
    return say(screens.gap(coverage.township(regions, covered, area), await turn.scene()))


async def _gaps(turn: Turn) -> list[Township]:
    regions = await region.get_gazetteer(turn.session)
    covered = await coverage.covered(turn.session)
    counties = [c for c in regions.below() if c.code.startswith(turn.roles.counties())]
    return [one for c in counties for one in coverage.townships(regions, covered, c.code)]


@router.route("broker:")
async def act(turn: Turn) -> Reply:
    """One of them: looked at, or what was decided."""
    number, step = record(turn.choice, "broker:")
    listed = await find(turn, number)
    if listed is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    return await (STEPS[step](turn, listed) if step in STEPS else menu.stale(turn))


async def find(turn: Turn, account_id: int) -> Listed | None:
    """A broker or applicant of the counties that this account is staff of."""
    return await roster.find(turn.session, account_id, turn.roles.counties())


def decision(turn: Turn) -> Decision:
    """Who decides, now."""
    return Decision(turn.person.key(), turn.roles.counties(), turn.now)


async def look(turn: Turn, listed: Listed, noted: Markup | None = None) -> Reply:
    """All of it; that it was looked at goes into the trail."""
    await drafts.put_aside(turn.session, turn.person)
    one = await roster.viewed(turn.session, listed.account_id, decision(turn)) or listed
    same = await approval.same_number(turn.session, one.broker) if one.broker else []
    scene, counties = await turn.scene(), turn.roles.counties()
    warned = screens.same_number(same, counties, scene)
    return say(screens.one(one, scene, noted, warned))


async def then(turn: Turn, listed: Listed, refused: Refusal | None) -> Reply:
    """How it stands after a decision, or after somebody else's."""
    noted = sentence(refused, turn.speech) if refused else turn.speech(N_("✅ Done."))
    return await look(turn, listed, noted)


async def approve(turn: Turn, listed: Listed) -> Reply:
    """They are brokers from now on."""
    if listed.broker is None:
        return await then(turn, listed, Refusal("broker_decided"))
    refused = await approval.approve(turn.session, listed.broker, decision(turn))
    return await then(turn, listed, refused)


async def reinstate(turn: Turn, listed: Listed) -> Reply:
    """They may work again."""
    if listed.broker is None:
        return await then(turn, listed, Refusal("broker_decided"))
    refused = await approval.reinstate(turn.session, listed.broker, decision(turn))
    return await then(turn, listed, refused)


async def refuse(turn: Turn, listed: Listed) -> Reply:
    """Why?"""
    if listed.state is not BrokerState.APPLIED:
        return await then(turn, listed, Refusal("broker_decided"))
    return await restart_form(turn, "no broker", listed.account_id)


async def suspend(turn: Turn, listed: Listed) -> Reply:
    """Why?"""
    if not listed.is_active:
        return await then(turn, listed, Refusal("broker_decided"))
    return await restart_form(turn, "pause broker", listed.account_id)


async def who_did_what(turn: Turn, listed: Listed) -> Reply:
    """Who decided what about them, and when."""
    number = listed.account_id
    return await trail.show_trail(turn, Subject.BROKER, number, f"broker:{number}")


STEPS = {
    "": look,
    "approve": approve,
    "refuse": refuse,
    "suspend": suspend,
    "reinstate": reinstate,
    "trail": who_did_what,
}


async def _found(turn: Turn, draft: Draft) -> Listed | None:
    return await find(turn, draft.about or 0) if RoleName.STAFF in turn.roles else None


async def _refused(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    listed = await _found(turn, draft)
    if listed is None or listed.broker is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    why = filling.answers["why"]
    refused = await approval.refuse(turn.session, listed.broker, why, decision(turn))
    return await then(turn, listed, refused)


async def _suspended(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    listed = await _found(turn, draft)
    if listed is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    why = filling.answers["why"]
    refused = await approval.suspend(turn.session, listed.account_id, why, decision(turn))
    return await then(turn, listed, refused)


def _why(form: Form, finish: Finish) -> Conversation:
    return Conversation(form, finish, summed_up=False, own=False)


CONVERSATIONS["no broker"] = _why(NO_BROKER, _refused)
CONVERSATIONS["pause broker"] = _why(PAUSE_BROKER, _suspended)
