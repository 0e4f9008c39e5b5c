"""Media: the sorts of file that are kept, told by name at once and by content once it is there."""

import re
from enum import StrEnum, auto
from io import BytesIO
from zipfile import ZipFile

LARGEST = 10 * 1024 * 1024
# A picture of more pixels would take more memory than it is worth.
MOST_PIXELS = 80_000_000
GLANCE = (64, 64)
SUFFIX = re.compile(r"\.([a-z][a-z0-9]{1,5})$")
# Telegram's own bounds for what it shows as a photo.
SIDES_MOST, RATIO_MOST = 10_000, 20


class Media(StrEnum):
    """What is kept, and nothing else."""

    JPEG = auto()
    PNG = auto()
    WEBP = auto()
    HEIC = auto()
    PDF = auto()
    DOCX = auto()
    XLSX = auto()


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
PICTURES = {Media.JPEG: "JPEG", Media.PNG: "PNG", Media.WEBP: "WEBP"}
# The part that only a document of this sort has.
HEARTS = {Media.DOCX: "word/document.xml", Media.XLSX: "xl/workbook.xml"}
MACROS = "vbaproject.bin"


def may_be_kept(name: str | None, media: str | None) -> bool:
    """Whether a file is worth fetching, from its name and media type as the phone tells them.

    A name that ends in something else says more than the type.
    """
    found = SUFFIX.search((name or "").lower())
    if found:
        return found[1] in SUFFIXES
    return (media or "").lower() in TYPES


def of(content: bytes) -> Media | None:
    """What the content really is; None where it is nothing that is kept, or broken."""
    for media in _signed(content):
        if _is_whole(media, content):
            return media
    return None


def fits_a_photo(content: bytes) -> bool:
    """Whether Telegram would take this picture as a photo."""
    from PIL import Image

    with Image.open(BytesIO(content)) as picture:
        longest, shortest = max(picture.size), min(picture.size)
    return longest + shortest <= SIDES_MOST and longest <= RATIO_MOST * shortest


def _signed(content: bytes) -> list[Media]:
    """What its first bytes could be."""
    import puremagic

    try:
        found = {match.mime_type for match in puremagic.magic_string(content)}
    except (puremagic.PureError, ValueError):
        return []
    return [media for told, media in TYPES.items() if told in found]


def _is_whole(media: Media, content: bytes) -> bool:
    if media in PICTURES:
        return _is_picture(PICTURES[media], content)
    return _holds(HEARTS[media], content) if media in HEARTS else True


def _is_picture(name: str, content: bytes) -> bool:
    """Read as far as it can be without the memory that the whole picture takes."""
    from PIL import Image

    try:
        with Image.open(BytesIO(content), formats=[name]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return False
            if name != "JPEG":
                picture.verify()
                return True
            picture.draft("RGB", GLANCE)
            picture.load()
    except Exception:  # a decoder may stumble in any way over what is broken
        return False
    return True


def _holds(part: str, content: bytes) -> bool:
    """Whether an office document has its heart, and no macros; nothing is unpacked."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            names = {name.lower() for name in parts.namelist()}
    except Exception:
        return False
    return part in names and not any(name.endswith(MACROS) for name in names)
