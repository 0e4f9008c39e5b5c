"""What a placement brings its broker, in words: payable, not yet because, or not because."""

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from dialogue.core.calendar import format_day, format_month
from dialogue.core.i18n import N_, Speech
from models.core.vocabulary import EvidenceKind
from models.subsidies.assessment import Assessment
from models.subsidies.ineligibility import WAITING, Condition, MissingCondition
from models.subsidies.subsidy_cases import BrokerTotals, ExpectedMonth
from models.subsidies.told_forecast import MovedMonth

MOVED = 12
PAPERS = {
    EvidenceKind.CONTRACT: N_("the contract"),
    EvidenceKind.WAGES: N_("the wage table"),
    EvidenceKind.ROSTER: N_("the list of names"),
    EvidenceKind.CERTIFICATE: N_("the employer's certificate"),
    EvidenceKind.AGREEMENT: N_("the agreement"),
    EvidenceKind.INSURANCE: N_("the proof of insurance"),
    EvidenceKind.ID_COPIES: N_("copies of the ID cards"),
    EvidenceKind.SIGNED_PAPER: N_("a paper signed by the person"),
    EvidenceKind.OTHER: N_("another paper that the rule asks for"),
}
WORDS = {
    Condition.WITHDRAWN: N_("it was taken back"),
    Condition.REJECTED: N_("the county office did not accept it"),
    Condition.RULE: N_("the county has no rule for that day; please ask the office"),
    Condition.BROKER: N_("no broker stands behind it"),
    Condition.FILED: N_("reported after the first day"),
    Condition.ONCE: N_("this person counts already, with the work that began on {since}"),
    Condition.DESTINATION: N_("the county does not pay for work in that place"),
    Condition.GROUP: N_("{have} came together and say so, and the rule asks for {needed}"),
    Condition.DISPUTED: N_("not confirmed; the county office is looking into it"),
    Condition.RETURNED: N_("the office sent it back. Please look at what it asks"),
    Condition.CONFIRMATION: N_("the person has yet to say that it is so"),
    Condition.APPROVAL: N_("the office has yet to approve it"),
    Condition.EVIDENCE: N_("please send {kind}"),
    Condition.MONTHS: N_("{have} of {needed} months"),
    Condition.MONTHS_OVER: N_("{have} months, and it takes more than {needed}"),
    Condition.IN_ALL: N_("{have} of {needed} yuan earned"),
    Condition.UNSEEN: N_(
        "nobody has said since {since} that the person is still there. Please ask"
    ),
    Condition.WAGE: N_("{have} yuan a month, and the rule asks for {needed}"),
    Condition.CONTRACT: N_("there is no contract"),
    Condition.INSURANCE: N_("there is no insurance"),
    Condition.INSURANCE_UNSHOWN: N_("please send the proof of insurance"),
    Condition.POOR_UNCONFIRMED: N_("the office has yet to confirm the registered poor household"),
    Condition.POOR: N_("it is for registered poor households only"),
    Condition.IDENTITY: N_("the county office has yet to see this person's ID card"),
}
PAYABLE = N_("✅ Payable: {yuan} yuan")
MORE_LATER = N_("📈 On {day}: {yuan} yuan in place of it, if the person is still there")
MORE_SEEN = N_("📈 {yuan} yuan in place of it, once the person says they are still there")
NOT_YET = N_("⏳ Not payable yet: {why}")
NEVER = N_("❌ Not payable: {why}")
STILL_NEEDS = N_("⏳ Before it is paid: {why}")
THEN_STAYING = N_("On {day}: {yuan} yuan, if the person is still there")
THEN = N_("With that: {yuan} yuan")


def explain_assessment(judgement: Assessment, speech: Speech, today: date) -> Markup:
    """A few short lines: what is payable, or why not, and when it can be how much."""
    if judgement.amount:
        return _lines(speech(PAYABLE, yuan=judgement.amount), *_more(judgement, speech, today))
    unconfirmed = [one for one in judgement.lacks if one.name is Condition.DISPUTED]
    if unconfirmed:
        # No amount, and nothing to be mended: what was said is the office's.
        return _reasons(NOT_YET, tuple(unconfirmed), speech, today)
    if judgement.on is None:
        final = [lack for lack in judgement.lacks if not lack.mendable] or judgement.lacks
        return _reasons(NEVER, tuple(final), speech, today)
    reasons = _reasons(NOT_YET, judgement.lacks, speech, today)
    return _lines(reasons, _then(judgement, judgement.on, speech, today))


# Of these nothing need be said before: they come with time, or by others.
ORDINARY = (*WAITING, Condition.CONFIRMATION, Condition.APPROVAL, Condition.POOR_UNCONFIRMED)


def warn_of_assessment(judgement: Assessment, speech: Speech, today: date) -> Markup | None:
    """Before a report is saved: what would keep it from being paid; nothing where all is well."""
    if judgement.on is None and not judgement.amount:
        final = [lack for lack in judgement.lacks if not lack.mendable] or judgement.lacks
        return _reasons(NEVER, tuple(final), speech, today)
    lacks = tuple(lack for lack in judgement.lacks if lack.name not in ORDINARY)
    return _reasons(STILL_NEEDS, lacks, speech, today) if lacks else None


def missing_condition(lack: MissingCondition, speech: Speech, today: date) -> Markup:
    """One reason, and until when it can be mended."""
    params = {name: _said(value, speech, today) for name, value in lack.params.items()}
    why = speech(WORDS[lack.name], **params)
    if lack.mendable and lack.until is not None:
        until = format_day(lack.until, speech, today)
        return speech(N_("{why} (there is time until {day})"), why=why, day=until)
    return why


def totals_line(totals: BrokerTotals, speech: Speech) -> Markup:
    """What is payable to one broker now, and what the coming months may bring."""
    if not totals.heads:
        now = speech(N_("💰 Nothing is payable yet."))
    else:
        words = N_("💰 Payable now: <b>{yuan} yuan</b> ({heads} placed)")
        now = speech(words, yuan=totals.yuan, heads=totals.heads)
    lines = [now]
    if totals.coming:
        coming = (_coming(one, speech) for one in totals.coming)
        lines += [speech(N_("If all goes well:")), *coming]
    if totals.waiting:
        # Not in the month that is: it would slide from one to the next.
        waiting = (_coming(one, speech) for one in totals.waiting)
        lines += [speech(N_("Due since then, but something is lacking:")), *waiting]
    return _lines(*lines)


def moved_lines(
    moved: Sequence[MovedMonth], names: Mapping[int, str], speech: Speech, today: date
) -> list[Markup]:
    """What comes in another month than was told, and why; or is foreseen no more."""
    named = [one for one in moved if one.placement in names]
    lines = [_moved(one, names[one.placement], speech, today) for one in named[:MOVED]]
    more = len(named) - len(lines)
    return [*lines, *([speech(N_("… and {count} more"), count=more)] if more else [])]


def _moved(one: MovedMonth, name: str, speech: Speech, today: date) -> Markup:
    was, yuan = format_month(one.was, speech), one.yuan
    if one.now is None:
        words = N_("↪️ {name}: the {yuan} yuan foreseen for {was} are not foreseen any more")
        return speech(words, name=name, yuan=yuan, was=was)
    because = speech(N_("the county's rule or the record has changed"))
    if one.starts_on is not None:
        day = format_day(one.starts_on, speech, today)
        because = speech(N_("the first day is {day}"), day=day)
    elif one.wage is not None:
        because = speech(N_("the wage is {wage} yuan"), wage=one.wage)
    return speech(
        N_("↪️ {name}: {yuan} yuan, was {was}, now {now}, because {why}"),
        name=name,
        yuan=yuan,
        was=was,
        now=format_month(one.now, speech),
        why=because,
    )


def _more(judgement: Assessment, speech: Speech, today: date) -> list[Markup]:
    if judgement.on is None:
        return []
    if judgement.on <= today:
        return [speech(MORE_SEEN, yuan=judgement.would_be)]
    day = format_day(judgement.on, speech, today)
    return [speech(MORE_LATER, day=day, yuan=judgement.would_be)]


def _then(judgement: Assessment, on: date, speech: Speech, today: date) -> Markup:
    if on > today:
        day = format_day(on, speech, today)
        return speech(THEN_STAYING, day=day, yuan=judgement.would_be)
    return speech(THEN, yuan=judgement.would_be)


def _reasons(head: str, lacks: tuple[MissingCondition, ...], speech: Speech, today: date) -> Markup:
    """One reason in the line; several below it."""
    said = [missing_condition(lack, speech, today) for lack in lacks]
    if len(said) == 1:
        return speech(head, why=said[0])
    points = (Markup("• {}").format(why) for why in said)
    return _lines(speech(head, why="").rstrip(), *points)


def _coming(coming: ExpectedMonth, speech: Speech) -> Markup:
    return speech(
        N_("• {month}: {yuan} yuan more ({heads} placed)"),
        month=format_month(coming.month, speech),
        yuan=coming.yuan,
        heads=coming.heads,
    )


def _said(value: str | int | date, speech: Speech, today: date) -> object:
    if isinstance(value, EvidenceKind):
        return speech(PAPERS[value])
    return format_day(value, speech, today) if isinstance(value, date) else value


def _lines(*lines: Markup) -> Markup:
    return Markup("\n").join(lines)
