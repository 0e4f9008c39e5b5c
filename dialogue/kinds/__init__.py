"""The kinds of question: how each is offered, read and shown."""

from dialogue.kinds.area import Area
from dialogue.kinds.choice import Choice, Choices, YesNo
from dialogue.kinds.criteria import Criteria
from dialogue.kinds.day import Day, Near
from dialogue.kinds.figure import BirthYear, Money, Number, Wage
from dialogue.kinds.file import File
from dialogue.kinds.identity import CreditCode, IdNumber, Phone
from dialogue.kinds.known import Known, KnownPeople, Suggested
from dialogue.kinds.languages import OtherLanguages
from dialogue.kinds.names import Names
from dialogue.kinds.picture import Photo
from dialogue.kinds.place import Place, Village
from dialogue.kinds.text import Code, Name, Paragraphs, Text
from dialogue.kinds.time import Time
from dialogue.kinds.villages import Villages

__all__ = [
    "Area",
    "BirthYear",
    "Choice",
    "Choices",
    "Code",
    "CreditCode",
    "Criteria",
    "Day",
    "File",
    "IdNumber",
    "Known",
    "KnownPeople",
    "Money",
    "Name",
    "Names",
    "Near",
    "Number",
    "OtherLanguages",
    "Paragraphs",
    "Phone",
    "Photo",
    "Place",
    "Suggested",
    "Text",
    "Time",
    "Village",
    "Villages",
    "Wage",
    "YesNo",
]
