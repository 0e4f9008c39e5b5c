"""One person of the ledger, with all that belongs to the entry."""

from functools import partial
from itertools import groupby

from console.core.office import Answer, Goto, Screen, View, not_found
from console.core.pages import Pages
from dialogue.core import labels
from dialogue.core.form_screens import shown_answer
from dialogue.core.i18n import N_
from dialogue.core.trail import ACTS, format_actor
from dialogue.labourers.entry import fill_form
from dialogue.labourers.form_intake import INTAKE
from dialogue.parsing.id_number import masked
from dialogue.placements.screens import STATES
from models.accounts.terms_of_office import get_term_at
from models.core.audit import AuditRecord
from models.core.refusal import Refusal
from models.labourers import poverty, staff_entries
from models.labourers.labourer import LedgerChange
from models.oversight.person_file import PersonFile, read_person_file

pages = Pages()


@pages.look("/people/{id}")
async def show_person(view: View) -> Answer:
    """One entry; that it was looked at goes into the trail."""
    file = await read_person_file(view.session, view.actor, view.number())
    if file is None:
        return not_found()
    shown = {
        "file": file,
        "one": file.labourer,
        "lines": _facts(file, view),
        "changes": _changes(file, view),
        "acts": [(act.at, view.speech(ACTS[act.act]), _who(act, file, view)) for act in file.acts],
        "troubles": labels.TROUBLES,
        "states": STATES,
    }
    noted = partial(staff_entries.note_looked_at, labourer_id=file.labourer.key())
    return Screen("labourers/person.html", shown, noted=noted)


@pages.act("/people/{id}/code")
async def give_code(view: View) -> Answer:
    """The person stood there with their ID card: a code for their new phone."""
    one = await staff_entries.get_entry(view.session, view.actor, view.number())
    if one is None:
        return not_found()
    code = await staff_entries.give_code(view.session, view.actor, one)
    if isinstance(code, Refusal):
        return Goto(f"/people/{one.key()}", refusal=code)
    return Screen("labourers/code.html", {"one": one, "code": code})


def _facts(file: PersonFile, view: View) -> list[tuple[str, str]]:
    """The answers by their labels; an ID number is masked."""
    filled = fill_form(file.facts, view.scene)
    return [
        (
            view.speech(question.label),
            masked(str(filled.answers["id_number"]))
            if question.key == "id_number" and filled.answers["id_number"]
            else shown_answer(question, filled.answers[question.key], view.scene),
        )
        for question in filled.asked
        if question.key in filled.answers
    ]


def _changes(file: PersonFile, view: View) -> list[tuple[object, object, list[str]]]:
    """The history, the latest first: when, by whom, and what; the first line is the entry."""
    first = min((change.at for change in file.changes), default=None)
    return [
        (
            at,
            format_actor(account, get_term_at(file.terms, account, at), view.speech),
            [view.speech(N_("Registered"))]
            if at == first
            else [_change(change, view) for change in together],
        )
        for (at, account), together in groupby(file.changes, lambda c: (c.at, c.account_id))
    ]


def _change(change: LedgerChange, view: View) -> str:
    if change.fact == poverty.FACT:
        return view.speech(N_("Registered poor: confirmed by the office"))
    asked = INTAKE.of(change.fact)
    before, after = (
        masked(str(value))
        if change.fact == "id_number" and value
        else shown_answer(asked, value, view.scene)
        for value in (change.before, change.after)
    )
    return f"{view.speech(asked.label)}：{before} → {after}"


def _who(act: AuditRecord, file: PersonFile, view: View) -> str:
    term = get_term_at(file.terms, act.account_id, act.at)
    return format_actor(act.account_id, term, view.speech, act.act)
