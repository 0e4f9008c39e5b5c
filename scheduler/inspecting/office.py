"""Office: documents and sheets, part by part, packed anew from what was checked."""

import posixpath
import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from models.core.media import MB, Fault, Media, is_picture
from scheduler.inspecting import headers, office_words
from scheduler.inspecting.faulty import Faulty
from scheduler.inspecting.office_parts import (
    CONTENT_TYPES,
    HEART_TYPES,
    HEARTS,
    INSIDE,
    LINK,
    NAMES,
    OUTSIDE,
    RELATIONS,
    TYPES,
)

MOST_PARTS, MOST_BYTES, MOST_OF_ONE = 500, 48 * MB, 32 * MB
# Sheets shrink a lot; what is small may shrink as it likes.
MOST_RATIO, RATIO_FROM = 100, MB
PRINTER_MOST = 64 * 1024
BOUNDS = {Media.JPEG: headers.clean_jpeg, Media.PNG: headers.clean_png}
IS_ENCRYPTED = 0x1
# What begins a package or a program.
INNER = (b"PK", b"MZ", b"\xd0\xcf\x11\xe0", b"\x7fELF", b"{\\rtf")


def clean_office_document(content: bytes) -> tuple[Media, bytes]:
    """Which sort of document, and the same without anything that no part names."""
    try:
        with ZipFile(BytesIO(content)) as package:
            entries = _entries(package)
            media = _sort(set(entries))
            if not all(NAMES[media].fullmatch(name) for name in entries):
                raise Faulty(Fault.PROGRAM)
            _check_types(media, entries, _unpacked(package, entries[CONTENT_TYPES]))
            return media, _packed(package, entries)
    except MemoryError:
        raise Faulty(Fault.LIMIT) from None
    except (BadZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError, KeyError):
        raise Faulty(Fault.BROKEN) from None
    except (ValueError, OSError, OverflowError):
        raise Faulty(Fault.BROKEN) from None


def _entries(package: ZipFile) -> dict[str, ZipInfo]:
    """The parts by name, where what they say of their sizes is within the bounds."""
    entries = [one for one in package.infolist() if not one.is_dir()]
    names = [one.filename for one in entries]
    if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > MOST_BYTES:
        raise Faulty(Fault.LIMIT)
    if len({name.lower() for name in names}) < len(names):
        raise Faulty(Fault.BROKEN)
    for one in entries:
        if one.flag_bits & IS_ENCRYPTED:
            raise Faulty(Fault.LOCKED)
        if one.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Faulty(Fault.BROKEN)
        swells = one.file_size > RATIO_FROM and one.file_size > MOST_RATIO * one.compress_size
        if one.file_size > MOST_OF_ONE or swells:
            raise Faulty(Fault.LIMIT)
    return dict(zip(names, entries, strict=True))


def _sort(names: set[str]) -> Media:
    found = [media for media, heart in HEARTS.items() if heart in names]
    if len(found) != 1 or CONTENT_TYPES not in names:
        raise Faulty(Fault.KIND)
    return found[0]


def _unpacked(package: ZipFile, entry: ZipInfo) -> bytes:
    """A part, of no more bytes than it says."""
    with package.open(entry) as part:
        content = part.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise Faulty(Fault.BROKEN)
    return content


def _packed(package: ZipFile, entries: dict[str, ZipInfo]) -> bytes:
    """A new package of the parts, each checked."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as anew:
        for name, entry in entries.items():
            content = _unpacked(package, entry)
            _check(name, content)
            anew.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return written.getvalue()


def _check(name: str, content: bytes) -> None:
    if name.endswith(".rels"):
        office_words.check_part(content, _Relations())
    elif name.endswith((".xml", ".vml")):
        office_words.check_part(content)
    elif name.endswith(".bin"):
        if len(content) > PRINTER_MOST or content.startswith(INNER):
            raise Faulty(Fault.PROGRAM)
    else:
        _check_picture(content)


def _check_picture(content: bytes) -> None:
    media = is_picture(content)
    bounds: Callable[[bytes], bytes] | None = BOUNDS.get(media) if media else None
    if bounds is None:
        raise Faulty(Fault.PROGRAM)
    bounds(content)


def _check_types(media: Media, entries: dict[str, ZipInfo], content: bytes) -> None:
    """Each part is of a type that is named, and the heart is what its name says."""
    types = _Types()
    office_words.check_part(content, types)
    of_each = {name: types.of(name) for name in entries if name != CONTENT_TYPES}
    if not all(TYPES[media].fullmatch(one or "") for one in of_each.values()):
        raise Faulty(Fault.PROGRAM)
    heart = HEARTS[media]
    others = [name for name, one in of_each.items() if one == HEART_TYPES[media] and name != heart]
    if of_each[heart] != HEART_TYPES[media] or others:
        raise Faulty(Fault.PROGRAM)


class _Types(office_words.PartReader):
    """The types of parts: by the part's name, else by its suffix."""

    def __init__(self) -> None:
        super().__init__()
        self._by_name: dict[str, str] = {}
        self._by_suffix: dict[str, str] = {}

    def begins(self, element: str, has: dict[str, str]) -> None:
        super().begins(element, has)
        name = element.rpartition("|")[2]
        if name == "Override":
            self._put(self._by_name, has.get("PartName", "").lower(), has)
        elif name == "Default":
            self._put(self._by_suffix, has.get("Extension", "").lower(), has)

    def _put(self, types: dict[str, str], key: str, has: dict[str, str]) -> None:
        if key in types:
            raise Faulty(Fault.BROKEN)
        types[key] = has.get("ContentType", "").strip()

    def of(self, name: str) -> str | None:
        """The type of a part."""
        by_name = self._by_name.get(f"/{name}".lower())
        return (
            by_name
            or self._by_suffix.get(posixpath.splitext(name)[1][1:].lower())
            or (self._by_suffix.get("rels") if name.endswith(".rels") else None)
        )


class _Relations(office_words.PartReader):
    """What a part relates to: parts of the package, and pages of the web by links."""

    def begins(self, element: str, has: dict[str, str]) -> None:
        super().begins(element, has)
        if element.rpartition("|")[2] != "Relationship":
            return
        kind, target = re.split("[/]", has.get("Type", ""))[-1], has.get("Target", "")
        if kind not in RELATIONS:
            raise Faulty(Fault.PROGRAM)
        is_outside = has.get("TargetMode", "Internal").strip().lower() != "internal"
        if is_outside and not (kind == LINK and OUTSIDE.fullmatch(target)):
            raise Faulty(Fault.PROGRAM)
        if not is_outside and not (kind == LINK or INSIDE.fullmatch(target)):
            raise Faulty(Fault.PROGRAM)
