"""People to be called, and the spreadsheet of them."""

from collections.abc import Sequence

from markupsafe import Markup

from dialogue.core import labels
from dialogue.core.form_screens import BACK
from dialogue.core.hold_reasons import HOLD_REASONS
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message, numbered
from dialogue.core.spreadsheet import SheetPage, write_spreadsheet
from dialogue.labourers.monthly_status import status_words
from models.core.gazetteer import Gazetteer
from models.core.paging import Page
from models.labourers.calls import Call
from models.labourers.labourer import Labourer
from models.outbox.row import HoldReason

SAYS_CHANGED = N_("🤝 <b>A broker says that it has changed.</b> Another broker placed them.")
SAID_CHANGED = N_("💬 <b>They said themselves that it has changed</b>, and not yet how.")
COLUMNS = (N_("Name"), N_("Village"), N_("Phone"), N_("Why"))
WIDTHS = (16, 34, 18, 28)


def call_list(speech: Speech, calls: Page[tuple[Call, Labourer]], noted: str = "") -> Message:
    """Each by name, after a remark perhaps."""
    head = N_("<b>To be called</b>\nThey have not answered for ten days.")
    if not calls.items:
        head = N_("Nobody is to be called just now.")
    names = [(f"call:{call.id}", labourer.name) for call, labourer in calls.items]
    back = Button(str(speech(BACK)), "menu")
    said = Markup("\n\n").join(speech(words) for words in (noted, head) if words)
    return Message(said, (*numbered(names, 2), *page_buttons(calls, "call:page:", speech), (back,)))


def call_card(speech: Speech, call: Call, labourer: Labourer, where: str) -> Message:
    """Whom to call, on which number, and what to ask."""
    told = speech(SAYS_CHANGED) if call.told_by is not None else None
    if labourer.change_told_at is not None:
        told = speech(SAID_CHANGED)
    text = speech(
        N_("📞 <b>{name}</b>\n{phone}\n{where}\n\nPlease ask: is this still so?\n<b>{status}</b>"),
        name=labourer.name,
        phone=labourer.phone or speech(N_("no phone number is known")),
        where=where,
        status=status_words(speech, labourer),
    )
    here = f"call:{call.id}"
    choices = (
        (f"{here}:same", N_("✅ Still so")),
        (f"{here}:changed", N_("✏️ It has changed")),
        (f"{here}:none", N_("🔇 Not reached")),
        ("calls", BACK),
    )
    text = Markup("{}\n\n{}").format(told, text) if told else text
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def which_status(speech: Speech, call: Call, labourer: Labourer) -> Message:
    text = speech(N_("What does {name} do at present?"), name=labourer.name)
    choices = [(f"call:{call.id}:to:{s}", speech(label)) for s, label in labels.STATUS.items()]
    back = Button(str(speech(BACK)), f"call:{call.id}")
    return Message(text, (*numbered(choices), (back,)))


def call_sheet(
    people: Sequence[tuple[Labourer, HoldReason]], regions: Gazetteer, speech: Speech
) -> bytes:
    """A spreadsheet of who needs a call, and why chat did not reach them."""
    rows = [[str(speech(column)) for column in COLUMNS]]
    rows += [_row(labourer, why, regions, speech) for labourer, why in people]
    return write_spreadsheet([SheetPage(rows, WIDTHS)])


def _row(labourer: Labourer, why: HoldReason, regions: Gazetteer, speech: Speech) -> list[str]:
    village = regions.full_name(labourer.village_code)
    return [labourer.name, village, labourer.phone or "", str(speech(HOLD_REASONS[why]))]
