"""The words of an exported ledger: headings, closed lists, and what the first sheet says."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialogue.core import labels
from dialogue.core.form import FormContext
from dialogue.core.i18n import N_
from dialogue.labourers.filter_words import describe_filter
from models.labourers.ledger_export.layout import SheetRows
from models.labourers.ledger_export.taking import ExportTicket

HEADINGS: Mapping[str, str] = {
    "number": N_("Number"),
    "name": N_("Name"),
    "sex": N_("Sex"),
    "birth_year": N_("Born in"),
    "id_number": N_("ID number"),
    "phone": N_("Phone"),
    "county": N_("County"),
    "township": N_("Township"),
    "village": N_("Village"),
    "address": N_("Address"),
    "ethnicity": N_("Ethnic group"),
    "schooling": N_("Schooling"),
    "status": N_("Present work"),
    "out_of_work_since": N_("Out of work since"),
    "work_place": N_("Place of work, as told"),
    "work_what": N_("Kind of work"),
    "wage": N_("Wage a month, as told"),
    "has_contract": N_("Contract"),
    "has_insurance": N_("Insurance"),
    "skills": N_("Skills"),
    "certificates": N_("Certificates"),
    "wishes": N_("Wishes"),
    "wanted_work": N_("Work wanted"),
    "wanted_reach": N_("How far from home"),
    "wanted_wage": N_("Wage wanted"),
    "available_from": N_("Can start on"),
    "courses": N_("Courses wanted"),
    "registered_poor": N_("Registered poor household"),
    "poor_confirmed": N_("Confirmed by the office"),
    "household": N_("Household number"),
    "head_name": N_("Head of the household"),
    "head_birth_year": N_("The head was born in"),
    "head_id_number": N_("ID number of the head"),
    "head_phone": N_("Phone of the head"),
    "is_head": N_("Is the head"),
    "has_account": N_("Writes from an own phone"),
    "registered_on": N_("Registered on"),
    "status_told_on": N_("Present work last told on"),
    "employer": N_("Employer"),
    "employer_kind": N_("Kind of employer"),
    "post": N_("Post"),
    "placed_since": N_("Placed since"),
    "destination": N_("Where to"),
    "placement_wage": N_("Wage a month, as placed"),
    "placement_region": N_("Where the work is"),
    "brought": N_("How they got there"),
    "workplace": N_("Employer or place of work"),
}
SHEETS: Mapping[str, str] = {
    SheetRows.PEOPLE: N_("People"),
    SheetRows.MEMBERS: N_("Members of households"),
    SheetRows.HOUSEHOLDS: N_("Households"),
    SheetRows.WORKING: N_("In work"),
}
TERMS: Mapping[str, Mapping[str, str]] = {
    group: {str(code): words for code, words in known.items()}
    for group, known in (
        ("sex", labels.SEX),
        ("schooling", labels.SCHOOLING),
        ("ethnicity", labels.ETHNICITIES),
        ("status", labels.STATUS),
        ("reach", labels.REACH),
        ("wish", labels.WISHES),
        ("course", labels.COURSES),
        ("skill", labels.SKILLS),
        ("trade", labels.TRADES),
        ("employer_kind", labels.EMPLOYER_KINDS),
        ("destination", labels.DESTINATIONS),
        ("brought", labels.BROUGHT),
        ("said", {"yes": N_("Yes"), "no": N_("No")}),
    )
}


@dataclass(frozen=True)
class LedgerWords:
    """The words in the language and with the places of who takes the file."""

    scene: FormContext

    def heading(self, key: str) -> str:
        return self._say(HEADINGS[key])

    def sheet(self, rows: str) -> str:
        return self._say(SHEETS[rows])

    def term(self, group: str, code: str) -> str:
        """The label of a code; what people said in their own words as it is."""
        known = TERMS[group].get(code)
        return self._say(known) if known else code

    def place(self, code: str, *, whole: bool) -> str:
        return self.scene.regions.full_name(code) if whole else self.scene.regions.name(code)

    def listed(self, words: Sequence[str]) -> str:
        return self.scene.speech.listed(words)

    def about_title(self) -> str:
        return self._say(N_("About this file"))

    def _say(self, message: str, **given: object) -> str:
        return str(self.scene.speech(message, **given).unescape())

    def describe(
        self,
        ticket: ExportTicket,
        rows: Sequence[tuple[str, int]],
        taker: str,
        taken_at: dt.datetime,
    ) -> list[tuple[str, str]]:
        """The first sheet: when, by whom, whom it holds, how many rows, and what it is not.

        Args:
            taken_at: in the county's zone.
        """
        asked, layout = ticket.asked, ticket.layout
        is_whole = N_("whole: please keep the file as the law asks")
        masked = N_("masked")
        return [
            (self._say(N_("Taken on")), f"{taken_at:%Y-%m-%d %H:%M}"),
            (self._say(N_("Taken by")), taker),
            (self._say(N_("Number in the trail")), str(ticket.number)),
            (self._say(N_("Who is in it")), "; ".join(describe_filter(asked.wanted, self.scene))),
            *((title, self._say(N_("{count} rows"), count=count)) for title, count in rows),
            (
                self._say(N_("ID numbers")),
                self._say(is_whole if asked.whole_id_numbers else masked),
            ),
            (self._say(N_("Phones")), self._say(is_whole if asked.whole_phones else masked)),
            (self._say(N_("Layout")), f"{layout.title} · {layout.source}"),
            (
                self._say(N_("Note")),
                self._say(N_("This is not the form of the national platform.")),
            ),
        ]
