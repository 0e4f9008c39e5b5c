"""The kinds of question: how each is offered, read and shown."""

from dialogue.fields.area import Area
from dialogue.fields.choice import Choice, YesNo
from dialogue.fields.choices import Choices
from dialogue.fields.criteria import Criteria
from dialogue.fields.day import BirthDay, Day, Near
from dialogue.fields.file import Files, WordsAndFiles
from dialogue.fields.identity import CreditCode, IdNumber, Phone
from dialogue.fields.languages import OtherLanguages
from dialogue.fields.lookup import Lookup, PeopleLookup, Purpose, Suggestions
from dialogue.fields.names import Names
from dialogue.fields.numbers import BirthYear, Money, Number, Wage
from dialogue.fields.photo import Photo
from dialogue.fields.place import Place, Village
from dialogue.fields.plain_words import Sort
from dialogue.fields.text import Code, Name, Paragraphs, Prose, Text
from dialogue.fields.time import Time
from dialogue.fields.villages import Villages

__all__ = [
    "Area",
    "BirthDay",
    "BirthYear",
    "Choice",
    "Choices",
    "Code",
    "CreditCode",
    "Criteria",
    "Day",
    "Files",
    "IdNumber",
    "Lookup",
    "Money",
    "Name",
    "Names",
    "Near",
    "Number",
    "OtherLanguages",
    "Paragraphs",
    "PeopleLookup",
    "Phone",
    "Photo",
    "Place",
    "Prose",
    "Purpose",
    "Sort",
    "Suggestions",
    "Text",
    "Time",
    "Village",
    "Villages",
    "Wage",
    "WordsAndFiles",
    "YesNo",
]
