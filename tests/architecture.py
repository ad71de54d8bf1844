"""What the house allows, as functions from files to findings; test_architecture.py asks them of the tree and of planted offences."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

KERNEL = "kontum_ttdn"
ROOMS = ("languages", "access", "spreadsheets", "ui", "audit", "background", "page_cache", "units", "media", "people", "search", "workflow", "accounts",
         "notices", "printing", "plans", "national", "pocket", "offline", "portal", "api")  # lowest first  # fmt: skip
DOMAINS = {"border_db": set(), "products": {"border_db"}, "training": {"border_db", "products"}, "events": {"border_db", "products"}}
LAYERS = (("models", "translation"), ("workflow", "rules"), ("queries",), ("actions",),
          ("forms", "tasks", "printing", "search", "pocket", "offline", "choices", "accepted", "api", "portal", "indicators"),
          ("views",), ("urls", "admin", "management", "apps"))  # fmt: skip
LAYER = {name: level for level, names in enumerate(LAYERS) for name in names}
TASKS = LAYER["tasks"]
JUNK_DRAWERS = {"utils", "helpers", "common", "misc"}
LONGEST = 450  # lines; past about 400 a file is split by noun or by reader


@dataclass(frozen=True)
class Source:
    """One Python file of the tree: `path` is relative to the root."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The dotted name, split: ("products", "models", "edition")."""
        parts = PurePosixPath(self.path).with_suffix("").parts
        return parts[:-1] if parts[-1] == "__init__" else parts

    @cached_property
    def app(self) -> tuple[str, ...]:
        """("kontum_ttdn", "units"), ("products",), or ("kontum_ttdn",) for the loose files that wire the house."""
        if self.parts[0] == KERNEL:
            return self.parts[:2] if len(self.parts) > 1 and self.parts[1] in ROOMS else (KERNEL,)
        return self.parts[:1]

    @cached_property
    def piece(self) -> str:
        """The first name inside the app: "models", "views", "portal"; empty for the package itself."""
        inside = self.parts[len(self.app) :]
        return inside[0] if inside else ""

    @cached_property
    def imports(self) -> list[tuple[tuple[str, ...], int]]:
        """Every import wherever it stands, inside functions too: what is named, split at its dots, and the line."""
        package = self.parts if self.path.endswith("__init__.py") else self.parts[:-1]
        found = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found += [(tuple(alias.name.split(".")), node.lineno) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = package[: len(package) - node.level + 1] if node.level else ()
                base += tuple(node.module.split(".")) if node.module else ()
                found += [((*base, alias.name), node.lineno) for alias in node.names]
        return found


Tree = Mapping[str, Source]
Findings = Iterator[str]


def app_of(name: tuple[str, ...]) -> tuple[str, ...]:
    """The app that an imported name belongs to; empty for other people's code."""
    if name[0] == KERNEL:
        return name[:2] if len(name) > 1 and name[1] in ROOMS else (KERNEL,)
    return name[:1] if name[0] in DOMAINS else ()


def is_plug(source: Source, name: tuple[str, ...]) -> bool:
    """Any app's side of a piece, and its apps.py, may reach that piece's registry, which stands on the lowest floor."""
    return len(name) > 2 and name[0] == KERNEL and name[2] == "registry" and source.piece in ("apps", name[1])


def upward_imports(tree: Tree) -> Findings:
    """Kernel rooms import rooms below them; domains import the kernel and what DOMAINS allows; nobody imports the wiring but Celery's app."""
    for source in tree.values():
        if source.app == (KERNEL,):
            continue
        for name, line in source.imports:
            target = app_of(name)
            if not target or target == source.app or is_plug(source, name):
                continue
            if target == (KERNEL,):
                allowed = len(name) > 1 and name[1] == "celery"
            elif source.app[0] == KERNEL:
                allowed = target[0] == KERNEL and ROOMS.index(target[1]) < ROOMS.index(source.app[1])
            else:
                allowed = target[0] == KERNEL or target[0] in DOMAINS[source.app[0]]
            if not allowed:
                yield f"{source.path}:{line} {'.'.join(source.app)} must not import {'.'.join(name)}"


def kernel_naming_a_domain(tree: Tree) -> Findings:
    """The kernel knows a domain only as a string in its wiring, never in a room."""
    name = re.compile(rf"({'|'.join(DOMAINS)})[.:]\w[\w.]*")
    for source in tree.values():
        if source.app[0] == KERNEL and len(source.app) > 1:
            for node in ast.walk(source.tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and name.fullmatch(node.value):
                    yield f"{source.path}:{node.lineno} the kernel names {node.value}"


def registries_that_import(tree: Tree) -> Findings:
    """A registry stands below all rooms, so it imports none."""
    for source in tree.values():
        if source.app[0] == KERNEL and source.piece == "registry":
            for name, line in source.imports:
                if app_of(name):
                    yield f"{source.path}:{line} a registry imports {'.'.join(name)}"


def upward_layers(tree: Tree) -> Findings:
    """models → workflow, rules → queries → actions → forms, tasks, plugs → views, also by way of a file that has no layer."""
    files = {source.parts: source for source in tree.values()}

    def steps(source: Source) -> Iterator[Source]:
        for name, _ in source.imports:
            if name[: len(source.app)] == source.app:
                found = files.get(name) or files.get(name[:-1])
                if found and found.app == source.app and found is not source:
                    yield found

    for source in tree.values():
        level = LAYER.get(source.piece)
        if level is None or source.app == (KERNEL,):
            continue
        ahead, seen = list(steps(source)), set()
        while ahead:
            reached = ahead.pop()
            if reached.path in seen:
                continue
            seen.add(reached.path)
            if reached.piece not in LAYER:
                ahead += steps(reached)
            elif LAYER[reached.piece] > level:
                yield f"{source.path} ({source.piece}) reaches {reached.path} ({reached.piece})"


def imported_tasks(tree: Tree) -> Findings:
    """What lies below the tasks asks for them by name, whoever's tasks they are."""
    for source in tree.values():
        if LAYER.get(source.piece, TASKS) < TASKS:
            for name, line in source.imports:
                if app_of(name) and "tasks" in name:
                    yield f"{source.path}:{line} imports {'.'.join(name)}: enqueue it by name"


def _calls(source: Source, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            function = node.func
            if (function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")) in names:
                yield node


def _first_text(call: ast.Call) -> str | None:
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def unknown_jobs(tree: Tree) -> Findings:
    """Every name that is enqueued is written out where it is asked for and registered by @job in a tasks file."""
    jobs = {_first_text(call) for source in tree.values() if source.piece == "tasks" for call in _calls(source, "job")}
    for source in tree.values():
        for call in _calls(source, "enqueue"):
            if _first_text(call) not in jobs:
                yield f"{source.path}:{call.lineno} enqueues {_first_text(call) or 'what it does not spell out'}: no such @job"


def foreign_models_by_class(tree: Tree) -> Findings:
    """A model names another app's model as a string."""
    for source in tree.values():
        others = {name[-1] for name, _ in source.imports if app_of(name) and app_of(name) != source.app}
        for call in _calls(source, "ForeignKey", "OneToOneField", "ManyToManyField"):
            if call.args and isinstance(call.args[0], ast.Name) and call.args[0].id in others:
                yield f"{source.path}:{call.lineno} names {call.args[0].id} by its class"


def forbidden_code(tree: Tree) -> Findings:
    """No PostgreSQL-only part, no signal of a model, no print outside commands, no logic in save(), no junk drawer, no model in access."""
    for source in tree.values():
        for name, line in source.imports:
            if name[:3] == ("django", "contrib", "postgres"):
                yield f"{source.path}:{line} runs on PostgreSQL alone"
            if name[:4] == ("django", "db", "models", "signals"):
                yield f"{source.path}:{line} hides a call behind a signal"
        if source.piece != "management":
            yield from (f"{source.path}:{call.lineno} prints" for call in _calls(source, "print") if isinstance(call.func, ast.Name))
        if source.piece == "models":
            for node in ast.walk(source.tree):
                if isinstance(node, ast.FunctionDef) and node.name == "save":
                    yield f"{source.path}:{node.lineno} logic in save()"
        if JUNK_DRAWERS & set(source.parts):
            yield f"{source.path} is a junk drawer: name what it holds"
        if source.app == (KERNEL, "access") and source.piece == "models":
            yield f"{source.path} access has no models"


def days_of_utc(tree: Tree) -> Findings:
    """No day read off a stored moment: moments are kept in UTC, whose day is yesterday in Vietnam until seven; `timezone.localdate` tells it."""
    for source in tree.values():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date" and not node.args:
                moment = node.func.value
                if isinstance(moment, ast.Attribute) and moment.attr.endswith("_at"):
                    yield f"{source.path}:{node.lineno} the day of UTC"


INLINE = (
    (re.compile(r"<[a-z][^>]*\sstyle\s*=", re.I), "an inline style"),
    (re.compile(r"<style\b", re.I), "an inline style sheet"),
    (re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I), "an inline handler"),
    (re.compile(r"javascript:", re.I), "an inline script"),
    (re.compile(r"""<script\b(?![^>]*\b(src\s*=|type\s*=\s*["']application/json))""", re.I), "an inline script"),
    (re.compile(r"""(src|href)\s*=\s*["'](https?:)?//[^"']+\.(js|css|woff2?)\b""", re.I), "a file from a foreign host"),
    (re.compile(r"{%\s*blocktrans(late)?\b(?![^%]*\btrimmed\b)"), "blocktranslate without trimmed"),
)


def forbidden_markup(path: str, text: str) -> Findings:
    """No inline style or script in a template, nothing from a foreign host, no untrimmed block of text to translate."""
    for pattern, what in INLINE:
        for match in pattern.finditer(text):
            yield f"{path}:{text.count(chr(10), 0, match.start()) + 1} {what}"


HOSTS = re.compile(
    r"pypi\.org|python[h]osted|npmjs\.(org|com)|deb\.debian\.org|\"resolved\": *\"http|^--(extra-)?index-url|registry *= *http", re.M
)
MACHINE_PATHS = re.compile(r"(?<![\w.}$)*-])/(work|root|farm|home/[a-z]+)/")


def forbidden_places(path: str, text: str) -> Findings:
    """No address of a package registry and no path of somebody's machine in a file that is handed on."""
    for pattern, what in ((HOSTS, "names a registry's host"), (MACHINE_PATHS, "names a machine's path")):
        for match in pattern.finditer(text):
            yield f"{path}:{text.count(chr(10), 0, match.start()) + 1} {what}"


def too_long(path: str, text: str) -> Findings:
    lines = 0 if "/migrations/" in path else text.count("\n")  # a migration is as long as what it makes
    if Path(path).suffix in {".py", ".js", ".css", ".html", ".sh"} and lines > LONGEST:
        yield f"{path} has {lines} lines: split it by noun or by reader"
