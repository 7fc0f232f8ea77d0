"""Small modules become one, and what cannot be joined is named with its file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from closereader.widgets.base.bundle import BASE, QUESTION_CSS, BundleError, css, join
from tests.house.tree import SOURCES
from tests.widgets.fronts import ENTRIES, MODULES, SHEETS, name


def write(folder: Path, **modules: str) -> Path:
    for stem, code in modules.items():
        (folder / f"{stem}.js").write_text(code, encoding="utf-8", newline="")
    return folder / "entry.js"


def test_dependencies_come_first_and_once(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        entry=(
            'import { b } from "./b.js";\nimport { c } from "./c.js";\nexport default { b, c };\n'
        ),
        b='import { c } from "./c.js";\nexport function b() { return c; }\n',
        c="export const c = 1;\n",
    )
    code = join(entry)
    order = re.findall(r"^// ---- .*/(.+)$", code, re.MULTILINE)
    assert order == ["c.js", "b.js", "entry.js"]
    assert "import" not in code
    assert re.findall(r"^export .*$", code, re.MULTILINE) == ["export default { b, c };"]


def test_imports_of_several_lines_and_windows_line_ends(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        entry='import {\r\n  a,\r\n  b,\r\n} from "./b.js";\r\nexport default { a, b };\r\n',
        b="export async function a() {}\r\nexport class b {}\r\n",
    )
    assert "import {" not in join(entry)
    assert "\r" not in join(entry)


def test_what_a_comment_or_a_call_says_is_left_alone(tmp_path: Path) -> None:
    code = '/** @typedef {import("./b.js").T} T */\nconst load = () => import("x");\n'
    entry = write(tmp_path, entry=f"{code}export default {{ load }};\n")
    assert code in join(entry)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('import a from "./b.js";', "import a from"),
        ('import { a as z } from "./b.js";', "under its own name"),
        ('import * as b from "./b.js";', "import * as b"),
        ('import { a } from "elsewhere";', "elsewhere"),
        ('import "./b.js";', 'import "./b.js"'),
        ("export { a };", "export { a }"),
        ("export let a = 1;", "export let a"),
        ("const { x, y } = window;", "const { x, y }"),
    ],
)
def test_other_dialects_are_refused_with_the_line(tmp_path: Path, line: str, said: str) -> None:
    entry = write(tmp_path, entry=f"{line}\nexport default {{}};\n", b="export const a = 1;\n")
    with pytest.raises(BundleError, match=re.escape(said)) as caught:
        join(entry)
    assert "entry.js" in str(caught.value)


def test_a_default_export_belongs_to_the_entry(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        entry='import { a } from "./b.js";\nexport default { a };\n',
        b="export const a = 1;\nexport default a;\n",
    )
    with pytest.raises(BundleError, match=r"b\.js"):
        join(entry)


def test_one_name_in_two_modules_is_refused(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        entry='import { a } from "./b.js";\nfunction twin() {}\nexport default { a, twin };\n',
        b="const twin = 1;\nexport const a = twin;\n",
    )
    with pytest.raises(BundleError, match=r"b\.js and \S+/entry\.js both declare 'twin'"):
        join(entry)


def test_names_inside_functions_are_nobodys_business(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        entry='import { a } from "./b.js";\nexport default () => {\n  const n = a;\n};\n',
        b="export function a() {\n  const n = 1;\n  return n;\n}\n",
    )
    assert join(entry).count("const n") == 2


def test_a_circle_is_named(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        entry='import { b } from "./b.js";\nexport default { b };\n',
        b='import { c } from "./c.js";\nexport const b = c;\n',
        c='import { b } from "./b.js";\nexport const c = b;\n',
    )
    with pytest.raises(BundleError, match=r"b\.js → \S+/c\.js → \S+/b\.js"):
        join(entry)


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    entry = write(tmp_path, entry='import { b } from "./b.js";\nexport default {};\n')
    with pytest.raises(BundleError, match=r"no front-end module \S+/b\.js"):
        join(entry)
    write(tmp_path, b="export const other = 1;\n")
    with pytest.raises(
        BundleError, match=r"entry\.js imports 'b', which \S+/b\.js does not export"
    ):
        join(entry)


@pytest.mark.parametrize("entry", ENTRIES, ids=name)
def test_every_front_end_of_ours_joins(entry: Path) -> None:
    code = join(entry)
    assert code.count("export default") == 1
    assert not re.search(r"\b(?:inner|outer)HTML\s*[+=]|insertAdjacentHTML|document\.write", code)
    assert not re.search(r"https?://(?!www\.w3\.org/)", code), "nothing comes from elsewhere"


def test_every_module_of_ours_is_used() -> None:
    used = "".join(join(entry) for entry in ENTRIES)
    unused = [name(file) for file in MODULES if f"// ---- {name(file)}\n" not in used]
    assert unused == []


def test_stylesheets_are_joined_in_the_order_asked_for() -> None:
    sheet = css(BASE / "base.css", QUESTION_CSS)
    assert sheet.index("/* ---- base/base.css */") < sheet.index("/* ---- base/question.css */")
    assert "@import" not in sheet
    assert "url(" not in sheet


def test_no_two_style_sheets_style_the_same_class() -> None:
    """Sheets of all widgets shown in JupyterLab are in one page, whatever notebook they are of."""
    shared = {"base.css", "question.css"}  # every widget has them, so they may be built on
    holders = {
        "comparison.css",
        "reading_desk.css",
    }  # readers are in them, styled under a class of theirs
    owner: dict[str, str] = {}
    for sheet in (file for file in SHEETS if file.name not in shared):
        rules = re.sub(
            r"/\*.*?\*/|\{[^{}]*\}", " ", sheet.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        for found in set(re.findall(r"\.(cr[a-z]*(?:-[\w-]+)?)", rules)) - {"cr", "cr-row"}:
            other = owner.setdefault(found, sheet.name)
            in_shared = any(
                f".{found}" in (BASE / each).read_text(encoding="utf-8") for each in shared
            )
            inside = {other, sheet.name} <= {*holders, "reader.css"}
            assert other == sheet.name or in_shared or inside, (found, other, sheet.name)


def test_a_line_under_words_is_written_apart() -> None:
    """WebKitGTK 2.50 draws no line at all where line, style and colour are one declaration."""
    together = re.compile(r"text-decoration:\s*[\w-]+\s+[^;}]+")
    sheets = SOURCES.rglob("*.css")
    found = [(s.name, *together.findall(s.read_text(encoding="utf-8"))) for s in sheets]
    assert [each for each in found if len(each) > 1] == []
