"""What a file is: by its name at once, by its content once it is there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import media
from models.media import Media, fits_a_photo, may_be_kept
from sandbox.pictures import jpeg
from tests.files import DOCX, EXE, HEIC, JPEG, PDF, PNG, WEBP, XLSX, archive, picture

GOOD = [
    (JPEG, Media.JPEG),
    (picture("JPEG"), Media.JPEG),
    (jpeg(4000, 3000, 1_000_000), Media.JPEG),
    (PNG, Media.PNG),
    (WEBP, Media.WEBP),
    (HEIC, Media.HEIC),
    (PDF, Media.PDF),
    (DOCX, Media.DOCX),
    (XLSX, Media.XLSX),
]
BAD = {
    "a program": EXE,
    "nothing": b"",
    "zeros": bytes(2_000),
    "words": "工资表".encode(),
    "an animation": picture("GIF"),
    "an archive": archive("photo.jpg"),
    "a slide show": archive("ppt/presentation.xml"),
    "a document with macros": archive("word/document.xml", "word/vbaProject.bin"),
    "half an archive": DOCX[:100],
    "a picture's beginning": JPEG[:20],
    "half a picture": picture("JPEG", (300, 200))[:700],
    "a broken picture": PNG[:40] + b"\xff" + PNG[41:],
    "a program that begins as a picture": JPEG[:4] + EXE,
    "a picture of too many pixels": jpeg(30_000, 3_000),
    "a page of the web": b"<html><script>alert(1)</script></html>",
}


@pytest.mark.parametrize(("content", "kind"), GOOD)
def test_what_is_kept_is_told_by_its_content(content: bytes, kind: Media) -> None:
    assert media.of(content) is kind


@pytest.mark.parametrize("what", BAD)
def test_nothing_else_is_kept_whatever_it_is_called(what: str) -> None:
    assert media.of(BAD[what]) is None


@given(st.sampled_from([b"", b"%PDF-1.7", *(good for good, _ in GOOD)]), st.binary(max_size=64))
def test_whatever_the_bytes_are_there_is_an_answer(begins: bytes, goes_on: bytes) -> None:
    media.of(begins[:40] + goes_on)
    media.of(goes_on + begins[40:])


@pytest.mark.parametrize(
    ("name", "told", "kept"),
    [
        ("合同.pdf", "application/pdf", True),
        ("IMG_1.JPG", None, True),
        ("花名册.xlsx", "application/octet-stream", True),
        (None, "image/jpeg", True),
        ("工资 3.5", "image/png", True),
        ("合同", "application/msword", False),
        ("合同", None, False),
        (None, None, False),
        ("virus.exe", "image/jpeg", False),
        ("virus.jpg.exe", "application/pdf", False),
        ("clip.mp4", "video/mp4", False),
        ("old.doc", "application/msword", False),
    ],
)
def test_a_name_says_whether_it_is_worth_fetching(
    name: str | None, told: str | None, kept: bool
) -> None:
    assert may_be_kept(name, told) is kept


def test_a_long_receipt_is_no_photo_for_telegram() -> None:
    assert fits_a_photo(picture("PNG", (100, 2_000)))
    assert not fits_a_photo(picture("PNG", (100, 2_001)))
    assert not fits_a_photo(jpeg(6_000, 4_001))
