"""Pictures: telling whether bytes are one, and making one; and a plain PDF."""

import struct

COMMENT_MOST = 65_533
PDF_OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 60 80]/Resources<<>>>>",
)
ZIGZAG_ONES = bytes([1] * 64)


def measure(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a JPEG, PNG, GIF or WebP; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return 512, 512
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, size = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + size
    return None


def jpeg(width: int = 640, height: int = 480, size: int = 0) -> bytes:
    """A plain grey JPEG, filled up with comments to at least `size` bytes where that is more."""
    frame = struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)
    # One Huffman code each: "no change" for the brightness, "nothing more" for the rest.
    codes = bytes([1]) + bytes(15) + b"\x00"
    blocks = -(-width // 8) * -(-height // 8)
    bits = "00" * blocks
    bits += "1" * (-len(bits) % 8)
    scan = int(bits, 2).to_bytes(len(bits) // 8, "big")
    parts = [
        _segment(0xDB, b"\x00" + ZIGZAG_ONES),
        _segment(0xC0, frame),
        _segment(0xC4, b"\x00" + codes),
        _segment(0xC4, b"\x10" + codes),
        _segment(0xDA, bytes([1, 1, 0, 0, 63, 0])) + scan,
    ]
    picture = b"".join(parts)
    return b"\xff\xd8" + _comments(size - len(picture) - 4) + picture + b"\xff\xd9"


def pdf(size: int = 1024) -> bytes:
    """A PDF of one empty page, filled up with a comment or cut to `size` bytes."""
    least = len(_pdf(0))
    return _pdf(max(size - least, 0))[:size]


def _pdf(filling: int) -> bytes:
    written, places = bytearray(b"%PDF-1.7\n%" + bytes(filling) + b"\n"), []
    for number, one in enumerate(PDF_OBJECTS, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    last = len(written)
    written += b"xref\n0 4\n0000000000 65535 f \n%btrailer\n<</Size 4/Root 1 0 R>>\n" % table
    return bytes(written + b"startxref\n%010d\n%%%%EOF\n" % last)


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, "big") + content


def _comments(size: int) -> bytes:
    full, rest = divmod(max(size, 0), COMMENT_MOST + 4)
    comments = _segment(0xFE, bytes(COMMENT_MOST)) * full
    return comments + (_segment(0xFE, bytes(max(rest - 4, 0))) if rest else b"")
