"""Hostile hand-ins and uploads: each costs itself only.

What is hostile here is hostile to our own reader: fields with odd values, cut files, other
encodings, archives of the wrong shape. All of it is small, is made in a temporary folder, and goes
away with it. Nothing in it is made to harm a browser, an archive program or a spreadsheet.
"""

from __future__ import annotations

import csv
import json
import random
import re
import tempfile
from pathlib import Path
from time import process_time
from typing import Any

from closereader.handin import HandInError, digest, embedded, read_handin
from closereader.handin.restore import restore, told
from closereader.seminar import collect
from closereader.seminar.pack import write_pack
from closereader.work import open_work
from tests.faults.outcome import Outcome, mutated
from tests.seminar.making import FORMULA, HOSTILE, a_mark, bare, data, fixture, handin, zipped
from tests.seminar.test_let_in import ANSWERS

LONGEST = 5.0  # seconds of one file, of the processor: how busy the machine is does not count
MOST = 300_000  # kB of memory for one file, more than the process has
TOUCHED = "neighbours touched"
RESET, STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")
FIXTURES = ("no-marks", "three-marks", "short-and-many", "long-and-few")
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def run(count: int, chance: random.Random) -> Outcome:
    """Put ``count`` files beside a good hand-in, one at a time, collect, and bring back."""
    outcome = Outcome("hostile files")
    times, sizes = [], []
    for _ in range(count):
        kind, name, content = hostile(chance)
        outcome.tried["files"] += 1
        outcome.tried[kind] += 1
        begun, before = process_time(), forget_peak()
        try:
            with tempfile.TemporaryDirectory() as home:
                beside_a_good_one(Path(home), name, content, outcome)
                if not name.endswith(".zip"):
                    brought_back(Path(home), content, outcome)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            outcome.faults.append(f"{kind}, {content[:200]!r}: {error!r:.300}")
        took, most = process_time() - begun, peak()
        outcome.expect(took < LONGEST, f"{kind} took {took:.0f} s, {content[:200]!r}")
        outcome.expect(most - before < MOST, f"{kind} took {most} kB, {content[:200]!r}")
        times.append(round(1000 * took))
        sizes.append(round(most / 1000))
    outcome.tried["ms for half of them"] = sorted(times)[count // 2]
    outcome.tried["ms for the slowest"] = max(times)
    if RESET.exists():  # only Linux says what the most of a while was
        outcome.tried["MB with the program itself, for half of them"] = sorted(sizes)[count // 2]
        outcome.tried["MB for the largest"] = max(sizes)
    return outcome


def forget_peak() -> int:
    """Begin to measure the memory of this process anew, and give what it has, in kB."""
    if RESET.exists():
        RESET.write_text("5", encoding="ascii")
    return peak()


def peak() -> int:
    """Give the most memory that this process had since then, in kB; 0 where nobody says so."""
    found = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text("utf-8")) if STATUS.exists() else None
    return int(found[1]) if found else 0


def beside_a_good_one(home: Path, name: str, content: bytes, outcome: Outcome) -> None:
    """Collect a hostile file together with a good one, and make the pack."""
    given = home / "given"
    given.mkdir()
    (given / name).write_bytes(content)
    (given / "zz-good.html").write_bytes(handin(77, "Good Neighbour"))
    before = sorted(home.rglob("*"))
    collected = collect([given])
    good = [one for one in collected.handins if one.name == "Good Neighbour"]
    fault = f"{name} cost its neighbour: {collected.findings}"
    outcome.expect(len(good) == 1, fault, TOUCHED)
    outcome.expect(sorted(home.rglob("*")) == before, f"{name} left files behind")
    let_in = len(collected.handins) > 1
    told = any(finding.name.startswith(name) for finding in collected.findings)
    outcome.tried["let in" if let_in else "refused"] += 1
    outcome.expect(let_in or told or collected.ignored, f"nothing was said of {name}")
    pack = write_pack(collected, home / "pack")
    outcome.expect(
        any("Good Neighbour" in page.read_text("utf-8") for page in pack.folder.rglob("*.html")),
        f"the pack beside {name} does not show the good one",
        TOUCHED,
    )
    outcome.expect(
        sorted(path for path in home.rglob("*") if pack.folder not in path.parents)
        == sorted([*before, pack.folder, home / "who-is-who.csv"]),
        f"the pack beside {name} wrote elsewhere",
    )
    for page in pack.folder.rglob("*.html"):
        words = page.read_text("utf-8")
        outcome.expect(HOSTILE.split("<img")[0] not in words, f"markup of {name} is in a page")
    for table in pack.folder.rglob("*.csv"):
        with table.open(encoding="utf-8-sig", newline="") as opened:
            for row in csv.reader(opened):
                outcome.expect(not any(map(is_formula, row)), f"{name}: a formula in {row}")


def is_formula(cell: str) -> bool:
    """Say whether a spreadsheet would compute a cell; a number is none."""
    shown = cell.lstrip("\ufeff \u00a0")
    try:
        float(shown)
    except ValueError:
        return shown.startswith(_FORMULAS)
    return False


def brought_back(home: Path, content: bytes, outcome: Outcome) -> None:
    """Bring a file back into a work folder that has something in it."""
    work = open_work(home / "back" / "work")
    work.set_reader("Somebody")
    work.save_answer("02", "q1", {"kind": "prose", "text": "kept"})
    try:
        found = read_handin(content)
        outcome.expect(told(found, work), "nothing was said of a file that is let in")
        outcome.expect(restore(found, work).refused == 0, "a part could not be kept")
        outcome.tried["brought back"] += 1
    except HandInError as error:
        outcome.expect(str(error).endswith("."), f"no sentence: {error}")
    kept = work.answers("02")["q1"].value["text"]
    same = (work.reader.name, kept) == ("Somebody", "kept")
    outcome.expect(same, "what was here was replaced", TOUCHED)


# ---- what is hostile


def hostile(chance: random.Random) -> tuple[str, str, bytes]:
    """Give the kind, the name and the content of a file."""
    kind = chance.choice(["field"] * 6 + ["cut", "bytes", "encoding", "words", "zip", "zip", "zip"])
    if kind == "zip":
        return kind, "a.zip", archive(chance)
    if kind == "field":
        return kind, "a.html", sealed(mutated(whole(chance), chance))
    page = fixture(chance.choice(FIXTURES))
    if kind == "cut":
        at = chance.randrange(len(page))
        return kind, "a.html", page[:at] + page[at + chance.randrange(1, 400) :]
    if kind == "bytes":
        changed = bytearray(page)
        for _ in range(chance.randrange(1, 9)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        return kind, "a.html", bytes(changed)
    if kind == "encoding":
        form = chance.choice(["utf-16", "utf-16-le", "utf-8-sig", "cp1252", "utf-7"])
        return kind, "a.html", page.decode().encode(form, "replace")
    nested = {"a": [[[]]] * chance.randrange(9), "digest": "sha256:" + "0" * 64}
    return kind, "a.html", chance.choice([
        b"", b"\0" * 300, b"<html>", bare(nested), b'{"a":' * chance.choice([10, 3000]),
        page.replace(b'"version":1', b'"version":7'), page + page, page.replace(b"<", b"< "),
    ])  # fmt: skip


def whole(chance: random.Random) -> dict[str, Any]:
    """Give the data of a hand-in in which every word may be hostile."""
    words = chance.choice([HOSTILE, FORMULA, "Ann", "أنا\u202e", "a" * 120])
    marks = (a_mark(1, note=words), a_mark(2, "our corner"))
    found = data(chance.randrange(1, 4), words[:100], marks=marks, answers=ANSWERS)
    return dict(json.loads(json.dumps(found)))


def sealed(changed: dict[str, Any]) -> bytes:
    """Give a page that carries such data, under a digest that fits."""
    try:
        changed["digest"] = digest(changed)
        return bare(changed)
    except (ValueError, TypeError):  # what has no digest is written with another
        changed["digest"] = "sha256:" + "0" * 64
        before, _, after = embedded({"x": 0}).partition('{"x":0}')
        return f"{before}{json.dumps(changed).replace('<', chr(92) + 'u003c')}{after}".encode()


def archive(chance: random.Random) -> bytes:
    """Give an archive of a shape that no student would make on purpose."""
    good = handin(5, "In A Zip")
    names = [
        "x.html",
        "a/b/c.html",
        "../up.html",
        "x.html.exe",
        "ä\u202e.html",
        "con.html",
        "é" * 60,
    ]
    members = {
        chance.choice(names): chance.choice([good, good[:400], b"", b"\0" * 2_000_000])
        for _ in range(chance.randrange(1, 5))
    } | {f"n{number}.txt": b"" for number in range(chance.choice([0, 0, 500]))}
    for _ in range(chance.randrange(3)):
        members = {"inner.zip": zipped(members)}
    content = bytearray(zipped(members))
    if chance.random() < 0.5:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content[: chance.choice([len(content), len(content), len(content) // 2])])
