"""A person's own entry: shown, its history, its export, its end."""

import json
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from dialogue.core.form import FormContext, FormState
from dialogue.core.form_screens import BACK, choose_change_message, shown_answer, summary_lines
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Document, Message, numbered
from dialogue.labourers.form_intake import INTAKE, has_more
from models.core.paging import cut
from models.labourers import poverty
from models.labourers.labourer import LedgerChange

FILES_TOO = N_("📎 The files too: {count}")
GO_ON = N_(
    "<b>Shall we go on?</b> A few questions about your work, what you can do and what you would "
    "like: then what we find fits you. Each answer is kept at once; you can stop at any time."
)
HISTORY_ROOM = 3800  # the room in Telegram's characters, of its 4,096


def fill_form(facts: dict[str, Any], scene: FormContext) -> FormState:
    """An entry's facts as the filled intake."""
    return FormState(INTAKE, scene.today, INTAKE.fitting(facts, scene.today))


def own_entry(facts: dict[str, Any], scene: FormContext, noted: Markup | None = None) -> Message:
    """Everything in the entry, and what its person can do with it."""
    speech = scene.speech
    head = noted or speech(N_("<b>What is kept about you</b>"))
    more = (("more", N_("📝 A few more questions")),) if has_more(facts, scene.today) else ()
    choices = (
        ("me:change", N_("✏️ Change something")),
        *more,
        ("news", N_("🔔 Which news I get")),
        ("me:history", N_("🕘 What was changed, and when")),
        ("me:looks", N_("👁 Who looked at it")),
        ("me:export", N_("📄 Give me everything as a file")),
        ("me:erase", N_("🗑 Delete everything")),
        ("menu", N_("Menu")),
    )
    return Message(
        Markup("{}\n\n{}").format(head, summary_lines(fill_form(facts, scene), scene)),
        numbered((choice, speech(label)) for choice, label in choices),
    )


def registered_message(facts: dict[str, Any], scene: FormContext, noted: Markup) -> Message:
    """Done: what was written down, and whether they would like to go on."""
    speech = scene.speech
    more = (("more", N_("▶️ Yes, go on"), "affirm go_on"),) if has_more(facts, scene.today) else ()
    choices = (
        *more,
        ("menu", N_("Not now"), "deny later"),
        ("me:change", N_("✏️ Something is wrong"), "change some_wrong"),
    )
    asked = Markup("\n\n{}").format(speech(GO_ON)) if more else ""
    return Message(
        Markup("{}\n\n{}{}").format(noted, summary_lines(fill_form(facts, scene), scene), asked),
        numbered((choice, speech(label), intents) for choice, label, intents in choices),
    )


def no_entry(speech: Speech) -> Message:
    """Who is not registered can still have, and delete, what was answered so far."""
    choices = (
        ("intake", N_("📝 Register myself")),
        ("me:export", N_("📄 Give me everything as a file")),
        ("me:erase", N_("🗑 Delete everything")),
        ("menu", N_("Menu")),
    )
    return Message(
        speech(N_("You are not registered yet. Answers given so far are kept until you go on.")),
        numbered((choice, speech(label)) for choice, label in choices),
    )


def changeable_facts(facts: dict[str, Any], scene: FormContext, prefix: str, back: str) -> Message:
    """Each fact as a button; the choice is `prefix` and its key."""
    return choose_change_message(fill_form(facts, scene), scene.speech, prefix, back)


def change_history(
    changes: list[LedgerChange], scene: FormContext, own_account: int, zone: ZoneInfo, page: int = 1
) -> Message:
    """When, by whom, from what to what; the first is the entry. Page 1 has the latest that fit."""
    speech = scene.speech
    first = changes[0].at if changes else None
    blocks = [
        Markup("{} · {}\n{}").format(
            at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
            _who(account, own_account, speech),
            speech(N_("Registered")) if at == first else _what(list(together), scene),
        )
        for (at, account), together in groupby(changes, lambda c: (c.at, c.account_id))
    ]
    shown = cut(_that_fit(blocks), page, 1)
    fit = shown.items[0] if shown.items else []
    text = Markup("\n\n").join([speech(N_("<b>What was changed, and when</b>")), *fit])
    back = (Button(str(speech(BACK)), "me"),)
    return Message(text, (*page_buttons(shown, "me:history:", speech), back))


def _that_fit(blocks: list[Markup]) -> list[list[Markup]]:
    """The blocks in portions that fit a message, the latest portion first."""
    portions: list[list[Markup]] = []
    room = 0
    for block in reversed(blocks):
        room -= _room(block)
        if room < 0:
            portions.append([])
            room = HISTORY_ROOM - _room(block)
        portions[-1].insert(0, block)
    return portions


def _room(block: Markup) -> int:
    return len(block.striptags().encode("utf-16-le")) // 2


def _who(account: int | None, own_account: int, speech: Speech) -> Markup:
    own = account == own_account
    return speech(N_("by you")) if own else speech(N_("by the office or a broker"))


def _what(changes: list[LedgerChange], scene: FormContext) -> Markup:
    return Markup("\n").join(_one(change, scene) for change in changes)


def _one(change: LedgerChange, scene: FormContext) -> Markup:
    if change.fact == poverty.FACT:
        return scene.speech(N_("Registered poor: confirmed by the office"))
    asked = INTAKE.of(change.fact)
    before, after = (shown_answer(asked, v, scene) for v in (change.before, change.after))
    return Markup("{}: {} → <b>{}</b>").format(scene.speech(asked.label), before, after)


def exported(content: dict[str, Any], files: int, speech: Speech) -> Message:
    """The whole of what is held, as a file; the choice of so many files that belong to it."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    choices = [("me:export:1", speech(FILES_TOO, count=files))] if files else []
    return Message(
        speech(N_("Here is everything that is kept about you. Take good care of this file.")),
        numbered([*choices, ("me", speech(BACK))]),
        document=Document("chunfeng.json", text.encode()),
    )


def files_given(gone: int, more: int, portion: int, speech: Speech) -> Message:
    """After a portion of the files: how many are gone, and how many more there are."""
    said = [speech(N_("There are more files.") if more else N_("These were all the files."))]
    if gone:
        gone_said = N_("{count} can't be found any more. Please ask the office.")
        said.append(speech(gone_said, count=gone))
    choices = [(f"me:export:{portion + 1}", speech(FILES_TOO, count=more))] if more else []
    return Message(Markup("\n").join(said), numbered([*choices, ("me", speech(BACK))]))


def erase_question(speech: Speech, noted: str = "") -> Message:
    """Really? After a remark perhaps."""
    asked = speech(
        N_(
            "Delete everything that is kept about you? You will get no more news of jobs or "
            "training. This cannot be undone."
        )
    )
    return Message(
        Markup("{}\n\n{}").format(speech(noted), asked) if noted else asked,
        numbered(
            (
                ("me", speech(N_("No, keep it")), "deny refuse"),
                ("me:erase:yes", speech(N_("Yes, delete everything")), "affirm"),
            )
        ),
    )


def erased(speech: Speech) -> Message:
    return Message(
        speech(N_("Everything about you is deleted. All the best! You can come back at any time."))
    )
