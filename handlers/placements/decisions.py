"""The office decides: one placement after a question, several together; and takes it back."""

from dialogue.core.form import FormState
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply, say
from dialogue.placements import decided as screens
from dialogue.placements.form_why import TAKE_BACK
from handlers.core import menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle
from handlers.core.forms import restart_form
from handlers.core.router import Router, parse_number
from handlers.core.turn import Turn
from handlers.placements import review as reviewing
from handlers.placements.mine import explain_subsidy
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.commands import from_answers
from models.core.months import parse_month
from models.core.refusal import Refusal
from models.core.vocabulary import RoleName
from models.placements import approving, decided, queries, review
from models.placements.decided import DECIDED
from models.placements.placement import Placement
from models.placements.review import Reason, Waiting
from models.placements.states import PlacementState

router = Router(RoleName.STAFF)
placement = router.about("review:{id}", reviewing.load_reviewed)


@placement("approve")
async def ask_to_approve(turn: Turn, waiting: Waiting) -> Reply:
    """Once, with the facts; whoever may not is told at once."""
    if refused := await review.refuse_approval(turn.session, turn.actor, waiting.placement):
        return await menu.show_menu(turn, refused)
    employer = await queries.get_employer(turn.session, waiting.placement)
    payable, today = await explain_subsidy(turn, waiting.placement), turn.actor.today
    return say(screens.approval_question(waiting, employer, payable, turn.speech, today))


@placement("approve!", "approve!:{stamp}")
async def approve_placement(turn: Turn, waiting: Waiting, stamp: str = "") -> Reply:
    """As it was shown; where more was said since, it is shown once more."""
    one = waiting.placement
    refused = await review.approve_placement(turn.session, turn.actor, one, stamp)
    if refused == Refusal("placement_moved"):
        return await _show_anew(turn, waiting, refused)
    if refused is not None:
        return await menu.show_menu(turn, refused)
    return await reviewing.show_placement(turn, waiting)


async def _show_anew(turn: Turn, waiting: Waiting, why: Refusal) -> Reply:
    shown = await reviewing.show_placement(turn, waiting)
    return Reply(shown.messages, toast=explain_refusal(why, turn.speech))


@placement("add:{stamp}")
async def add_to_approval(turn: Turn, waiting: Waiting, stamp: str) -> Reply:
    """It was looked at, and is approved with the others: the next one is shown."""
    one = waiting.placement
    refused = await approving.add_to_approval(turn.session, turn.actor, one, stamp)
    if refused == Refusal("placement_moved"):
        return await _show_anew(turn, waiting, refused)
    if refused is not None:
        return await menu.show_menu(turn, refused)
    return await _show_next(turn, one)


@placement("next")
async def leave_for_now(turn: Turn, waiting: Waiting) -> Reply:
    """It waits on; the next one is shown."""
    await approving.leave_out(turn.session, turn.actor, waiting.placement)
    return await _show_next(turn, waiting.placement)


async def _show_next(turn: Turn, after: Placement) -> Reply:
    following = await approving.get_next_to_approve(turn.session, turn.actor, after)
    if following is None:
        return await show_added(turn)
    waiting = await reviewing.get_reviewed_placement(turn, following.key())
    return await (reviewing.show_placement(turn, waiting) if waiting else show_added(turn))


@router.route("approval")
async def show_added(turn: Turn) -> Reply:
    """All that are added, before they are approved."""
    await drafts.put_aside(turn.session, turn.account)
    return say(
        screens.added_message(await approving.list_added(turn.session, turn.actor), turn.speech)
    )


@router.route("approval:{count}")
async def approve_added(turn: Turn, count: str) -> Reply:
    """Each by itself; where they are others by now, they are shown once more."""
    result = await approving.approve_added(turn.session, turn.actor, parse_number(count))
    if isinstance(result, Refusal):
        return await show_added(turn)
    return say(screens.approved_message(result, turn.speech))


@router.route("decided:{state}")
async def show_months(turn: Turn, state: str) -> Reply:
    """In which months it was decided so."""
    if state not in DECIDED:
        return await menu.refuse_stale_button(turn)
    await drafts.put_aside(turn.session, turn.account)
    shown, counties = PlacementState(state), turn.roles.counties()
    months = await decided.count_by_month(turn.session, shown, counties, turn.zone)
    return say(screens.months_message(shown, months, turn.speech))


@router.route("decided:{state}:{month}", "decided:{state}:{month}:{page}")
async def show_month(turn: Turn, state: str, month: str, page: int = 1) -> Reply:
    """Who was decided so in a month."""
    first = parse_month(month)
    if state not in DECIDED or first is None:
        return await menu.refuse_stale_button(turn)
    shown, counties = PlacementState(state), turn.roles.counties()
    found = await decided.list_decided(turn.session, shown, counties, first, turn.zone, page)
    return say(screens.month_message(shown, first, found, turn.speech))


@placement("person", "person:{page}")
async def show_person(turn: Turn, waiting: Waiting, page: int = 1) -> Reply:
    """All placements of this person."""
    counties, whose = turn.roles.counties(), waiting.labourer
    found = await decided.list_of_person(turn.session, whose.key(), counties, page)
    return say(screens.person_message(waiting.placement, whose.name, found, turn.speech))


@placement("undo")
async def start_taking_back(turn: Turn, waiting: Waiting) -> Reply:
    """Why does the decision not stand?"""
    if waiting.placement.state not in (PlacementState.APPROVED, PlacementState.REJECTED):
        return await menu.show_menu(turn, Refusal("placement_moved"))
    return await restart_form(turn, "take back", waiting.placement.key())


async def finish_taking_back(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    waiting = await reviewing.get_reviewed_placement(turn, draft.about or 0)
    if waiting is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    reason = from_answers(Reason, filling.answers)
    refused = await approving.take_back_decision(
        turn.session, turn.actor, waiting.placement, reason
    )
    if refused is not None:
        return await menu.show_menu(turn, refused)
    return await reviewing.show_placement(turn, waiting)


CONVERSATIONS["take back"] = Conversation(
    TAKE_BACK, finish_taking_back, style=FormStyle(has_summary=False, about_self=False)
)
