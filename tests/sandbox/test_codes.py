"""Reading the QR code in a photo."""

import asyncio
import sys
from io import BytesIO

import pytest
import segno
from PIL import Image

from sandbox.chats.pictures import jpeg
from sandbox.chats.qr_codes import read_code
from tests.sandbox.test_files import PNG
from tests.sandbox.wire import ANA, Refused, Wire

LINK = "https://t.me/chunfeng_bot?start=here-abc"


def code(kind: str = "png", text: str = LINK) -> bytes:
    """A picture of a QR code, as a bot would draw it."""
    drawn, kept = BytesIO(), BytesIO()
    segno.make(text, micro=False).save(drawn, kind="png", scale=6, border=4)
    Image.open(drawn).convert("RGB").save(kept, kind)
    return kept.getvalue()


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "gif"])
def test_a_code_is_read_from_a_picture_of_any_kind(kind: str) -> None:
    assert read_code(code(kind)) == LINK


def test_a_code_is_read_from_a_photo_that_somebody_took_of_it() -> None:
    photo = Image.new("RGB", (1600, 1200), "darkgreen")
    taken = Image.open(BytesIO(code())).convert("RGB").resize((500, 500))
    photo.paste(taken.rotate(9, expand=True, fillcolor="white"), (700, 400))
    kept = BytesIO()
    photo.save(kept, "jpeg", quality=60)
    assert read_code(kept.getvalue()) == LINK


@pytest.mark.parametrize(
    "picture", [jpeg(), PNG, code()[:300], b"", b"x"], ids=["grey", "head", "cut", "empty", "text"]
)
def test_there_is_no_code_in_anything_else(picture: bytes) -> None:
    assert read_code(picture) is None


def test_a_code_may_say_anything() -> None:
    assert read_code(code(text="春风 2026")) == "春风 2026"


async def test_the_code_of_a_photo_is_told(started: Wire) -> None:
    sent = await started.form("sendPhoto", chat_id=str(ANA), photo=code())
    small, large = (size["file_id"] for size in sent["photo"])
    assert await started.get(f"files/{large}/code") == {"text": LINK}
    assert await refusal(started, small) == (404, "Not Found: there is no code in this picture")


async def test_a_document_is_not_scanned(started: Wire) -> None:
    sent = await started.form("sendDocument", chat_id=str(ANA), document=code())
    assert (await refusal(started, sent["document"]["file_id"]))[0] == 404


async def test_a_file_that_is_not_there_has_no_code(started: Wire) -> None:
    assert await refusal(started, "nothing") == (404, "Not Found: no such file")


@pytest.mark.parametrize("package", ["zxingcpp", "PIL"])
async def test_without_its_packages_the_sandbox_says_that_it_cant_read(
    started: Wire, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    sent = await started.form("sendPhoto", chat_id=str(ANA), photo=code())
    monkeypatch.setitem(sys.modules, package, None)
    assert await refusal(started, sent["photo"][1]["file_id"]) == (
        501,
        "Not Implemented: to read codes the sandbox needs the packages zxing-cpp and pillow",
    )


async def test_the_sandbox_starts_without_what_reads_codes() -> None:
    asked = "import sys, sandbox.server; print({'PIL', 'zxingcpp'} & set(sys.modules))"
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-c", asked, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await started.communicate()
    assert said.decode().strip() == "set()"


async def refusal(wire: Wire, file_id: str) -> tuple[int, str]:
    with pytest.raises(Refused) as refused:
        await wire.get(f"files/{file_id}/code")
    return refused.value.args[0], refused.value.args[1]
