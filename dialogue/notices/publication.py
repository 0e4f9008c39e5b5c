"""A notice as its writer sees it: the list, the preview, the progress, and the report."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from dialogue.core.calendar import format_moment
from dialogue.core.form_screens import BACK
from dialogue.core.hold_reasons import HOLD_REASONS
from dialogue.core.i18n import N_, Speech
from dialogue.core.paging import page_buttons
from dialogue.core.reply import Button, Document, Message, numbered
from dialogue.notices.notice import Reader, grounds_text, notice_body, notice_title
from dialogue.notices.sign_ups import HELPED
from models.core.paging import Page
from models.core.quiet_hours import is_quiet
from models.core.vocabulary import Language
from models.notices.notice import Notice, NoticeState
from models.notices.publication import AudienceReach
from models.notices.publication_progress import Progress
from models.notices.sign_ups import Help
from models.outbox.row import HoldReason

STATES = {
    NoticeState.DRAFT: N_("📝 not out yet"),
    NoticeState.SCHEDULED: N_("🕒 goes out by itself"),
    NoticeState.PUBLISHING: N_("📤 going out"),
    NoticeState.PUBLISHED: N_("✅ out"),
    NoticeState.CANCELLED: N_("❌ cancelled"),
}
WRITE = N_("📣 Write a notice")
PUBLISH_THEN = N_("🕒 Right, send it then")
PUBLISH, CHANGE, CANCEL = N_("📤 Publish"), N_("✏️ Change something"), N_("❌ Cancel it")
DISCARD, ALL = N_("🗑 Throw it away"), N_("All notices")
WHO_CAME, QR = N_("🙋 Who signed up, who came"), N_("🔳 Code for the door")
CALLS, WRITE_TO_THEM = N_("📞 Who needs a call (file)"), N_("✉️ Write to who signed up")


def _manage(notice: Notice, step: str = "") -> str:
    return f"manage:{notice.id}:{step}" if step else f"manage:{notice.id}"


def notice_list(speech: Speech, notices: Page[Notice]) -> Message:
    """The last notices, each with its number and how it stands."""
    labels = [
        (
            _manage(notice),
            f"№{notice.id} {notice_title(notice, speech)} · {speech(STATES[notice.state])}",
        )
        for notice in notices.items
    ]
    head = N_("<b>Notices</b>") if notices.items else N_("There is no notice yet.")
    rows = numbered([("write", speech(WRITE)), *labels])
    pages = page_buttons(notices, "manage:page:", speech)
    return Message(speech(head), (*rows, *pages, (Button(str(speech(BACK)), "menu"),)))


def preview(
    notice: Notice, reader: Reader, who: AudienceReach, said: str, goes: dt.datetime | None
) -> Message:
    """Before anything is sent: to whom, how many, and who of them cannot be reached."""
    speech = reader.speech
    lines = [
        Markup("№{} {}").format(notice.id, speech(STATES[notice.state])),
        Markup("👥 {}").format(said),
        *_reach_lines(who, speech),
    ]
    if goes is not None:
        when = format_moment(goes, speech, reader.zone, reader.today)
        lines.append(speech(N_("🕒 Goes out: {when}"), when=when))
    if goes is not None and is_quiet(goes, reader.zone):
        lines.append(speech(N_("🌙 That is at night: people get it at 8 in the morning.")))
    return Message(Markup("\n").join(lines), numbered(_preview_choices(notice, who, speech)))


def _reach_lines(who: AudienceReach, speech: Speech) -> list[Markup]:
    if not who.people:
        return [speech(N_("👉 Nobody fits. Please change whom it is for."))]
    if not who.unreached:
        lines = [
            speech(N_("📤 It is for <b>{people}</b> people and reaches all."), people=who.people)
        ]
    else:
        reached = speech(
            N_("📤 It is for {people} people and reaches <b>{reached}</b>."),
            people=who.people,
            reached=who.reached,
        )
        lines = [reached, *_unreached(who.unreached, speech)]
    if who.capped:
        full = N_("⏸ {count} of these had five within a week already; theirs waits.")
        lines.append(speech(full, count=who.capped))
    return lines


def _preview_choices(
    notice: Notice, who: AudienceReach, speech: Speech
) -> list[tuple[str, object]]:
    draft = notice.state is NoticeState.DRAFT
    publish = PUBLISH if notice.publish_at is None else PUBLISH_THEN
    return [
        # A stray 1, typed to the question before, must not send anything to anybody.
        (_manage(notice, "change"), speech(CHANGE)),
        *([(_manage(notice, "publish"), speech(publish))] if draft and who.people else []),
        (_manage(notice, "discard"), speech(DISCARD))
        if draft
        else (_manage(notice, "cancel"), speech(CANCEL)),
        ("notices", speech(ALL)),
    ]


def _unreached(by_why: Mapping[HoldReason, int], speech: Speech) -> list[Markup]:
    return [
        speech(N_("  · {count}: {why}"), count=count, why=speech(HOLD_REASONS[why]))
        for why, count in sorted(by_why.items(), key=lambda pair: -pair[1])
    ]


def notice_as_read(notice: Notice, reader: Reader) -> list[Message]:
    """As labourers will see it, without its buttons: in each language that it was written in."""
    written = [reader.speech.language] if reader.speech.language in notice.texts else []
    written += [Language(code) for code in notice.texts if code not in written]
    readers = [replace(reader, speech=Speech(language)) for language in written]
    texts = [
        Markup("\n").join(part for part in (notice_body(notice, one), grounds_text(one)) if part)
        for one in readers
    ]
    return [Message(texts[0], picture=notice.picture_ref), *(Message(text) for text in texts[1:])]


def progress_lines(done: Progress, speech: Speech, rate: float, opens: str | None) -> Markup:
    """How far it has gone: what there is, a line each; `opens` is when the night ends, at night."""
    now_waiting = done.waiting - done.later
    counted = (
        (N_("✅ Sent: {count}"), done.sent, True),
        (N_("⏳ Waiting: {count}"), done.waiting, False),
        (N_("🚫 Can't be reached: {count}"), done.unreachable, False),
        (N_("⚠️ Went wrong: {count}"), done.failed, False),
        (N_("⌛ No longer needed: {count}"), done.ended, False),
    )
    lines = [speech(text, count=count) for text, count, always in counted if count or always]
    lines += _unreached(done.by_why, speech)
    if now_waiting and opens:
        said = N_("🌙 It goes on at {hour}; nobody is written to at night.")
        lines.append(speech(said, hour=opens))
    elif now_waiting:
        minutes = max(1, round(now_waiting / rate / 60))
        lines.append(speech(N_("🕒 About {minutes} min left"), minutes=minutes))
    return Markup("\n").join(lines)


def progress(
    notice: Notice, done: Progress, speech: Speech, rate: float, opens: str | None
) -> Message:
    """The message that changes while it goes out; in the end the report says the rest."""
    name = notice_title(notice, speech)
    if notice.state is NoticeState.PUBLISHING:
        head = speech(N_("📤 <b>“{title}” is going out.</b>"), title=name)
        text = Markup("{}\n{}").format(head, progress_lines(done, speech, rate, opens))
    elif notice.state is NoticeState.SCHEDULED:
        text = speech(N_("📤 “{title}”: getting the list of people ready …"), title=name)
    else:
        text = speech(N_("📤 “{title}” is out."), title=name)
    return Message(text, numbered([(_manage(notice), speech(N_("Open the notice")))]))


def publication_report(notice: Notice, done: Progress, speech: Speech, rate: float) -> Message:
    """Once it is out: what became of it, and who needs a call."""
    head = speech(N_("📮 <b>“{title}” is out.</b>"), title=notice_title(notice, speech))
    text = Markup("{}\n{}").format(head, progress_lines(done, speech, rate, None))
    choices = [(_manage(notice), N_("Open the notice"))]
    if done.unreachable or done.failed or done.ended:
        choices.append((_manage(notice, "calls"), CALLS))
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def published_notice(
    notice: Notice,
    lines: Markup,
    counts: tuple[int, int, int],
    helped: Mapping[Help, int],
    speech: Speech,
) -> Message:
    """A notice that is out: how far, who signed up, waits and came, and what can be done."""
    signed, waiting, came = counts
    people = speech(
        N_("🙋 Signed up: {signed} · waiting: {waiting} · came: {came}"),
        signed=signed,
        waiting=waiting,
        came=came,
    )
    said = [Markup("№{} {}").format(notice.id, speech(STATES[notice.state])), lines, people]
    said += [
        Markup("{}: {}").format(speech(HELPED[how]), count)
        for how, count in helped.items()
        if count
    ]
    text = Markup("\n").join(said)
    choices = [
        (_manage(notice, "who"), WHO_CAME),
        *([(_manage(notice, "qr"), QR)] if notice.starts_at else []),
        (_manage(notice, "calls"), CALLS),
        *([(f"write:{notice.id}", WRITE_TO_THEM)] if signed + waiting else []),
        (_manage(notice, "change"), CHANGE),
        (_manage(notice, "cancel"), CANCEL),
        ("notices", ALL),
    ]
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def notice_cancelled(notice: Notice, speech: Speech) -> Message:
    """It was cancelled, and who had it is told."""
    text = speech(
        N_("❌ “{title}” is cancelled. Everybody who had it is told."),
        title=notice_title(notice, speech),
    )
    return Message(text, numbered([("notices", speech(ALL)), ("menu", speech(N_("Menu")))]))


def confirm_discard(notice: Notice, speech: Speech) -> Message:
    text = speech(
        N_("Throw “{title}” away, with all you wrote?"), title=notice_title(notice, speech)
    )
    choices = ((_manage(notice), N_("No, keep it")), (_manage(notice, "discard!"), DISCARD))
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def confirm_cancel(notice: Notice, speech: Speech) -> Message:
    text = speech(
        N_("Cancel “{title}”? Everybody who had it gets a message."),
        title=notice_title(notice, speech),
    )
    choices = ((_manage(notice), N_("No, let it stand")), (_manage(notice, "cancel!"), CANCEL))
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def publication_planned(notice: Notice, speech: Speech, goes: str | None) -> Message:
    """It is on its way."""
    text = speech(
        N_("📤 <b>“{title}” goes out now.</b> I tell you how far it is."),
        title=notice_title(notice, speech),
    )
    if goes:
        text = speech(
            N_("🕒 <b>“{title}” goes out: {when}</b>"),
            title=notice_title(notice, speech),
            when=goes,
        )
    choices = ((_manage(notice), N_("Open the notice")), ("menu", N_("Menu")))
    return Message(text, numbered((choice, speech(label)) for choice, label in choices))


def call_sheet(speech: Speech, sheet: bytes, notice: Notice, count: int) -> Message:
    """The spreadsheet of who needs a call."""
    text = speech(
        N_("📞 {count} people to be called. Please keep this file to yourself."), count=count
    )
    return Message(text, document=Document(f"calls-{notice.id}.xlsx", sheet))


def nobody_to_call(speech: Speech, notice: Notice) -> Message:
    """Everybody was reached."""
    text = speech(N_("Everybody was reached: nobody needs a call."))
    return Message(text, numbered([(_manage(notice), speech(N_("Open the notice")))]))
