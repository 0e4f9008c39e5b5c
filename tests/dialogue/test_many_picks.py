"""A long list that several are picked from: paged before Telegram refuses it."""

import json

import pytest

from bot.telegram.rendering import MOST_BUTTONS, MOST_MARKUP, render_message
from dialogue.core.form import Form, FormContext, FormState, Question
from dialogue.core.form_screens import FormDisplay, ask_question
from dialogue.core.i18n import Speech
from dialogue.core.reply import Message
from dialogue.fields.choices import DONE
from dialogue.fields.villages import Villages
from models.core.gazetteer import Gazetteer
from models.core.vocabulary import Language
from tests.dialogue.test_form_screens import choices, labels
from tests.support.form_contexts import TODAY

COUNTY, TOWNSHIP = "229999", "229999100"
NAME = "二道白河红旗朝鲜族民俗第十二村"
FORM = Form("f", "F", (Question("villages", "Which?", "Villages", Villages()),))


def shown(count: int, picked: int, showing: FormDisplay) -> Message:
    """A township of so many villages, of which the first few are picked."""
    codes = [f"{TOWNSHIP}{number:03}" for number in range(1, count + 1)]
    names = {COUNTY: "测试县", TOWNSHIP: "测试镇"}
    regions = Gazetteer(names | {code: f"{NAME}{code[-3:]}" for code in codes})
    scene = FormContext(Speech(Language.KO), TODAY, regions)
    step = {"picked": codes[:picked], "in": TOWNSHIP, "before": None}
    return ask_question(FormState(FORM, TODAY).step(step), scene, showing)


@pytest.mark.parametrize("count", [3, 14, 15, 48, 49, 97, 99, 100, 130, 400])
@pytest.mark.parametrize("picked", [0, 1, 20])
def test_no_screen_of_it_is_more_than_telegram_takes(count: int, picked: int) -> None:
    picked, page, seen = min(picked, count), 1, set[str]()
    while True:
        message = shown(count, picked, FormDisplay(7, page=page))
        (call,) = render_message(1, message)
        assert len(message.buttons) <= MOST_BUTTONS
        markup = json.dumps(call.fields["reply_markup"], ensure_ascii=False)
        assert len(markup.encode()) <= MOST_MARKUP
        offered = choices(message)
        assert (f"q:7:villages:{DONE}" in offered) is bool(picked)
        seen |= {one for one in offered if one.startswith(f"q:7:villages:{TOWNSHIP}")}
        page += 1
        if f"n:7:villages:page{page}" not in offered:
            break
    assert len(seen) == count


def test_one_stays_on_the_page_where_one_picked() -> None:
    tapped = f"{TOWNSHIP}100"
    message = shown(130, 2, FormDisplay(7, tapped=tapped))
    assert f"q:7:villages:{tapped}" in choices(message)
    assert labels(message)[0].startswith("97 ")
    assert labels(message)[12].startswith("131 ")
