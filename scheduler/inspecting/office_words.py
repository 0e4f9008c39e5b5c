"""Words: the XML of an office document, read without entities and without keeping it."""

import re
from xml.parsers import expat

from models.core.media import Fault
from scheduler.inspecting.faulty import Faulty
from scheduler.inspecting.office_parts import ELEMENTS, FIELDS, OUTSIDE

FORMULAS = {"f", "formula", "formula1", "formula2", "definedname", "oldformula"}
# A program by DDE, and functions that fetch or start something.
REACHING = re.compile(
    r"[\w.']\s*\||(?<![\w\]])\[\d+\]|\b(WEBSERVICE|RTD|CALL|REGISTER(\.ID)?|EXEC|IMAGE|FILTERXML|DDE\w*"
    r"|SQL\.REQUEST|INITIATE|FOPEN)\s*\(",
    re.IGNORECASE,
)
LINKING = re.compile(r"\bHYPERLINK\s*\(\s*(\"(?!https?:|mailto:|#)|[^\"])", re.IGNORECASE)
STRING = re.compile(r'"[^"]*"')
QUOTED = re.compile(r'["“](.*?)["”]')
SELF_STARTING = re.compile(r"(_xlnm\.)?auto_?(open|close|activate|deactivate)", re.IGNORECASE)
DEEPEST, MOST_ELEMENTS = 200, 2_000_000


class PartReader:
    """One part, element by element; whatever could act raises Faulty."""

    def __init__(self) -> None:
        self._texts: list[list[str]] = []
        self._path: list[str] = []
        self._count = 0
        # The instructions of the fields that are open, each with whether its result has begun.
        self._fields: list[tuple[list[str], bool]] = []

    def begins(self, element: str, has: dict[str, str]) -> None:
        """An element: itself, and what its attributes say."""
        name = _local(element)
        if name in ELEMENTS or len(self._path) > DEEPEST:
            raise Faulty(Fault.PROGRAM)
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise Faulty(Fault.LIMIT)
        self._path.append(name)
        if name in FORMULAS or name in ("instrtext", "delinstrtext"):
            self._texts.append([])
        if has:
            self._says_of_itself(name, {_local(key): value for key, value in has.items()})

    def _says_of_itself(self, name: str, attributes: dict[str, str]) -> None:
        if name == "fldsimple":
            check_field(attributes.get("instr", ""))
        elif name == "fldchar":
            self._turns(attributes.get("fldchartype", ""))
        elif name == "definedname":
            _check_name(attributes)
        if attributes.get("macro", "").strip():
            raise Faulty(Fault.PROGRAM)

    def says(self, text: str) -> None:
        """Text between tags."""
        if self._texts:
            self._texts[-1].append(text)
        # What a field within a field's instruction gives becomes part of the instruction.
        elif self._path and self._path[-1] == "t":
            for instruction, is_over in self._fields:
                if not is_over:
                    instruction.append(text)

    def ends(self, element: str) -> None:  # noqa: ARG002
        name = self._path.pop()
        if name in FORMULAS:
            _check_formula("".join(self._texts.pop()))
        elif name in ("instrtext", "delinstrtext"):
            said = "".join(self._texts.pop())
            open_ones = [one for one, is_over in self._fields if not is_over]
            if not open_ones:
                check_field(said)
            else:
                open_ones[-1].append(said)

    def _turns(self, kind: str) -> None:
        """A field begins, comes to its result, or ends."""
        if kind == "begin":
            self._fields.append(([], False))
            return
        if not self._fields:
            return
        instruction, is_over = self._fields[-1]
        if not is_over:
            check_field("".join(instruction))
        self._fields[-1] = (instruction, True)
        if kind == "end":
            self._fields.pop()

    def is_over(self) -> None:
        """The part's end: a field that was never closed is checked too."""
        for instruction, _ in self._fields:
            check_field("".join(instruction))


def check_part(content: bytes, reading: PartReader | None = None) -> None:
    """Read one part; Faulty where it is broken, has entities, or could act."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        raise Faulty(Fault.BROKEN) from None
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Faulty(Fault.PROGRAM)
    reading = reading or PartReader()
    parser = expat.ParserCreate(namespace_separator="|")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reading.begins, reading.ends
    parser.CharacterDataHandler = reading.says
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    parser.ProcessingInstructionHandler = _instructed
    parser.XmlDeclHandler = _declared
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise Faulty(Fault.BROKEN) from None
    reading.is_over()


def check_field(instruction: str) -> None:
    """Raises Faulty where a field is none of those that stay within the document."""
    words = instruction.split(maxsplit=1)
    name = words[0].upper() if words else ""
    if name.startswith("="):
        name = "="
    if name not in FIELDS:
        raise Faulty(Fault.PROGRAM)
    if name == "HYPERLINK" and not _stays(words[1] if len(words) > 1 else ""):
        raise Faulty(Fault.PROGRAM)


def _stays(target: str) -> bool:
    """Whether a link leads to a page of the web, or within the document."""
    quoted = QUOTED.search(target)
    if target.lstrip().startswith("\\l"):
        return True
    return bool(OUTSIDE.fullmatch(quoted[1] if quoted else target.split(maxsplit=1)[0]))


def _check_formula(text: str) -> None:
    if REACHING.search(STRING.sub('""', text)) or LINKING.search(text):
        raise Faulty(Fault.PROGRAM)


def _check_name(attributes: dict[str, str]) -> None:
    acts = any(attributes.get(key, "0") not in ("0", "false") for key in ("xlm", "vbprocedure"))
    acts = acts or attributes.get("function", "0") not in ("0", "false")
    if acts or SELF_STARTING.match(attributes.get("name", "")):
        raise Faulty(Fault.PROGRAM)


def _local(name: str) -> str:
    return name.rpartition("|")[2].lower()


def _refuse(*told: object) -> None:  # noqa: ARG001
    raise Faulty(Fault.PROGRAM)


def _instructed(target: str, data: str) -> None:  # noqa: ARG001
    """A style sheet would be fetched; the rest is Word's own notes."""
    if target.lower() == "xml-stylesheet":
        raise Faulty(Fault.PROGRAM)


def _declared(version: str, encoding: str | None, standalone: int) -> None:  # noqa: ARG001
    if encoding is not None and encoding.lower() not in ("utf-8", "us-ascii", "ascii"):
        raise Faulty(Fault.BROKEN)
