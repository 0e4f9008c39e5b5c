"""They took my …: the thing decides what is wrong; other sentences with these words do not."""

import pytest

from dialogue.grievances.taken import what_was_taken
from models.core.vocabulary import Trouble

UNPAID, FEE, OTHER = Trouble.UNPAID, Trouble.FEE, Trouble.OTHER
PAPERS = Trouble.PAPERS


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("they took my passport", (PAPERS,)),
        ("The boss kept my papers.", (PAPERS,)),
        ("my id was taken", (PAPERS,)),
        ("the agent is holding our documents", (PAPERS,)),
        ("they took my phone away", (OTHER,)),
        ("he withheld my wages", (UNPAID,)),
        ("they kept my pay", (UNPAID,)),
        ("they kept my deposit", (FEE,)),
        ("they took my money", (UNPAID, FEE)),
        ("they took my wages and my phone", (UNPAID, OTHER)),
        ("工头把我手机收走了", (OTHER,)),
        ("老板扣着我户口本不还", (PAPERS,)),
        ("俺的证件叫中介给扣下了", (PAPERS,)),
        ("扣了我工资", (UNPAID,)),
        ("押金不退给我", (FEE,)),
        ("他们拿了我的钱", (UNPAID, FEE)),
        ("工资卡让老板拿走了", (UNPAID, OTHER)),
        ("사장이 려권을 빼앗았슴다", (PAPERS,)),
        ("손전화를 뺏겼소", (OTHER,)),
        ("서류를 안 돌려줌다", (PAPERS,)),
        ("보증금을 돌려주지 않습니다", (FEE,)),
    ],
)
def test_the_thing_that_was_taken_decides(said: str, kinds: tuple[Trouble, ...]) -> None:
    assert what_was_taken(said) == kinds


@pytest.mark.parametrize(
    "said",
    [
        "they took my photo for the card",
        "they took me to the factory",
        "they did not take my phone",
        "did they take my id card?",
        "they took my advice",
        "i took my things home and left",
        "没扣我身份证",
        "老板没收我钱",
        "身份证我自己拿着呢",
        "手机坏了",
        "把身份证给我拿来",
        "신분증을 빼앗지 않았습니다",
        "신분증을 안 뺏었습니다",
        "핸드폰을 가져갔습니까",
        "",
        "🙂",
    ],
)
def test_nothing_was_taken(said: str) -> None:
    assert what_was_taken(said) == ()
