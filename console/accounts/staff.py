"""The office's staff: all of them, one with what they did, and their dismissal."""

from typing import Any

from console.core.office import Answer, Goto, Screen, View, not_found
from console.core.pages import Link, Pages
from console.core.questions import make_fields, read_question
from console.core.trail import trail_lines
from dialogue.accounts.form_name import MY_NAME
from dialogue.accounts.staff import member_name, term_line
from dialogue.core.i18n import N_
from dialogue.core.trail import format_actor
from models.accounts import dismissal, staff, terms_of_office
from models.accounts.staff import StaffMember
from models.core import audit
from models.core.audit import AuditRecord
from models.core.paging import Page
from models.core.refusal import Refusal
from models.labourers import people_of_county
from models.oversight import trails

pages = Pages(links=(Link(100, "/staff", N_("Staff")),))
LOOKS = 50


@pages.look("/staff")
async def list_staff(view: View) -> Answer:
    """Those of today first, then those of before."""
    return await _list(view, None)


async def _list(view: View, why: Refusal | None) -> Screen:
    members = await staff.list_members(view.session, view.actor.roles.counties())
    mine = next((one for one in members if one.account_id == view.actor.id), None)
    typed: dict[str, Any] | None = None if why else {"name": mine.name if mine else None}
    field = make_fields(MY_NAME, view, typed, refusals={"name": why} if why else {})["name"]
    shown = {
        "members": [(one, member_name(one, view.speech)) for one in members],
        "own": field,
        "nameless": mine is not None and not mine.name,
    }
    return Screen("accounts/members.html", shown, status=422 if why else 200)


@pages.act("/staff/name")
async def name_oneself(view: View) -> Answer:
    """What one is called; acts of before keep the name of before."""
    name = read_question(MY_NAME.of("name"), view.several("name"), view)
    if isinstance(name, Refusal):
        return await _list(view, name)
    refusal = await staff.set_own_name(view.session, view.actor, name)
    return Goto("/staff", said=N_("✅ <b>Noted.</b> Thank you."), refusal=refusal)


async def _load(view: View) -> StaffMember | None:
    counties = view.actor.roles.counties()
    return await staff.get_member(view.session, view.number(), counties)


@pages.look("/staff/{id}")
async def show_member(view: View) -> Answer:
    """Since when, by whom, under which other accounts; what they did, or whom they looked at."""
    one = await _load(view)
    if one is None:
        return not_found()
    session, actor = view.session, view.actor
    known = await staff.get_member_details(session, one, actor.now)
    looks = view.query.get("what") == "looks"
    found = await (_looks(view, one) if looks else _acts(view, one))
    granters = {term.granted_by for term in one.terms if term.granted_by}
    terms = await terms_of_office.get_terms_of(session, granters | {one.account_id})
    names = await people_of_county.get_names_within(
        session, [record.labourer_id for record in found.items], actor.roles.counties()
    )
    may = dismissal.may_dismiss(actor, one)
    same = (
        await dismissal.list_staff_with_same_number(session, one.account_id, actor.id)
        if may
        else []
    )
    shown = {
        "one": one,
        "name": member_name(one, view.speech),
        "terms": [term_line(term, terms, view.scene, actor.zone) for term in one.terms],
        "known": known,
        "others": [(o, format_actor(o.account_id, o, view.speech)) for o in known.others],
        "lines": trail_lines(found.items, terms, names, view),
        "found": found,
        "looks": looks,
        "may_dismiss": may,
        "along": [(o.account_id, format_actor(o.account_id, o, view.speech)) for o in same],
    }
    return Screen("accounts/member.html", shown)


async def _acts(view: View, one: StaffMember) -> Page[AuditRecord]:
    return await trails.list_acts_of(view.session, view.actor, one.account_id, view.page())


async def _looks(view: View, one: StaffMember) -> Page[AuditRecord]:
    number = min(view.page(), 10_000)
    first = (number - 1) * LOOKS
    found = await audit.looks_of(view.session, one.account_id, first, LOOKS + 1)
    return Page(found[:LOOKS], number, len(found) > LOOKS)


@pages.act("/staff/{id}/dismiss")
async def dismiss_member(view: View) -> Answer:
    """They are staff no more; nor are the second accounts that were ticked."""
    if await _load(view) is None:
        return not_found()
    too = [int(one) for one in view.several("too") if one.isascii() and one.isdecimal()]
    refusal = await dismissal.dismiss_staff(view.session, view.actor, view.number(), too)
    said = N_("They are staff no more.")
    return Goto(f"/staff/{view.number()}", said=said, refusal=refusal)
