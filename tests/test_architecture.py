"""The rules of CONTRIBUTING.md that a machine can hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_METHODS = 40
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def hand_written(*folders: str) -> list[Path]:
    """Our Python files below these folders, without what `sdk/generate.py` wrote."""
    found = [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not (
            path.parent.name == "generated"
            and path.parent.parent.name == "codex_app_server"
            and path.name != "_base.py"
        )
    ]
    assert found, f"nothing found in {folders}: did a folder move?"
    return found


@cache
def tree_of(path: Path) -> ast.Module:
    """A module, parsed once for all rules."""
    return ast.parse(path.read_text("utf-8"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_class_has_more_than_40_methods_with_those_it_inherits_from_ours() -> None:
    classes = {
        node.name: node
        for path in hand_written("sdk", "tui")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
    }

    def methods(name: str) -> set[str]:
        """The methods of one of our classes and of its bases that are ours; none of anything else."""
        if (node := classes.get(name)) is None:
            return set()
        own = {part.name for part in node.body if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef))}
        bases = {ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in node.bases} - {name}
        return own.union(*map(methods, bases))

    assert {name: len(found) for name in classes if len(found := methods(name)) > MOST_METHODS} == {}


def test_modules_have_names_that_say_what_they_hold() -> None:
    assert [named(path) for path in hand_written("sdk", "tui") if path.stem in NAMES_THAT_SAY_NOTHING] == []


def test_every_suppression_names_its_rule_and_its_reason() -> None:
    suppression = re.compile(r"#\s*(?:noqa|type:\s*ignore|pyright:\s*ignore)\b(.*)$")
    with_reason = re.compile(
        r"^(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[\w-]+(?:,\s*[\w-]+)*\])\s+(?:#\s*|\(|-+\s*)\S"
    )
    bare = [
        f"{named(path)}:{number}"
        for path in hand_written("sdk", "tui", "tests")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (found := suppression.search(line)) and not with_reason.match(found[1])
    ]
    assert bare == []


def test_importlinter_holds_the_layers() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def imports_within(package: str) -> dict[str, set[str]]:
    """What each module of a package imports of it, anywhere in the file, and for type checkers too."""
    found = next(ROOT.glob(f"*/{package}"))
    paths = {}
    for path in sorted(found.rglob("*.py")):
        parts = path.relative_to(found.parent).with_suffix("").parts
        paths[".".join(parts[:-1] if path.stem == "__init__" else parts)] = path
    imports = {}
    for module, path in paths.items():
        names = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                above = (
                    module.split(".")[: -node.level + (path.stem == "__init__") or None] if node.level else []
                )
                source = ".".join([*above, *([node.module] if node.module else [])])
                names |= {
                    full if (full := f"{source}.{alias.name}") in paths else source for alias in node.names
                }
        imports[module] = names & paths.keys() - {module}
    return imports


def circle_through(module: str, imports: dict[str, set[str]]) -> list[str]:
    """The shortest way from a module back to it; empty when there is none."""
    ways = {module: [module]}
    waiting = [module]
    for each in waiting:
        for other in sorted(imports[each]):
            if other == module:
                return [*ways[each], module]
            if other not in ways:
                ways[other] = [*ways[each], other]
                waiting.append(other)
    return []


@pytest.mark.parametrize("package", ["codex_app_server", "codex_tui"])
def test_no_modules_import_each_other_in_a_circle(package: str) -> None:
    imports = imports_within(package)
    assert sum(map(len, imports.values())) > len(imports), "hardly an import was found: are they read at all?"
    assert [" -> ".join(way) for module in imports if (way := circle_through(module, imports))] == []


def test_no_part_of_a_screen_knows_the_main_screen() -> None:
    cockpit = "codex_tui.screens.cockpit"
    knowing = {module for module, imported in imports_within("codex_tui").items() if cockpit in imported}
    assert knowing, "nothing imports it: was it renamed?"
    allowed = ("codex_tui.app", "codex_tui.commands.")
    assert [module for module in sorted(knowing) if not module.startswith(allowed)] == []


KEYS_ELSEWHERE = {
    "tui/codex_tui/keys.py": "the table",
    "tui/codex_tui/screen_keys.py": "its rows for other screens",
    "tui/codex_tui/key_names.py": "how keys are written",
    "tui/codex_tui/keymap.py": "reads what a person writes in a keymap, and gives examples",
    "tui/codex_tui/patches/own_keys.py": "the spelling of one key that Textual does not tell apart",
    "tui/codex_tui/patches/key_event.py": "takes apart what came as ESC and a key in one piece",
}
"""Where a key may be named, and why."""

FOLDERS_WITH_KEYS = {
    "tui/codex_tui/terminal/": "gives what a terminal sends the name of its key, whatever the key does",
    "tui/codex_tui/demo/": "has texts that a model says",
}


def test_one_package_asks_the_server_about_the_files_of_threads() -> None:
    asks = re.compile(
        r"\.(fs_|command_exec|fuzzy_file_search)|[\"'](fs/[a-z]+[A-Z]|command/exec[\"']|fuzzyFileSearch[\"'])"
    )
    found = {
        named(path)
        for path in hand_written("tui")
        if asks.search(path.read_text("utf-8")) and "demo" not in path.parts
    }
    # The rules are files of the server, and of no thread.
    of_threads = found - {"tui/codex_tui/session/rules.py"}
    assert {Path(path).parent.as_posix() for path in of_threads} == {"tui/codex_tui/session/files"}


READ_THIS_MACHINE = {
    "options.py": "the directory of the command line",
    "readiness.py": "trust, which is about the directory of the command line",
    "writer_locks.py": "the system's table of locks",
    "inventory.py": "the name of the system, when the server does not say it",
    "versions.py": "the version of a program that the person named",
    "thread_files.py": "takes paths apart, and reads nothing",
}
"""What may look at this machine in session/, and for what."""


def test_no_other_part_of_a_session_reads_the_disk() -> None:
    reads = re.compile(
        r"^ *(?:from|import) (?:pathlib|os|glob|shutil|subprocess)\b|(?<![\w.])open\(", re.MULTILINE
    )
    found = {path for path in hand_written("tui/codex_tui/session") if reads.search(path.read_text("utf-8"))}
    assert {path.name for path in found} == READ_THIS_MACHINE.keys()
    trust = {path for path in hand_written("tui") if "repository_of" in path.read_text("utf-8")}
    assert {path.name for path in trust} == {"readiness.py"}


def test_no_screen_needs_its_children_when_it_is_mounted() -> None:
    """While the application ends a screen is mounted without them, and `query_one` raised."""
    mounting = (
        (path, node)
        for path in hand_written("tui/codex_tui/screens")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.name == "on_mount"
    )
    assert [named(path) for path, node in mounting if "query_one" in ast.unparse(node)] == []


def may_name_keys(name: str) -> bool:
    return name in KEYS_ELSEWHERE or name.startswith(tuple(FOLDERS_WITH_KEYS))


A_KEY = re.compile(
    r"(?<![\w^])\^[a-z]\b|\b[fF]([1-9]|1[0-2])\b|\b[eE]sc(ape)?\b|\b(ctrl|alt|shift|super)\+|\b(page(up|down)|backspace)\b"
)


def spoken_strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every string of a module that is no docstring."""
    silent = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node


def test_no_key_is_named_outside_the_table_of_keys() -> None:
    named_keys = [
        f"{named(path)}:{node.lineno}: {str(node.value)[:60]!r}"
        for path in hand_written("tui")
        if not may_name_keys(named(path))
        for node in spoken_strings(tree_of(path))
        if A_KEY.search(str(node.value))
    ]
    assert named_keys == []


def test_bindings_are_made_in_one_place_and_no_widget_compares_a_key_with_a_literal() -> None:
    found: list[str] = []
    for path in hand_written("tui"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Binding":
                if named(path) != "tui/codex_tui/widgets/bindings.py":
                    found.append(f"{named(path)}:{node.lineno}: Binding(")
            elif isinstance(node, ast.Compare) and not may_name_keys(named(path)):
                sides = [node.left, *node.comparators]
                asks = any(isinstance(side, ast.Attribute) and side.attr == "key" for side in sides)
                literal = any(
                    isinstance(part, ast.Constant) and isinstance(part.value, str)
                    for side in sides
                    for part in ast.walk(side)
                )
                if asks and literal:
                    found.append(f"{named(path)}:{node.lineno}: {ast.unparse(node)}")
    assert found == []


def test_every_style_sheet_belongs_to_a_widget_or_a_screen_of_the_same_name() -> None:
    stems = {"app"} | {
        path.stem for folder in ("widgets", "screens") for path in (ROOT / "tui/codex_tui" / folder).iterdir()
    }
    assert sorted(path.stem for path in (ROOT / "styles").glob("*.tcss") if path.stem not in stems) == []


def public_functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not node.name.startswith("_"):
            yield node
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for part in node.body:
                if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)) and (
                    not part.name.startswith("_") or part.name in {"__init__", "__call__"}
                ):
                    yield part


def test_no_public_signature_of_the_sdk_says_any() -> None:
    vague: list[str] = []
    for path in sorted((ROOT / "sdk/codex_app_server").glob("*.py")) + sorted(
        (ROOT / "sdk/codex_app_server/testing").glob("*.py")
    ):
        for function in public_functions(tree_of(path)):
            arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
            arguments += [a for a in (function.args.vararg, function.args.kwarg) if a is not None]
            annotations = [a.annotation for a in arguments if a.annotation is not None]
            annotations += [function.returns] if function.returns is not None else []
            if any(isinstance(n, ast.Name) and n.id == "Any" for a in annotations for n in ast.walk(a)):
                vague.append(f"{named(path)}: {function.name}")
    assert vague == []


def test_nothing_names_a_place_on_the_machine_it_was_written_on() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    machine = re.compile(r"/work/|/root/|\.library|/tmp/bash_jobs")
    found = []
    for name in filter(None, tracked):
        path = ROOT / name
        if path == Path(__file__) or path.suffix in {".svg", ".jsonl", ".json"} or not path.exists():
            continue
        if machine.search(path.read_text("utf-8", errors="replace")):
            found.append(name)
    assert found == []


# What a module of widgets/ puts into a `Segment`, and why it needs no sanitising there.
SAFE_SEGMENTS = {
    "approval_paint.py: ' ' * self.width": "blanks",
    "choices.py: mark": "one of our glyphs",
    "composer.py: f'{mark} '": "one of our glyphs",
    "ascii_filter.py: text.translate(_ASCII)": "it replaces signs by ASCII",
    "control_filter.py: replace_hostile(text, _blank)": "the check itself",
    "no_colour.py: text": "the text of the segment that it replaces",
    "row.py: text": "sanitised by two_sided, which alone calls it",
    "row.py: words": "sanitised by two_sided, which alone calls it",
    "row.py: ' ' * space": "blanks",
    "row.py: ' ' * (len(text) - len(words))": "blanks",
    "thread_list.py: ' ' * width": "blanks",
    "paint.py: ' '": "a blank",
    "paint.py: ' ' * MARGIN_LEFT": "blanks",
    "paint.py: ' ' * MARGIN_RIGHT": "blanks",
    "paint.py: ' ' * (self.room - used)": "blanks",
    "paint.py: ' ' * (self.width - MARGIN_LEFT - used)": "blanks",
    "paint.py: ' ' * left": "blanks",
    "paint.py: ' ' * right": "blanks",
    "paint.py: ' ' * self.width": "blanks",
    "paint.py: f' {shown} '": "sanitised in the line before",
    "paint.py: first.text[1:]": "part of a strip of the painter",
    "paint.py: part.text": "part of a strip of the painter",
    "paint.py: piece.text": "part of a strip of the painter",
    "paint.py: self.glyphs.cursor_bar": "one of our glyphs",
    "paint.py: shown": "sanitised in the lines before",
    "paint.py: text": "sanitised in the line before, when it is not printable",
    "scrollbar.py: ' '": "a blank",
    "scrollbar.py: self._glyphs.bar_here": "one of our glyphs",
    "scrollbar.py: self._glyphs.bar_hit": "one of our glyphs",
    "scrollbar.py: self._glyphs.thumb": "one of our glyphs",
}

# The widgets whose rows do not pass the line filters as Textual applies them, and what checks them instead.
OWN_ROWS = {
    "screen.py": "one blank row, through the line filters",
    "thread_list.py": "only clears a cache and lets Textual go on",
    "pager.py": "the painter checks each text",
    "view.py": "the painter checks each text",
    "scrollbar.py": "our glyphs",
}


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    """Return the calls of functions or methods of these names in a module."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
            yield node


def test_every_text_that_a_widget_puts_into_a_segment_is_known_to_be_safe() -> None:
    made = {
        f"{path.name}: {ast.unparse(call.args[0])}"
        for path in (ROOT / "tui/codex_tui").rglob("*.py")
        for call in calls(path, "Segment", "Segment.line", "Segment.control")
    }
    assert made == SAFE_SEGMENTS.keys()


def test_every_widget_that_makes_all_its_rows_itself_is_known() -> None:
    own = {
        path.name
        for path in (ROOT / "tui/codex_tui").rglob("*.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.name == "render_lines"
    }
    assert own == OWN_ROWS.keys()


def test_no_text_is_parsed_for_markup() -> None:
    # For these a `str` is markup: only a literal may be one. In screens/ only a `Static` and style sheets are
    # updated.
    takes_markup = ("Static", "Label", "Option")
    parsing = ("Content.from_markup", "Text.from_markup", "render_markup", "visualize")
    found = []
    for path in (ROOT / "tui/codex_tui").rglob("*.py"):
        for call in ast.walk(tree_of(path)):
            if not isinstance(call, ast.Call):
                continue
            name = ast.unparse(call.func)
            asked = any(key.arg == "markup" and ast.unparse(key.value) == "True" for key in call.keywords)
            updates = path.parent.name == "screens" and name.endswith(".update")
            updates = updates and not name.endswith(".stylesheet.update")
            takes = name in takes_markup or updates
            if asked or name in parsing or (takes and call.args and not _is_plain(call.args[0])):
                found.append(f"{named(path)}: {ast.unparse(call)}")
    assert found == []


def _is_plain(text: ast.expr) -> bool:
    """Whether an argument is a literal or a `Content`."""
    if isinstance(text, ast.Call):
        return ast.unparse(text.func).startswith("Content")
    return isinstance(text, ast.Constant)
