"""A file that is asked for, and files as they are listed and shown."""

from typing import Any

import pytest

from dialogue.core import files as screens
from dialogue.core.form import Answered
from dialogue.core.i18n import Speech
from dialogue.core.reply import Document
from dialogue.core.user_input import SentFile, SentOther, SentPhoto, SharedPhone, Typed, UserInput
from dialogue.fields import Files
from models.core.address import parse_media_ref
from models.core.media import LARGEST, Media
from models.core.refusal import Refusal
from models.core.vocabulary import EvidenceKind, Language
from models.placements.evidence import Evidence, EvidenceState
from tests.support.files import JPEG, MB, PDF, picture
from tests.support.form_contexts import EN, Asked
from tests.support.notices.factory import ZONE
from tests.support.store import NOON

ASKED = Asked(Files())
SPEECH = Speech(Language.EN)
RECEIPT = picture("PNG", (9, 300))
PHOTO, DOCUMENT = parse_media_ref("p"), parse_media_ref("d")


def kept(media: Media, **given: Any) -> Evidence:
    """A file that is in the vault."""
    told = {"id": 7, "kind": EvidenceKind.CONTRACT, "state": EvidenceState.KEPT, "size": 2_500}
    return Evidence(**{**told, "media": media, "file_id": "x", "added_at": NOON, **given})


@pytest.mark.parametrize(
    ("said", "value"),
    [
        (
            SentPhoto(PHOTO, 9),
            {"file_id": "telegram:p", "name": None, "size": 9, "media": "image/jpeg"},
        ),
        (
            SentPhoto(PHOTO),
            {"file_id": "telegram:p", "name": None, "size": None, "media": "image/jpeg"},
        ),
        (
            SentFile(DOCUMENT, "合同.pdf", LARGEST, "application/pdf"),
            {
                "file_id": "telegram:d",
                "name": "合同.pdf",
                "size": LARGEST,
                "media": "application/pdf",
            },
        ),
    ],
)
def test_a_photo_or_a_document_is_taken(said: UserInput, value: dict[str, Any]) -> None:
    assert ASKED.hears(said) == Answered([value])


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (Typed("合同"), Refusal("file_needed")),
        (SentOther(), Refusal("file_needed")),
        (SharedPhone("1"), Refusal("file_needed")),
        (
            SentFile(DOCUMENT, "photo.jpg", 20 * MB, "image/jpeg"),
            Refusal("file_too_big", {"most": 10}),
        ),
        (SentPhoto(PHOTO, LARGEST + 1), Refusal("file_too_big", {"most": 10})),
        (
            SentFile(DOCUMENT, "setup.exe", 9, "application/x-msdownload"),
            Refusal("file_kind"),
        ),
        (SentFile(DOCUMENT, "photo.exe", 9, "image/jpeg"), Refusal("file_kind")),
        (SentFile(DOCUMENT), Refusal("file_kind")),
    ],
)
def test_what_can_not_be_kept_is_refused_at_once(said: UserInput, refusal: Refusal) -> None:
    assert ASKED.hears(said) == refusal


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (None, "a photo"),
        ("合同.pdf", "合同.pdf"),
        ("\u202egnp.exe\n.pdf", "gnp.exe .pdf"),
        ("x" * 99, "x" * 40),
        ("\u200b", "a photo"),
    ],
)
def test_it_is_shown_by_its_name(name: str | None, shown: str) -> None:
    assert ASKED.kind.show({"file_id": "x", "name": name}, EN) == shown


def test_a_no_can_skip_it_and_its_hint_says_where_to_find_one() -> None:
    assert ASKED.kind.no_means_skip
    assert "paper clip" in ASKED.kind.hint(None)


def test_files_are_listed_with_what_they_show_when_and_how_far_they_are() -> None:
    files = [
        kept(Media.PDF),
        kept(Media.JPEG, size=2 * MB + 99, kind=EvidenceKind.ROSTER),
        kept(Media.PDF, state=EvidenceState.COMING),
        kept(Media.PDF, state=EvidenceState.REFUSED),
    ]
    assert screens.file_lines(files, SPEECH, ZONE).splitlines() == [
        "📎 Contract · Mon, Nov 23 12:00 · 2 KB",
        "📎 List of names · Mon, Nov 23 12:00 · 2.0 MB",
        "📎 Contract · Mon, Nov 23 12:00 · ⏳ being fetched",
        "📎 Contract · Mon, Nov 23 12:00 · ❌ could not be kept",
    ]


def test_only_what_is_kept_can_be_looked_at() -> None:
    files = [kept(Media.PDF), kept(Media.PDF, id=8, state=EvidenceState.COMING)]
    assert screens.file_choices(files, SPEECH, "placement:3:file") == [
        ("placement:3:file:7", "📎 Contract")
    ]


def test_a_picture_is_shown_as_a_photo_under_its_right_name() -> None:
    message = screens.file_message(kept(Media.JPEG), JPEG, SPEECH, ZONE, "placement:3")
    assert message.picture == Document("contract-7.jpeg", JPEG)
    assert [button.choice for button in message.buttons] == ["placement:3"]


@pytest.mark.parametrize(
    ("media", "content"),
    [(Media.PDF, PDF), (Media.PNG, RECEIPT)],
)
def test_everything_else_is_shown_as_a_document(media: Media, content: bytes) -> None:
    message = screens.file_message(kept(media), content, SPEECH, ZONE)
    assert message.document == Document(f"contract-7.{media}", content)
    assert message.picture is None


def test_its_name_is_never_markup() -> None:
    message = screens.file_message(kept(Media.PDF, name="<b>合同.pdf"), PDF, SPEECH, ZONE)
    assert "&lt;b&gt;合同.pdf" in message.text
