"""How long things are kept: every period in days, its default, its floor, and the reason for both.

Laws named here: the Personal Information Protection Law of 2021 (PIPL), art. 19: no longer than the
purpose needs, and art. 47: what is no longer needed is deleted; the Civil Code, art. 188: three
years to bring a claim; the Labour Dispute Mediation and Arbitration Law, art. 27: one year to ask
for arbitration.
"""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Period:
    """Whole days: the default, the fewest that a setting may name, and why."""

    days: int
    least: int
    reason: str


# The longest that a setting may name: a hundred years.
MOST_DAYS = 36_525
# The database itself lets no younger record of the trail go: see migration 0015.
TRAIL_STAYS = dt.timedelta(days=184)
PERIODS = {
    "drafts": Period(
        180, 7, "half a year has a whole season in it; reminders come within the first days"
    ),
    "applications": Period(
        365, 30, "a refused broker may ask why, and apply again, within the year"
    ),
    "interest": Period(365, 30, "work of one season is offered again in the next"),
    "codes": Period(90, 15, "a code is valid for 14 days; a question about it comes soon or never"),
    "messages": Period(
        400, 60, "who was told and called within the year that art. 27 gives, and a month more"
    ),
    "check_ins": Period(1095, 365, "what somebody was paid can be claimed for three years"),
    "grievances": Period(1095, 365, "a claim can be brought for three years; art. 27: one"),
    "files": Period(1095, 365, "a report that came to nothing can be disputed for three years"),
    "imports": Period(
        90,
        7,
        "a list is undone, and its faults are mended, within the season; its rows hold whole "
        "ID numbers",
    ),
    "vouchers": Period(
        11_323,
        11_323,
        "vouchers of paid money: 30 years from the end of the year (Measures for the "
        "Administration of Accounting Archives, 2015)",
    ),
    "trail": Period(
        1095,
        TRAIL_STAYS.days,
        "records of handling personal data: three years (PIPL art. 56); logs: six months at least "
        "(Cybersecurity Law)",
    ),
}
# What has no period of its own, and why: it stays as long as the entry, or as what it names.
STAYS = {
    "key_check": "one row: which key this store is sealed with",
    "region": "public names and codes of places",
    "household": "it goes with the last of its entries",
    "labourer": "the entry: until its person has it deleted",
    "ledger_change": "the history of an entry, which its person reads; figures of past months "
    "are made of it",
    "notice_preference": "what its person wants to hear of, as long as the entry",
    "double_entry": "numbers of entries alone; a pair that was decided is not asked about again",
    "ledger_finding": "what was found about an entry, as long as the entry",
    "monthly_snapshot": "the months of an entry, as long as the entry; lists of what changed are "
    "made of them",
    "ledger_export": "which files the office took out, by codes and numbers alone: the trail names "
    "them, the oldest part for as long as vouchers are kept",
    "visit": "who went to see somebody, as long as the entry",
    "import_column_choice": "what a county's own headers mean; nothing of a person",
    "account": "as long as its person agrees; one that never agreed goes after a day",
    "address": "as long as its account",
    "role": "who may do what now",
    "role_term": "the trail is read by it, the oldest part for as long as vouchers are kept; "
    "a dismissal stands",
    "employer": "a firm, not a person; listings are public",
    "vacancy": "what a firm offered",
    "placement": "as long as the entry; what was paid stays without the person",
    "subsidy_rule": "a public rule",
    "subsidy_payment": "what was paid for a placement, as the office's books have it; no person is "
    "named in it",
    "enquiry": "what a person asked the office or their broker, as long as their entry or account",
    "enquiry_message": "as long as the enquiry",
    "told_forecast": "what a broker was told last, in place of the week before; as the account",
    "notice": "what the office published",
    "sign_up": "who came to which course: figures are made of it, as long as the entry",
    "job": "the clock's own work",
    "milestone": "numbers of months and weeks, so that nothing is planned twice",
    "sweep": "how far the sweep has come",
    "attempt": "30 days, as long as a limit counts it: models/accounts/attempts.py",
    "console_session": "two days: models/accounts/console_sessions.py",
    "seen_update": "two days: models/accounts/processed_updates.py",
}


@dataclass(frozen=True)
class Keeping:
    """The days that a county keeps each kind for, as its settings say."""

    drafts: int = PERIODS["drafts"].days
    applications: int = PERIODS["applications"].days
    interest: int = PERIODS["interest"].days
    codes: int = PERIODS["codes"].days
    messages: int = PERIODS["messages"].days
    check_ins: int = PERIODS["check_ins"].days
    grievances: int = PERIODS["grievances"].days
    files: int = PERIODS["files"].days
    imports: int = PERIODS["imports"].days
    vouchers: int = PERIODS["vouchers"].days
    trail: int = PERIODS["trail"].days

    def before(self, period: str, now: dt.datetime) -> dt.datetime:
        """What ended before this moment is kept no longer."""
        days: int = getattr(self, period)
        return now - dt.timedelta(days=days)


BY_DEFAULT = Keeping()
