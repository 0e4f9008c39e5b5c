"""What a placement brings its broker, in words: payable, not yet because, or not because."""

from datetime import date

from babel.dates import format_skeleton
from markupsafe import Markup

from dialogue.core.calendar import day_said
from dialogue.core.i18n import N_, Speech
from models.core.vocabulary import EvidenceKind
from models.subsidies.assessment import Judgement
from models.subsidies.ineligibility import Lack, LackName
from models.subsidies.subsidy_cases import Coming, Totals

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
    LackName.WITHDRAWN: N_("it was taken back"),
    LackName.REJECTED: N_("the county office did not accept it"),
    LackName.RULE: N_("the county has no rule for that day; please ask the office"),
    LackName.BROKER: N_("no broker stands behind it"),
    LackName.FILED: N_("reported after the first day"),
    LackName.ONCE: N_("this person counts already, with the work that began on {since}"),
    LackName.DESTINATION: N_("the county does not pay for work in that place"),
    LackName.GROUP: N_("{have} came together and say so, and the rule asks for {needed}"),
    LackName.DISPUTED: N_("the person says it is not so. The county office looks into it"),
    LackName.RETURNED: N_("the office sent it back. Please look at what it asks"),
    LackName.CONFIRMATION: N_("the person has yet to say that it is so"),
    LackName.APPROVAL: N_("the office has yet to approve it"),
    LackName.EVIDENCE: N_("please send {kind}"),
    LackName.MONTHS: N_("{have} of {needed} months"),
    LackName.MONTHS_OVER: N_("{have} months, and it takes more than {needed}"),
    LackName.IN_ALL: N_("{have} of {needed} yuan earned"),
    LackName.UNSEEN: N_("nobody has said since {since} that the person is still there. Please ask"),
    LackName.WAGE: N_("{have} yuan a month, and the rule asks for {needed}"),
    LackName.CONTRACT: N_("there is no contract"),
    LackName.INSURANCE: N_("there is no insurance"),
    LackName.INSURANCE_UNSHOWN: N_("please send the proof of insurance"),
    LackName.POOR_UNCONFIRMED: N_("the office has yet to confirm the registered poor household"),
    LackName.POOR: N_("it is for registered poor households only"),
    LackName.IDENTITY: N_("the county office has yet to see this person's ID card"),
}
PAYABLE = N_("✅ Payable: {yuan} yuan")
MORE_LATER = N_("📈 On {day}: {yuan} yuan in place of it, if the person is still there")
MORE_SEEN = N_("📈 {yuan} yuan in place of it, once the person says they are still there")
NOT_YET = N_("⏳ Not payable yet: {why}")
NEVER = N_("❌ Not payable: {why}")
THEN_STAYING = N_("On {day}: {yuan} yuan, if the person is still there")
THEN = N_("With that: {yuan} yuan")


def because(judgement: Judgement, speech: Speech, today: date) -> Markup:
    """A few short lines: what is payable, or why not, and when it can be how much."""
    if judgement.amount:
        return _lines(speech(PAYABLE, yuan=judgement.amount), *_more(judgement, speech, today))
    if judgement.on is None:
        final = [lack for lack in judgement.lacks if not lack.mendable] or judgement.lacks
        return _reasons(NEVER, tuple(final), speech, today)
    reasons = _reasons(NOT_YET, judgement.lacks, speech, today)
    return _lines(reasons, _then(judgement, judgement.on, speech, today))


def lacking(lack: Lack, speech: Speech, today: date) -> Markup:
    """One reason, and until when it can be mended."""
    params = {name: _said(value, speech, today) for name, value in lack.params.items()}
    why = speech(WORDS[lack.name], **params)
    if lack.mendable and lack.until is not None:
        until = day_said(lack.until, speech, today)
        return speech(N_("{why} (there is time until {day})"), why=why, day=until)
    return why


def total(totals: Totals, speech: Speech) -> Markup:
    """What is payable to one broker now, and what the coming months may bring."""
    if not totals.heads:
        now = speech(N_("💰 Nothing is payable yet."))
    else:
        words = N_("💰 Payable now: <b>{yuan} yuan</b> ({heads} placed)")
        now = speech(words, yuan=totals.yuan, heads=totals.heads)
    if not totals.coming:
        return now
    coming = (_coming(one, speech) for one in totals.coming)
    return _lines(now, speech(N_("If all goes well:")), *coming)


def _more(judgement: Judgement, speech: Speech, today: date) -> list[Markup]:
    if judgement.on is None:
        return []
    if judgement.on <= today:
        return [speech(MORE_SEEN, yuan=judgement.would_be)]
    day = day_said(judgement.on, speech, today)
    return [speech(MORE_LATER, day=day, yuan=judgement.would_be)]


def _then(judgement: Judgement, on: date, speech: Speech, today: date) -> Markup:
    if on > today:
        day = day_said(on, speech, today)
        return speech(THEN_STAYING, day=day, yuan=judgement.would_be)
    return speech(THEN, yuan=judgement.would_be)


def _reasons(head: str, lacks: tuple[Lack, ...], speech: Speech, today: date) -> Markup:
    """One reason in the line; several below it."""
    said = [lacking(lack, speech, today) for lack in lacks]
    if len(said) == 1:
        return speech(head, why=said[0])
    points = (Markup("• {}").format(why) for why in said)
    return _lines(speech(head, why="").rstrip(), *points)


def _coming(coming: Coming, speech: Speech) -> Markup:
    month = format_skeleton("yMMM", coming.month, locale=str(speech.language))
    return speech(
        N_("• {month}: {yuan} yuan more ({heads} placed)"),
        month=month,
        yuan=coming.yuan,
        heads=coming.heads,
    )


def _said(value: str | int | date, speech: Speech, today: date) -> object:
    if isinstance(value, EvidenceKind):
        return speech(PAPERS[value])
    return day_said(value, speech, today) if isinstance(value, date) else value


def _lines(*lines: Markup) -> Markup:
    return Markup("\n").join(lines)
