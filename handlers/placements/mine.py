"""A broker's own placements: how each stands, what is missing, and what can be done about it."""

from datetime import date
from typing import Any

from markupsafe import Markup

from dialogue.core import files as papers
from dialogue.core.form import FormState
from dialogue.core.form_screens import choose_change_message
from dialogue.core.reply import Reply, say
from dialogue.placements import mine as screens
from dialogue.placements import subsidy
from dialogue.placements.form_check_in import LEAVE
from dialogue.placements.form_paper import PAPER
from dialogue.placements.form_placement import PLACEMENT
from handlers.core import forms, menu
from handlers.core.form_session import CONVERSATIONS, Conversation
from handlers.core.forms import restart_form
from handlers.core.router import Router, record
from handlers.core.turn import Turn
from handlers.placements import confirm, report
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core import regions as region
from models.core.refusal import Refusal
from models.core.vocabulary import EvidenceKind, Leaving, RoleName
from models.employers.employer import Employer
from models.labourers.labourer import Labourer
from models.placements import evidence, follow_up, queries, reporting, review
from models.placements.placement import Placement
from models.placements.states import PlacementState
from models.subsidies import subsidy_cases

router = Router(RoleName.BROKER)


@router.route("placements")
async def show_overview(turn: Turn) -> Reply:
    """All of them by state."""
    await drafts.put_aside(turn.session, turn.person)
    counts = await queries.count_by_state(turn.session, turn.person.key(), turn.roles)
    return say(screens.overview_message(counts, await list_payable(turn), turn.speech))


@router.route("placements:")
async def show_state(turn: Turn) -> Reply:
    """Those that stand so."""
    state, _, page = (turn.choice or "").removeprefix("placements:").partition(":")
    if state not in tuple(PlacementState) or not page.isdecimal():
        return await menu.refuse_stale_button(turn)
    await drafts.put_aside(turn.session, turn.person)
    by, shown = turn.person.key(), PlacementState(state)
    count = (await queries.count_by_state(turn.session, by, turn.roles)).get(shown, 0)
    number = screens.clamp_page(int(page[:4]), count)
    start = (number - 1) * screens.PAGE
    people = await queries.list_of_broker(turn.session, by, turn.roles, shown, start, screens.PAGE)
    return say(screens.state_message(shown, people, (number, count), turn.speech))


@router.route("placement:")
async def answer_placement(turn: Turn) -> Reply:
    """One of them: looked at, or what was chosen."""
    number, step = record(turn.choice, "placement:")
    mine = await queries.get_with_labourer(turn.session, number, turn.person.key(), turn.roles)
    if not mine:
        return await menu.show_menu(turn, Refusal("not_yours"))
    step, _, rest = step.partition(":")
    return await (
        STEPS[step](turn, *mine, rest) if step in STEPS else menu.refuse_stale_button(turn)
    )


async def show_placement(
    turn: Turn,
    placement: Placement,
    labourer: Labourer,
    rest: str = "",  # noqa: ARG001
) -> Reply:
    """How it stands; that it was looked at goes into the trail."""
    await drafts.put_aside(turn.session, turn.person)
    await review.record_view(turn.session, placement, turn.now, turn.person.key())
    employer = await queries.get_employer(turn.session, placement)
    today = turn.now.astimezone(turn.zone).date()
    beside = [*await explain_subsidy(turn, placement), *await _papers(turn, placement)]
    return say(
        screens.own_placement_message(placement, labourer, employer, beside, turn.speech, today)
    )


async def change_placement(
    turn: Turn, placement: Placement, labourer: Labourer, rest: str
) -> Reply:
    """Which answer is to be put right; or that one asked again."""
    employer = await queries.get_employer(turn.session, placement)
    given = as_form_answers(placement, labourer, employer)
    if rest:
        about = placement.key()
        return await forms.reopen_question(turn, "placement again", given, rest, about=about)
    today = turn.now.astimezone(turn.zone).date()
    filling = FormState(PLACEMENT, today, PLACEMENT.fitting(given, today))
    here = f"placement:{placement.id}"
    return say(choose_change_message(filling, turn.speech, f"{here}:change:", here, but=("who",)))


def as_form_answers(placement: Placement, labourer: Labourer, employer: Employer) -> dict[str, Any]:
    """A placement as the answers of its form."""
    return {
        "who": [{"id": labourer.key(), "name": labourer.name}],
        "employer": {"id": employer.key(), "name": employer.name},
        "starts_on": placement.starts_on.isoformat(),
        **report.terms_of_last(placement),
    }


async def send_in_again(turn: Turn, placement: Placement, labourer: Labourer, rest: str) -> Reply:
    """Sent in as it is: what was missing is there now."""
    employer = await queries.get_employer(turn.session, placement)
    given = report.as_report(as_form_answers(placement, labourer, employer), employer)
    by = turn.person.key()
    refused = await reporting.report_again(turn.session, placement, given, turn.now, by)
    return await (
        menu.show_menu(turn, refused)
        if refused
        else show_placement(turn, placement, labourer, rest)
    )


async def _mine(turn: Turn, draft: Draft) -> tuple[Placement, Labourer] | None:
    """The placement that a form is about, with its person, where it is theirs still."""
    by, number = turn.person.key(), draft.about or 0
    return await queries.get_with_labourer(turn.session, number, by, turn.roles)


async def finish_report_again(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """What was put right is reported anew."""
    mine = await _mine(turn, draft)
    if mine is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    placement, labourer = mine
    given = dict(filling.answers)
    employer = await report.get_or_open_employer(turn, given)
    if isinstance(employer, Refusal):
        return employer
    made, by = report.as_report(given, employer), turn.person.key()
    refused = await reporting.report_again(turn.session, placement, made, turn.now, by)
    return refused or await show_placement(turn, placement, labourer)


async def start_leave(turn: Turn, placement: Placement, labourer: Labourer, rest: str) -> Reply:  # noqa: ARG001
    """On which day, and why?"""
    if not placement.is_going_on:
        return await menu.show_menu(turn, Refusal("left_already"))
    return await restart_form(turn, "leave", placement.key())


async def finish_leave(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """They are there no more."""
    mine = await _mine(turn, draft)
    if mine is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    placement, labourer = mine
    day, why = filling.answers["left_on"], Leaving(filling.answers["why"])
    by = turn.person.key()
    refused = await follow_up.end_placement(
        turn.session, placement, date.fromisoformat(day), why, turn.now, turn.zone, by
    )
    return await (
        menu.show_menu(turn, refused) if refused else show_placement(turn, placement, labourer)
    )


async def check_end(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    """Nobody left before they began."""
    return await confirm.check_end(turn, draft.about or 0, key, value)


async def ask_to_withdraw(
    turn: Turn,
    placement: Placement,
    labourer: Labourer,
    rest: str,  # noqa: ARG001
) -> Reply:
    """Really?"""
    return say(screens.withdrawal_question(placement, labourer.name, turn.speech))


async def withdraw_report(turn: Turn, placement: Placement, labourer: Labourer, rest: str) -> Reply:  # noqa: ARG001
    """It was never so."""
    refused = await reporting.withdraw_report(turn.session, placement, turn.now, turn.person.key())
    return await (menu.show_menu(turn, refused) if refused else show_overview(turn))


async def start_paper(turn: Turn, placement: Placement, labourer: Labourer, rest: str) -> Reply:  # noqa: ARG001
    """What is it, and where?"""
    if placement.is_void:
        return await menu.show_menu(turn, Refusal("placement_moved"))
    return await restart_form(turn, "paper", placement.key())


async def finish_paper(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """The file is fetched and kept from now on."""
    mine = await _mine(turn, draft)
    if mine is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    placement, labourer = mine
    file, kind = filling.answers["file"], EvidenceKind(filling.answers["kind"])
    about, by = placement.key(), turn.person.key()
    added = await evidence.add_evidence(turn.session, file, kind, turn.now, by, placement=about)
    return added if isinstance(added, Refusal) else await show_placement(turn, placement, labourer)


async def list_payable(turn: Turn) -> list[Markup]:
    """What the broker's placements bring now, and what is to come; by county where several are."""
    today, by = turn.now.astimezone(turn.zone).date(), turn.person.key()
    theirs = turn.roles.broker_counties()
    regions = await region.get_gazetteer(turn.session)
    said = []
    for county in theirs:
        totals = await subsidy_cases.total_for_broker(turn.session, county, by, turn.zone, today)
        head = [Markup("<b>{}</b>").format(regions.name(county))] if len(theirs) > 1 else []
        said += [*head, subsidy.totals_line(totals, turn.speech)]
    return said


async def _papers(turn: Turn, placement: Placement) -> list[Markup]:
    files = await evidence.list_of_placement(turn.session, placement.key())
    return [papers.file_lines(files, turn.speech, turn.zone)] if files else []


async def explain_subsidy(turn: Turn, placement: Placement) -> list[Markup]:
    """What it pays, or why not."""
    today = turn.now.astimezone(turn.zone).date()
    county, broker = placement.county, placement.broker_id
    judgements = await subsidy_cases.assess_county(
        turn.session, county, turn.zone, today, broker=broker
    )
    return [subsidy.explain_assessment(judgements[placement.key()], turn.speech, today)]


STEPS = {
    "": show_placement,
    "change": change_placement,
    "again": send_in_again,
    "left": start_leave,
    "file": start_paper,
    "withdraw": ask_to_withdraw,
    "withdraw!": withdraw_report,
}
CONVERSATIONS["leave"] = Conversation(LEAVE, finish_leave, check_end, summed_up=False, own=False)
CONVERSATIONS["paper"] = Conversation(PAPER, finish_paper, summed_up=False, own=False)
CONVERSATIONS["placement again"] = Conversation(
    PLACEMENT,
    finish_report_again,
    report.check_answer,
    report.look_up,
    within_areas=True,
    own=False,
)
