"""Files and captions said to a form: none is lost because another question is asked just now."""

from dataclasses import replace
from typing import Any

from markupsafe import Markup

from dialogue.core.form import Answered, Answers, Question
from dialogue.core.form_screens import shown_answer
from dialogue.core.i18n import N_
from dialogue.core.refusals import explain_refusal
from dialogue.core.reply import Message, Reply
from dialogue.core.user_input import SentFile, SentOther, SentPhoto, Typed, UserInput
from dialogue.fields import Files, Paragraphs, Photo, WordsAndFiles
from dialogue.fields.file import as_files
from dialogue.fields.lacking import has_no_photo
from dialogue.fields.lookup import Purpose
from dialogue.parsing import words
from dialogue.parsing.remarks import asks_at_the_end
from handlers.core.form_session import FormSession
from handlers.core.understanding import is_form_newest
from models.accounts import drafts
from models.core.refusal import Refusal

ALSO_KEPT = N_("📎 This one is kept too: {answer}.")
# Fewer letters say nothing that an office could use.
LEAST_WORDS = 4


async def hear(talk: FormSession, said: UserInput) -> Reply:
    """What was said to a form, with or without a file."""
    question = talk.filling.question
    if isinstance(said, SentPhoto | SentFile):
        return await _hear_file(talk, said)
    if isinstance(said, SentOther) and said.caption and question is not None and _is_newest(talk):
        return _after(_explain(talk, Refusal("caption_only")), await talk.hear(Typed(said.caption)))
    if isinstance(said, Typed) and (told := _words_beside_files(talk, question, said.text)):
        return told
    return await talk.hear(said)


def has_album(answers: Answers, album: str | None) -> bool:
    """Whether a piece of this album is among the answers."""
    files = [one for value in answers.values() for one in as_files(value)]
    return any(isinstance(one, dict) and one.get("album") == album for one in files if album)


async def _hear_file(talk: FormSession, said: SentPhoto | SentFile) -> Reply:
    question = talk.filling.question
    beside = _files_question(talk)
    if has_album(talk.filling.answers, said.album) and beside is not None:
        return await _join_album(talk, beside, said)
    if question is not None and _takes_files(question):
        unread = said.caption and isinstance(question.kind, Photo)
        reply = await talk.hear(said)
        return _after(_explain(talk, Refusal("caption_lost")), reply) if unread else reply
    if beside is None:
        return await _hear_caption_alone(talk, said)
    return await _keep_for_its_question(talk, beside, said)


async def _join_album(talk: FormSession, beside: Question, said: SentPhoto | SentFile) -> Reply:
    """A late piece goes to the others; words under it may be told to the present question."""
    question = talk.filling.question
    if said.caption and question is not None and isinstance(question.kind, Paragraphs):
        return await _keep_for_its_question(talk, beside, said)
    return _keep_beside(talk, beside, said)


def join_form_left(talk: FormSession, said: SentPhoto | SentFile) -> Reply | None:
    """A late piece goes to the others in a form that was left; None where it has no place there."""
    beside = _files_question(talk)
    return _keep_beside(talk, beside, said) if beside is not None else None


def _keep_beside(talk: FormSession, beside: Question, said: SentPhoto | SentFile) -> Reply:
    """What lies before the person stays there."""
    refusal = _keep(talk, beside, said)
    kept = talk.scene.speech(ALSO_KEPT, answer=_shown(talk, beside))
    return say_beside(explain_refusal(refusal, talk.scene.speech) if refusal else kept)


async def _keep_for_its_question(
    talk: FormSession, beside: Question, said: SentPhoto | SentFile
) -> Reply:
    """The file waits for its own question; the caption answers this one."""
    question, caption = talk.filling.question, said.caption
    # A further piece of an album that has no room here: its words were not meant for this question.
    again = said.album is not None and isinstance(beside.kind, Photo) and _is_given(talk, beside)
    # What it is for is chosen: a caption tells of the picture.
    chosen = question is not None and isinstance(question.kind, Purpose)
    if again or chosen or question is None or not _is_newest(talk):
        caption = ""
    refusal = _keep(talk, beside, replace(said, caption="") if caption else said)
    if refusal is not None and not caption:
        return talk.show(refusal)
    remark = (
        explain_refusal(refusal, talk.scene.speech)
        if refusal
        else talk.scene.speech(
            N_("✓ {question}: {answer}"),
            question=talk.scene.speech(beside.label),
            answer=_shown(talk, beside),
        )
    )
    if not caption:
        return talk.show(noted=remark)
    return _after(remark, await talk.hear(Typed(caption)))


async def _hear_caption_alone(talk: FormSession, said: SentPhoto | SentFile) -> Reply:
    """The form keeps no files. Which words of an album are meant cannot be known: it asks back."""
    unsure = said.album or talk.filling.question is None or not _is_newest(talk)
    if not said.caption or unsure:
        return talk.show(Refusal("pictures_not_kept" if said.caption else "words_only"))
    return _after(_explain(talk, Refusal("caption_only")), await talk.hear(Typed(said.caption)))


def _words_beside_files(talk: FormSession, question: Question | None, text: str) -> Reply | None:
    """A sentence said where a file is asked for goes to the question for words."""
    if question is None or not isinstance(question.kind, Files) or not question.kind.words_to:
        return None
    typed = text.strip()
    short = len(typed) < LEAST_WORDS or words.means(typed, words.YES)
    if short or asks_at_the_end(typed) or has_no_photo(typed):
        return None
    beside = talk.filling.form.of(question.kind.words_to)
    # By itself it has to tell something.
    if not isinstance(beside.kind.read(Typed(typed), None, talk.scene), Answered):
        return None
    before = talk.filling.answers.get(beside.key)
    value = beside.kind.read(Typed(f"{before}\n{typed}" if before else typed), None, talk.scene)
    if not isinstance(value, Answered):
        return talk.show(value if isinstance(value, Refusal) else None)
    save_answers(talk, {beside.key: value.value})
    remark = talk.scene.speech(
        N_("✓ {question}: {answer}"),
        question=talk.scene.speech(beside.label),
        answer=_shown(talk, beside),
    )
    return talk.show(noted=remark)


def _is_newest(talk: FormSession) -> bool:
    """Whether words said now are for this form: what was pushed since has the newer question."""
    return is_form_newest(talk.turn.account)


def _files_question(talk: FormSession) -> Question | None:
    return next((one for one in talk.filling.asked if isinstance(one.kind, Files | Photo)), None)


def _takes_files(question: Question) -> bool:
    return isinstance(question.kind, Files | Photo | WordsAndFiles)


def is_sure(talk: FormSession) -> bool:
    """Whether a file is meant for the form, or counts in it only once the whole is saved.

    Something newer may be what it was sent for.
    """
    question = talk.filling.question
    counts_later = talk.conversation.style.has_summary
    return _is_newest(talk) or counts_later or question is None or not _takes_files(question)


def _keep(talk: FormSession, question: Question, said: SentPhoto | SentFile) -> Refusal | None:
    assert isinstance(question.kind, Files | Photo)
    value = question.kind.join(talk.filling.answers.get(question.key), said)
    if isinstance(value, Refusal):
        return value
    save_answers(talk, {question.key: value.value})
    return None


def add_files(
    talk: FormSession, key: str, files: list[dict[str, Any]], words_to: str = ""
) -> Refusal | None:
    """Put files that came by themselves beside those that are there.

    Their captions go to the question `words_to`, where it takes them; else they stay under them.
    Refusal: files_many {most}, where not all of them have room.
    """
    kind = talk.filling.form.of(key).kind
    assert isinstance(kind, Files)
    known = as_files(talk.filling.answers.get(key))
    there = {one["file_id"] for one in known}
    new = [one for one in files if one["file_id"] not in there]
    kept = new[: max(kind.most - len(known), 0)]
    told = _with_captions(talk, words_to, kept)
    if told:
        kept = [{k: value for k, value in one.items() if k != "caption"} for one in kept]
    save_answers(talk, {**told, key: [*known, *kept]})
    return Refusal("files_many", {"most": kind.most}) if len(kept) < len(new) else None


def _with_captions(talk: FormSession, key: str, files: list[dict[str, Any]]) -> dict[str, Any]:
    """The answer to the question for words with these captions; nothing where it takes them not."""
    captions = [one["caption"] for one in files if one.get("caption")]
    if not key or not captions:
        return {}
    before = talk.filling.answers.get(key)
    told = "\n".join([before, *captions] if before else captions)
    value = talk.filling.form.of(key).kind.read(Typed(told), None, talk.scene)
    return {key: value.value} if isinstance(value, Answered) else {}


def save_answers(talk: FormSession, given: dict[str, Any]) -> None:
    """Put these among the answers; the present question stays."""
    filling = talk.filling
    talk.filling = replace(filling, answers={**filling.answers, **given})
    drafts.save_draft(
        talk.draft,
        talk.turn.now,
        answers=dict(talk.filling.answers),
        revisiting=filling.revisiting,
        partial=filling.partial,
        beside=True,
    )


def _is_given(talk: FormSession, question: Question) -> bool:
    return talk.filling.answers.get(question.key) is not None


def _shown(talk: FormSession, question: Question) -> str:
    return shown_answer(question, talk.filling.answers.get(question.key), talk.scene)


def _explain(talk: FormSession, refusal: Refusal) -> Markup:
    return explain_refusal(refusal, talk.scene.speech)


def say_beside(remark: Markup) -> Reply:
    """A remark that leaves what lies before the person as it is."""
    return Reply((Message(remark),), beside=True)


def _after(remark: Markup, reply: Reply) -> Reply:
    return replace(reply, messages=(Message(remark), *reply.messages))
