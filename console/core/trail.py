"""Lines of the trail as a page shows them: when, what, by whom, with what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from console.core.office import View
from dialogue.core import trail
from dialogue.core.i18n import N_
from dialogue.core.oversight_titles import TITLES
from models.accounts.terms_of_office import Terms, get_term_at
from models.core.audit import AuditRecord, Subject
from models.core.vocabulary import RoleName

SUBJECTS: Mapping[Subject, tuple[str, str]] = {
    Subject.PLACEMENT: (N_("placement P{number}"), "/placements/{}"),
    Subject.EMPLOYER: (N_("employer E{number}"), "/employers/{}"),
    Subject.VACANCY: (N_("vacancy no. {number}"), "/vacancies/{}"),
    Subject.GRIEVANCE: (N_("grievance G{number}"), "/grievances/{}"),
    Subject.BROKER: (N_("broker, account {number}"), "/brokers/{}"),
    Subject.EVIDENCE: (N_("paper no. {number}"), "/trail/evidence/{}"),
    Subject.DOUBLE: (N_("possible double no. {number}"), "/trail/double/{}"),
    Subject.STAFF: (N_("staff, account {number}"), "/staff/{}"),
    Subject.ENQUIRY: (N_("message no. {number}"), "/trail/enquiry/{}"),
}


@dataclass(frozen=True)
class TrailLine:
    """One act: links are addresses, empty where there is nothing to open."""

    record: AuditRecord
    what: Markup
    who: Markup
    who_link: str
    about: Markup
    about_link: str
    person: str
    person_link: str


def trail_lines(
    records: Sequence[AuditRecord], terms: Terms, names: Mapping[int, str], view: View
) -> list[TrailLine]:
    """The acts in words; `names` are of people of the office's counties, by number."""
    return [_line(one, terms, names, view) for one in records]


def _line(one: AuditRecord, terms: Terms, names: Mapping[int, str], view: View) -> TrailLine:
    speech = view.speech
    term = get_term_at(terms, one.account_id, one.at)
    of = {RoleName.STAFF: "/staff/{}", RoleName.BROKER: "/brokers/{}"}
    about, about_link = _about(one, view)
    number = one.labourer_id
    known = names.get(number or 0, "")
    return TrailLine(
        one,
        speech(trail.ACTS[one.act]),
        trail.format_actor(one.account_id, term, speech, one.act),
        of[term.role].format(one.account_id) if term else "",
        about,
        about_link,
        known or (f"R{number}" if number else ""),
        f"/people/{number}" if known else "",
    )


def _about(one: AuditRecord, view: View) -> tuple[Markup, str]:
    if one.subject is None or one.subject_id is None:
        return Markup(), ""
    if one.subject is Subject.OVERSIGHT:
        theme = list(TITLES)[one.subject_id - 1]
        return view.speech(TITLES[theme]), f"/oversight/{theme}"
    words, link = SUBJECTS[one.subject]
    return view.speech(words, number=one.subject_id), link.format(one.subject_id)
