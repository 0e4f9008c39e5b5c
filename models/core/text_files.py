"""Text files as they come: in UTF-8, UTF-16 or what Chinese Windows writes."""

import codecs

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def find_encoding(content: bytes) -> str | None:
    """The encoding that the content is in; None where it is text in none of these."""
    marked = next((encoding for mark, encoding in _MARKED if content.startswith(mark)), None)
    unmarked = ("utf-16-le", "utf-16-be") if b"\0" in content else ("utf-8", "gb18030")
    return next((one for one in ([marked] if marked else unmarked) if _reads(content, one)), None)


def _reads(content: bytes, encoding: str) -> bool:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return "\0" not in text
