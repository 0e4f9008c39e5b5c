"""A broker's own placements: how each stands, what is missing, and what can be done about it."""

from typing import Any, TypeAlias

from markupsafe import Markup

from dialogue.core import files as papers_screens
from dialogue.core.form import FormState
from dialogue.core.form_screens import choose_change_message
from dialogue.core.reply import Reply, say
from dialogue.fields.file import as_files
from dialogue.placements import mine as screens
from dialogue.placements import subsidy
from dialogue.placements.form_check_in import LEAVE
from dialogue.placements.form_paper import PAPER
from dialogue.placements.form_placement import PLACEMENT
from handlers.core import forms, menu
from handlers.core.conversation import CONVERSATIONS, Conversation, FormStyle, Villages
from handlers.core.forms import restart_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.placements import confirm, report
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.commands import from_answers
from models.core.refusal import Refusal
from models.core.vocabulary import EvidenceKind, RoleName
from models.labourers.labourer import Labourer
from models.placements import ending, group_report, papers, queries, reporting, review
from models.placements.ending import Leave
from models.placements.placement import Placement
from models.placements.states import PlacementState
from models.subsidies import subsidy_cases

Own: TypeAlias = tuple[Placement, Labourer]

router = Router(RoleName.BROKER)


@router.route("placements")
async def show_overview(turn: Turn) -> Reply:
    """All of them by state."""
    await drafts.put_aside(turn.session, turn.account)
    counts = await queries.count_by_state(turn.session, turn.account.key(), turn.roles)
    return say(screens.overview_message(counts, await list_payable(turn), turn.speech))


@router.route("placements:{state}:{page}")
async def show_state(turn: Turn, state: str, page: int) -> Reply:
    if state not in tuple(PlacementState):
        return await menu.refuse_stale_button(turn)
    await drafts.put_aside(turn.session, turn.account)
    by, shown = turn.account.key(), PlacementState(state)
    states = screens.UNCONFIRMED if shown in screens.UNCONFIRMED else (shown,)
    counts = await queries.count_by_state(turn.session, by, turn.roles)
    count = sum(counts.get(one, 0) for one in states)
    number = screens.clamp_page(page, count)
    start = (number - 1) * screens.PAGE
    people = await queries.list_of_broker(turn.session, by, turn.roles, states, start, screens.PAGE)
    return say(screens.state_message(states[0], people, (number, count), turn.speech))


async def _find(turn: Turn, number: int) -> Own | None:
    """One of the broker's own with its person, where it is theirs still."""
    return await queries.get_with_labourer(turn.session, number, turn.account.key(), turn.roles)


async def _load(turn: Turn, number: int) -> Own | Reply:
    return await _find(turn, number) or await menu.show_menu(turn, Refusal("not_yours"))


placement = router.about("placement:{id}", _load)


@placement("")
async def show_placement(turn: Turn, own: Own) -> Reply:
    """How it stands; that it was looked at goes into the trail."""
    placement, labourer = own
    await drafts.put_aside(turn.session, turn.account)
    if refused := await review.view_placement(turn.session, turn.actor, placement):
        return await menu.show_menu(turn, refused)
    employer = await queries.get_employer(turn.session, placement)
    beside = [*await explain_subsidy(turn, placement), *await _papers(turn, placement)]
    today = turn.actor.today
    return say(
        screens.own_placement_message(placement, labourer, employer, beside, turn.speech, today)
    )


@placement("change")
async def choose_change(turn: Turn, own: Own) -> Reply:
    """Which answer is to be put right?"""
    given, today = await _form_answers(turn, own), turn.actor.today
    filling = FormState(PLACEMENT, today, PLACEMENT.fitting(given, today))
    here = f"placement:{own[0].id}"
    return say(choose_change_message(filling, turn.speech, f"{here}:change:", here, but=("who",)))


@placement("change:{key}")
async def change_placement(turn: Turn, own: Own, key: str) -> Reply:
    """One answer is asked again."""
    about, given = own[0].key(), await _form_answers(turn, own)
    return await forms.reopen_question(turn, "placement again", given, key, about=about)


async def _form_answers(turn: Turn, own: Own) -> dict[str, Any]:
    """A placement as the answers of its form."""
    placement, labourer = own
    employer = await queries.get_employer(turn.session, placement)
    return {
        "who": [{"id": labourer.key(), "name": labourer.name}],
        "employer": {"id": employer.key(), "name": employer.name},
        "starts_on": placement.starts_on.isoformat(),
        **report.terms_of_last(placement),
    }


@placement("again")
async def send_in_again(turn: Turn, own: Own) -> Reply:
    """Sent in as it is: what was missing is there now."""
    refused = await reporting.report_unchanged(turn.session, turn.actor, own[0])
    return await (menu.show_menu(turn, refused) if refused else show_placement(turn, own))


async def finish_report_again(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """What was put right is reported again."""
    own = await _find(turn, draft.about or 0)
    if own is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    answers = filling.answers
    terms, employer = report.as_terms(answers), answers["employer"]["id"]
    refused = await group_report.report_again(
        turn.session, turn.actor, own[0], terms, employer, answers
    )
    return refused or await show_placement(turn, own)


@placement("left")
async def start_leave(turn: Turn, own: Own) -> Reply:
    """On which day, and why?"""
    if not own[0].is_going_on:
        return await menu.show_menu(turn, Refusal("left_already"))
    return await restart_form(turn, "leave", own[0].key())


async def finish_leave(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    own = await _find(turn, draft.about or 0)
    if own is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    leave = from_answers(Leave, filling.answers)
    refused = await ending.end_placement(turn.session, turn.actor, own[0], leave)
    return await (menu.show_menu(turn, refused) if refused else show_placement(turn, own))


async def check_end(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    """Nobody left before they began."""
    return await confirm.check_end(turn, draft.about or 0, key, value)


@placement("withdraw")
async def ask_to_withdraw(turn: Turn, own: Own) -> Reply:
    return say(screens.withdrawal_question(own[0], own[1].name, turn.speech))


@placement("withdraw!")
async def withdraw_report(turn: Turn, own: Own) -> Reply:
    refused = await reporting.withdraw_report(turn.session, turn.actor, own[0])
    return await (menu.show_menu(turn, refused) if refused else show_overview(turn))


@placement("file")
async def start_paper(turn: Turn, own: Own) -> Reply:
    if own[0].is_void:
        return await menu.show_menu(turn, Refusal("placement_moved"))
    return await restart_form(turn, "paper", own[0].key())


async def finish_paper(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """The file is fetched and kept from now on."""
    own = await _find(turn, draft.about or 0)
    if own is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    kind, files = EvidenceKind(filling.answers["kind"]), as_files(filling.answers["file"])
    refused = await papers.add_papers(turn.session, turn.actor, own[0], kind, files)
    return refused or await show_placement(turn, own)


async def list_payable(turn: Turn) -> list[Markup]:
    """What the broker's placements bring now, and what is to come; by county where several are."""
    by, theirs = turn.actor.id, turn.roles.broker_counties()
    regions = await turn.regions()
    said = []
    for county in theirs:
        totals = await subsidy_cases.total_for_broker(
            turn.session, county, by, turn.zone, turn.actor.today
        )
        head = [Markup("<b>{}</b>").format(regions.name(county))] if len(theirs) > 1 else []
        said += [*head, subsidy.totals_line(totals, turn.speech)]
    return said


async def _papers(turn: Turn, placement: Placement) -> list[Markup]:
    files = await papers.list_papers(turn.session, placement)
    return [papers_screens.file_lines(files, turn.speech, turn.zone)] if files else []


async def explain_subsidy(turn: Turn, placement: Placement) -> list[Markup]:
    """What it pays, or why not."""
    today = turn.actor.today
    assessments = await subsidy_cases.assess_county(
        turn.session, placement.county, turn.zone, today, broker=placement.broker_id
    )
    return [subsidy.explain_assessment(assessments[placement.key()], turn.speech, today)]


CONVERSATIONS["leave"] = Conversation(
    LEAVE, finish_leave, check_end, style=FormStyle(has_summary=False, about_self=False)
)
CONVERSATIONS["paper"] = Conversation(
    PAPER, finish_paper, style=FormStyle(has_summary=False, about_self=False)
)
CONVERSATIONS["placement again"] = Conversation(
    PLACEMENT,
    finish_report_again,
    report.check_answer,
    report.look_up,
    report.prefill,
    report.warn_before_saving,
    style=FormStyle(villages=Villages.OF_ROLES, about_self=False),
)
