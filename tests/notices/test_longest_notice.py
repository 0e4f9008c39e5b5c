"""The longest notice that can be written still fits, under a picture too, in every language."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.telegram.start_links import resolve_links_of
from dialogue.core import ticks
from dialogue.core.hold_reasons import HOLD_REASONS
from dialogue.core.i18n import Speech
from dialogue.core.reply import Message
from dialogue.core.start_link import StartLink
from dialogue.labourers import calls
from dialogue.notices import check_in, open_notices, publication, sign_ups
from dialogue.notices.form_notice import NOTICE, SEATS_MOST, TEXT_MOST, TITLE_MOST
from dialogue.notices.notice import LATE, Reader, notice_message
from models.core.address import parse_media_ref
from models.core.paging import Page
from models.core.tick_runs import TickRun
from models.core.vocabulary import Course, Language, NoticeKind, Trade, WorkStatus
from models.labourers.calls import Call
from models.labourers.labourer import Labourer
from models.notices.audience import Ground
from models.notices.messages import EVE_REMINDER, MORNING_REMINDER, SEAT_GIVEN
from models.notices.notice import Notice, NoticeState
from models.notices.open_notices import Shown
from models.notices.publication import AudienceReach
from models.notices.publication_progress import Progress
from models.notices.sign_ups import Help, SignUp, SignUpState
from models.outbox.row import HoldReason
from sandbox.api.entities import length
from sandbox.api.html import HtmlReader
from tests.dialogue.test_longest import LARGEST, longest
from tests.support.form_contexts import LANGUAGES, REGIONS, shown_text

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
CAPTION = 1024
PLACE = 60
each_language = pytest.mark.parametrize("language", LANGUAGES)
GROUNDS: list[tuple[Ground, list[str]]] = [
    (Ground.TRAINING, [*Course]),
    (Ground.WORK, [*Trade]),
    (Ground.AREA, ["汪清县"]),
]


def widest(state: NoticeState = NoticeState.PUBLISHED) -> Notice:
    """As much as its writer may give, every character a long one."""
    return Notice(
        id=LARGEST,
        county="222424",
        kind=NoticeKind.JOB_FAIR,
        language=Language.ZH,
        titles={Language.ZH: longest(TITLE_MOST)},
        texts={Language.ZH: longest(TEXT_MOST), Language.KO: longest(TEXT_MOST)},
        starts_at=datetime(2028, 12, 22, 1, tzinfo=UTC),
        last_day=date(2028, 12, 31),
        deadline=date(2028, 12, 21),
        over_at=datetime(2029, 1, 1, tzinfo=UTC),
        place=longest(PLACE),
        latitude=43.3,
        longitude=129.7,
        area="222424",
        capacity=SEATS_MOST,
        taken=SEATS_MOST,
        picture="photo-1",
        state=state,
        created_at=NOW,
        publish_at=datetime(2028, 11, 22, 13, tzinfo=UTC),
    )


def reader(language: Language) -> Reader:
    return Reader(Speech(language), NOW, ZONE, GROUNDS)


def caption(message: Message) -> int:
    """As many characters as Telegram counts."""
    shown_text(message)
    return length(HtmlReader(str(message.text)).read()[0])


@each_language
@pytest.mark.parametrize("late", [None, *LATE])
def test_under_a_picture_there_is_room_for_all(language: Language, late: HoldReason | None) -> None:
    message = notice_message(widest(), reader(language), late=late, cap=5)
    assert message.picture == parse_media_ref("photo-1")
    assert caption(message) <= CAPTION


@each_language
def test_so_is_there_in_the_preview(language: Language) -> None:
    first, second = publication.notice_as_read(widest(), reader(language))
    assert caption(first) <= CAPTION
    assert second.picture is None
    why = dict.fromkeys(HOLD_REASONS, 10**6)
    reach = AudienceReach(10**7, why, 10**6)
    for state in (NoticeState.DRAFT, NoticeState.SCHEDULED):
        notice = widest(state)
        shown_text(
            publication.preview(notice, reader(language), reach, "汪" * 300, notice.publish_at)
        )


def longest_counts() -> list[str]:
    """As many counts as the tick with the most of them has, those with the longest names."""
    return sorted(ticks.COUNTS, key=lambda key: len(ticks.COUNTS[key]))[-8:]


@each_language
def test_every_other_screen_of_it_fits(language: Language) -> None:
    notice, one = widest(), reader(language)
    speech = one.speech
    why = dict.fromkeys(HOLD_REASONS, 10**6)
    done = Progress(10**6, 10**6, 0, 10**6, 10**6, 10**6, why)
    mine = SignUp(notice_id=1, labourer_id=1, state=SignUpState.SEATED, asked_at=NOW)
    labourer = Labourer(
        id=LARGEST, name="𠀀" * 30, birth_year=1985, village_code="222424101216",
        ethnicity="han", consent_version="1", status=WorkStatus.OUTSIDE,
        work_place=longest(60), work_what=longest(60),
    )  # fmt: skip
    call = Call(id=LARGEST, month=209912, labourer_id=1, opened_at=NOW)
    job = TickRun(name="delivery", ran_at=NOW, next_at=NOW, failures=9, failed_at=NOW,
              failure="x" * 80, total=dict.fromkeys(longest_counts(), 10**9))  # fmt: skip
    people = [(mine, labourer)] * 30
    lines = publication.progress_lines(done, speech, 30, "08:00")
    for message in (
        *(sign_ups.seat_given(notice, one), sign_ups.place_in_queue(notice, one, 10**6)),
        *(sign_ups.seat_given_back(notice, speech), sign_ups.notice_declined(notice, speech)),
        *(
            sign_ups.sign_up_closed(notice, one),
            sign_ups.notice_cancelled(notice, one),
            sign_ups.thanks(speech),
        ),
        *(
            sign_ups.reminder(notice, one, topic)
            for topic in (SEAT_GIVEN, EVE_REMINDER, MORNING_REMINDER)
        ),
        *(sign_ups.notice_corrected(notice, one, who) for who in (None, mine)),
        *(
            sign_ups.where_it_is(notice, one, "汪清县", can_sign=True),
            sign_ups.present_now(notice, speech),
        ),
        *(sign_ups.did_it_help(notice, speech), sign_ups.confirm_leaving(notice, speech)),
        *(open_notices.open_notice(notice, one, mine, (99, 100), which) for which in Shown),
        *(open_notices.no_open_notices(speech, which) for which in Shown),
        *(publication.progress(widest(state), done, speech, 30, None) for state in NoticeState),
        publication.notice_list(speech, Page([notice] * 20, 2, True)),
        publication.publication_report(notice, done, speech, 30),
        publication.published_notice(
            notice, lines, (10**6, 10**6, 10**6), dict.fromkeys(Help, 10**6), speech
        ),
        publication.publication_planned(notice, speech, "12-22"),
        check_in.attendance_list(notice, people, speech, 2),
        check_in.sign_up_list(notice, people, REGIONS, speech, 2),
        check_in.choose_namesake(notice, [(labourer, "汪清县 大兴沟镇 和盛村")] * 20, speech),
        calls.call_list(speech, Page([(call, labourer)] * 20, 2, True)),
        calls.call_card(speech, call, labourer, "汪清县 大兴沟镇 和盛村"),
        calls.which_status(speech, call, labourer),
        ticks.tick_runs_message(speech, [job] * len(ticks.NAMES), 10**9, ZONE),
    ):
        shown_text(message)
    code = check_in.check_in_code(notice, StartLink("x" * 64), speech, "24:00")
    assert caption(resolve_links_of(code, "x" * 32)) <= CAPTION


def test_everything_that_can_be_asked_has_a_word_for_it() -> None:
    assert {question.key for question in NOTICE.questions} >= {"kind", "title", "text", "who"}
    assert set(sign_ups.HELPED) == set(Help)
    assert set(HOLD_REASONS) == set(HoldReason)
    assert set(publication.STATES) == set(NoticeState)
