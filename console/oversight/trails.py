"""The trail of one record: who did what with it, and when."""

from console.core.office import Answer, Screen, View, not_found
from console.core.pages import Pages
from console.core.trail import SUBJECTS, trail_lines
from dialogue.core.i18n import N_
from models.accounts import terms_of_office
from models.core.audit import Subject
from models.labourers import people_of_county
from models.oversight import trails

pages = Pages()


@pages.look("/trail/{subject}/{id}")
async def show_trail(view: View) -> Answer:
    """The latest acts first, with names as they were then."""
    subject, number = view.path.get("subject", ""), view.number()
    found = await trails.list_trail(view.session, view.actor, subject, number, view.page())
    if found is None:
        return not_found()
    terms = await terms_of_office.get_terms_of(
        view.session, {one.account_id for one in found.items if one.account_id}
    )
    people = [number if subject == trails.PERSON else one.labourer_id for one in found.items]
    names = await people_of_county.get_names_within(
        view.session, people, view.actor.roles.counties()
    )
    words, link = (
        (N_("person R{number}"), "/people/{}")
        if subject == trails.PERSON
        else SUBJECTS[Subject(subject)]
    )
    shown = {
        "lines": trail_lines(found.items, terms, names, view),
        "found": found,
        "title": view.speech(words, number=number),
        "back": link.format(number),
        "here": f"/trail/{subject}/{number}",
    }
    return Screen("oversight/trail.html", shown)
