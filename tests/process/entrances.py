"""Reads the handlers and finds those that do what only a use case may do."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

HOUSE = Path(__file__).parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef
SESSION_WRITES = {"add", "add_all", "delete", "merge"}
WRITING_STATEMENTS = {"insert", "update", "delete"}
# Which question lies before whom is the chat's own affair.
OF_THE_CHAT = ("models.accounts.drafts.", "models.accounts.draft_rights.")
FORMS = (
    *("handlers.core.forms", "handlers.core.form_files", "handlers.core.sent_files"),
    # Who signs in is nobody yet, and who is looked for is not known to be somebody.
    *("console.core.sign_in", "console.core.serving"),
)
RECORD = "models.core.audit.record"
# As whom something is done: an actor, or who has no account yet and writes from an address.
DOERS = ("turn.actor", "view.actor", "actor", "turn.address")


@dataclass
class Module:
    """A parsed file: its functions, and what its names stand for."""

    name: str
    tree: ast.Module

    @cached_property
    def functions(self) -> dict[str, Function]:
        """The functions of the module itself, by their dotted names."""
        return {f"{self.name}.{n.name}": n for n in self.tree.body if isinstance(n, Function)}

    @cached_property
    def names(self) -> dict[str, str]:
        """Local name to dotted name."""
        found = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        return found | {name.rpartition(".")[2]: name for name in self.functions}

    @cached_property
    def statements(self) -> set[str]:
        """The module's constants that are statements which write."""
        return {
            target.id
            for node in self.tree.body
            if isinstance(node, ast.Assign) and _has_statement(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }

    def called(self, call: ast.Call) -> str:
        """The dotted name of what is called; empty where it is a method of something."""
        base, _, rest = ast.unparse(call.func).partition(".")
        return (
            ".".join(filter(None, (self.names.get(base, ""), rest))) if base in self.names else ""
        )


def read_modules(room: str) -> list[Module]:
    """Every file of a room."""
    return [
        Module(".".join(file.relative_to(HOUSE).with_suffix("").parts), ast.parse(file.read_text()))
        for file in sorted((HOUSE / room).rglob("*.py"))
    ]


def list_calls(node: ast.AST) -> Iterator[ast.Call]:
    """Every call within."""
    return (found for found in ast.walk(node) if isinstance(found, ast.Call))


def _has_statement(node: ast.AST) -> bool:
    return any(
        isinstance(call.func, ast.Name) and call.func.id in WRITING_STATEMENTS
        for call in list_calls(node)
    )


def list_assigned(node: ast.AST) -> list[str]:
    """The attributes that are assigned to, as they are written: broker.state."""
    targets: list[ast.expr] = []
    for found in ast.walk(node):
        if isinstance(found, ast.Assign):
            targets += found.targets
        elif isinstance(found, ast.AugAssign | ast.AnnAssign):
            targets.append(found.target)
    flat = [one for t in targets for one in (t.elts if isinstance(t, ast.Tuple) else [t])]
    return [ast.unparse(target) for target in flat if isinstance(target, ast.Attribute)]


def find_writers(modules: Sequence[Module]) -> set[str]:
    """The functions that change the store, themselves or through another function.

    To note in the trail that somebody looked is no change.
    """
    functions = [(m, name, f) for m in modules for name, f in m.functions.items()]
    writers = {name for module, name, function in functions if _writes(module, function)}
    calls = {
        name: {
            module.called(call)
            for call in list_calls(function)
            if not (module.called(call) == RECORD and "Act.VIEWED" in ast.unparse(call))
        }
        for module, name, function in functions
    }
    while more := {name for name, called in calls.items() if called & writers} - writers:
        writers |= more
    return {name for name in writers if not name.startswith(OF_THE_CHAT)}


def _writes(module: Module, function: Function) -> bool:
    """Whether the function itself adds, deletes or changes rows."""
    if _has_statement(function) or list_assigned(function):
        return True
    used = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    if used & module.statements:
        return True
    names = (ast.unparse(call.func).rpartition(".") for call in list_calls(function))
    return any(base.endswith("session") and name in SESSION_WRITES for base, _, name in names)


@dataclass
class Entrances:
    """The handlers, held against what writes."""

    modules: Sequence[Module]
    writers: set[str]
    _counted: dict[str, int] = field(default_factory=dict)

    def find_offences(self) -> Iterator[str]:
        """Each offender with what it does, in the order of the files."""
        for module in self.modules:
            for name, function in module.functions.items():
                for offence in self._offences(module, name, function):
                    yield f"{name.removeprefix('handlers.')} {offence}"

    def _offences(self, module: Module, name: str, function: Function) -> Iterator[str]:
        called = {module.called(call): call for call in list_calls(function)}
        if RECORD in called:
            yield "records in the trail"
        if any(
            not one.startswith("turn.") or one.count(".") > 1 for one in list_assigned(function)
        ):
            yield "changes a row"
        if any(one in self.writers and not _has_actor(call) for one, call in called.items()):
            yield "writes without an actor"
        if self.count(name) > 1:
            yield "calls several use cases"

    def count(self, name: str) -> int:
        """The most use cases that one run of a handler calls, itself or through its helpers."""
        if name in self.writers:
            return 1
        if name not in self._counted:
            self._counted[name] = 0
            where = next((m for m in self.modules if name in m.functions), None)
            if where is not None and not name.startswith("handlers.core."):
                self._counted[name] = self._most(where, where.functions[name].body)
        return self._counted[name]

    def _within(self, module: Module, *nodes: ast.AST | None) -> int:
        return sum(self.count(module.called(c)) for n in nodes if n for c in list_calls(n))

    def _most(self, module: Module, body: Sequence[ast.stmt]) -> int:
        """The most of any way through these statements; a loop is gone through once."""
        if not body:
            return 0
        first, rest = body[0], body[1:]
        if isinstance(first, ast.If):
            ways = ([*first.body, *rest], [*first.orelse, *rest])
            return self._within(module, first.test) + max(self._most(module, w) for w in ways)
        if isinstance(first, ast.Match):
            cases = [[*case.body, *rest] for case in first.cases]
            return self._within(module, first.subject) + max(self._most(module, w) for w in cases)
        if isinstance(first, ast.For | ast.AsyncFor):
            within = self._within(module, first.iter)
            return within + self._most(module, [*first.body, *first.orelse, *rest])
        if isinstance(first, ast.With | ast.AsyncWith | ast.Try):
            return self._most(module, [*first.body, *rest])
        if isinstance(first, ast.Return | ast.Raise):
            return self._within(module, first)
        return self._within(module, first) + self._most(module, rest)


def find_offences() -> list[str]:
    """What the handlers do that only a use case may do."""
    rooms = [*read_modules("handlers"), *read_modules("console")]
    modules = [one for one in rooms if one.name not in FORMS]
    return list(Entrances(modules, find_writers(read_modules("models"))).find_offences())


def _has_actor(call: ast.Call) -> bool:
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(ast.unparse(one) in DOERS for one in given)
