"""Files as people send them, and a placement and a grievance that they belong to."""

from base64 import b64decode
from datetime import timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import decompress

from PIL import Image
from xlsxwriter import Workbook

from models.core.session import Session
from models.core.vocabulary import Destination, Trouble
from models.grievances.grievance import Grievance, GrievanceState
from models.labourers.labourer import Labourer
from models.placements.placement import Placement
from models.placements.states import PlacementState
from sandbox.chats.pictures import jpeg, pdf
from tests.support.employers import factory as employer_factory
from tests.support.placements.factory import add_factory
from tests.support.store import NOON

MB = 1024 * 1024


def picture(name: str, size: tuple[int, int] = (30, 20)) -> bytes:
    """A red one, as JPEG, PNG, WEBP or GIF."""
    content = BytesIO()
    Image.new("RGB", size, "red").save(content, name)
    return content.getvalue()


def archive(*parts: str) -> bytes:
    """A ZIP with these parts, as office documents are."""
    content = BytesIO()
    with ZipFile(content, "w") as made:
        for part in ("[Content_Types].xml", *parts):
            made.writestr(part, "<x/>")
    return content.getvalue()


OFFICE = "application/vnd.openxmlformats-officedocument"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKED = "http://schemas.openxmlformats.org/package/2006"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(body: str = "", relations: str = "", **parts: bytes | str) -> bytes:
    """A document of one paragraph; `body` goes in after it, `relations` are of its heart.

    Further parts are named as in word__vbaProject__bin.
    """
    types = (
        f'<Types xmlns="{PACKED}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" '
        f'ContentType="{OFFICE}.wordprocessingml.document.main+xml"/></Types>'
    )
    heart = (
        f'<w:document xmlns:w="{WORDS}" xmlns:r="{RELATIONS}"><w:body>'
        f"<w:p><w:r><w:t>合同</w:t></w:r></w:p>{body}</w:body></w:document>"
    )
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", types)
        made.writestr(
            "_rels/.rels",
            related(
                f'<Relationship Id="a" Type="{RELATIONS}/'
                'officeDocument" Target="word/document.xml"/>'
            ),
        )
        made.writestr("word/document.xml", heart)
        if relations:
            made.writestr("word/_rels/document.xml.rels", related(relations))
        for name, part in parts.items():
            *folders, stem, suffix = name.split("__")
            made.writestr("/".join((*folders, f"{stem}.{suffix}")), part)
    return content.getvalue()


def related(relations: str) -> str:
    """Relationships as a part has them."""
    return f'<Relationships xmlns="{PACKED}/relationships">{relations}</Relationships>'


def sheet() -> bytes:
    """A real spreadsheet."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        book.add_worksheet().write_string(0, 0, "工资")
    return content.getvalue()


def paper(drawing: bytes, resources: bytes) -> bytes:
    """A PDF of one page with this drawing, and the resources that it names."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R"
        b"/Resources<<%b>>>>" % resources,
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(drawing), drawing),
    )
    written = b"%PDF-1.7\n"
    for number, one in enumerate(objects, start=1):
        written += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    return written + b"trailer\n<</Size 5/Root 1 0 R>>\n%%EOF\n"


SONG = (
    b"/Font<</F<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts"
    b"[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
    b"<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>>>"
)
HELVETICA = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
# "工资" in a font that is not in the file; the same, written invisibly; and Latin letters.
FONTLESS = paper(b"BT /F 40 Tf 20 100 Td <5DE58D44> Tj ET", SONG)
UNSEEN = paper(b"BT 3 Tr /F 40 Tf 20 100 Td <5DE58D44> Tj ET", SONG)
LATIN = paper("BT /F 40 Tf 20 100 Td (Wages – é) Tj ET".encode("cp1252"), HELVETICA)

JPEG, PNG, WEBP = jpeg(640, 480, 30_000), picture("PNG"), picture("WEBP")
# A red picture of 64 by 48 pixels; nothing that is installed here could encode one.
HEIC = b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA"
    "AAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAABoQABAAAAAAAAABsAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34"
    "+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5"
    "uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAA"
    "AAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAA"
    "AAAAAAEAAQWBAgMFhAAAACNtZGF0AAAAFygBrxmA70mlv//ihh/5rWv+v61pj5uA"
)
# As a phone held upright takes it: 5,712 by 4,284 pixels, blue above red, to be turned clockwise.
HEIC_LARGE = decompress(
    b64decode(
        "eNrt2E1oE0EUAOA32TSNpbYxpmn9ORjwUESkgR5yktW2YqmBFr2URjFuNmQg26xp0OilFX8Q8aBoEUGxYBQPFUSC"
        "2NJD0osePYgoFBGpF5UqWiSHlPhmswWp4OkNGNLJJDP75u2X2ZfkkAWA7fHMGTOhcw2wGTweFHODR+MA7L6hZ6JQ"
        "bYFELJm252ByLQNrWjdPpiykVwUHMDFjL6ojgH8SY9g6IqsR2InPEOejcetIrLbhgW6lYU7ilBaEP4JMpPRluZXe"
        "YvKMAXYmfORm2sRxnptaCsezeG4PU0TompWU/w7llVIJoFU5jmd0qKyZVSoiQREZiuj5WYcaxcU9+xlbszIFTy9D"
        "T+P7kdxibua5O9G1A8OKeIHACTzF1csKJ8978Y02a6lkelRLZjG6EVwTGPLxMVO3izAI4JnDicfkWS4iitvtxmED"
        "T6cyiigPN43VgjNgDeccivMizrfytB634y1abEyzKozX7i8asSh+FP7rnWzao14KTOrDQ+G/Wn+4324DQXzp+0c7"
        "kF8YL9/+1ZwdfPxhqjul2kWg7QflsNgbb0phm15KYL0eetThoDdbO+lN6zdE3IcK9OaIhG/qaQn7zErY55UJevOR"
        "BPOhBPOBBPOZBLNQI/v8JsEsSTA/STB/0JusoTa22UZPbqInt9CT2+jJAD25j54cpifDEi58qf3wyvzyjbu+C6HQ"
        "u4Fbka/w+Wdl9thbFYJ74d6r9ieuo8oMWywaxa7CEvzXj3G1KUFcIfaFvOQOPzmpvKEmnb4aEHeTixFy8UgNiOT/"
        "FJ2HyMWr5OKduhSn61KcIxdz6yKJmCcXX6+LJOJCXYrL5GIZAFzV+/XhMOzCIzcw5hVr4pZ59V72byAtErU="
    )
)
HEIC_HEAD = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)
PDF = pdf(5_000)
DOCX, XLSX = document(), sheet()
EXE = b"MZ" + bytes(58) + b"\x80\0\0\0" + bytes(64) + b"PE\0\0" + bytes(2_000)


async def placement_with_papers(session: Session, labourer: Labourer | None = None) -> Placement:
    """A placement in Wangqing, of this labourer or of nobody known."""
    there = await add_factory(session, destination=Destination.OUTSIDE, region="宁波")
    return await employer_factory.place_at_employer(
        session, there, labourer, state=PlacementState.REPORTED
    )


async def grievance_with_papers(session: Session, labourer: Labourer) -> Grievance:
    """A grievance about wages."""
    grievance = Grievance(
        county="222424",
        labourer_id=labourer.key(),
        kind=Trouble.UNPAID,
        state=GrievanceState.OPEN,
        opened_at=NOON,
        due_at=NOON + timedelta(days=7),
    )
    session.add(grievance)
    await session.flush()
    return grievance
