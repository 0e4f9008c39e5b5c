"""A broker reports a placement: whom, where, from when; and the same again for somebody else."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from dialogue.core.form import FormState, Option
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Reply, say
from dialogue.labourers.doubles import namesakes_warning
from dialogue.placements import screens, subsidy
from dialogue.placements.form_placement import PLACEMENT, papers_answer, papers_facts
from handlers.core import menu
from handlers.core.conversation import (
    CONVERSATIONS,
    Conversation,
    FormStyle,
    SearchResult,
    Villages,
)
from handlers.core.forms import start_form
from handlers.core.router import Router
from handlers.core.turn import Turn
from models.accounts import drafts
from models.accounts.drafts import Draft
from models.core.pay import by_month
from models.core.person_names import name_key
from models.core.refusal import Refusal
from models.core.vocabulary import Brought, Destination, RoleName
from models.employers import directory
from models.labourers import possible_same, visibility
from models.labourers.labourer import Labourer
from models.placements import group_report, queries, reporting
from models.placements.group_report import Candidate, GroupReport, NewPerson
from models.placements.placement import Placement
from models.placements.reporting import Terms
from models.subsidies import preview
from models.subsidies.preview import UnsavedReport

router = Router(RoleName.BROKER)


async def list_counties(turn: Turn, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The broker's counties that the people named so far live in; all, while nobody is named."""
    people = [one["id"] for one in answers.get("who") or () if one["id"] is not None]
    return await group_report.list_counties(
        turn.session, turn.actor, people, answers.get("village")
    )


@router.route("report")
async def start_report(turn: Turn) -> Reply:
    """A new one, or on with the one begun."""
    return await start_form(turn, "placement")


@router.route("report:same:{id}")
async def start_same_report(turn: Turn, id: int) -> Reply:
    """The same again as in an earlier report."""
    last = await queries.get_placement_of_broker(turn.session, id, turn.account.key(), turn.roles)
    employer = last and await directory.get_employer(
        turn.session, last.employer_id, turn.roles.broker_counties()
    )
    if not last or not employer:
        return await menu.show_menu(turn, Refusal("not_yours"))
    where = {"employer": {"id": employer.key(), "name": employer.name}}
    given = {**where, "starts_on": last.starts_on.isoformat(), **terms_of_last(last)}
    return await _start_with(turn, given)


@router.route("report:{id}")
async def start_report_about(turn: Turn, id: int) -> Reply:
    """Of somebody named already."""
    labourer = await visibility.get_visible_person(turn.session, turn.account.key(), turn.roles, id)
    if labourer is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    return await _start_with(turn, {"who": [await _named(turn, labourer)]})


async def _start_with(turn: Turn, given: dict[str, Any]) -> Reply:
    await drafts.begin_draft(turn.session, turn.account, "placement", turn.now, answers=given)
    return await menu.show_current_screen(turn)


async def _named(turn: Turn, labourer: Labourer) -> dict[str, Any]:
    return {"id": labourer.key(), "name": (await _option(turn, labourer)).label}


def terms_of_last(last: Placement) -> dict[str, Any]:
    """What the last report at an employer brings along."""
    return {
        "post": last.post,
        "wage": last.wage,
        "papers": papers_answer(contract=last.has_contract, insurance=last.has_insurance),
        "destination": last.destination,
        "region": last.region,
        "brought": last.brought,
    }


async def look_up(turn: Turn, draft: Draft, key: str, typed: Any) -> SearchResult:
    """People and employers, the latest or those that fit; posts known at the employer."""
    if key == "employer":
        within = await list_counties(turn, draft.answers)
        found = await directory.find_employers(turn.session, within, typed or "")
        return tuple(Option(str(one.key()), one.name) for one in found)
    if key == "post":
        at = (draft.answers.get("employer") or {}).get("id")
        posts = await queries.list_posts_at_employer(turn.session, at) if at else []
        return tuple(Option(str(place), post) for place, post in enumerate(posts))
    if isinstance(typed, list):
        return await _several(turn, typed)
    return await _people(turn, typed)


async def _people(turn: Turn, typed: str | None) -> tuple[Option, ...]:
    account, roles = turn.account.key(), turn.roles
    if typed is None:
        people = await visibility.list_latest_visible(turn.session, account, roles)
    else:
        people = await visibility.search_visible_people(turn.session, account, roles, typed)
    return tuple([await _option(turn, one) for one in people])


async def _option(turn: Turn, labourer: Labourer) -> Option:
    regions = await turn.regions()
    village = regions.name(labourer.village_code)
    return Option(str(labourer.key()), f"{labourer.name} · {village}")


async def _several(turn: Turn, typed: list[str]) -> SearchResult:
    """Each name one person. Refusals: name_unknown, name_twice {place}."""
    regions = await turn.regions()
    found = []
    for place, words in enumerate(typed, start=1):
        name, _, village = words.partition(" ")
        fit = await visibility.search_visible_people(
            turn.session, turn.account.key(), turn.roles, name, 50
        )
        fit = [one for one in fit if name_key(one.name) == name_key(name)]
        fit = [one for one in fit if not village or regions.is_in(one.village_code, village)]
        if len(fit) != 1:
            return Refusal("name_twice" if fit else "name_not_seen", {"place": place})
        found.append(await _option(turn, fit[0]))
    return tuple(found)


async def prefill(turn: Turn, draft: Draft, key: str, value: Any) -> dict[str, Any]:
    """A known employer brings its place, and what was reported there last; several are a group."""
    if key == "who" and len(value) > 1:
        return {"brought": Brought.GROUP}
    if key != "employer" or value["id"] is None:
        return {}
    within = await list_counties(turn, draft.answers)
    last = await queries.get_latest_at_employer(turn.session, value["id"], within)
    if last is not None:
        several = len(draft.answers.get("who") or ()) > 1
        return terms_of_last(last) | ({"brought": Brought.GROUP} if several else {})
    employer = await directory.get_employer(turn.session, value["id"], within)
    return {"destination": employer.destination, "region": employer.region} if employer else {}


async def check_answer(turn: Turn, draft: Draft, key: str, value: Any) -> Refusal | None:
    """What the store speaks against, as soon as it is known; of a group each is told at the end."""
    if key == "agreed" and value is not True:
        return Refusal("consent_needed")
    if key == "employer" and value["id"] is not None:
        return await reporting.refuse_employer(turn.session, value["id"])
    if key in ("who", "starts_on", "id_number", "birth_year", "born_on"):
        answers = {**draft.answers, key: value}
        against = await _against(turn, draft, answers)
        return against[0][1] if against and len(answers.get("who") or ()) == 1 else None
    return None


async def _against(turn: Turn, draft: Draft, answers: dict[str, Any]) -> list[tuple[str, Refusal]]:
    """Whom the answers so far can't be reported of, and why."""
    day = date.fromisoformat(answers.get("starts_on") or turn.actor.today.isoformat())
    found = []
    for one in answers.get("who") or ():
        refused = await group_report.refuse_candidate(
            turn.session, turn.actor, one["id"], day, answers, but=draft.about
        )
        found += [(one["name"] or answers.get("name", ""), refused)] if refused else []
    return found


async def warn_before_saving(turn: Turn, draft: Draft, filling: FormState) -> Markup | None:
    """Before it is saved: who can't be reported, and why; and who may be known already."""
    against = await _against(turn, draft, dict(filling.answers))
    listed = await _listed(turn, filling.answers["employer"])
    said = [*listed, *screens.refusal_lines(against, turn.speech)]
    said += await _warn_of_subsidy(turn, draft, filling.answers)
    if filling.answers.get("name"):
        said += await _warn_of_possible_same(turn, filling.answers)
    return Markup("{}\n").format(Markup("\n").join(said)) if said else None


async def _listed(turn: Turn, employer: Mapping[str, Any]) -> list[Markup]:
    """That nobody may be placed there by now."""
    number = employer["id"]
    refused = await reporting.refuse_employer(turn.session, number) if number else None
    return [explain_refusal(refused, turn.speech)] if refused else []


async def _warn_of_subsidy(turn: Turn, draft: Draft, answers: Mapping[str, Any]) -> list[Markup]:
    """What would keep it from being paid, by the same judgement as afterwards."""
    who = {one["id"]: one["name"] or answers.get("name", "") for one in answers["who"]}
    judged = await preview.assess_unsaved(
        turn.session,
        turn.actor,
        UnsavedReport(
            labourers=tuple(number for number in who if number is not None),
            new_person=answers if None in who else None,
            terms=as_terms(answers),
            employer_id=answers["employer"]["id"],
            about=draft.about,
        ),
    )
    today = turn.actor.today
    by_words: dict[Markup, list[str]] = {}
    for number, one in judged.items():
        if words := subsidy.warn_of_assessment(one, turn.speech, today):
            by_words.setdefault(words, []).append(who[number])
    return screens.subsidy_lines(by_words, len(who), turn.speech)


async def _warn_of_possible_same(turn: Turn, answers: Mapping[str, Any]) -> list[Markup]:
    """People whom they may see anyway; nothing of anybody else."""
    seen = await possible_same.list_possible_same(turn.session, turn.actor, answers)
    regions = await turn.regions()
    names = [f"{one.name} · {regions.name(one.village_code)}" for one in seen]
    return [namesakes_warning(turn.speech, names)] if names else []


async def finish_report(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """Each person is reported; whoever can't be is named with the reason, the others stand."""
    group = as_group_report(filling.answers, draft)
    result = await group_report.report_people(turn.session, turn.actor, group)
    if isinstance(result, Refusal):
        return result
    return say(
        screens.report_result(
            result.placements, result.refused, result.employer, turn.speech, turn.actor.today
        )
    )


def as_group_report(answers: Mapping[str, Any], draft: Draft) -> GroupReport:
    """The answers of the form as what is filed."""
    new = any(one["id"] is None for one in answers["who"])
    return GroupReport(
        candidates=tuple(
            Candidate(one["id"], one["name"] or answers["name"]) for one in answers["who"]
        ),
        terms=as_terms(answers),
        employer_id=answers["employer"]["id"],
        new_employer=answers,
        new_person=NewPerson(answers, draft.started_at) if new else None,
    )


def as_terms(answers: Mapping[str, Any]) -> Terms:
    """The answers of the form as the terms of a placement."""
    return Terms(
        starts_on=date.fromisoformat(answers["starts_on"]),
        post=answers["post"],
        wage=by_month(answers["wage"]),
        destination=Destination(answers["destination"]),
        region=answers["region"],
        brought=Brought(answers["brought"]),
        **papers_facts(answers),
    )


CONVERSATIONS["placement"] = Conversation(
    PLACEMENT,
    finish_report,
    check_answer,
    look_up,
    prefill,
    warn_before_saving,
    style=FormStyle(villages=Villages.OF_ROLES, about_self=False),
)
