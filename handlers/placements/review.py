"""The office looks at placements: approves, sends back, does not accept, and calls people."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from markupsafe import Markup

from dialogue.core.form import Form, FormState
from dialogue.core.i18n import N_
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply, say
from dialogue.fields.file import as_files
from dialogue.labourers.doubles import doubles_remark
from dialogue.placements import checked_facts
from dialogue.placements import review as screens
from dialogue.placements.decided import list_choices
from dialogue.placements.form_check_in import CHECK_IN
from dialogue.placements.form_confirmation import CONFIRMATION
from dialogue.placements.form_paper import PAPER
from dialogue.placements.form_why import REJECT, SEND_BACK
from handlers.core import files, menu, trail
from handlers.core.conversation import (
    CONVERSATIONS,
    Check,
    Conversation,
    Finish,
    FormStyle,
    no_check,
)
from handlers.core.forms import restart_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.placements.confirm import check_end
from handlers.placements.mine import explain_subsidy
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.audit import Subject
from models.core.commands import from_answers
from models.core.refusal import Refusal
from models.core.vocabulary import EvidenceKind, RoleName
from models.grievances import trouble
from models.labourers import doubles, poverty
from models.placements import check_ins, confirmation, decided, papers, queries, review, signals
from models.placements.follow_up import CheckInAnswer
from models.placements.placement import StatementChannel
from models.placements.review import Queue, Reason, Waiting
from models.placements.statement import Statement

Decide: TypeAlias = Callable[..., Awaitable[Refusal | None]]
ON_CALL = N_("📞 As the person says on the phone:")
ON_PAPER = N_("📄 As the person signed:")

router = Router(RoleName.STAFF)


@router.route("review")
async def show_queues(turn: Turn) -> Reply:
    """How many wait for what."""
    await drafts.put_aside(turn.session, turn.account)
    counties = turn.roles.counties()
    counts = await review.count_queues(turn.session, counties, turn.now)
    done = await decided.count_decided(turn.session, counties)
    lists = list_choices(done, turn.speech)
    return say(screens.queues_message(counts, turn.speech, lists))


@router.route("reviews:{which}", "reviews:{which}:{page}")
async def show_queue(turn: Turn, which: str, page: int = 1) -> Reply:
    """Those that wait for one thing."""
    if which not in tuple(Queue):
        return await menu.refuse_stale_button(turn)
    counties = turn.roles.counties()
    waiting = await review.list_queue(turn.session, Queue(which), counties, turn.now, page)
    return say(screens.queue_message(Queue(which), waiting, turn.speech))


async def get_reviewed_placement(turn: Turn, placement_id: int) -> Waiting | None:
    """A placement of the counties that this account is staff of."""
    return await review.get_reviewed_placement(turn.session, placement_id, turn.roles.counties())


async def load_reviewed(turn: Turn, placement_id: int) -> Waiting | Reply:
    """The same; the menu where there is none."""
    return await get_reviewed_placement(turn, placement_id) or await menu.show_menu(
        turn, Refusal("not_yours")
    )


placement = router.about("review:{id}", load_reviewed)


@placement("")
async def show_placement(turn: Turn, waiting: Waiting) -> Reply:
    """All of it; that it was looked at goes into the trail."""
    await drafts.put_aside(turn.session, turn.account)
    placement, labourer = waiting.placement, waiting.labourer
    if refused := await review.view_placement(turn.session, turn.actor, placement):
        return await menu.show_menu(turn, refused)
    employer = await queries.get_employer(turn.session, placement)
    where = (await turn.scene()).regions.full_name(labourer.village_code)
    today = turn.actor.today
    gone = screens.check_in_lines(
        await check_ins.list_check_ins(turn.session, placement.key()), turn.speech
    )
    kept = await papers.list_papers(turn.session, placement)
    beside: list[Markup] = [
        checked_facts.fact_lines(placement, labourer, kept, turn.speech),
        *([gone] if gone else []),
        *checked_facts.signal_lines(
            await signals.list_signals(turn.session, placement), turn.speech
        ),
        *await explain_subsidy(turn, placement),
    ]
    alike = await doubles.list_doubles_of_entry(turn.session, labourer.key())
    if alike:
        beside.append(doubles_remark(turn.speech))
    return say(screens.review_message(waiting, employer, where, beside, turn.speech, today, alike))


@placement("poor")
async def confirm_poverty(turn: Turn, waiting: Waiting) -> Reply:
    """The household is on the office's list of registered poor ones."""
    refused = await poverty.confirm_poverty(turn.session, turn.actor, waiting.labourer)
    return await (menu.show_menu(turn, refused) if refused else show_placement(turn, waiting))


@placement("poor-not")
async def deny_poverty(turn: Turn, waiting: Waiting) -> Reply:
    refused = await poverty.deny_poverty(turn.session, turn.actor, waiting.labourer)
    return await (menu.show_menu(turn, refused) if refused else show_placement(turn, waiting))


@placement("call")
async def start_call(turn: Turn, waiting: Waiting) -> Reply:
    """What the person says on the phone."""
    return await _ask(turn, waiting, "confirmation on call")


@placement("paper")
async def start_signed_paper(turn: Turn, waiting: Waiting) -> Reply:
    """What stands on the paper that they signed, once its photo is there."""
    if refused := await papers.refuse_without_signed_paper(turn.session, waiting.placement):
        answer = await show_placement(turn, waiting)
        return Reply(answer.messages, toast=explain_refusal(refused, turn.speech))
    return await _ask(turn, waiting, "confirmation on paper")


@placement("file")
async def start_paper(turn: Turn, waiting: Waiting) -> Reply:
    return await restart_form(turn, "paper on file", waiting.placement.key())


async def _ask(turn: Turn, waiting: Waiting, form: str) -> Reply:
    if not confirmation.is_awaiting_statement(waiting.placement):
        return await menu.show_menu(turn, Refusal("placement_moved"))
    if form == "confirmation on call" and not waiting.labourer.phone:
        return await menu.show_menu(turn, Refusal("no_phone"))
    return await restart_form(turn, form, waiting.placement.key())


@placement("check")
async def start_check_in(turn: Turn, waiting: Waiting) -> Reply:
    """Whether they are still there, as they say on the phone."""
    if waiting.check_in is None:
        return await menu.show_menu(turn, Refusal("check_in_answered"))
    return await restart_form(turn, "check-in on call", waiting.placement.key())


@placement("return")
async def start_return(turn: Turn, waiting: Waiting) -> Reply:
    return await restart_form(turn, "send back", waiting.placement.key())


@placement("reject")
async def start_reject(turn: Turn, waiting: Waiting) -> Reply:
    return await restart_form(turn, "reject", waiting.placement.key())


@placement("files", "files:{file}")
async def show_files(turn: Turn, waiting: Waiting, file: str = "") -> Reply:
    """The papers and photos; or one of them, opened."""
    kept = await papers.list_papers(turn.session, waiting.placement)
    here = f"review:{waiting.placement.id}"
    if not file.isdecimal():
        return say(screens.files_message(kept, here, turn.speech, turn.zone))
    shown = await files.show_file(turn, kept, file, f"{here}:files")
    return await menu.show_menu(turn, shown) if isinstance(shown, Refusal) else shown


@placement("trail", "trail:{page}")
async def show_trail_of_placement(turn: Turn, waiting: Waiting, page: int = 1) -> Reply:
    """Who saw, changed and approved what, and when."""
    number = waiting.placement.key()
    return await trail.show_trail(turn, Subject.PLACEMENT, number, f"review:{number}", page)


async def _found(turn: Turn, draft: Draft) -> Waiting | None:
    """The placement that a form is about, of the counties that this account is staff of."""
    return await get_reviewed_placement(turn, draft.about or 0)


async def _finish(
    turn: Turn, draft: Draft, filling: FormState, channel: StatementChannel
) -> Reply | Refusal:
    waiting = await _found(turn, draft)
    if waiting is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    statement = from_answers(Statement, filling.answers)
    refused = await trouble.record_statement(
        turn.session,
        turn.actor,
        waiting.placement,
        statement,
        channel,
        asked_at=draft.started_at,
    )
    return await (menu.show_menu(turn, refused) if refused else show_placement(turn, waiting))


async def _on_call(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    return await _finish(turn, draft, filling, StatementChannel.PHONE)


async def _on_paper(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    return await _finish(turn, draft, filling, StatementChannel.PAPER)


async def _checked(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    waiting = await _found(turn, draft)
    if waiting is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    check_in = await check_ins.get_check_in_asked_by(
        turn.session, waiting.placement.key(), draft.started_at
    )
    if check_in is None:
        return await menu.show_menu(turn, Refusal("check_in_answered"))
    answer = from_answers(CheckInAnswer, filling.answers)
    done = await trouble.record_check_in(
        turn.session, turn.actor, check_in, answer, StatementChannel.PHONE
    )
    if isinstance(done, Refusal):
        return await menu.show_menu(turn, done)
    return await show_placement(turn, waiting)


async def _check_day(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    return await check_end(turn, draft.about or 0, key, value)


async def _added(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    waiting = await _found(turn, draft)
    if waiting is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    kind, files = EvidenceKind(filling.answers["kind"]), as_files(filling.answers["file"])
    refused = await papers.add_papers(turn.session, turn.actor, waiting.placement, kind, files)
    return refused or await show_placement(turn, waiting)


async def _decide(turn: Turn, draft: Draft, filling: FormState, decide: Decide) -> Reply | Refusal:
    waiting = await _found(turn, draft)
    if waiting is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    reason = from_answers(Reason, filling.answers)
    refused = await decide(turn.session, turn.actor, waiting.placement, reason)
    return await (menu.show_menu(turn, refused) if refused else show_placement(turn, waiting))


async def _given_back(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    return await _decide(turn, draft, filling, review.return_placement)


async def _rejected(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    return await _decide(turn, draft, filling, review.reject_placement)


def _on_behalf(
    form: Form, finish: Finish, heading: str = "", check: Check = no_check
) -> Conversation:
    return Conversation(
        form, finish, check, style=FormStyle(heading=heading, has_summary=False, about_self=False)
    )


CONVERSATIONS["confirmation on call"] = _on_behalf(CONFIRMATION, _on_call, ON_CALL)
CONVERSATIONS["confirmation on paper"] = _on_behalf(CONFIRMATION, _on_paper, ON_PAPER)
CONVERSATIONS["check-in on call"] = _on_behalf(CHECK_IN, _checked, ON_CALL, _check_day)
CONVERSATIONS["paper on file"] = _on_behalf(PAPER, _added)
CONVERSATIONS["send back"] = _on_behalf(SEND_BACK, _given_back)
CONVERSATIONS["reject"] = _on_behalf(REJECT, _rejected)
