"""Media: the sorts of file that are kept, told by name at once and by content once it is there."""

import re
from enum import StrEnum, auto
from io import BytesIO

MB = 1024 * 1024
# As it is sent, and as it is kept, where a page of a PDF became a picture.
LARGEST, LARGEST_KEPT = 10 * MB, 20 * MB
PAGES_MOST = 40
SUFFIX = re.compile(r"\.([a-z][a-z0-9]{1,5})$")
# Telegram's own bounds for what it shows as a photo.
SIDES_MOST, RATIO_MOST = 10_000, 20


class Media(StrEnum):
    """What is taken, and nothing else. A picture is kept as JPEG, whatever it came as."""

    JPEG = auto()
    PNG = auto()
    WEBP = auto()
    HEIC = auto()
    PDF = auto()
    DOCX = auto()
    XLSX = auto()


class Fault(StrEnum):
    """Why a file is not kept."""

    KIND = auto()
    BIG = auto()
    PIXELS = auto()
    PAGES = auto()
    BROKEN = auto()
    LOCKED = auto()
    FONTS = auto()
    PROGRAM = auto()
    LIMIT = auto()
    AWAY = auto()


_OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "image/jpeg": Media.JPEG,
    "image/png": Media.PNG,
    "image/webp": Media.WEBP,
    "image/heic": Media.HEIC,
    "image/heif": Media.HEIC,
    "application/pdf": Media.PDF,
    f"{_OFFICE}.wordprocessingml.document": Media.DOCX,
    f"{_OFFICE}.spreadsheetml.sheet": Media.XLSX,
}
SUFFIXES = {
    **{"jpg": Media.JPEG, "jpeg": Media.JPEG, "jfif": Media.JPEG, "png": Media.PNG},
    **{"webp": Media.WEBP, "heic": Media.HEIC, "heif": Media.HEIC},
    **{"pdf": Media.PDF, "docx": Media.DOCX, "xlsx": Media.XLSX},
}
PICTURES = (Media.JPEG, Media.PNG, Media.WEBP, Media.HEIC)
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")


def may_be_kept(name: str | None, media: str | None) -> bool:
    """Whether a file is worth fetching, from its name and media type as the phone tells them.

    A name that ends in something else says more than the type.
    """
    found = SUFFIX.search((name or "").lower())
    if found:
        return found[1] in SUFFIXES
    return (media or "").lower() in TYPES


def is_picture(content: bytes) -> Media | None:
    """Which sort of picture the first bytes say that it is."""
    if content.startswith(b"\xff\xd8\xff"):
        return Media.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Media.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Media.WEBP
    return Media.HEIC if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS else None


def fits_a_photo(content: bytes) -> bool:
    """Whether Telegram would take this picture, one that was inspected, as a photo."""
    from PIL import Image

    with Image.open(BytesIO(content)) as picture:
        longest, shortest = max(picture.size), min(picture.size)
    return longest + shortest <= SIDES_MOST and longest <= RATIO_MOST * shortest
