"""The kinds of question: how each is offered, read and shown."""

from dialogue.kinds.choice import Choice, Choices, YesNo
from dialogue.kinds.day import Day, Near
from dialogue.kinds.figure import BirthYear, Money, Number
from dialogue.kinds.identity import IdNumber, Phone
from dialogue.kinds.picture import Photo
from dialogue.kinds.place import Place, Village
from dialogue.kinds.text import Code, Name, Text

__all__ = [
    "BirthYear",
    "Choice",
    "Choices",
    "Code",
    "Day",
    "IdNumber",
    "Money",
    "Name",
    "Near",
    "Number",
    "Phone",
    "Photo",
    "Place",
    "Text",
    "Village",
    "YesNo",
]
