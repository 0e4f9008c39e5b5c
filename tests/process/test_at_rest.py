"""What a store tells without its key: each column is sealed, an index, or said here."""

from sqlalchemy import JSON, Date, String, Table, Text, inspect
from sqlmodel.sql.sqltypes import AutoString

from models.core.column_types import Word
from models.core.encryption import Sealed
from models.privacy.tables import TABLES

CODES, LISTS = "a code of the gazetteer or of the programme", "lists and audiences are made of it"
PUBLIC = "it is shown to whoever looks for work"
WORK = "the office's own work, of nobody"
# Everything that can tell something and lies in plain, and why it does.
PLAIN = {
    "region.*": "public names and codes of places",
    "household.village_code": CODES,
    "household.head_name": LISTS,
    "labourer.name": LISTS,
    "labourer.name_key": LISTS,
    "labourer.wage_said": LISTS,
    "labourer.wanted_wage_said": LISTS,
    "labourer.village_code": CODES,
    "labourer.ethnicity": LISTS,
    "labourer.work_place": LISTS,
    "labourer.work_what": LISTS,
    "labourer.certificates": LISTS,
    "labourer.skills": LISTS,
    "labourer.not_asked": "the keys of questions",
    "ledger_import.county": CODES,
    "ledger_import.policy": "the keys of questions",
    "ledger_import.counts": WORK,
    "ledger_import_row.faults": "names of sentences, keys of questions, and letters of columns",
    "ledger_import_row.changes": "the keys of questions",
    "ledger_import_row.kept": "names of sentences and tables, keys of questions",
    "import_column_choice.*": "headers of lists, which name no person",
    "key_check.*": "words of the program, sealed; an index of a key, and a place in a table",
    "labourer.wishes": LISTS,
    "labourer.wanted_work": LISTS,
    "labourer.courses": LISTS,
    "labourer.out_of_work_since": LISTS,
    "labourer.available_from": LISTS,
    "labourer.consent_version": CODES,
    "ledger_change.fact": "the key of a question",
    "ledger_finding.facts": "a hash of what a finding rests on",
    "monthly_snapshot.employer": LISTS,
    "monthly_snapshot.village_code": CODES,
    "ledger_export.layout": "the name of a layout",
    "ledger_export.wanted": "codes of a filter, never what was typed",
    "visit.day": LISTS,
    "audit_record.county": CODES,
    "address.offered": "choices of the last screen: words of the code, numbers of rows, checksums",
    "address.external_id": "the number of a chat, as each update has it",
    "account.consent_version": CODES,
    "role.area": CODES,
    "role_term.area": CODES,
    "broker.name": LISTS,
    "broker.county": CODES,
    "broker.villages": CODES,
    "broker.organisation": "the name of a firm",
    "employer.county": CODES,
    "employer.name": PUBLIC,
    "employer.credit_code": "public by law",
    "employer.region": PUBLIC,
    "employer.listed_why": "brokers and labourers read it",
    "vacancy.*": PUBLIC,
    "placement.county": CODES,
    "placement.post": LISTS,
    "placement.region": LISTS,
    "placement.*": "days and sums that claims and reminders are made of",
    "check_in.*": "days that reminders are made of",
    "enquiry.county": CODES,
    "grievance.county": CODES,
    "grievance.since": "the day that the time limit is counted from",
    "erasure_request.county": "a code of the region",
    "evidence.file_id": "opens nothing without the bot's token",
    "evidence.path": "a random name of a sealed file",
    "evidence.album": "a word of the channel, the same for what was sent together",
    "subsidy_rule.*": "public rules",
    "subsidy_payment.*": "days and sums of the office's books; the voucher is sealed",
    "notice.*": "published; of named people numbers alone",
    "sign_up.*": "answers by button",
    "outbox.*": "keys and states",
    "call.*": "keys and states",
    "job.*": WORK,
    "milestone.*": WORK,
    "sweep.*": WORK,
    "seen_update.message_id": "the number that a channel gave to a message",
    "draft.form": "the key of a form",
    "draft.revisiting": "the key of a question",
    "one_time_code.area": CODES,
}


def plain() -> set[str]:
    """Every column that lies in plain and holds more than a number, a closed word or an index."""
    found = set()
    for model in TABLES:
        table = inspect(model).local_table
        assert isinstance(table, Table)
        for column in table.c:
            told = isinstance(column.type, String | Text | AutoString | JSON | Date)
            closed = isinstance(column.type, Word | Sealed) or column.key.endswith("_index")
            if told and not closed:
                found.add(f"{table.name}.{column.key}")
    return found


def test_every_column_in_plain_has_a_reason() -> None:
    tables = {name.removesuffix(".*") for name in PLAIN if name.endswith(".*")}
    unsaid = {c for c in plain() if c not in PLAIN and c.partition(".")[0] not in tables}
    assert unsaid == set()
    assert {name for name in PLAIN if not name.endswith(".*")} <= plain()
