"""A "no" with why beside it is the no; whatever else is said beside a no or a yes is asked back."""

import pytest

from dialogue.fields import YesNo
from dialogue.labourers.form_intake import INTAKE
from dialogue.parsing import phrases
from dialogue.placements.form_confirmation import CONFIRMATION
from tests.support.form_contexts import ZH, Asked


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "不去，家里有老人",
            "不去 家里有老人",
            "去不了，孩子没人看",
            "家里有老人，去不了",
            "没空，正收苞米呢",
        ),
        *(
            "老伴儿病了，不去了",
            "路远，腿脚不好，不去了",
            "바빠서 못 갑니다",
            "집에 로인이 있어서 못 감다",
        ),
        *(
            "아이 가겠소, 힘들어서",
            "I can't come, my mother is ill",
            "I can't come because it is far",
        ),
    ],
)
def test_why_one_does_not_come_changes_nothing(typed: str) -> None:
    assert phrases.fits(typed, "decline")


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "不去，除非管路费",
            "不去，但是想了解",
            "要是下雨，不去",
            "不去，老板不给工资",
            "我妈说，不去",
        ),
        *(
            "没空，下次行吗",
            "不去，谁去谁傻？",
            "不去，我去",
            "去，家里有老人",
            "能，开春以后",
            "我去，开春以后",
        ),
        *(
            "没去过，去过一次",
            "好，家里没人",
            "都对，就是钱少",
            "没变，换了个老板",
            "가겠소, 나중에",
        ),
        *(
            "비 오면, 못 갑니다",
            "못 가오, 다음에는 가겠소",
            "I can't come, but my wife can",
            "yes, my son is ill",
        ),
        *("I'll come, if it is free", "can't come unless you pay"),
    ],
)
def test_what_takes_back_or_adds_to_it_is_asked_back(typed: str) -> None:
    told = {intent for part in phrases.answers(typed) for intent in part}
    assert not any(phrases.fits(typed, intent) for intent in told)


CONTRACT, FEE = CONFIRMATION.of("has_contract").kind, CONFIRMATION.of("fee").kind
POOR, SEEN = INTAKE.of("registered_poor").kind, INTAKE.of("seen_by_brokers").kind


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (CONTRACT, "没签，老板说不用"),
        (CONTRACT, "没有，老板不给"),
        (CONTRACT, "아이 맺었소, 사장이 싫답데다"),
        (FEE, "没有，白给介绍的"),
        (FEE, "没，亲戚给找的"),
        (POOR, "没有，条件不够"),
        (POOR, "不是，没评上"),
        (SEEN, "不让，怕骚扰"),
        (SEEN, "不行，信不过"),
    ],
)
def test_a_no_to_a_question_may_have_its_reason(kind: YesNo, typed: str) -> None:
    assert Asked(kind, ZH).types(typed) is False


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (CONTRACT, "没有，签了个协议"),
        (CONTRACT, "没签，签的空白的"),
        (FEE, "没有，就给了二百红包"),
        (FEE, "没要，我请他吃了顿饭花了三百"),
        (FEE, "没有，交了押金"),
        (POOR, "不是，以前是"),
        (SEEN, "不让，除了老王"),
        (SEEN, "可以，别告诉老板"),
    ],
)
def test_a_no_with_more_than_a_reason_is_asked_back(kind: YesNo, typed: str) -> None:
    assert not isinstance(Asked(kind, ZH).types(typed), bool)
