"""Paper: a PDF becomes pictures of its pages, without what else it carries."""

from dataclasses import dataclass

import pypdfium2
from pypdfium2.raw import (
    FPDF_ERR_PASSWORD,
    FPDF_TEXTRENDERMODE_INVISIBLE,
    FPDF_GetLastError,
    FPDFFont_GetIsEmbedded,
    FPDFText_GetTextObject,
    FPDFText_GetUnicode,
    FPDFTextObj_GetFont,
    FPDFTextObj_GetTextRenderMode,
)

from models.core.media import LARGEST_KEPT, PAGES_MOST, Fault
from scheduler.inspecting.faulty import Faulty
from scheduler.inspecting.pictures import as_jpeg

# Pixels of a page's longer side, and of an inch where that is less; points are 1/72 inch.
LONGEST, DOTS, POINTS = 2000, 200, 72
QUALITY = 75
# Letters that PDFium draws by fonts of its own: those of Latin, and signs such as dashes.
LATIN, SIGNS = range(1, 0x180), range(0x2000, 0x2200)


@dataclass(frozen=True)
class Page:
    """A page's picture; `width` and `height` are in pixels, `across` and `down` in points."""

    jpeg: bytes
    width: int
    height: int
    across: float
    down: float


def draw_pdf(content: bytes) -> bytes:
    """A PDF of pictures of the pages."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        locked = FPDF_GetLastError() == FPDF_ERR_PASSWORD
        raise Faulty(Fault.LOCKED if locked else Fault.BROKEN) from None
    count = len(document)
    if not 1 <= count <= PAGES_MOST:
        raise Faulty(Fault.PAGES if count else Fault.BROKEN)
    # What was filled in is drawn too. This PDFium has no engine for scripts.
    document.init_forms()
    pages: list[Page] = []
    for number in range(count):
        pages.append(_page(document, number))
        if sum(len(page.jpeg) for page in pages) > LARGEST_KEPT:
            raise Faulty(Fault.PAGES)
    return bind_pdf(pages)


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    try:
        page = document[number]
        if _lacks_letters(page):
            raise Faulty(Fault.FONTS)
        across, down = page.get_size()
        scale = min(DOTS / POINTS, LONGEST / max(across, down, 1.0))
        bitmap = page.render(scale=scale)
        picture = bitmap.to_pil().convert("RGB")
        page.close()
    except MemoryError:
        raise Faulty(Fault.PIXELS) from None
    except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError):
        raise Faulty(Fault.BROKEN) from None
    width, height = picture.size
    return Page(as_jpeg(picture, QUALITY), width, height, across, down)


def _lacks_letters(page: pypdfium2.PdfPage) -> bool:
    """Whether letters would be left out of the picture: their font is not in the file.

    This process has no other fonts, so they would be missing without a trace. What is written
    invisibly, as over a scan, is not looked at.
    """
    text = page.get_textpage()
    return any(_is_lost(text, place) for place in range(text.count_chars()))


def _is_lost(text: pypdfium2.PdfTextPage, place: int) -> bool:
    letter = FPDFText_GetUnicode(text, place)
    if letter in LATIN or letter in SIGNS:
        return False
    written = FPDFText_GetTextObject(text, place)
    if not written or FPDFTextObj_GetTextRenderMode(written) == FPDF_TEXTRENDERMODE_INVISIBLE:
        return False
    return not FPDFFont_GetIsEmbedded(FPDFTextObj_GetFont(written))


def bind_pdf(pages: list[Page]) -> bytes:
    """The pages as a PDF of nothing else."""
    numbers = range(3, 3 + 3 * len(pages), 3)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
    ]
    for number, page in zip(numbers, pages, strict=True):
        drawing = f"{page.across:.2f} 0 0 {page.down:.2f} 0 0 cm /P Do".encode()
        objects += [
            (
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page.across:.2f} {page.down:.2f}]"
                f"/Contents {number + 1} 0 R/Resources<</XObject<</P {number + 2} 0 R>>>>>>"
            ).encode(),
            _stream("", drawing),
            _stream(
                f"/Type/XObject/Subtype/Image/Width {page.width}/Height {page.height}"
                "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
                page.jpeg,
            ),
        ]
    return _file(objects)


def _stream(about: str, content: bytes) -> bytes:
    head = f"<<{about}/Length {len(content)}>>".encode()
    return head + b"\nstream\n" + content + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    written, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = len(written)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    written += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\n".encode()
    return bytes(written + f"startxref\n{table}\n%%EOF\n".encode())
