"""The office's staff: all of them, one, whom they looked at, and who looked at somebody."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from dialogue.core import trail
from dialogue.core.form import FormContext
from dialogue.core.form_screens import BACK, BEFORE, MORE
from dialogue.core.i18n import N_, Speech
from dialogue.core.oversight_titles import TITLES
from dialogue.core.reply import Button, Message, numbered
from models.accounts.staff import MemberDetails, StaffMember
from models.accounts.terms_of_office import RoleTerm, TermEvent, Terms, get_term_at
from models.core.audit import AuditRecord, Subject
from models.core.vocabulary import RoleName
from models.labourers.labourer import Labourer

PAGE = 20
NO_NAME = N_("Account {number}, no name yet")
ENDED = {
    TermEvent.DISMISSED: N_("dismissed"),
    TermEvent.REINSTATED: N_("dismissed"),
    TermEvent.RENAMED: N_("called otherwise since"),
    TermEvent.ERASED: N_("deleted"),
    TermEvent.SUSPENDED: N_("suspended"),
    TermEvent.TAKEN_AWAY: N_("taken away"),
}


def staff_list(
    members: Sequence[StaffMember],
    page: int,
    speech: Speech,
    noted: Markup | None = None,
    *,
    nameless: bool = False,
) -> Message:
    """Those of today first, then those of before; `nameless` is whoever looks."""
    last = max(1, -(-len(members) // PAGE))
    page = min(max(page, 1), last)
    shown = members[(page - 1) * PAGE : page * PAGE]
    labels: list[tuple[str, object]] = [
        (f"staff:{one.account_id}", _label(one, speech)) for one in shown
    ]
    if nameless:
        labels.append(("staff:name", speech(N_("✏️ Write my own name"))))
    labels.append(("looks", speech(N_("👁 Who looked at a person"))))
    labels.append(("invite", speech(N_("✉️ Invite a broker or a colleague"))))
    head = speech(N_("<b>🏛 The office's staff</b>"))
    text = Markup("\n\n").join(part for part in (noted, head) if part)
    ways = _ways("staff:page:", page, page < last, speech)
    return Message(
        text, tuple(row for row in (*numbered(labels), ways, _back("menu", speech)) if row)
    )


def _label(one: StaffMember, speech: Speech) -> Markup:
    line = member_name(one, speech)
    return line if one.is_staff else speech(N_("{name} (former)"), name=line)


# So many second accounts a button can name.
SECOND_MOST = 3


def member_name(one: StaffMember, speech: Speech) -> Markup:
    """What a member is called."""
    if one.name:
        return Markup("{}").format(one.name)
    return speech(NO_NAME, number=one.account_id)


def member_card(
    member: StaffMember,
    known: MemberDetails,
    granted: Terms,
    scene: FormContext,
    zone: ZoneInfo,
    noted: Markup | None = None,
    *,
    may_dismiss: bool = False,
) -> Message:
    """One of them, and what can be looked up; `granted` are the terms of who let them in."""
    speech, here = scene.speech, f"staff:{member.account_id}"
    head = speech(
        N_("<b>{name}</b>, account {number}"),
        name=member_name(member, speech),
        number=member.account_id,
    )
    lines = [term_line(term, granted, scene, zone) for term in member.terms[-PAGE:]]
    if known.invitations:
        lines.append(speech(N_("Open invitations: {count}"), count=known.invitations))
    if known.last_look:
        day = f"{known.last_look.astimezone(zone):%Y-%m-%d %H:%M}"
        lines.append(speech(N_("Last looked at somebody: {day}"), day=day))
    others = known.others[:PAGE]
    if others:
        lines.append(speech(N_("⚠️ Perhaps the same person (name, phone or ID number):")))
        lines += [
            Markup("• {}").format(trail.format_actor(o.account_id, o, speech)) for o in others
        ]
    choices = [
        (f"{here}:looks:1", speech(N_("👁 Whom they looked at"))),
        (f"{here}:trail", speech(trail.OPEN)),
    ]
    choices += [
        (f"staff:{other.account_id}", trail.format_actor(other.account_id, other, speech))
        for other in others
        if other.role is RoleName.STAFF
    ]
    if may_dismiss:
        choices.append((f"{here}:dismiss", speech(N_("⛔ Dismiss"))))
    text = Markup("\n").join(part for part in (noted, head, *lines) if part)
    return Message(text, (*numbered(choices), _back("staff", speech)))


def term_line(term: RoleTerm, granted: Terms, scene: FormContext, zone: ZoneInfo) -> Markup:
    """One term: where, since when and by whom, until when and why."""
    speech = scene.speech
    since = f"{term.granted_at.astimezone(zone):%Y-%m-%d}"
    by = speech(N_("the settings"))
    if term.granted_by is not None:
        giver = get_term_at(granted, term.granted_by, term.granted_at)
        by = trail.format_actor(term.granted_by, giver, speech)
    where = scene.regions.full_name(term.area) if term.area else speech(N_("every county"))
    line = speech(N_("{where}: since {since}, by {by}"), where=where, since=since, by=by)
    if term.ended is None or term.ended_at is None:
        return line
    until = f"{term.ended_at.astimezone(zone):%Y-%m-%d}"
    how = speech(ENDED.get(term.ended, N_("ended")))
    return Markup("{} → {} ({})").format(line, until, how)


def dismiss_question(member: StaffMember, along: Sequence[RoleTerm], speech: Speech) -> Message:
    """Really? Accounts of the same ID number can go along, where it is them."""
    here = f"staff:{member.account_id}"
    asked = speech(
        N_(
            "Dismiss {name}? They are staff no more from their next word, and their invitations "
            "and codes are void. What they did stays in the trail."
        ),
        name=member_name(member, speech),
    )
    shown = along[:SECOND_MOST]
    lines = [
        Markup("• {}").format(trail.format_actor(one.account_id, one, speech)) for one in shown
    ]
    too = [speech(N_("With the same ID number:")), *lines] if lines else []
    numbers = ",".join(str(one.account_id) for one in shown)
    choices = [
        (here, speech(N_("No, keep it"))),
        (f"{here}:dismiss!", speech(N_("Yes, dismiss"))),
    ]
    if lines:
        choices.append((f"{here}:dismiss!:{numbers}", speech(N_("Dismiss these accounts too"))))
    return Message(Markup("\n").join([asked, *too]), numbered(choices))


def looks_of_member(
    member: StaffMember,
    records: Sequence[AuditRecord],
    names: Mapping[int, str],
    page: int,
    speech: Speech,
    zone: ZoneInfo,
) -> Message:
    """Whom a member looked at; named are people of the counties of whoever asks."""
    head = speech(N_("<b>Whom {name} looked at</b>"), name=member_name(member, speech))
    lines = [
        Markup("{} · {} · {}").format(
            _at(one, zone),
            speech(trail.ACTS[one.act]),
            names.get(one.labourer_id or 0) or _record(one, speech),
        )
        for one in records[:PAGE]
    ]
    here = f"staff:{member.account_id}"
    return _listed(head, lines, f"{here}:looks:", page, records, here, speech)


def looks_at_person(
    labourer: Labourer,
    records: Sequence[AuditRecord],
    terms: Terms,
    page: int,
    speech: Speech,
    zone: ZoneInfo,
) -> Message:
    """Who looked at a person, for staff: role and name then."""
    head = speech(N_("<b>Who looked at {name}</b>"), name=labourer.name)
    lines = [
        Markup("{} · {} · {}").format(
            _at(one, zone),
            speech(trail.ACTS[one.act]),
            trail.format_actor(one.account_id, get_term_at(terms, one.account_id, one.at), speech),
        )
        for one in records[:PAGE]
    ]
    return _listed(head, lines, f"looks:{labourer.id}:", page, records, "staff", speech)


def looks_at_me(
    records: Sequence[AuditRecord], terms: Terms, page: int, scene: FormContext, zone: ZoneInfo
) -> Message:
    """The same for the person themselves: which office or broker, and when."""
    speech = scene.speech
    lines = [
        Markup("{} · {} · {}").format(
            _at(one, zone),
            speech(trail.ACTS[one.act]),
            _office(get_term_at(terms, one.account_id, one.at), scene),
        )
        for one in records[:PAGE]
    ]
    head = speech(N_("<b>Who looked at what is kept about you</b>"))
    return _listed(head, lines, "me:looks:", page, records, "me", speech)


def _office(term: RoleTerm | None, scene: FormContext) -> Markup:
    if term is None:
        return scene.speech(N_("you, or somebody who helped you"))
    where = scene.regions.full_name(term.area) if term.area else scene.speech(N_("every county"))
    role = scene.speech(trail.ROLES[term.role])
    return scene.speech(N_("{role}, {where}"), role=role, where=where)


def namesakes_choice(villages: Sequence[tuple[Labourer, str]], speech: Speech) -> Message:
    """Which of several people of one name."""
    names = [
        (f"looks:{one.id}:1", Markup("{} · {} · {}").format(one.name, one.birth_year, where))
        for one, where in villages
    ]
    return Message(
        speech(N_("Several people have this name. Which one?")),
        (*numbered(names), _back("staff", speech)),
    )


def _record(one: AuditRecord, speech: Speech) -> Markup:
    if one.subject is Subject.OVERSIGHT and one.subject_id is not None:
        return speech(TITLES[list(TITLES)[one.subject_id - 1]])
    if one.labourer_id is not None:
        return speech(N_("person no. {number}"), number=one.labourer_id)
    if one.subject is Subject.LEDGER:
        taken, listed = N_("the ledger, file no. {number}"), N_("the ledger as a list")
        return speech(taken if one.subject_id else listed, number=one.subject_id or 0)
    return speech(N_("record no. {number}"), number=one.subject_id or 0)


def _at(one: AuditRecord, zone: ZoneInfo) -> str:
    return f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}"


def _listed(
    head: Markup,
    lines: Sequence[Markup],
    to: str,
    page: int,
    records: Sequence[AuditRecord],
    back: str,
    speech: Speech,
) -> Message:
    text = Markup("\n").join([head, *(lines or [speech(N_("Nobody so far."))])])
    ways = _ways(to, page, len(records) > PAGE, speech)
    return Message(text, tuple(row for row in (ways, _back(back, speech)) if row))


def _ways(to: str, page: int, more: bool, speech: Speech) -> tuple[Button, ...]:
    steps = ((page > 1, page - 1, BEFORE), (more, page + 1, MORE))
    return tuple(Button(str(speech(label)), f"{to}{number}") for can, number, label in steps if can)


def _back(to: str, speech: Speech) -> tuple[Button, ...]:
    return (Button(str(speech(BACK)), to),)
