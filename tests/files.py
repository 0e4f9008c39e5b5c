"""Files as people send them, and a placement and a grievance that they belong to."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from PIL import Image
from sqlmodel.ext.asyncio.session import AsyncSession
from xlsxwriter import Workbook

from models.grievance import Grievance, GrievanceState
from models.labourer import Labourer
from models.placement import Placement
from models.placement_state import PlacementState
from models.words import Destination, Trouble
from sandbox.pictures import jpeg, pdf
from tests.models import employer
from tests.models.store import NOON
from tests.models.work import factory

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


def sheet() -> bytes:
    """A real spreadsheet."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        book.add_worksheet().write_string(0, 0, "工资")
    return content.getvalue()


JPEG, PNG, WEBP = jpeg(640, 480, 30_000), picture("PNG"), picture("WEBP")
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)
PDF = pdf(5_000)
DOCX, XLSX = archive("word/document.xml"), sheet()
EXE = b"MZ" + bytes(58) + b"\x80\0\0\0" + bytes(64) + b"PE\0\0" + bytes(2_000)


async def placed(session: AsyncSession, labourer: Labourer | None = None) -> Placement:
    """A placement in Wangqing, of this labourer or of nobody known."""
    there = await factory(session, destination=Destination.OUTSIDE, region="宁波")
    return await employer.placed(session, there, labourer, state=PlacementState.REPORTED)


async def grieved(session: AsyncSession, labourer: Labourer) -> Grievance:
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
