"""What a file is, and what is left of it once it is harmless."""

import re
import sys
from collections.abc import Callable
from functools import partial
from io import BytesIO
from subprocess import run
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from models.core.media import Fault, Media
from sandbox.chats.pictures import jpeg
from scheduler.inspecting.__main__ import inspect
from scheduler.inspecting.faulty import Faulty
from scheduler.inspection import COMMAND, SURROUNDINGS
from tests.support import poison
from tests.support.files import (
    DOCX,
    EXE,
    FONTLESS,
    HEIC,
    HEIC_HEAD,
    HEIC_LARGE,
    JPEG,
    LATIN,
    MB,
    PDF,
    PNG,
    UNSEEN,
    WEBP,
    XLSX,
    archive,
    document,
    picture,
)
from tests.support.poison import with_field

GOOD = [
    *((one, Media.JPEG) for one in (JPEG, picture("JPEG"), PNG, WEBP, HEIC)),
    (jpeg(4000, 3000, 1_000_000), Media.JPEG),
    *((one, Media.PDF) for one in (PDF, LATIN, UNSEEN)),
    (DOCX, Media.DOCX),
    (XLSX, Media.XLSX),
    (poison.with_printer(bytes(900)), Media.XLSX),
    (with_field("PAGE"), Media.DOCX),
    (with_field('HYPERLINK "https://example.com/a"'), Media.DOCX),
]
KIND, PIXELS, BROKEN = Fault.KIND, Fault.PIXELS, Fault.BROKEN
PROGRAM, LIMIT = Fault.PROGRAM, Fault.LIMIT
# What takes long to make is made by the test that needs it.
BAD: dict[str, tuple[bytes | Callable[[], bytes], Fault]] = {
    "a program": (EXE, KIND),
    "nothing": (b"", KIND),
    "zeros": (bytes(2_000), KIND),
    "words": ("工资表".encode(), KIND),
    "an animation": (picture("GIF"), KIND),
    "an archive": (archive("photo.jpg"), KIND),
    "a slide show": (archive("ppt/presentation.xml"), KIND),
    "a page of the web": (b"<html><script>alert(1)</script></html>", KIND),
    "a moving PNG": (poison.moving, KIND),
    "half an archive": (DOCX[:100], BROKEN),
    "a picture's beginning": (JPEG[:20], BROKEN),
    "half a picture": (picture("JPEG", (300, 200))[:700], BROKEN),
    "half a PNG": (PNG[:60], BROKEN),
    "half a WebP": (WEBP[:-10], BROKEN),
    "a HEIC by its head alone": (HEIC_HEAD, BROKEN),
    "a program that begins as a picture": (JPEG[:4] + EXE, BROKEN),
    "a PDF whose letters would be missing": (FONTLESS, Fault.FONTS),
    "half a PDF": (b"%PDF-1.7\n" + bytes(300), BROKEN),
    "too many pixels": (partial(jpeg, 30_000, 3_000), PIXELS),
    "too many pixels and scans": (poison.endless, PIXELS),
    "many scans of few pixels": (partial(poison.endless, 100, 100, 30_000), LIMIT),
    "many scans of many pixels": (partial(poison.endless, 5_000, 5_000, 2 * MB), LIMIT),
    "a document that swells": (partial(poison.bomb, 60 * MB), LIMIT),
    "one part that swells": (poison.swelling_part, LIMIT),
    "parts that swell together": (poison.swelling_parts, LIMIT),
    "too many parts": (archive(*(f"word/header{n}.xml" for n in range(600))), LIMIT),
    "too many coefficients": (poison.many_coefficients, PIXELS),
    "a document with macros": (document(word__vbaProject__bin=b"x"), PROGRAM),
    "a document with an object": (poison.with_object(), PROGRAM),
    "a document that fetches its template": (poison.with_template(), PROGRAM),
    "a field that starts a program": (with_field("DDEAUTO c:\\\\cmd.exe"), PROGRAM),
    "such a field in pieces": (with_field("DD", "EAU", "TO cmd.exe"), PROGRAM),
    "a field that fetches": (with_field('INCLUDEPICTURE "http://x.example"'), PROGRAM),
    "a field spelt in numbers": (with_field("QUOTE 68 68 69"), PROGRAM),
    "a link to a share": (with_field('HYPERLINK "\\\\evil\\x"'), PROGRAM),
    "a document with entities": (poison.with_entities(), PROGRAM),
    "an element that takes a file in": (document("<w:altChunk/>"), PROGRAM),
    "a sheet of old macros": (poison.with_old_macros(), PROGRAM),
    "a formula that starts a program": (poison.with_command(), PROGRAM),
    "a program as a printer's settings": (poison.with_printer(EXE), PROGRAM),
    "settings of no printer": (poison.with_printer(bytes(70_000)), PROGRAM),
    "a sheet of dialogs": (poison.rebuilt({}, xl__dialogsheets__sheet1=b"<x/>"), PROGRAM),
    "connections": (poison.rebuilt({}, xl__connections=b"<x/>"), PROGRAM),
}


@pytest.mark.parametrize(("content", "kind"), GOOD, ids=range(len(GOOD)))
def test_what_is_kept_is_told_by_its_content(content: bytes, kind: Media) -> None:
    assert inspect(content)[0] is kind


@pytest.mark.parametrize("what", BAD)
def test_nothing_else_is_kept_whatever_it_is_called(what: str) -> None:
    content, fault = BAD[what]
    with pytest.raises(Faulty) as refused:
        inspect(content if isinstance(content, bytes) else content())
    assert refused.value.fault is fault


@given(st.sampled_from([b"", b"%PDF-1.7", *(good for good, _ in GOOD)]), st.binary(max_size=64))
def test_whatever_the_bytes_are_there_is_an_answer(begins: bytes, goes_on: bytes) -> None:
    for content in (begins[:40] + goes_on, goes_on + begins[40:]):
        try:
            inspect(content)
        except Faulty:
            continue


def test_a_photo_is_drawn_anew_upright_and_without_where_it_was_taken() -> None:
    exif, written = Image.Exif(), BytesIO()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (300, 200), "red").save(written, "JPEG", exif=exif, comment=b"at home")
    _, harmless = inspect(written.getvalue())
    assert b"Exif" not in harmless
    assert b"at home" not in harmless
    with Image.open(BytesIO(harmless)) as photo:
        assert photo.size == (200, 300)
        assert photo.getpixel((100, 100)) == pytest.approx((254, 0, 0), abs=3)


def test_what_hides_behind_a_photo_is_not_kept() -> None:
    _, harmless = inspect(poison.two_faced())
    assert b"run.exe" not in harmless
    assert b"MZ-program" not in harmless


def test_of_a_pdf_nothing_is_kept_but_pictures_of_its_pages() -> None:
    _, harmless = inspect(poison.launching())
    for act in (b"Launch", b"JavaScript", b"OpenAction", b"/URI", b"/Annot"):
        assert act not in harmless
    assert inspect(harmless)[0] is Media.PDF
    assert b"/DCTDecode" in harmless


@pytest.mark.parametrize(("name", "size"), [("JPEG", (8_000, 6_000)), ("PNG", (1_080, 2_400))])
def test_what_phones_take_is_kept_readable(name: str, size: tuple[int, int]) -> None:
    _, harmless = inspect(picture(name, size))
    with Image.open(BytesIO(harmless)) as photo:
        assert 2_000 <= max(photo.size) <= 4_096


# As in its own process, which then tells the most memory that it had.
MEASURED = """
import resource, sys
from scheduler.inspecting.__main__ import MEMORY, _provide, inspect
resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
content = sys.stdin.buffer.read()
_provide(content)
sys.stdout.buffer.write(inspect(content)[1])
sys.stderr.write(open("/proc/self/status").read())
"""


def test_a_photo_of_24_megapixels_takes_little_more_than_its_pixels() -> None:
    command = (*COMMAND[:-2], "-c", MEASURED)
    child = run(command, input=HEIC_LARGE, capture_output=True, env=SURROUNDINGS, check=True)
    (most,) = re.findall(rb"VmHWM:\s+(\d+) kB", child.stderr)
    assert int(most) * 1024 < 150 * MB
    with Image.open(BytesIO(child.stdout)) as photo:
        assert photo.size == (2_142, 2_856)
        assert photo.getpixel((2_000, 100)) == pytest.approx((0, 0, 255), abs=30)
        assert photo.getpixel((100, 100)) == pytest.approx((255, 0, 0), abs=30)


def test_a_document_is_packed_anew_without_what_no_part_names() -> None:
    _, harmless = inspect(DOCX + b"MZ-program")
    with ZipFile(BytesIO(harmless)) as package:
        assert "合同" in package.read("word/document.xml").decode()
    assert b"MZ-program" not in harmless


REACHES_OUT = """
import os, socket, sys
from scheduler.inspecting import __main__ as process
process._limit()
process._shut_in()
for reach in (lambda: open("/etc/hostname"), lambda: socket.socket(), lambda: os.pipe()):
    try:
        reach()
    except OSError:
        continue
    sys.exit("it reached out")
print("shut in")
"""


def test_a_decoder_that_obeys_a_stranger_reaches_nothing() -> None:
    ended = run([sys.executable, "-c", REACHES_OUT], capture_output=True, text=True)
    assert (ended.stdout, ended.stderr, ended.returncode) == ("shut in\n", "", 0)


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    page, written = Image.new("L", (10, 10)), BytesIO()
    page.save(written, "PDF", save_all=True, append_images=[page] * 40)
    with pytest.raises(Faulty) as refused:
        inspect(written.getvalue())
    assert refused.value.fault is Fault.PAGES
