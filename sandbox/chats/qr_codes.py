"""QR codes: reading what a picture of one says."""

from io import BytesIO

from sandbox.api.refusals import Refusal

MISSING = "Not Implemented: to read codes the sandbox needs the packages zxing-cpp and pillow"


def read_code(picture: bytes) -> str | None:
    """The text of the code in a JPEG, PNG, GIF or WebP; None where it holds none.

    A Refusal with 501 where a package is missing.
    """
    try:
        # Here, so that the sandbox starts without them.
        import zxingcpp
        from PIL import Image
    except ImportError:
        raise Refusal(501, MISSING) from None
    try:
        grey = Image.open(BytesIO(picture)).convert("L")
    except OSError:
        return None
    found = zxingcpp.read_barcode(grey)
    return found.text if found else None
