"""Files of a placement or a grievance: the list of them, and one of them."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from dialogue.core import labels
from dialogue.core.calendar import format_moment
from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.reply import Button, Document, Message
from dialogue.parsing import text
from models.core import media
from models.core.media import Fault
from models.placements.evidence import NAME_MOST, Evidence, EvidenceState

KB, MB = 1024, 1024 * 1024
STATES = {
    EvidenceState.COMING: N_("⏳ being fetched"),
    EvidenceState.REFUSED: N_("❌ could not be kept"),
}
FAULTS = {
    Fault.KIND: N_("It is no photo, PDF, Word or Excel file."),
    Fault.BIG: N_("It is too big."),
    Fault.PIXELS: N_("The picture is too large. Send it as a photo, not as a file."),
    Fault.PAGES: N_("It has too many pages, more than {pages}."),
    Fault.BROKEN: N_("It is broken."),
    Fault.LOCKED: N_("It is locked with a password."),
    Fault.FONTS: N_(
        "The PDF came without its fonts, so letters would be missing. "
        "Send photos of it, or save it with its fonts."
    ),
    Fault.PROGRAM: N_("It holds a program, or fetches something from elsewhere."),
    Fault.LIMIT: N_("It could not be read in time."),
    Fault.AWAY: N_("It could not be fetched from Telegram."),
}
LINE = N_("📎 {kind} · {when} · {state}")
# Characters in a list, and units of UTF-16 beside the file itself, of Telegram's 1,024.
CAPTION_SHOWN, CAPTION_ROOM = 30, 750


def file_lines(files: Sequence[Evidence], speech: Speech, zone: ZoneInfo) -> Markup:
    """Each file on a line: what it shows, when it came, how far it is, and its caption."""
    return Markup("\n").join(_line(file, speech, zone) for file in files)


def _line(file: Evidence, speech: Speech, zone: ZoneInfo) -> Markup:
    line = speech(
        LINE,
        kind=speech(labels.EVIDENCE_KINDS[file.kind]),
        when=format_moment(file.added_at, speech, zone),
        state=_state(file, speech),
    )
    said = " ".join((file.caption or "").split())
    shown = said if len(said) <= CAPTION_SHOWN else f"{said[:CAPTION_SHOWN]}…"
    return Markup("{}\n💬 {}").format(line, shown) if shown else line


def file_choices(files: Sequence[Evidence], speech: Speech, prefix: str) -> list[tuple[str, str]]:
    """A choice and its label for each file that can be looked at: PREFIX:NUMBER."""
    return [
        (f"{prefix}:{file.id}", f"📎 {speech(labels.EVIDENCE_KINDS[file.kind])}")
        for file in files
        if file.state is EvidenceState.KEPT
    ]


def file_message(
    file: Evidence, content: bytes, speech: Speech, zone: ZoneInfo, back: str = "menu"
) -> Message:
    """The file itself: a picture as a photo where Telegram takes it as one, else a document."""
    said = Markup("\n").join(
        [
            Markup("<b>{}</b>").format(speech(labels.EVIDENCE_KINDS[file.kind])),
            *([Markup.escape(name)] if (name := _name(file)) else []),
            *([Markup("💬 {}").format(_cut(file.caption))] if file.caption else []),
            format_moment(file.added_at, speech, zone),
        ]
    )
    rows = ((Button(str(speech(BACK)), back),),)
    document = Document(f"{file.kind}-{file.id}.{file.media}", content)
    if file.media in media.PICTURES and media.fits_a_photo(content):
        return Message(said, rows, picture=document)
    return Message(said, rows, document=document)


def file_not_kept_message(file: Evidence, speech: Speech, zone: ZoneInfo) -> Message:
    """To who sent it: it could not be kept, and what to do."""
    return Message(
        speech(
            N_(
                "📎 <b>A file you sent could not be kept.</b>\n{kind}, {when}\n{why}\n\n"
                "Please send it once more as a photo or a PDF of at most {most} MB: open the "
                "same record and add it there."
            ),
            kind=speech(labels.EVIDENCE_KINDS[file.kind]),
            when=format_moment(file.added_at, speech, zone),
            why=speech(FAULTS[file.fault or Fault.KIND], pages=media.PAGES_MOST),
            most=media.LARGEST // MB,
        )
    )


def _cut(caption: str) -> str:
    return caption.encode("utf-16-le")[: 2 * CAPTION_ROOM].decode("utf-16-le", "ignore")


def _name(file: Evidence) -> str:
    """As who sent it called it, with the suffix of what is kept."""
    suffix = "jpg" if file.media is media.Media.JPEG else str(file.media)
    return text.file_name(file.name or "", suffix, NAME_MOST)


def _state(file: Evidence, speech: Speech) -> str:
    if file.state in STATES:
        return str(speech(STATES[file.state]))
    size = file.size or 0
    return f"{size / MB:.1f} MB" if size >= MB else f"{max(size // KB, 1)} KB"
