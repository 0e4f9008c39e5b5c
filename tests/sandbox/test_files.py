"""Photos, documents and downloads."""

import pytest

from sandbox.chats.files import MB
from sandbox.chats.pictures import jpeg, measure
from tests.sandbox.wire import ANA, Wire

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + (30).to_bytes(4, "big") + (20).to_bytes(4, "big")
GIF = b"GIF89a" + (30).to_bytes(2, "little") + (20).to_bytes(2, "little")
WEBP = b"RIFF\0\0\0\0WEBP"


@pytest.mark.parametrize("size", [0, 1_500, 66_000, 200_001])
def test_a_made_picture_has_its_sides_and_its_size(size: int) -> None:
    picture = jpeg(64, 48, size)
    assert measure(picture) == (64, 48)
    assert len(picture) == size or size < 200


@pytest.mark.parametrize(
    ("content", "sides"),
    [
        (PNG, (30, 20)),
        (GIF, (30, 20)),
        (WEBP, (512, 512)),
        (jpeg(30, 20), (30, 20)),
        (b"%PDF-1.7", None),
        (b"\xff\xd8\xff\xe0", None),
    ],
)
def test_pictures_are_told_by_their_bytes(content: bytes, sides: tuple[int, int] | None) -> None:
    assert measure(content) == sides


async def test_a_photo_has_two_sizes_and_can_be_sent_again(started: Wire) -> None:
    sent = await started.form("sendPhoto", chat_id=str(ANA), photo=jpeg(), caption="<b>x</b>")
    assert [size["width"] for size in sent["photo"]] == [90, 640]
    assert sent["caption"] == "<b>x</b>"
    again = await started.call("sendPhoto", chat_id=ANA, photo=sent["photo"][1]["file_id"])
    assert again["photo"] == sent["photo"]
    assert "caption" not in again


async def test_a_caption_is_parsed_and_limited(started: Wire) -> None:
    values = {"chat_id": str(ANA), "photo": jpeg(), "parse_mode": "HTML"}
    sent = await started.form("sendPhoto", **values, caption="<i>x</i>")
    assert sent["caption_entities"] == [{"type": "italic", "offset": 0, "length": 1}]
    refusal = await started.form_refusal("sendPhoto", **values, caption="x" * 1025)
    assert refusal == (400, "Bad Request: message caption is too long")


async def test_a_document_is_downloaded_as_it_was_sent(started: Wire) -> None:
    sent = await started.form("sendDocument", chat_id=str(ANA), document=b"a,b")
    file = await started.call("getFile", file_id=sent["document"]["file_id"])
    assert file["file_size"] == 3
    address = f"{started.base}/file/bot{started.sandbox.token}/{file['file_path']}"
    async with started.session.get(address) as response:
        assert await response.read() == b"a,b"
    address = f"{started.base}/sandbox/files/{file['file_id']}"
    async with started.session.get(address) as response:
        assert await response.read() == b"a,b"
    assert await started.call("sendDocument", chat_id=ANA, document=file["file_id"])


async def test_a_file_that_is_not_there_is_not_found(started: Wire) -> None:
    for address in (f"file/bot{started.sandbox.token}/x/y", "sandbox/files/x"):
        async with started.session.get(f"{started.base}/{address}") as response:
            assert response.status == 404


@pytest.mark.parametrize(
    ("photo", "reason"),
    [
        (b"%PDF-1.7", "IMAGE_PROCESS_FAILED"),
        (b"", "file must be non-empty"),
        (jpeg(8, 1600), "PHOTO_INVALID_DIMENSIONS"),
        ("attach://nothing", "there is no photo in the request"),
        ("nothing", "wrong file identifier/HTTP URL specified"),
        ("https://a.cn/b.jpg", "the sandbox fetches no HTTP URL"),
        (
            jpeg(size=10 * MB + 1),
            "file of size 10485761 bytes is too big for a photo; "
            "the maximum size is 10485760 bytes",
        ),
    ],
    ids=["pdf", "empty", "narrow", "unattached", "unknown", "url", "big"],
)
async def test_what_is_no_photo_is_refused(started: Wire, photo: bytes | str, reason: str) -> None:
    refusal = await started.form_refusal("sendPhoto", chat_id=str(ANA), photo=photo)
    assert refusal == (400, f"Bad Request: {reason}")


async def test_a_document_is_no_photo(started: Wire) -> None:
    sent = await started.form("sendDocument", chat_id=str(ANA), document=b"a,b")
    refusal = await started.refusal("sendPhoto", chat_id=ANA, photo=sent["document"]["file_id"])
    assert refusal == (400, "Bad Request: can't use file of type Document as Photo")


async def test_a_document_above_50_mb_is_refused(started: Wire) -> None:
    refusal = await started.form_refusal(
        "sendDocument", chat_id=str(ANA), document=bytes(50 * MB + 1)
    )
    assert refusal == (413, "Request Entity Too Large")


async def test_a_file_above_20_mb_cant_be_fetched(started: Wire) -> None:
    sent = await started.act("document", size=20 * MB + 1, file_name="plan")
    file_id = sent["message"]["document"]["file_id"]
    refusal = await started.refusal("getFile", file_id=file_id)
    assert refusal == (400, "Bad Request: file is too big")
    refusal = await started.refusal("getFile", file_id="nothing")
    assert refusal == (400, "Bad Request: wrong file_id or the file is temporarily unavailable")
