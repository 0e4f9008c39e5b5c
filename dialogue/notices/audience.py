"""Whom a notice is for, in the words of whoever wrote it."""

from dialogue.core.form import FormContext, FormState
from dialogue.core.form_screens import shown_answer
from dialogue.notices.form_notice import AUDIENCE, NOTICE
from models.notices.notice import Notice


def audience_words(notice: Notice, scene: FormContext) -> str:
    """The answers that say it, one after the other."""
    filling = FormState(NOTICE, scene.today, NOTICE.fitting(notice.answers, scene.today))
    asked = [question for question in filling.asked if question.key in AUDIENCE]
    shown = [shown_answer(one, filling.answers.get(one.key), scene) for one in asked]
    return " · ".join(shown)
