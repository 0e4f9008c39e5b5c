"""The kinds of question: how each is offered, read and shown."""

from dialogue.kinds.area import Area
from dialogue.kinds.choice import Choice, Choices, YesNo
from dialogue.kinds.criteria import Criteria
from dialogue.kinds.day import Day, Near
from dialogue.kinds.figure import BirthYear, Money, Number
from dialogue.kinds.file import File
from dialogue.kinds.identity import IdNumber, Phone
from dialogue.kinds.languages import OtherLanguages
from dialogue.kinds.names import Names
from dialogue.kinds.picture import Photo
from dialogue.kinds.place import Place, Village
from dialogue.kinds.text import Code, Name, Paragraphs, Text
from dialogue.kinds.time import Time

__all__ = [
    "Area",
    "BirthYear",
    "Choice",
    "Choices",
    "Code",
    "Criteria",
    "Day",
    "File",
    "IdNumber",
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
    "Text",
    "Time",
    "Village",
    "YesNo",
]
