"""What an auditor asks for: the lists by name, a page of one, and records behind the lines."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dialogue.core import trail
from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.oversight_titles import TITLES
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Message, Rows, numbered
from dialogue.oversight import lines
from dialogue.oversight.lines import LineReader
from models.core.paging import Page
from models.labourers.labourer import Labourer
from models.oversight.listing import Kind, Line, Theme
from models.oversight.lists import COUNTED
from models.oversight.records import PersonRecord
from models.placements.placement import Placement

BY_NUMBER = N_("🔢 A record by its number")
NUMBER = re.compile(r"([PRGAE])\s?(\d{1,18})")
KINDS = {
    "P": Kind.PLACEMENT,
    "R": Kind.PERSON,
    "G": Kind.GRIEVANCE,
    "A": Kind.ACCOUNT,
    "E": Kind.EMPLOYER,
}
# A group's line opens what it stands for.
WORKS = (Kind.PLACEMENT, Kind.PERSON, Kind.GRIEVANCE, Kind.GROUP)
OTHERS = {Kind.EMPLOYER: "employer:{}", Kind.BROKER: "broker:{}", Kind.STAFF: "staff:{}"}


@dataclass(frozen=True)
class ShownList:
    """Which page of which list; `of` is the line whose records these are."""

    theme: Theme
    page: Page[Line]
    of: int | None = None

    @property
    def here(self) -> str:
        """The choice of this list without its page."""
        group = "" if self.of is None else f"of:{self.of}:"
        return f"oversight:{self.theme}:{group}"


def lists_message(counts: Mapping[Theme, int], reading: LineReader) -> Message:
    """Each list by its name, with how many lines it has."""
    speech = reading.scene.speech
    named = [
        (f"oversight:{theme}:1", Markup("{} · {}").format(speech(TITLES[theme]), _count(count)))
        for theme, count in counts.items()
    ]
    others = (
        ("oversight:number", speech(BY_NUMBER)),
        ("oversight:file", speech(N_("📄 All of it as a file"))),
        ("menu", speech(N_("Menu"))),
    )
    head = speech(
        N_(
            "<b>🧾 What an auditor asks for</b>\n"
            "A line is worth a look and proves nothing. That you look is in the trail."
        )
    )
    return Message(head, numbered((*named, *others)))


def _count(count: int) -> str:
    return f"{COUNTED}+" if count > COUNTED else str(count)


def list_message(shown: ShownList, reading: LineReader) -> Message:
    """A page of a list: short lines, each with the number of the button that opens it."""
    speech = reading.scene.speech
    title = speech(TITLES[shown.theme])
    head = Markup("<b>{}</b>").format(title)
    opened = [(line, _opens(shown, line)) for line in shown.page.items]
    buttons = [(choice, lines.record_code(line, speech)) for line, choice in opened if choice]
    # Lines that open the same record bear the number of one button.
    buttons = list(dict(buttons).items())
    place = {choice: number for number, (choice, _) in enumerate(buttons, start=1)}
    said = [
        Markup("{} {}").format(
            f"{place[choice]}." if choice else "–",
            lines.chat_line(shown.theme, line, reading, shown.of),
        )
        for line, choice in opened
    ]
    text = Markup("\n").join([head, *(said or [speech(N_("Nothing so far."))])])
    back = "oversight" if shown.of is None else f"oversight:{shown.theme}:1"
    rows = (*numbered(buttons, 3), *page_buttons(shown.page, shown.here, speech))
    return Message(text, (*rows, (Button(str(speech(BACK)), back),)))


def _opens(shown: ShownList, line: Line) -> str | None:
    """The choice of the record behind a line; a person who is gone is still in the trail."""
    kind = line.kind
    if kind == Kind.GROUP:
        return f"oversight:{shown.theme}:of:{line.number}:1"
    if kind == Kind.PLACEMENT and line.person is not None and line.name:
        return f"review:{line.number}"
    if kind == Kind.GRIEVANCE and line.person is not None:
        return f"grievances:{line.number}"
    if kind in WORKS:
        return f"oversight:{kind}:{line.number}"
    return OTHERS[Kind(kind)].format(line.number) if kind in OTHERS else None


def parse_record_code(number: str) -> tuple[Kind, int] | None:
    """Which record somebody means by such as P12; None where it is no number of one."""
    found = NUMBER.fullmatch(unicodedata.normalize("NFKC", number).strip().upper())
    return (KINDS[found[1]], int(found[2])) if found else None


def unknown_code(speech: Speech) -> Message:
    """What was typed is no number of a record."""
    text = speech(N_("That is no number of a record. It is a letter and digits, such as P12."))
    choices = (("oversight:number", BY_NUMBER), ("oversight", BACK))
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def person_message(
    entry: Labourer,
    placed: Sequence[tuple[Placement, Markup]],
    summary: Markup,
    reading: LineReader,
) -> Message:
    """An entry as the office may read it; `placed` has how each placement stands, in words."""
    speech = reading.scene.speech
    by = reading.who(entry.registered_by, entry.registered_at)
    day = f"{entry.registered_at.astimezone(reading.zone):%Y-%m-%d}"
    head = Markup("<b>{}</b> · {}\n{}").format(
        entry.name, f"R{entry.id}", speech(N_("Registered on {day} by: {by}"), day=day, by=by)
    )
    records = [
        (f"review:{placement.id}", Markup("P{} · {}").format(placement.id, stands))
        for placement, stands in placed
    ]
    looks = (f"looks:{entry.id}:1", speech(N_("👁 Who looked at a person")))
    text = Markup("{}\n\n{}").format(head, summary)
    return Message(text, (*numbered((*records, looks)), (Button(str(speech(BACK)), "oversight"),)))


def erased_person_message(one: PersonRecord, reading: LineReader) -> Message:
    """The trail of somebody whose entry is erased."""
    speech = reading.scene.speech
    head = speech(
        N_("<b>{code}</b> · deleted, nothing is left but who did what"), code=f"R{one.number}"
    )
    acts = [
        Markup("{} · {} · {}").format(
            reading.when(act.at), speech(trail.ACTS[act.act]), reading.who(act.account_id, act.at)
        )
        for act in one.acts
    ]
    text = Markup("\n").join([head, *acts])
    return Message(text, ((Button(str(speech(BACK)), "oversight"),),))


def placement_message(
    one: Placement, stands: Markup, told: Sequence[Markup], speech: Speech, acts: Message
) -> Message:
    """A placement whose person is gone: what is left of it, and who did what; `acts` says that."""
    gone = speech(lines.GONE) if one.labourer_id is None else speech(lines.ELSEWHERE)
    head = Markup("<b>P{}</b> · {} · {}").format(one.id, gone, stands)
    text = Markup("\n\n").join([head, *told, acts.text])
    return Message(text, _back_to_lists(acts, speech))


def grievance_message(number: int, speech: Speech, acts: Message) -> Message:
    """A grievance that went with its person: who did what."""
    head = Markup("<b>G{}</b> · {}").format(number, speech(lines.GONE))
    return Message(Markup("\n\n").join([head, acts.text]), _back_to_lists(acts, speech))


def _back_to_lists(acts: Message, speech: Speech) -> Rows:
    """The pages of a trail, and the way back that it can't know."""
    return (*acts.rows[:-1], (Button(str(speech(BACK)), "oversight"),))
