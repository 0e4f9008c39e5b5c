"""What the clock did: each tick's last run, its counts, its next run, and its failures."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from dialogue.core.form_screens import BACK
from dialogue.core.i18n import N_, Speech
from dialogue.core.keeping import OPEN
from dialogue.core.reply import Button, Message, numbered
from models.core.tick_runs import TickRun

NAMES = {
    "delivery": N_("Sending"),
    "publication": N_("Publishing"),
    "reminders": N_("Reminders"),
    "collection": N_("Fetching files"),
    "housekeeping": N_("Tidying up"),
    "imports": N_("Lists going on"),
    "sweeping": N_("Forgetting what is old"),
    "watch": N_("Watching what waits"),
    "alarms": N_("Watching for doubles and guesses"),
    "snapshot": N_("The month's snapshot"),
    "checks": N_("Checking the ledger"),
    "backup": N_("Backup"),
}

# Letters of an error's name, and counts of one job: the screen is one message.
LONGEST_FAILURE, COUNTS_SHOWN = 24, 4

COUNTS = {
    "months": N_("people of the month"),
    "found": N_("findings opened"),
    "settled": N_("findings closed"),
    "sent": N_("sent"),
    "held": N_("held by Telegram"),
    "away": N_("not answered"),
    "blocked": N_("blocked the bot"),
    "refused": N_("refused"),
    "freed": N_("taken up again"),
    "kept": N_("files kept"),
    "swept": N_("files of no use removed"),
    "planned": N_("people planned for"),
    "out": N_("notices out"),
    "intakes": N_("unfinished intakes"),
    "statuses": N_("monthly questions"),
    "calls": N_("calls to make"),
    "confirmations": N_("placements asked about again"),
    "checkins": N_("follow-ups"),
    "weeks": N_("brokers told of their week"),
    "ledger_weeks": N_("staff told of the ledger's week"),
    "overdue": N_("told of overdue grievances"),
    "sessions": N_("old console sessions forgotten"),
    "updates": N_("old updates forgotten"),
    "undecided": N_("undecided forgotten"),
    "attempts": N_("old attempts forgotten"),
    "drafts": N_("unfinished forms"),
    "applications": N_("refused applications"),
    "liked": N_("wishes for work"),
    "codes": N_("codes"),
    "called": N_("calls made"),
    "messages": N_("sent messages"),
    "answers": N_("answers about work"),
    "grievances": N_("closed grievances"),
    "files": N_("files of void placements"),
    "vouchers": N_("files of paid placements"),
    "pieces": N_("pieces of lists"),
    "import rows": N_("rows of old lists"),
    "imports": N_("old lists"),
    "requests": N_("erasure requests"),
    "trail": N_("acts of the trail"),
    "missed": N_("doubles found afterwards"),
    "doubles": N_("told of doubles"),
    "alarms": N_("told of many wrong tries"),
    "late": N_("told that messages are late"),
    "flows": N_("told that they go out again"),
    "copied": N_("files in the last backup"),
    "dropped": N_("old backups removed"),
}


def tick_runs_message(
    speech: Speech, known: Sequence[TickRun], waiting: int, zone: ZoneInfo
) -> Message:
    """One block a job."""
    head = speech(N_("<b>⚙️ What runs by the clock</b>\nWaiting to be sent: {count}"), count=waiting)
    blocks = [_one(speech, job, zone) for job in known]
    text = Markup("\n\n").join([head, *blocks])
    periods, back = Button(str(speech(OPEN)), "keeping"), Button(str(speech(BACK)), "menu")
    return Message(text, ((periods,), (back,)))


def _one(speech: Speech, job: TickRun, zone: ZoneInfo) -> Markup:
    name = speech(NAMES[job.name]) if job.name in NAMES else Markup.escape(job.name)
    lines = [
        Markup("<b>{}</b>").format(name),
        speech(
            N_("last {ran}, next {next}"),
            ran=f"{job.ran_at.astimezone(zone):%m-%d %H:%M:%S}",
            next=f"{job.next_at.astimezone(zone):%m-%d %H:%M:%S}",
        ),
        _counts(speech, job),
    ]
    if job.failures and job.failed_at is not None:
        lines.append(
            speech(
                N_("⚠️ failed {times} times in a row, last {at}: {failure}"),
                times=job.failures,
                at=f"{job.failed_at.astimezone(zone):%m-%d %H:%M:%S}",
                failure=(job.failure or "")[:LONGEST_FAILURE],
            )
        )
    return Markup("\n").join(line for line in lines if line)


def _counts(speech: Speech, job: TickRun) -> Markup:
    """The first counts that are not 0; of more there is a sign."""
    counted = [(key, count) for key, count in job.total.items() if count and key in COUNTS]
    shown = [
        Markup("{} {}").format(speech(COUNTS[key]), count) for key, count in counted[:COUNTS_SHOWN]
    ]
    return Markup(" · ").join([*shown, *(["…"] if len(counted) > COUNTS_SHOWN else [])])


def outbox_late_message(speech: Speech, since: dt.datetime, count: int) -> Message:
    """To staff: what waits does not go out; `since` is in the county's zone."""
    text = speech(
        N_(
            "🐢 <b>Messages are not going out</b>\n"
            "The oldest has waited since {since}, {count} wait. Nothing is lost. "
            "Please tell whoever runs the bot."
        ),
        since=f"{since:%H:%M}",
        count=count,
    )
    return Message(text, numbered([("jobs", speech(N_("⚙️ What runs by the clock")))]))


def outbox_recovered_message(speech: Speech) -> Message:
    """To staff who were told of it."""
    return Message(speech(N_("✅ <b>Messages go out again.</b> What waited is on its way.")))
