"""What one answer makes of others is never kept once that answer has changed. In every form."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.core.form import Form, FormState, always
from handlers.core.conversation import CONVERSATIONS
from handlers.routes import ROUTES
from models.core.refusal import Refusal

TODAY = date(2026, 11, 23)
assert ROUTES
FORMS = {
    form.name: Form(form.name, "", tuple(replace(q, when=always) for q in form.questions))
    for form in (one.form for one in CONVERSATIONS.values())
    if any(question.brings for question in form.questions)
}


def test_what_is_brought_is_asked_for_in_the_same_form() -> None:
    assert {"placement", "intake"} <= set(FORMS)
    for form in FORMS.values():
        keys = {question.key for question in form.questions}
        assert all(keys.issuperset(question.brings) for question in form.questions)


@pytest.mark.parametrize("name", FORMS)
@given(data=st.data())
def test_no_answer_outlives_the_one_it_rests_on(name: str, data: st.DataObject) -> None:
    """Each value says which answers of others it was given beside: these still stand."""
    form = FORMS[name]
    filling = FormState(form, TODAY)
    for step in range(data.draw(st.integers(1, 40))):
        answered = sorted(filling.answers)
        if answered and (filling.question is None or data.draw(st.booleans())):
            to = filling.change(data.draw(st.sampled_from(answered)))
            assert not isinstance(to, Refusal)
            filling = replace(to, partial=None)
        question = filling.question
        assert question is not None
        filling = filling.answer(value(form, filling, question.key, step % 3))
        brings = [k for k in question.brings if data.draw(st.booleans())]
        source = {question.key: filling.answers[question.key]["what"]}
        bring = {k: {"what": step, "beside": source} for k in brings}
        reopened = filling.reopened
        filling = filling.beside(question.key, bring)
        assert not reopened & filling.answers.keys()
        for key, given_value in filling.answers.items():
            assert given_value["beside"].items() <= roots(form, filling, key).items(), key


def value(form: Form, filling: FormState, key: str, what: object) -> dict[str, Any]:
    """An answer that remembers what those it rests on were."""
    return {"what": what, "beside": roots(form, filling, key)}


def roots(form: Form, filling: FormState, key: str) -> dict[str, object]:
    """The answers that this one may rest on, as they are: of what was brought, its source only."""
    by = filling.derived.get(key)
    sources = [q.key for q in form.questions if key in q.brings and by in (None, q.key)]
    return {one: filling.answers[one]["what"] for one in sources if one in filling.answers}


def test_what_a_question_does_not_say_it_brings_is_refused() -> None:
    with pytest.raises(ValueError, match="does not bring"):
        FormState(FORMS["placement"], TODAY).beside("post", {"wage": 1})
