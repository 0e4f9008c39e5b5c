"""What people mean by their words, and above all what they do not mean."""

from collections import defaultdict

import pytest

from dialogue.parsing import phrases
from dialogue.parsing.typed_label import find_label, label_intents
from models.core.vocabulary import Language
from tests.parsing.table import cells

TABLES = (phrases.ANSWERS, phrases.REQUESTS)
# 没有了 says that nothing is left, and so both no and done.
TWICE = {frozenset({"lack", "done"})}

ANSWERS = {
    "affirm": """是|是的|嗯呢|嗯嗯|对对对|对，没错|没错|可不咋地|是的，对|네|예 맞습니다
        맞소|그렇습니다|yes|Yep!|that's right""",
    "agree": """好的|好的谢谢|行啊|行，没问题|嗯，好|那就行|中|整吧|同意|我同意|俺愿意
        ok的|좋습니다|동의합니다|sure|ok thanks|no problem""",
    "deny": "不是|不对|没这回事|아니요|아닙니다|틀렸소|no|nope|that's not right",
    "refuse": """不同意|我不同意|不要|不用了，谢谢|算了吧|동의하지 않습니다|안 하겠소
        동의 못 합니다|no thanks|I don't agree""",
    "unknown": "不知道|整不明白|모르겠어요|I don't know|not sure",
    "sign_up": """我要报名|俺去|算我一个|给我报个名|신청하겠습니다|저도 갈게요|sign me up
        I'll come""",
    "decline": "没空|我去不了|有事去不了|走不开|못 갑니다|바빠서 못 가요|I can't come|too busy",
    "still_there": """还在干呢|还在那儿干|没走|我还在|계속 다닙니다|아직 일하고 있어요
        still there|I still work there""",
    "left": "早不干了|走了|我辞职了|그만뒀어요|이제 안 다녀요|I left|I was fired",
    "unchanged": "没变|老样子|跟以前一样|그대로입니다|same as before",
    "never_there": "我没去过|俺根本没去过|간 적 없어요|I never worked there",
    "some_wrong": "工资不对|不全对|로임이 틀리오|the wage is wrong",
    "thanks": "谢谢|谢谢领导|감사합니다|thank you",
}

REQUESTS = {
    "work": """找活干|我想找工作|俺想找点活儿干|有没有活干|打工|招工吗|请问哪里招人
        帮我找个工作吧|整点活干|找火干|能不能给我介绍个工作|일자리 찾고싶슴다
        일하고 싶어요|일자리좀 소개해주세요|일 없어요|I need a job
        any work for me?|I want to find a job please""",
    "unpaid": """老板不给工资|老板一直不给我钱|包工头欠我们工钱|工资没发|工资要不回来
        老板跑了|欠薪|俺的工钱没给|干完活不给钱|老板三个月没发工资了
        老板欠我两个月工资|월급을 못 받았습니다|로임이 밀렸소
        사장이 월급을 안 줘요|월급 못받았어요|my boss did not pay me
        I was not paid|they owe me wages""",
    "fee": """中介收我钱了|要交押金|中介收了我介绍费|收费吗|소개비를 내라고 해요
        he asked me for money""",
    "papers": "老板扣我身份证|身份证被扣了|신분증을 안 돌려줘요|they took my ID card",
    "person": """我要人工|转人工|找个人说话|有人吗|你们电话多少|人工客服|상담원
        사람과 말하고 싶소|a person please|talk to a human""",
    "erase": """删除我的信息|把我的资料都删了|注销账号|내 정보를 지워 주세요|delete me
        erase my data please""",
    "entry": "我的信息|改电话|我换号了|내 정보 보기|my data|change my phone number",
    "training": """我想学电焊|有培训班吗|免费培训|기술을 배우고 싶어요|any training?
        learn a trade""",
    "in_korean": "换朝鲜语|说朝鲜话|조선말로 하겠소|korean please",
    "in_chinese": "中文|说汉语|换成中文|한어로|chinese",
    "language": "换语言|언어 변경|change the language",
    "place": "在哪|在哪里？|请问咋走|어디서 합니까?|where is it?",
    "menu": "菜单|메뉴|main menu",
}
NO_ANSWERS = cells(
    """是？|同意什么|同意吗|同意？|是吗|好不好|行不行|是不是|要不要|可是
        不，我同意|是，不对|我不是不同意|好像同意|你同意|大家都同意了你们就登记吧
        同意了会怎么样|有没有|为什么|哪里|哪里？|谁说的|如果工资高我就同意
        先说清楚再同意|没人同意|别人同意我就同意|可以不|可以吗|能行吗|你好好想想
        yes?|ok?|is it ok|yes or no|not yes|agree to what?|do you agree
        if you pay me yes|동의가 뭐예요|동의?|네?|무엇에 동의합니까|좋을까요
        어디요|누가 동의했소|不知道行不行|还行吗|是那样吗|我妈说好|王芳|3500|8月
        去哪|还在吗|还在吗？|没走吗"""
)
NO_REQUESTS = cells(
    """我不找活干|不想干活|别给我介绍工作|我哥找活干|老板给工资了|工资发了
        老板没欠我工资|老板不错|我在工地干活|工作三年了|我有工作了
        不要删除我的信息|别删我|我没想删除|不用人工|不找人工
        我朋友没拿到工资是真的吗我也不清楚|活着|工作服|打工人|일을 안 찾아요
        월급을 받았습니다|월급 받았어요|지우지 마세요|상담원 필요 없어요
        I don't want a job|my boss paid me|do not delete me|not looking for work
        I have a job|王工作|宁波鞋厂|踩缝纫机|身份证|220822199001011234"""
)


def meant(table: str) -> dict[str, set[str]]:
    """The intents of each plain phrase of a table."""
    found: dict[str, set[str]] = defaultdict(set)
    for said, intents in phrases.load(table).whole.items():
        found[said] |= phrases.load(table).meant_by(said) | intents
    return found


@pytest.mark.parametrize("table", TABLES)
def test_every_language_has_every_intent(table: str) -> None:
    intents = [list(phrases.read_file(language)[table]) for language in Language]
    assert len({frozenset(one) for one in intents}) == 1
    assert all(phrases.read_file(one)[table][intent] for one in Language for intent in intents[0])


@pytest.mark.parametrize("table", TABLES)
def test_no_phrase_has_two_meanings(table: str) -> None:
    double = {said: meant for said, meant in meant(table).items() if len(meant) > 1}
    assert not {said: one for said, one in double.items() if frozenset(one) not in TWICE}


def test_no_phrase_is_both_an_answer_and_a_request() -> None:
    answers, requests = (phrases.load(table) for table in TABLES)
    assert not answers.whole.keys() & requests.whole.keys()
    assert not [said for said in answers.whole if requests.meant_by(said)]


@pytest.mark.parametrize(
    ("intent", "typed"), [(one, cell) for one, table in ANSWERS.items() for cell in cells(table)]
)
def test_everyday_answers_are_read(intent: str, typed: str) -> None:
    assert phrases.fits(typed, intent)


@pytest.mark.parametrize("typed", NO_ANSWERS)
def test_questions_conditions_and_mixed_words_answer_nothing(typed: str) -> None:
    yes_or_no = ("affirm", "agree", "want", "have", "can", "signed", "deny", "refuse", "lack")
    assert not phrases.fits(typed, *yes_or_no, "sign_up", "decline", "still_there", "left") or (
        len(phrases.answers(typed)) > 1
        and not phrases.fits(typed, "affirm", "agree")
        and not phrases.fits(typed, "deny", "refuse")
    )


@pytest.mark.parametrize(
    ("intent", "typed"), [(one, cell) for one, table in REQUESTS.items() for cell in cells(table)]
)
def test_plain_requests_are_read(intent: str, typed: str) -> None:
    assert phrases.request_in(typed) == intent


@pytest.mark.parametrize("typed", NO_REQUESTS)
def test_other_sentences_and_negations_request_nothing(typed: str) -> None:
    assert phrases.request_in(typed) is None


@pytest.mark.parametrize(
    "typed", ["在哪里", "同意什么", "谁来", "咋整", "어디요", "왜", "where is it", "who?"]
)
def test_questions_are_known(typed: str) -> None:
    assert phrases.is_question(typed)


LABELS = ["1 Yes, write it down", "2 No, thank you", "3 📄 Read more"]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Yes, write it down", 0),
        ("write it down", 0),
        ("1 yes write it down", 0),
        ("read more", 2),
        ("thank you", None),
        ("write it down?", None),
        ("I read more books", None),
        ("write", None),
        ("2 yes write it down", None),
    ],
)
def test_a_label_or_a_telling_part_of_it_is_typed(typed: str, place: int | None) -> None:
    assert find_label(typed, LABELS) == place


def test_a_part_that_two_labels_have_tells_neither() -> None:
    assert find_label("前进村", ["1 王芳，前进村", "2 李强，前进村"]) is None
    assert find_label("王芳", ["1 王芳，前进村", "2 李强，前进村"]) == 0


@pytest.mark.parametrize(
    ("label", "intents"),
    [
        ("1 ✅ Yes, still so", {"affirm", "unchanged"}),
        ("2 ✏️ 没有变", {"unchanged"}),
        ("‹ Back", {"back"}),
        ("No, thank you", {"refuse"}),
        ("王芳，前进村", set()),
    ],
)
def test_a_label_says_by_itself_what_it_means(label: str, intents: set[str]) -> None:
    assert label_intents(label) == intents
