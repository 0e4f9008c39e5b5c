"""Which kinds of notice a person gets, pauses, or has stopped."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from dialogue.core import labels
from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.reply import Button, Message, numbered
from models.core.vocabulary import NoticeKind
from models.labourers.labourer import NoticePreference
from models.labourers.preferences import is_paused

KIND_STATE = N_("{kind}: {state}")


def news_preferences(
    speech: Speech,
    wishes: Mapping[NoticeKind, NoticePreference],
    now: datetime,
    zone: ZoneInfo,
) -> Message:
    """Each kind with how it stands; a tap leads to what can be done about it."""
    kinds = [
        (
            f"news:{kind}",
            speech(KIND_STATE, kind=speech(label), state=_state(speech, wishes[kind], now, zone)),
        )
        for kind, label in labels.NOTICES.items()
    ]
    text = speech(N_("<b>Which news may we send you?</b>\nTap one to change it."))
    return Message(text, (*numbered(kinds), (Button(str(speech(BACK)), "menu"),)))


def _state(speech: Speech, wish: NoticePreference, now: datetime, zone: ZoneInfo) -> str:
    if is_paused(wish, now) and wish.paused_until:
        day = wish.paused_until.astimezone(zone)
        return str(speech(N_("⏸ until {month}/{day}"), month=day.month, day=day.day))
    return str(speech(N_("✅ yes"))) if wish.welcome else str(speech(N_("⛔ no")))


def news_kind_choices(speech: Speech, kind: NoticeKind) -> Message:
    """What can be done about one kind."""
    choices = (
        ("on", N_("✅ Send them")),
        ("pause", N_("⏸ Not for a month")),
        ("stop", N_("⛔ Do not send them")),
    )
    buttons = numbered((f"news:{kind}:{to}", speech(label)) for to, label in choices)
    back = Button(str(speech(BACK)), "news")
    text = Markup("<b>{}</b>").format(speech(labels.NOTICES[kind]))
    return Message(text, (*buttons, (back,)))
