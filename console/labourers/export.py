"""The ledger as a spreadsheet: exactly whom the filter of the list shows."""

from collections.abc import Sequence
from pathlib import Path

from console.core.office import Answer, Goto, Made, Screen, View, refused
from console.core.pages import Pages
from console.core.rendering import with_query
from console.labourers.people import read_filter
from dialogue.core.i18n import N_
from dialogue.labourers.filter_words import describe_filter
from dialogue.labourers.ledger_words import HEADINGS, LedgerWords
from models.accounts import terms_of_office
from models.core.refusal import Refusal
from models.core.session import Session
from models.labourers import office_list
from models.labourers.ledger_export.layout import OWN, Layout, read_layouts
from models.labourers.ledger_export.taking import (
    ExportTicket,
    TakeLedger,
    begin_export,
    write_export,
)

pages = Pages()
# Below the data folder: a county's own layouts, and files on their way to a browser.
LAYOUTS, MADE = "layouts", "exports"


@pages.look("/people/export")
async def ask_export(view: View) -> Answer:
    """Which layout and columns, and whether numbers are whole."""
    wanted = read_filter(view)
    if isinstance(wanted, Refusal):
        return refused(wanted, status=400)
    count = await office_list.count_people(view.session, view.actor, wanted)
    if isinstance(count, Refusal):
        return refused(count, status=403)
    layouts = _layouts(view)
    own = layouts.get(OWN)
    usual = {column.key for column in own.sheet[0].column} if isinstance(own, Layout) else set()
    shown = {
        "count": count,
        "whom": describe_filter(wanted, view.scene),
        "parameters": [(k, one) for k, many in wanted.as_parameters().items() for one in many],
        "layouts": [
            (name, one.title, one.source)
            for name, one in layouts.items()
            if isinstance(one, Layout)
        ],
        "broken": [(name, one) for name, one in layouts.items() if isinstance(one, Refusal)],
        "columns": [(key, label, key in usual) for key, label in HEADINGS.items()],
        "own": OWN,
        "back": with_query("/people", wanted.as_parameters()),
    }
    return Screen("labourers/export.html", shown)


@pages.act("/people/export")
async def take_ledger(view: View) -> Answer:
    """First it is in the trail, then the file is written beside the turns."""
    wanted = read_filter(view)
    if isinstance(wanted, Refusal):
        return refused(wanted, status=400)
    layout = str(view.form.get("layout", OWN))
    columns = tuple(view.several("column")) if layout == OWN else ()
    asked = TakeLedger(wanted, layout, columns, "id_numbers" in view.form, "phones" in view.form)
    ticket = await begin_export(view.session, view.actor, asked, _layouts(view).get(layout))
    if isinstance(ticket, Refusal):
        return Goto(with_query("/people/export", wanted.as_parameters()), refusal=ticket)
    words, taken_at = LedgerWords(view.scene), view.actor.now.astimezone(view.office.zone)
    folder = view.office.data_dir / MADE
    taker = await _name_of(view)

    def about(one: ExportTicket, rows: Sequence[tuple[str, int]]) -> Sequence[tuple[str, str]]:
        return words.describe(one, rows, taker, taken_at)

    async def write(session: Session) -> Path:
        return (await write_export(session, ticket, words, about, folder)).file

    return Made(f"{view.speech(N_('ledger'))}-{taken_at:%Y-%m-%d}.xlsx", write)


def _layouts(view: View) -> dict[str, Layout | Refusal]:
    folder = view.office.data_dir / LAYOUTS
    return dict(read_layouts(folder if folder.is_dir() else None))


async def _name_of(view: View) -> str:
    """What the trail calls who takes it: the name, where one is known, and the account's number."""
    held = await terms_of_office.get_terms_of(view.session, {view.actor.id})
    names = [term.name for term in held.get(view.actor.id, ()) if term.name]
    return f"{names[-1]} ({view.actor.id})" if names else str(view.actor.id)
