"""The ledger in: a list uploaded, its columns chosen, tried, brought in, and taken out again."""

from functools import partial

from aiohttp.web import FileField

from console.core.office import SPREADSHEET, Answer, File, Goto, Office, Screen, View, not_found
from console.core.pages import Link, Pages
from dialogue.core.i18n import N_
from dialogue.labourers.import_words import DECISIONS, OUTCOMES, STATES
from dialogue.labourers.ledger_import import (
    expected_of,
    explain_fault,
    explain_kept,
    name_fact,
)
from models.core.refusal import Refusal
from models.labourers.imports import choosing, faults_file, file_reading, listing, loading
from models.labourers.imports.choosing import FILL, ColumnChoices
from models.labourers.imports.columns import list_facts, read_sheet
from models.labourers.imports.listing import RowShown
from models.labourers.imports.progress import step
from models.labourers.imports.tables import (
    GOING_ON,
    ImportState,
    LedgerImport,
    RowDecision,
    RowOutcome,
)

pages = Pages(links=(Link(20, "/imports", N_("Lists in")),))
LIST, COLUMN, POLICY, JOINS = "/imports", "column", "policy", "joins"
# A state that a page leads on from, and what may be done in it.
MAY = {
    ImportState.READY: ("dry_run", "cancel"),
    ImportState.CHECKED: ("start", "dry_run", "cancel"),
    ImportState.JOINING: ("cancel",),
    ImportState.CHECKING: ("cancel",),
    ImportState.ENTERING: ("cancel",),
    ImportState.ENTERED: ("undo",),
    ImportState.CANCELLED: ("undo",),
}


@pages.look("/imports")
async def list_imports(view: View) -> Answer:
    """The latest first."""
    found = await listing.list_imports(view.session, view.actor)
    return Screen("labourers/imports.html", {"found": found.items, "states": STATES})


@pages.drive("/imports")
async def upload(view: View) -> Answer:
    """Read by a process of its own, then stored in pieces."""
    sent = view.form.get("file")
    if not isinstance(sent, FileField) or not sent.filename:
        return Goto(LIST, refusal=Refusal("sheet_kind"))
    sheets = await file_reading.read_file(sent.file.read())
    if isinstance(sheets, Refusal):
        return Goto(LIST, refusal=sheets)
    sessions = view.office.sessions
    number = await loading.load_import(sessions, view.actor, sent.filename, sheets)
    return Goto(LIST, refusal=number) if isinstance(number, Refusal) else Goto(f"{LIST}/{number}")


@pages.look("/imports/{id}")
async def show_import(view: View) -> Answer:
    """How far it is, its columns, and what its rows come to."""
    found = await listing.get_summary(view.session, view.actor, view.number())
    if isinstance(found, Refusal):
        return not_found()
    one, columns = found
    facts = [(fact, name_fact(fact, view.speech)) for fact in ("", *list_facts()) if fact != ""]
    shown = {
        "one": one,
        "columns": columns,
        "sheets": [read_sheet(sheet) for sheet in one.sheets],
        "facts": [("", name_fact("", view.speech)), *facts],
        "expected": {column.fact: expected_of(column.fact, view.speech) for column in columns},
        "states": STATES,
        "outcomes": [
            (outcome, words, one.counts.get(outcome, 0))
            for outcome, words in OUTCOMES.items()
            if one.counts.get(outcome)
        ],
        "may": MAY.get(one.state, ()),
        "goes_on": one.state in GOING_ON or one.state is ImportState.LOADING,
        "percent": 100 * one.done // one.rows if one.rows else 0,
        "fill": FILL,
    }
    return Screen("labourers/import.html", shown)


@pages.look("/imports/{id}/rows/{outcome}")
async def show_rows(view: View) -> Answer:
    """A page of the rows that come to this, with all faults of each."""
    outcome = view.path["outcome"]
    if outcome not in set(RowOutcome):
        return not_found()
    page = view.query.get("page", "1")
    wanted = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    number, kind = view.number(), RowOutcome(outcome)
    found = await listing.list_rows(view.session, view.actor, number, kind, wanted)
    summary = await listing.get_summary(view.session, view.actor, number)
    if isinstance(found, Refusal) or isinstance(summary, Refusal):
        return not_found()
    here = f"{LIST}/{number}/rows/{outcome}?page="
    shown = {
        "one": summary[0],
        "outcome": kind,
        "words": OUTCOMES[kind],
        "rows": [(row, *_explained(row, view)) for row in found.items],
        "decisions": DECISIONS if kind is RowOutcome.DOUBLE else {},
        "before": f"{here}{found.number - 1}" if found.number > 1 else None,
        "after": f"{here}{found.number + 1}" if found.more else None,
        "page": found.number,
    }
    noted = partial(listing.note_rows_seen, shown=found.items)
    return Screen("labourers/import_rows.html", shown, noted=noted)


def _explained(shown: RowShown, view: View) -> tuple[list[str], list[str]]:
    """The faults of a row, or why it stayed; and what it changes."""
    row = shown.row
    faults = [explain_fault(one, view.speech) for one in row.faults or ()]
    kept = [explain_kept(one, view.speech) for one in row.kept or ()]
    changes = [
        f"{name_fact(fact, view.speech)}: {_told(before)} → {_told(after)}"
        for fact, (before, after) in shown.changes.items()
    ]
    return [*faults, *kept], changes


def _told(value: object) -> str:
    return "–" if value in (None, [], "") else str(value)


@pages.act("/imports/{id}/columns")
async def choose_columns(view: View) -> Answer:
    """What each column holds, what may be overwritten, and which sheets join."""
    columns, number = {}, view.number()
    for name in view.form:
        kind, *place = name.split("-")
        if kind == COLUMN and len(place) == 2 and all(one.isdecimal() for one in place):
            columns[int(place[0]), int(place[1])] = str(view.form[name])
    policy = {
        name.removeprefix(f"{POLICY}-"): str(view.form[name])
        for name in view.form
        if name.startswith(f"{POLICY}-")
    }
    joins = frozenset(int(one) for one in view.several(JOINS) if one.isdecimal())
    chosen = ColumnChoices(columns, {}, policy, joins)
    done = await choosing.choose_columns(view.session, view.actor, number, chosen)
    return _back(number, done)


@pages.drive("/imports/{id}/go/{step}")
async def go_on(view: View) -> Answer:
    """Try it, let it in, stop it, or take it out again; the rest goes on in the background."""
    steps = {
        "dry_run": choosing.dry_run,
        "start": choosing.start,
        "cancel": choosing.cancel,
        "undo": choosing.undo,
    }
    number, wanted = view.number(), steps.get(view.path["step"])
    if wanted is None:
        return not_found()
    async with view.office.sessions() as session, session.begin():
        done = await wanted(session, view.actor, number)
    if not isinstance(done, Refusal) and done.state in GOING_ON:
        view.office.background.start(f"import {number}", drive(view.office, number))
    return _back(number, done)


@pages.act("/imports/{id}/rows/{row}/decide")
async def decide_row(view: View) -> Answer:
    """Is a possible double that person, somebody else, or does it stay out?"""
    number, decision = view.number(), str(view.form.get("decision", ""))
    if decision not in set(RowDecision):
        return not_found()
    refused_it = await choosing.decide_row(
        view.session, view.actor, view.number("row"), RowDecision(decision)
    )
    if refused_it is not None and refused_it.name == "not_yours":
        return not_found()
    return Goto(f"{LIST}/{number}/rows/{RowOutcome.DOUBLE}", refusal=refused_it)


@pages.act("/imports/{id}/decide")
async def decide_all(view: View) -> Answer:
    """The same of all possible doubles that nobody decided."""
    number, decision = view.number(), str(view.form.get("decision", ""))
    if decision not in set(RowDecision):
        return not_found()
    done = await choosing.decide_all(view.session, view.actor, number, RowDecision(decision))
    return _back(number, done if isinstance(done, Refusal) else None)


@pages.drive("/imports/{id}/faults")
async def take_faults(view: View) -> Answer:
    """The office's own file back, with a last column of faults."""
    only = "only_faulty" in view.form
    content = await faults_file.write_faults(
        view.office.sessions,
        view.actor,
        view.number(),
        lambda fault: explain_fault(fault, view.speech),
        str(view.speech(N_("What is wrong"))),
        only_faulty=only,
    )
    if isinstance(content, Refusal):
        return not_found()
    return File(f"{view.speech(N_('faults'))}-{view.number()}.xlsx", content, SPREADSHEET)


async def drive(office: Office, number: int) -> None:
    """Piece by piece, until it waits for somebody; turns come between the pieces."""
    while True:
        async with office.sessions() as session, session.begin():
            done = await step(session, number, office.clock.now())
        if done is None or not done.goes_on:
            return
        await office.background.give_way()


def _back(number: int, done: LedgerImport | Refusal | None) -> Answer:
    refusal = done if isinstance(done, Refusal) else None
    if refusal is not None and refusal.name == "not_yours":
        return not_found()
    return Goto(f"{LIST}/{number}", refusal=refusal)
