"""Pictures: decoded and drawn anew, so that nothing but their pixels is left."""

from io import BytesIO

import PIL.ExifTags
import PIL.MpoImagePlugin
import PIL.TiffImagePlugin
import PIL.WebPImagePlugin
from PIL import Image

from models.core.media import Fault, Media
from scheduler.inspecting import headers
from scheduler.inspecting.faulty import Faulty

# What Pillow would import later, when no file can be opened, is imported above and here.
Image.preinit()
# headers has its own bounds.
Image.MAX_IMAGE_PIXELS = None

LONGEST, QUALITY = 4096, 85
# Rows of the smaller picture that are made at once.
STRIP = 128
BOUNDS = {
    Media.JPEG: headers.clean_jpeg,
    Media.PNG: headers.clean_png,
    Media.WEBP: headers.clean_webp,
    Media.HEIC: headers.check_heic,
}
# What EXIF says of how the camera was held.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def redraw_picture(media: Media, content: bytes) -> bytes:
    """The picture as a new JPEG, upright, its longer side at most LONGEST pixels."""
    bounded = BOUNDS[media](content)
    try:
        picture = _heic(bounded) if media is Media.HEIC else _decoded(media, bounded)
        return as_jpeg(picture)
    except MemoryError:
        raise Faulty(Fault.PIXELS) from None
    except Exception:  # a decoder may stumble in any way over what is broken
        raise Faulty(Fault.BROKEN) from None


def as_jpeg(picture: Image.Image, quality: int = QUALITY) -> bytes:
    """Encoded with nothing but its pixels."""
    picture.info.clear()
    written = BytesIO()
    picture.save(written, "JPEG", quality=quality)
    return written.getvalue()


def _decoded(media: Media, content: bytes) -> Image.Image:
    with Image.open(BytesIO(content), formats=[media.upper()]) as opened:
        turn = _turn(opened)
        width, height = opened.size
        # By the decoder's own scales: to make it smaller afterwards takes twice the memory.
        scale = next((one for one in (1, 2, 4) if max(width, height) <= one * LONGEST), 8)
        opened.draft(opened.mode, (max(width // scale, 1), max(height // scale, 1)))
        opened.load()
        picture = _plain(opened)
    return picture.transpose(turn) if turn else picture


def _turn(opened: Image.Image) -> Image.Transpose | None:
    try:
        return TURNS.get(opened.getexif().get(PIL.ExifTags.Base.Orientation, 1))
    except Exception:  # a picture without that is still one
        return None


def _plain(picture: Image.Image) -> Image.Image:
    """No larger than needed, in plain colours, and white where it can be seen through."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if max(picture.size) > LONGEST:
        picture.thumbnail((LONGEST, LONGEST), reducing_gap=2.0)
    if picture.mode == "RGBA":
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=picture.getchannel("A"))
        return white
    return picture if picture.mode in ("RGB", "L") else picture.convert("RGB")


def _heic(content: bytes) -> Image.Image:
    """Turned already: libheif does what the file says.

    It has no scales. A large picture is made smaller in strips, since a second one of its size
    would take more memory than there is.
    """
    import pi_heif

    opened = pi_heif.open_heif(content)
    width, height = opened.size
    headers.check_size(width, height, headers.MOST_HEIC)
    try:
        pixels, stride = memoryview(opened.data), opened.stride
    except RuntimeError as problem:
        if "Memory" in str(problem):
            raise MemoryError from None
        raise
    width, height = opened.size  # as decoded
    scale = -(-max(width, height) // LONGEST)
    smaller = Image.new(opened.mode, (-(-width // scale), -(-height // scale)))
    for top in range(0, height, STRIP * scale):
        rows = min(STRIP * scale, height - top)
        raw = pixels[top * stride : (top + rows) * stride]
        mode, size = opened.mode, (width, rows)
        strip = Image.frombytes(mode, size, bytes(raw), "raw", mode, stride)
        smaller.paste(strip.reduce(scale), (0, top // scale))
    return _plain(smaller)
