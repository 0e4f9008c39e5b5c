"""Headers: how large a picture would be once decoded, read from its bytes alone.

Decoders allocate and loop by what the headers say, so that is bounded before one of them starts.
Whatever a decoder does not need (profiles, texts, what comes after the end) is left out.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from models.core.media import Fault, Media, is_picture
from scheduler.inspecting.faulty import Faulty

# By the memory that each takes: a JPEG of one scan is decoded at a smaller scale, one of several
# half so, a PNG as it is, a HEIC as it is beside what its decoder holds, and a WebP several times
# over. The phones of today take 24.5 megapixels.
MOST_SCALABLE, MOST_BUFFERED = 65_000_000, 26_000_000
MOST_PIXELS, MOST_HEIC, MOST_WEBP = 16_000_000, 25_000_000, 8_000_000
# Pixels times scans: every scan of a progressive JPEG goes over the whole picture.
MOST_SCANS, MOST_WORK = 100, 500_000_000
# A JPEG with several scans keeps all its coefficients, of two bytes each.
MOST_COEFFICIENTS = 50_000_000
MOST_SEGMENTS, GLANCE = 4_000, 1_000

PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
PNG_NEEDED = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
PNG_MOVES = (b"acTL", b"fcTL", b"fdAT")

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
# Baseline, extended, progressive; the others are arithmetic, lossless or hierarchical.
FRAMES, OTHER_FRAMES = (0xC0, 0xC1, 0xC2), (0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xD0))
PROGRESSIVE, TABLES = 0xC2, (0xC4, 0xDB, 0xDD)
COLOURS, EXIF = 0xEE, b"Exif\0\0"
MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)
ARITHMETIC_TABLE = 0xCC


@dataclass
class Frame:
    """A JPEG's only frame: its sides, its coefficients, and how many scans fill it."""

    width: int
    height: int
    coefficients: int
    parts: int
    is_progressive: bool
    scans: int = 0
    scanned: int = 0

    @property
    def is_buffered(self) -> bool:
        """Whether a decoder has to keep the whole picture's coefficients."""
        return self.is_progressive or self.scans > 1


def check_size(width: int, height: int, most: int = MOST_PIXELS) -> None:
    """Raises Faulty where the picture is empty or has too many pixels."""
    if not width or not height:
        raise Faulty(Fault.BROKEN)
    if width * height > most:
        raise Faulty(Fault.PIXELS)


def count_pixels(content: bytes) -> int:
    """About how many pixels it says that it has, found at a glance; 0 where it says nothing."""
    media = is_picture(content)
    if media is Media.JPEG:
        return _glanced(content)
    if media is Media.PNG:
        return int.from_bytes(content[16:20], "big") * int.from_bytes(content[20:24], "big")
    return MOST_PIXELS if media else 0


def _glanced(content: bytes) -> int:
    at = 2
    for _ in range(MOST_SEGMENTS):
        found = MARKER.search(content, at, at + GLANCE)
        if not found:
            break
        ends = found.end()
        if found[1][0] in FRAMES:
            height, width = content[ends + 3 : ends + 5], content[ends + 5 : ends + 7]
            return int.from_bytes(height, "big") * int.from_bytes(width, "big")
        at = ends + int.from_bytes(content[ends : ends + 2], "big")
    return 0


def clean_jpeg(content: bytes) -> bytes:
    """The JPEG without texts, profiles, further pictures, and whatever follows its end."""
    kept, frame, at = [content[:2]], None, 2
    for _ in range(MOST_SEGMENTS):
        found = MARKER.search(content, at)
        if not found:
            break
        marker, begins = found[1][0], found.end()
        if frame and frame.scans:
            kept.append(content[at : found.start()])
        if marker == EOI:
            kept.append(b"\xff\xd9")
            return _whole(kept, frame)
        at = begins + _length(content, begins)
        segment = content[begins:at]
        if marker in FRAMES:
            frame = _frame(marker, segment, frame)
        elif marker == SOS:
            _scan(segment, frame)
        if _is_needed(marker, segment):
            kept.append(bytes([0xFF, marker]) + segment)
    raise Faulty(Fault.BROKEN)


def _whole(kept: list[bytes], frame: Frame | None) -> bytes:
    if frame is None or not frame.scans:
        raise Faulty(Fault.BROKEN)
    return b"".join(kept)


def _length(content: bytes, at: int) -> int:
    length = int.from_bytes(content[at : at + 2], "big")
    if length < 2 or at + length > len(content):
        raise Faulty(Fault.BROKEN)
    return length


def _is_needed(marker: int, segment: bytes) -> bool:
    if marker in (SOI, ARITHMETIC_TABLE) or marker in OTHER_FRAMES:
        raise Faulty(Fault.BROKEN)
    is_exif = marker == 0xE1 and segment[2:8] == EXIF
    return marker in (*FRAMES, *TABLES, SOS, COLOURS, 0xE0) or is_exif


def _frame(marker: int, segment: bytes, before: Frame | None) -> Frame:
    parts = segment[7] if len(segment) > 7 else 0
    if before or not 1 <= parts <= 4 or len(segment) != 8 + 3 * parts:
        raise Faulty(Fault.BROKEN)
    height, width = struct.unpack(">HH", segment[3:7])
    factors = [(one >> 4, one & 15) for one in segment[9::3]]
    if any(not 1 <= factor <= 4 for pair in factors for factor in pair):
        raise Faulty(Fault.BROKEN)
    check_size(width, height, MOST_SCALABLE)
    full = max(across for across, _ in factors) * max(down for _, down in factors)
    coefficients = sum(width * height * across * down // full for across, down in factors)
    return Frame(width, height, coefficients, parts, marker == PROGRESSIVE)


def _scan(segment: bytes, frame: Frame | None) -> None:
    parts = segment[2] if len(segment) > 2 else 0
    if frame is None or not parts:
        raise Faulty(Fault.BROKEN)
    frame.scans += 1
    frame.scanned += parts
    if not frame.is_buffered and parts == frame.parts:
        return
    check_size(frame.width, frame.height, MOST_BUFFERED)
    if frame.coefficients > MOST_COEFFICIENTS:
        raise Faulty(Fault.PIXELS)
    too_many = not frame.is_progressive and frame.scanned > frame.parts
    work = frame.width * frame.height * frame.scans
    if too_many or frame.scans > MOST_SCANS or work > MOST_WORK:
        raise Faulty(Fault.LIMIT)


def clean_png(content: bytes) -> bytes:
    """The PNG with nothing but the chunks that its one picture needs."""
    kept = [PNG_BEGINS]
    for place, (name, chunk) in enumerate(_chunks(content)):
        if (place == 0) != (name == b"IHDR"):
            raise Faulty(Fault.BROKEN)
        if name == b"IHDR":
            check_size(*struct.unpack(">II", chunk[8:16].ljust(8, b"\0")))
        if name in PNG_MOVES:
            raise Faulty(Fault.KIND)
        if name in PNG_NEEDED:
            kept.append(chunk)
    return b"".join(kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and bytes of each chunk, down to the last, IEND."""
    at = len(PNG_BEGINS)
    while at + 12 <= len(content):
        name, length = content[at + 4 : at + 8], int.from_bytes(content[at : at + 4], "big")
        ends = at + 12 + length
        if ends > len(content):
            break
        yield name, content[at:ends]
        if name == b"IEND":
            return
        at = ends
    raise Faulty(Fault.BROKEN)


def clean_webp(content: bytes) -> bytes:
    """The WebP up to its end; one that moves is refused."""
    ends = 8 + int.from_bytes(content[4:8], "little")
    at, is_measured = 12, False
    if ends > len(content):
        raise Faulty(Fault.BROKEN)
    while at + 8 <= ends:
        name, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        begins = content[at + 8 : at + 18].ljust(10, b"\0")
        at += 8 + length + length % 2
        if name in (b"ANIM", b"ANMF"):
            raise Faulty(Fault.KIND)
        if name in WEBP_SIDES:
            check_size(*WEBP_SIDES[name](begins), MOST_WEBP)
            is_measured = True
    if not is_measured:
        raise Faulty(Fault.BROKEN)
    return content[:ends]


def _canvas(begins: bytes) -> tuple[int, int]:
    return 1 + int.from_bytes(begins[4:7], "little"), 1 + int.from_bytes(begins[7:10], "little")


def _lossy(begins: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<HH", begins[6:10])
    return width & 0x3FFF, height & 0x3FFF


def _lossless(begins: bytes) -> tuple[int, int]:
    bits = int.from_bytes(begins[1:5], "little")
    return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)


WEBP_SIDES = {b"VP8X": _canvas, b"VP8 ": _lossy, b"VP8L": _lossless}


def check_heic(content: bytes) -> bytes:
    """The HEIC as it is, where each of its pictures has sides, and no more than can be decoded."""
    sides = [
        struct.unpack(">II", content[found.end() + 4 : found.end() + 12].ljust(8, b"\0"))
        for found in re.finditer(b"ispe", content)
    ]
    if not sides:
        raise Faulty(Fault.BROKEN)
    for width, height in sides:
        check_size(width, height, MOST_HEIC)
    return content
