"""A broker reports a placement: whom, where, from when; and the same again for somebody else."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from dialogue.core.form import FormState, Option
from dialogue.core.reply import Reply, say
from dialogue.placements import screens
from dialogue.placements.form_placement import PLACEMENT, papers_answer, papers_facts
from handlers.core import menu
from handlers.core.form_session import CONVERSATIONS, Conversation, SearchResult
from handlers.core.forms import start_form
from handlers.core.router import Router, record
from handlers.core.turn import Turn
from handlers.labourers.assisted_intake import warn_of_namesakes
from models.accounts import drafts
from models.accounts.account import CONSENT_VERSION
from models.accounts.drafts import Draft
from models.core import age
from models.core import regions as region
from models.core.age import is_in_doubt
from models.core.refusal import Refusal
from models.core.vocabulary import Brought, Destination, RoleName, WorkStatus
from models.employers import directory
from models.employers.employer import Employer
from models.labourers import visibility
from models.labourers.labourer import Labourer
from models.labourers.ledger import Registration
from models.placements import queries, reporting
from models.placements.placement import Placement
from models.placements.reporting import Report

SAME = "report:same:"

router = Router(RoleName.BROKER)


async def list_counties(turn: Turn, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The broker's counties that the people named live in; all, as long as nobody is named."""
    numbers = [one["id"] for one in answers.get("who") or () if one["id"] is not None]
    lived_in = await visibility.list_villages_of(turn.session, numbers)
    new = [answers["village"]] if "village" in answers else []
    theirs = turn.roles.broker_counties()
    return (
        tuple(one for one in theirs if any(v.startswith(one) for v in [*lived_in, *new])) or theirs
    )


@router.route("report")
async def start_report(turn: Turn) -> Reply:
    """A new one, or on with the one begun."""
    return await start_form(turn, "placement")


@router.route("report:")
async def start_report_about(turn: Turn) -> Reply:
    """Of somebody named already; or the same again as in an earlier report."""
    same = (turn.choice or "").startswith(SAME)
    number, _ = record(turn.choice, SAME if same else "report:")
    given = await _given(turn, number, same=same)
    if given is None:
        return await menu.show_menu(turn, Refusal("not_yours"))
    await drafts.begin_draft(turn.session, turn.person, "placement", turn.now, answers=given)
    return await menu.show_current_screen(turn)


async def _given(turn: Turn, number: int, *, same: bool) -> dict[str, Any] | None:
    if not same:
        labourer = await visibility.get_visible_person(
            turn.session, turn.person.key(), turn.roles, number
        )
        return {"who": [await _named(turn, labourer)]} if labourer else None
    last = await queries.get_placement_of_broker(
        turn.session, number, turn.person.key(), turn.roles
    )
    employer = last and await directory.get_employer(
        turn.session, last.employer_id, turn.roles.broker_counties()
    )
    if not last or not employer:
        return None
    where = {"employer": {"id": employer.key(), "name": employer.name}}
    return {**where, "starts_on": last.starts_on.isoformat(), **terms_of_last(last)}


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
    account, roles = turn.person.key(), turn.roles
    if typed is None:
        people = await visibility.list_latest_visible(turn.session, account, roles)
    else:
        people = await visibility.search_visible_people(turn.session, account, roles, typed)
    return tuple([await _option(turn, one) for one in people])


async def _option(turn: Turn, labourer: Labourer) -> Option:
    regions = await region.get_gazetteer(turn.session)
    village = regions.name(labourer.village_code)
    return Option(str(labourer.key()), f"{labourer.name} · {village}")


async def _several(turn: Turn, typed: list[str]) -> SearchResult:
    """Each name one person. Refusals: name_unknown, name_twice {place}."""
    regions = await region.get_gazetteer(turn.session)
    found = []
    for place, words in enumerate(typed, start=1):
        name, _, village = words.partition(" ")
        fit = await visibility.search_visible_people(
            turn.session, turn.person.key(), turn.roles, name, 50
        )
        fit = [one for one in fit if one.name == name]
        fit = [one for one in fit if village in regions.full_name(one.village_code)]
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
        return terms_of_last(last)
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
    today = turn.now.astimezone(turn.zone).date()
    day = date.fromisoformat(answers.get("starts_on") or today.isoformat())
    found = []
    for one in answers.get("who") or ():
        refused = await _one_against(turn, draft, one["id"], answers, day)
        found += [(one["name"] or answers.get("name", ""), refused)] if refused else []
    return found


async def _one_against(
    turn: Turn, draft: Draft, number: int | None, answers: dict[str, Any], day: date
) -> Refusal | None:
    if number is not None:
        by, but = turn.person.key(), draft.about
        return await reporting.refuse_labourer(turn.session, number, day, by=by, but=but)
    told = answers.get("id_number"), answers.get("born_on"), answers.get("birth_year")
    refused = age.too_young(*told, day) if any(told) else None
    to_come = is_in_doubt(answers.get("birth_year"), day) and "born_on" not in answers
    return None if refused and refused.name == "birth_day_needed" and to_come else refused


async def warn_before_saving(turn: Turn, draft: Draft, filling: FormState) -> Markup | None:
    """Before it is saved: who can't be reported, and why; and who may be known already."""
    against = await _against(turn, draft, dict(filling.answers))
    said = [*screens.refusal_lines(against, turn.speech)]
    if new := filling.answers.get("name"):
        known = await warn_of_namesakes(turn, new, filling.answers["village"])
        said += [known] if known else []
    return Markup("{}\n").format(Markup("\n").join(said)) if said else None


async def finish_report(turn: Turn, draft: Draft, filling: FormState) -> Reply | Refusal:
    """Each person is reported; whoever can't be is named with the reason, the others stand."""
    answers = dict(filling.answers)
    against = await _against(turn, draft, answers)
    if len(against) == len(answers["who"]) == 1:
        # Before a new employer is written down for nothing.
        return against[0][1]
    employer = await get_or_open_employer(turn, answers)
    if isinstance(employer, Refusal):
        return employer
    done: list[Placement] = []
    refused: list[tuple[str, Refusal]] = []
    for one in answers["who"]:
        made = await _report(turn, draft, one["id"], answers, as_report(answers, employer))
        if isinstance(made, Refusal):
            refused.append((one["name"] or answers["name"], made))
        else:
            done.append(made)
    if not done and len(refused) == 1:
        return refused[0][1]
    today = turn.now.astimezone(turn.zone).date()
    return say(screens.report_result(done, refused, employer, turn.speech, today))


async def _report(
    turn: Turn, draft: Draft, number: int | None, answers: dict[str, Any], terms: Report
) -> Placement | Refusal:
    """Somebody whom the broker may see, or the new person, registered with their consent."""
    by = turn.person.key()
    if number is not None:
        seen = await visibility.get_visible_person(turn.session, by, turn.roles, number)
        if seen is None:
            return Refusal("person_gone")
        return await reporting.report_labourer(turn.session, seen.key(), terms, turn.now, by)
    registered = Registration(
        turn.now,
        by,
        own=False,
        consented_at=draft.started_at,
        consent_version=CONSENT_VERSION,
    )
    told = {**answers, "status": WorkStatus.OUT_OF_WORK, "notices": []}
    told |= {"wage": None, "has_contract": None, "has_insurance": None}
    return await reporting.register_and_report(turn.session, told, registered, terms, turn.now, by)


def as_report(answers: dict[str, Any], employer: Employer) -> Report:
    """The answers of the form as what is filed."""
    return Report(
        employer_id=employer.key(),
        starts_on=date.fromisoformat(answers["starts_on"]),
        post=answers["post"],
        wage=answers["wage"],
        destination=Destination(answers["destination"]),
        region=answers["region"],
        brought=Brought(answers["brought"]),
        **papers_facts(answers),
    )


async def get_or_open_employer(turn: Turn, answers: dict[str, Any]) -> Employer | Refusal:
    """The employer chosen, or the new one. Refusal: employer_gone."""
    number, within = answers["employer"]["id"], await list_counties(turn, answers)
    if number is None:
        by = turn.person.key()
        return await directory.open_employer(turn.session, answers, within[0], turn.now, by)
    found = await directory.get_employer(turn.session, number, within)
    return found or Refusal("employer_gone")


CONVERSATIONS["placement"] = Conversation(
    PLACEMENT,
    finish_report,
    check_answer,
    look_up,
    prefill,
    warn_before_saving,
    within_areas=True,
    own=False,
)
