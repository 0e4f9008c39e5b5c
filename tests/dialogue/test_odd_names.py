"""No real name is refused for ever because it looks like a remark, a question or a "no"."""

import pytest

from dialogue.core.form import Form, InProgress
from dialogue.employers.form_employer import EMPLOYER
from dialogue.fields import Place
from dialogue.fields.offering import get_offered
from dialogue.grievances.form_grievance import GRIEVANCE
from dialogue.labourers.form_intake import INTAKE
from dialogue.vacancies.form_vacancy import VACANCY
from models.core.refusal import Refusal
from tests.support.form_contexts import ZH, Asked

FIRMS = (
    *("饿了么", "饿了么快递站", "未来科技公司", "别克4S店", "无印良品", "你好超市", "不二家食品厂"),
    *("喜欢你婚庆公司", "哪吒汽车厂", "谁家小馆", "帮帮我家政公司", "未来城", "何时归饭店"),
)
SKILLS = (
    *(
        "除草",
        "无人机",
        "开无人机",
        "少儿舞蹈",
        "休闲垂钓",
        "非遗剪纸",
        "除雪",
        "无土栽培",
        "莫高窟讲解",
    ),
    *("不锈钢焊接", "不锈钢", "别墅装修", "안마", "안내"),
)
NAMES = (
    "高兴",
    "安静",
    "李帮友",
    "温暖",
    "江山",
    "汪清",
    "吉林",
    "高丽",
    "方向",
    "和平",
    "王是民",
    "张给力",
)
NO_NAMES = (
    *(
        "好的",
        "马上",
        "安排",
        "知道",
        "谢谢",
        "李老板",
        "高工资",
        "应该是",
        "户主",
        "本人",
        "何时给钱",
    ),
    *("王小春吗", "毛病", "没有", "老板", "公司", "他妈的", "张什么", "给我找活", "谢谢你帮我"),
)
QUESTIONS = (
    *("哪里", "什么厂", "在哪", "什么意思", "啥意思", "怎么填", "咋写", "啥单位", "谁", "饿了么？"),
    *("我想找工作", "别问了", "不告诉你", "没有", "不知道", "不在这干", "没公司", "你猜"),
)
WHERE: tuple[tuple[Form, str], ...] = (
    (INTAKE, "work_place"),
    (GRIEVANCE, "employer"),
    (EMPLOYER, "employer_name"),
    (VACANCY, "place"),
)


def asked(form: Form, key: str) -> Asked:
    return Asked(form.of(key).kind, ZH)


@pytest.mark.parametrize(("form", "key"), WHERE)
@pytest.mark.parametrize("firm", FIRMS)
def test_a_firm_can_be_given_whatever_its_name(form: Form, key: str, firm: str) -> None:
    question = asked(form, key)
    heard = question.types(firm)
    given = question.then(heard).types("是") if isinstance(heard, InProgress) else heard
    assert given == firm


@pytest.mark.parametrize("firm", FIRMS)
def test_a_place_can_be_given_whatever_its_name(firm: str) -> None:
    heard = Asked(Place(), ZH).types(firm)
    given = Asked(Place(), ZH).then(heard).types("是") if isinstance(heard, InProgress) else heard
    assert given["name"] == firm


@pytest.mark.parametrize(("form", "key"), WHERE)
def test_a_question_or_a_no_is_still_no_firm(form: Form, key: str) -> None:
    heard = {typed: asked(form, key).types(typed) for typed in QUESTIONS}
    assert {typed: one for typed, one in heard.items() if isinstance(one, str)} == {}
    offered = [typed for typed, one in heard.items() if isinstance(one, InProgress)]
    assert offered == []


@pytest.mark.parametrize("skill", SKILLS)
def test_a_skill_can_be_given_whatever_its_name(skill: str) -> None:
    question = asked(INTAKE, "skills")
    step = question.types(skill)
    assert isinstance(step, InProgress)
    asked_back = question.then(step)
    taken = asked_back.types("是" if get_offered(step.value) else "done")
    if len(get_offered(step.value) or ()) > 1:
        taken = asked_back.taps(f"may{asked_back.labels.index(skill)}")
    assert skill in taken


@pytest.mark.parametrize(
    "typed", ["不会开车", "没学过", "别问", "不会除草", "안 합니다", "못합니다", "想学开无人机"]
)
def test_what_one_can_not_do_is_no_skill(typed: str) -> None:
    assert isinstance(asked(INTAKE, "skills").types(typed), Refusal)


@pytest.mark.parametrize("key", ["name", "household_head"])
@pytest.mark.parametrize("name", NAMES)
def test_a_person_can_be_given_whatever_the_name(key: str, name: str) -> None:
    question = asked(INTAKE, key)
    step = question.types(name)
    assert isinstance(step, InProgress)
    assert question.then(step).types("是") == name


@pytest.mark.parametrize("typed", NO_NAMES)
def test_a_remark_is_still_no_name(typed: str) -> None:
    assert isinstance(asked(INTAKE, "name").types(typed), Refusal)
