"""What a file is by its name, and whether a picture is a photo."""

import pytest

from models.core.media import fits_a_photo, may_be_kept
from sandbox.chats.pictures import jpeg
from tests.support.files import picture


@pytest.mark.parametrize(
    ("name", "told", "kept"),
    [
        ("合同.pdf", "application/pdf", True),
        ("IMG_1.JPG", None, True),
        ("花名册.xlsx", "application/octet-stream", True),
        (None, "image/jpeg", True),
        ("工资 3.5", "image/png", True),
        ("合同", "application/msword", False),
        ("合同", None, False),
        (None, None, False),
        ("virus.exe", "image/jpeg", False),
        ("virus.jpg.exe", "application/pdf", False),
        ("clip.mp4", "video/mp4", False),
        ("old.doc", "application/msword", False),
    ],
)
def test_a_name_says_whether_it_is_worth_fetching(
    name: str | None, told: str | None, kept: bool
) -> None:
    assert may_be_kept(name, told) is kept


def test_a_long_receipt_is_no_photo_for_telegram() -> None:
    assert fits_a_photo(picture("PNG", (100, 2_000)))
    assert not fits_a_photo(picture("PNG", (100, 2_001)))
    assert not fits_a_photo(jpeg(6_000, 4_001))
