"""Files of a record beside it: which there are, and one of them opened out of its seal."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from console.core.office import Answer, File, View, not_found, refused
from dialogue.core.files import FAULTS, STATES
from dialogue.core.labels import EVIDENCE_KINDS
from models.core import media
from models.core.media import Media
from models.core.refusal import Refusal
from models.placements import evidence
from models.placements.evidence import Evidence, EvidenceState

# What a page may show; all else is given as a file to be saved.
SHOWN = {
    Media.JPEG: "image/jpeg",
    Media.PNG: "image/png",
    Media.PDF: "application/pdf",
}
SUFFIXES = {Media.JPEG: "jpg"}


@dataclass(frozen=True)
class ShownFile:
    """One file: what it shows and when it came; `address` where it can be opened."""

    kind: Markup
    caption: str
    at: dt.datetime
    address: str = ""
    is_picture: bool = False
    state: Markup | None = None


def list_files(kept: Sequence[Evidence], here: str, view: View) -> list[ShownFile]:
    """The files of the record whose page is `here`."""
    return [_show(one, here, view) for one in kept]


def _show(one: Evidence, here: str, view: View) -> ShownFile:
    kind, caption = view.speech(EVIDENCE_KINDS[one.kind]), one.caption or ""
    if one.state is not EvidenceState.KEPT or one.inspected_at is None:
        words = STATES[EvidenceState.REFUSED if one.fault else EvidenceState.COMING]
        said = view.speech(words)
        if one.fault is not None:
            why = view.speech(FAULTS[one.fault], pages=media.PAGES_MOST)
            said = Markup("{} · {}").format(said, why)
        return ShownFile(kind, caption, one.added_at, state=said)
    is_picture = one.media in (Media.JPEG, Media.PNG)
    return ShownFile(kind, caption, one.added_at, f"{here}/evidence/{one.id}", is_picture)


def open_file(view: View, kept: Sequence[Evidence]) -> Answer:
    """The file of the address among those of a record; that it was seen goes into the trail."""
    number = view.number("file")
    found = next((one for one in kept if one.id == number), None)
    if found is None:
        return not_found()
    content = evidence.read_content(found, view.office.files)
    if isinstance(content, Refusal):
        return refused(content, status=404)
    kind = found.media
    suffix = SUFFIXES.get(kind, str(kind)) if kind else "bin"
    return File(
        f"{found.kind}-{found.id}.{suffix}",
        content,
        SHOWN.get(kind, "application/octet-stream") if kind else "application/octet-stream",
        noted=partial(evidence.note_viewed, number=found.key(), owner=found.owner),
        shown_in_page=kind in SHOWN,
    )
