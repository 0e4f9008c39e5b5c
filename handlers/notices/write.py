"""Writing a notice, and correcting one: the form, and what its answers must agree on."""

from typing import Any

from dialogue.core.form import FormState
from dialogue.core.reply import Reply
from dialogue.notices.form_notice import EARLIER, NOTICE, PEOPLE
from dialogue.parsing.unlawful import names_sex_ethnicity_or_age
from handlers.core import menu
from handlers.core.form_session import CONVERSATIONS, Conversation
from handlers.core.forms import start_form
from handlers.core.router import Router, record
from handlers.core.turn import Turn
from handlers.notices import manage
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core import regions as region
from models.core.refusal import Refusal
from models.core.vocabulary import NoticeKind, RoleName
from models.labourers import ledger
from models.notices import audience, rules, writing
from models.notices.audience import Audience

router = Router(RoleName.STAFF)


@router.route("write")
async def write(turn: Turn) -> Reply:
    """A new one, or on with the one begun."""
    return await start_form(turn, "notice")


@router.route("write:")
async def write_to_who_signed_up(turn: Turn) -> Reply:
    """A new one, for who signed up to an earlier one."""
    number, _ = record(turn.choice, "write:")
    if await manage.get_own_notice(turn, number) is None:
        return await menu.show_menu(turn, Refusal("notice_gone"))
    given = {"to": EARLIER, "earlier": number}
    await drafts.begin_draft(turn.session, turn.person, "notice", turn.now, answers=given)
    return await menu.show_current_screen(turn)


async def check_answer(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    """What the other answers, the ledger and the law speak against."""
    if key == "people":
        people = await _people(turn, value)
        return people if isinstance(people, Refusal) else None
    if key == "earlier" and await manage.get_own_notice(turn, value) is None:
        return Refusal("earlier_unknown")
    if key == "area" and not value.startswith(turn.roles.counties()):
        return Refusal("area_outside")
    notice = await manage.get_own_notice(turn, draft.about or 0)
    is_out = notice is not None and notice.is_out()
    if key == "capacity" and notice is not None and (value or notice.taken) < notice.taken:
        return Refusal("capacity_taken", {"taken": notice.taken})
    answers = {**draft.answers, key: value}
    if _is_unlawful(answers, key):
        return Refusal("vacancy_unlawful")
    begun = notice.starts_at if notice is not None and is_out else None
    return rules.find_broken_rule(answers, turn.now, turn.zone, key=key, is_out=is_out, begun=begun)


def _is_unlawful(answers: dict[str, Any], key: str = "") -> bool:
    """Whether a vacancy's words ask for a sex, an ethnic group or an age."""
    if answers.get("kind") != NoticeKind.VACANCY:
        return False
    words = [k for k in answers if k.partition("_")[0] in ("title", "text") and answers[k]]
    looked_at = [k for k in words if key in ("", "kind", k)]
    return any(names_sex_ethnicity_or_age(answers[k]) for k in looked_at)


async def _people(turn: Turn, names: list[str]) -> list[int] | Refusal:
    """Named people as numbers of the ledger. Refusals: name_unknown, name_twice {place}.

    A name may hold a space itself; only where nobody has it, its last word is a village.
    """
    regions = await region.get_gazetteer(turn.session)
    found = []
    for place, given in enumerate(names, start=1):
        fit = await ledger.list_labourers_named(turn.session, given, turn.roles.counties())
        if not fit and " " in given:
            name, _, village = given.rpartition(" ")
            known = await ledger.list_labourers_named(turn.session, name, turn.roles.counties())
            fit = [one for one in known if village in regions.full_name(one.village_code)]
        if len(fit) != 1:
            return Refusal("name_twice" if fit else "name_unknown", {"place": place})
        found.append(fit[0].key())
    return found


async def finish_notice(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """The answers as a draft that is looked at before it goes out; or as a correction."""
    if RoleName.STAFF not in turn.roles:
        return await menu.show_menu(turn, Refusal("not_yours"))
    answers = dict(filling.answers)
    who = await _audience(turn, answers)
    if isinstance(who, Refusal):
        return who
    if _is_unlawful(answers):
        return Refusal("vacancy_unlawful")
    regions = await region.get_gazetteer(turn.session)
    by = manage.writer(turn)
    if draft.about is None:
        notice = await writing.write_notice(turn.session, answers, who, by, regions)
        return notice if isinstance(notice, Refusal) else await manage.show_notice(turn, notice)
    known = await manage.get_own_notice(turn, draft.about)
    if known is None:
        return await menu.show_menu(turn, Refusal("notice_gone"))
    was = known.state
    refused = await writing.rewrite_notice(turn.session, known, answers, who, by, regions)
    return refused or await manage.show_notice(turn, known, was=was)


async def _audience(turn: Turn, answers: dict[str, Any]) -> Audience | Refusal:
    people = await _people(turn, answers["people"]) if answers["to"] == PEOPLE else []
    if isinstance(people, Refusal):
        return people
    who = audience.build_audience(answers, turn.roles.counties()[0], people)
    inside = who.area.startswith(turn.roles.counties())
    return who if inside else Refusal("area_outside")


CONVERSATIONS["notice"] = Conversation(
    NOTICE, finish_notice, check_answer, within_areas=True, summed_up=False, own=True
)
