"""The office looks at placements: approves, sends back, does not accept, and calls people."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from markupsafe import Markup

from dialogue.core.form import Form, FormState
from dialogue.core.i18n import N_
from dialogue.core.refusals import sentence
from dialogue.core.reply import Reply, say
from dialogue.labourers.doubles import beside_placement
from dialogue.placements import checked_facts
from dialogue.placements import review as screens
from dialogue.placements.form_check_in import CHECK_IN
from dialogue.placements.form_confirmation import CONFIRMATION
from dialogue.placements.form_paper import PAPER
from dialogue.placements.form_why import REJECT, SEND_BACK
from handlers.core import files, menu, trail
from handlers.core.form_session import CONVERSATIONS, Check, Conversation, Finish, nothing_to_check
from handlers.core.forms import restart_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from handlers.grievances import labourer as trouble
from handlers.placements.confirm import check_day, checked, what_is_wrong, word
from handlers.placements.mine import because
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.audit import Subject
from models.core.refusal import Refusal
from models.core.vocabulary import EvidenceKind, RoleName
from models.labourers import doubles, poverty
from models.placements import check_ins, confirmation, evidence, follow_up, queries, review, signals
from models.placements.placement import SaidHow
from models.placements.review import Queue, Waiting

Decide: TypeAlias = Callable[..., Awaitable[Refusal | None]]
ON_CALL = N_("📞 As the person says on the phone:")
ON_PAPER = N_("📄 As the person signed:")

router = Router(RoleName.STAFF)


@router.route("review")
async def queues(turn: Turn) -> Reply:
    """How many wait for what."""
    await drafts.put_aside(turn.session, turn.person)
    counts = await review.counts(turn.session, turn.roles.counties(), turn.now)
    return say(screens.queues(counts, turn.speech))


@router.route("reviews:{which}", "reviews:{which}:{page}")
async def queue(turn: Turn, which: str, page: int = 1) -> Reply:
    """Those that wait for one thing."""
    if which not in tuple(Queue):
        return await menu.stale(turn)
    counties = turn.roles.counties()
    waiting = await review.waiting(turn.session, Queue(which), counties, turn.now, page)
    return say(screens.queue(Queue(which), waiting, turn.speech))


async def find(turn: Turn, placement_id: int) -> Waiting | None:
    """A placement of the counties that this account is staff of."""
    return await review.find(turn.session, placement_id, turn.roles.counties())


async def _load(turn: Turn, placement_id: int) -> Waiting | Reply:
    return await find(turn, placement_id) or await menu.show_menu(turn, Refusal("not_yours"))


placement = router.about("review:{id}", _load)


@placement("")
async def look(turn: Turn, waiting: Waiting) -> Reply:
    """All of it; that it was looked at goes into the trail."""
    await drafts.put_aside(turn.session, turn.person)
    placement, labourer = waiting.placement, waiting.labourer
    await review.seen(turn.session, placement, turn.now, turn.person.key())
    employer = await queries.employer_of(turn.session, placement)
    where = (await turn.scene()).regions.full_name(labourer.village_code)
    today = turn.now.astimezone(turn.zone).date()
    gone = screens.checks(await check_ins.answers(turn.session, placement.key()), turn.speech)
    kept = await evidence.of_placement(turn.session, placement.key())
    beside: list[Markup] = [
        checked_facts.lines(placement, labourer, kept, turn.speech),
        *([gone] if gone else []),
        *checked_facts.warnings(await signals.of(turn.session, placement), turn.speech),
        *await because(turn, placement),
    ]
    alike = await doubles.of_entry(turn.session, labourer.key())
    if alike:
        beside.append(beside_placement(turn.speech))
    return say(screens.one(waiting, employer, where, beside, turn.speech, today, alike))


@placement("approve")
async def approve(turn: Turn, waiting: Waiting) -> Reply:
    """It holds up."""
    by = turn.person.key()
    refused = await review.approve(turn.session, waiting.placement, turn.now, by)
    return await (menu.show_menu(turn, refused) if refused else look(turn, waiting))


@placement("poor")
async def poor(turn: Turn, waiting: Waiting) -> Reply:
    """The household is on the office's list of registered poor ones."""
    return await _poor(turn, waiting, poverty.confirm)


@placement("poor-not")
async def not_poor(turn: Turn, waiting: Waiting) -> Reply:
    """It is not."""
    return await _poor(turn, waiting, poverty.deny)


async def _poor(turn: Turn, waiting: Waiting, decide: Decide) -> Reply:
    refused = await decide(turn.session, waiting.labourer, turn.now, turn.person.key())
    return await (menu.show_menu(turn, refused) if refused else look(turn, waiting))


@placement("call")
async def call(turn: Turn, waiting: Waiting) -> Reply:
    """What the person says on the phone."""
    return await _ask(turn, waiting, "confirmation on call")


@placement("paper")
async def paper(turn: Turn, waiting: Waiting) -> Reply:
    """What stands on the paper that they signed, once its photo is there."""
    kept = await evidence.of_placement(turn.session, waiting.placement.key())
    if not any(file.shows(EvidenceKind.SIGNED_PAPER) for file in kept):
        noted = sentence(Refusal("paper_needed"), turn.speech)
        answer = await look(turn, waiting)
        return Reply(answer.messages, toast=noted)
    return await _ask(turn, waiting, "confirmation on paper")


@placement("file")
async def add_paper(turn: Turn, waiting: Waiting) -> Reply:
    """What is it, and where?"""
    return await restart_form(turn, "paper on file", waiting.placement.key())


async def _ask(turn: Turn, waiting: Waiting, form: str) -> Reply:
    if not confirmation.is_asked(waiting.placement):
        return await menu.show_menu(turn, Refusal("placement_moved"))
    if form == "confirmation on call" and not waiting.labourer.phone:
        return await menu.show_menu(turn, Refusal("no_phone"))
    return await restart_form(turn, form, waiting.placement.key())


@placement("check")
async def check(turn: Turn, waiting: Waiting) -> Reply:
    """Whether they are still there, as they say on the phone."""
    if waiting.check_in is None:
        return await menu.show_menu(turn, Refusal("check_in_answered"))
    return await restart_form(turn, "check-in on call", waiting.placement.key())


@placement("return")
async def give_back(turn: Turn, waiting: Waiting) -> Reply:
    """Why?"""
    return await restart_form(turn, "send back", waiting.placement.key())


@placement("reject")
async def reject(turn: Turn, waiting: Waiting) -> Reply:
    """Why is it not so?"""
    return await restart_form(turn, "reject", waiting.placement.key())


@placement("files", "files:{file}")
async def papers(turn: Turn, waiting: Waiting, file: str = "") -> Reply:
    """The papers and photos; or one of them, opened."""
    kept = await evidence.of_placement(turn.session, waiting.placement.key())
    here = f"review:{waiting.placement.id}"
    if not file.isdecimal():
        return say(screens.files(kept, here, turn.speech, turn.zone))
    shown = await files.show_file(turn, kept, file, f"{here}:files")
    return await menu.show_menu(turn, shown) if isinstance(shown, Refusal) else shown


@placement("trail", "trail:{page}")
async def who_did_what(turn: Turn, waiting: Waiting, page: int = 1) -> Reply:
    """Who saw, changed and approved what, and when."""
    number = waiting.placement.key()
    return await trail.show_trail(turn, Subject.PLACEMENT, number, f"review:{number}", page)


async def _found(turn: Turn, draft: Draft) -> Waiting | None:
    """The placement that a form is about, of the counties that this account is staff of."""
    return await find(turn, draft.about or 0)


async def _finish(turn: Turn, draft: Draft, filling: FormState, how: SaidHow) -> Reply | Refusal:
    waiting = await _found(turn, draft)
    if waiting is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    said, by = word(dict(filling.answers)), turn.person.key()
    refused = await confirmation.say(
        turn.session, waiting.placement, said, how, turn.now, turn.zone, by
    )
    return await (menu.show_menu(turn, refused) if refused else look(turn, waiting))


async def _on_call(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    return await _finish(turn, draft, filling, SaidHow.PHONE)


async def _on_paper(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    return await _finish(turn, draft, filling, SaidHow.PAPER)


async def _checked(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    waiting = await _found(turn, draft)
    if waiting is None or waiting.check_in is None:
        return await menu.show_menu(turn, Refusal("check_in_answered"))
    answers, by = dict(filling.answers), turn.person.key()
    refused = await follow_up.answer(
        turn.session, waiting.check_in, checked(answers), SaidHow.PHONE, turn.now, turn.zone, by
    )
    if refused is not None:
        return await menu.show_menu(turn, refused)
    if wrong := what_is_wrong(answers):
        await trouble.opens(turn, waiting.labourer, waiting.placement, wrong)
    return await look(turn, waiting)


async def _check_day(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    return await check_day(turn, draft.about or 0, key, value)


async def _added(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    waiting = await _found(turn, draft)
    if waiting is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    file, kind = filling.answers["file"], EvidenceKind(filling.answers["kind"])
    about, by = waiting.placement.key(), turn.person.key()
    added = await evidence.add(turn.session, file, kind, turn.now, by, placement=about)
    return added if isinstance(added, Refusal) else await look(turn, waiting)


async def _decide(turn: Turn, draft: Draft, filling: FormState, decide: Decide) -> Reply | Refusal:
    waiting = await _found(turn, draft)
    if waiting is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    why, by = filling.answers["why"], turn.person.key()
    refused = await decide(turn.session, waiting.placement, why, turn.now, by)
    return await (menu.show_menu(turn, refused) if refused else look(turn, waiting))


async def _given_back(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    return await _decide(turn, draft, filling, review.give_back)


async def _rejected(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    return await _decide(turn, draft, filling, review.reject)


def _on_behalf(
    form: Form, finish: Finish, heading: str = "", check: Check = nothing_to_check
) -> Conversation:
    return Conversation(form, finish, check, heading=heading, summed_up=False, own=False)


CONVERSATIONS["confirmation on call"] = _on_behalf(CONFIRMATION, _on_call, ON_CALL)
CONVERSATIONS["confirmation on paper"] = _on_behalf(CONFIRMATION, _on_paper, ON_PAPER)
CONVERSATIONS["check-in on call"] = _on_behalf(CHECK_IN, _checked, ON_CALL, _check_day)
CONVERSATIONS["paper on file"] = _on_behalf(PAPER, _added)
CONVERSATIONS["send back"] = _on_behalf(SEND_BACK, _given_back)
CONVERSATIONS["reject"] = _on_behalf(REJECT, _rejected)
