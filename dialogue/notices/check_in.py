"""The door: the code that people scan, and the list by which staff mark who came."""

from collections.abc import Sequence
from io import BytesIO

from markupsafe import Markup

from dialogue.core.form_screens import BACK, BEFORE, MORE
from dialogue.core.i18n import N_, Speech
from dialogue.core.reply import Button, Message, Rows, numbered
from dialogue.notices.notice import notice_title
from models.core.gazetteer import Gazetteer
from models.labourers.labourer import Labourer
from models.notices.notice import Notice
from models.notices.sign_ups import HOLDING, SignUp, SignUpState

PAGE = 10
PIXELS, MARGIN = 8, 4


def check_in_code(notice: Notice, link: str, speech: Speech, hour: str) -> Message:
    """A picture of the link: whoever opens it is checked in."""
    import segno

    picture = BytesIO()
    segno.make(link, error="m").save(picture, kind="png", scale=PIXELS, border=MARGIN)
    text = speech(
        N_(
            "🔳 <b>“{title}”</b>\nPeople scan this at the door and are checked in. "
            "It works until {hour} today.\n{link}"
        ),
        title=notice_title(notice, speech),
        hour=hour,
        link=link,
    )
    back = Button(str(speech(BACK)), f"manage:{notice.id}")
    return Message(text, ((back,),), picture=picture.getvalue())


def attendance_list(
    notice: Notice, people: Sequence[tuple[SignUp, Labourer]], speech: Speech, page: int
) -> Message:
    """Everybody signed up, ten a page; a tap marks them present, another takes it back."""
    here = f"manage:{notice.id}"
    page, shown, beside = _page(people, page, here, speech)
    marks = numbered(
        (
            (f"{here}:mark:{labourer.id}:{page}", _name(mine, labourer, speech))
            for mine, labourer in shown
        ),
        columns=2,
    )
    other = Button(str(speech(N_("➕ Somebody else, by name"))), f"{here}:name")
    head = speech(
        N_("<b>“{title}”</b>\nSigned up: {count} · came: {came}. Tap who is here."),
        title=notice_title(notice, speech),
        came=sum(mine.attended_at is not None for mine, _ in people),
        count=sum(mine.state in HOLDING for mine, _ in people),
    )
    return Message(head, (*marks, *beside, (other,), _back(here, speech)))


def sign_up_list(
    notice: Notice,
    people: Sequence[tuple[SignUp, Labourer]],
    regions: Gazetteer,
    speech: Speech,
    page: int,
) -> Message:
    """Where nobody can be marked, before the day or without one: a list to read and to call."""
    here = f"manage:{notice.id}"
    page, shown, beside = _page(people, page, here, speech)
    names = [
        Markup("• {} · {} · {}").format(
            _name(mine, labourer, speech),
            regions.full_name(labourer.village_code),
            labourer.phone or "–",
        )
        for mine, labourer in shown
    ]
    head = N_("<b>“{title}”</b>\nSigned up: {count}. They wait for your call.")
    if notice.starts_at is not None:
        head = N_(
            "<b>“{title}”</b>\nSigned up: {count}. From its day on you can mark here who comes."
        )
    head = speech(head, title=notice_title(notice, speech), count=len(people))
    return Message(Markup("\n").join([head, *names]), (*beside, _back(here, speech)))


def _page(
    people: Sequence[tuple[SignUp, Labourer]], wanted: int, here: str, speech: Speech
) -> tuple[int, Sequence[tuple[SignUp, Labourer]], Rows]:
    """The page there is, who stands on it, and the way to those beside it."""
    last = max(1, -(-len(people) // PAGE))
    page = min(max(wanted, 1), last)
    beside = tuple(
        Button(str(speech(label)), f"{here}:who:{to}")
        for to, label in ((page - 1, BEFORE), (page + 1, MORE))
        if 1 <= to <= last
    )
    return page, people[(page - 1) * PAGE : page * PAGE], (beside,) if beside else ()


def _back(here: str, speech: Speech) -> tuple[Button, ...]:
    return (Button(str(speech(BACK)), here),)


def _name(mine: SignUp, labourer: Labourer, speech: Speech) -> Markup:
    mark = "✅ " if mine.attended_at else ""
    queued = speech(N_(" (waiting)")) if mine.state is SignUpState.QUEUED else ""
    return Markup("{}{}{}").format(mark, labourer.name, queued)


def choose_namesake(
    notice: Notice, found: Sequence[tuple[Labourer, str]], speech: Speech
) -> Message:
    """Several have that name: which one is here?"""
    here = f"manage:{notice.id}"
    labels = [
        (f"{here}:mark:{labourer.id}:1", Markup("{} · {}").format(labourer.name, village))
        for labourer, village in found
    ]
    back = Button(str(speech(BACK)), f"{here}:who:1")
    return Message(speech(N_("Which of them is here?")), (*numbered(labels), (back,)))
