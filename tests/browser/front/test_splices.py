"""What the page has after any number of splices is what Python has, for whoever looks when."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import comm
import pytest
from comm.base_comm import BaseComm

from closereader import Compare, Reader
from closereader.widgets.base.bundle import BASE
from closereader.widgets.base.splices import splice
from closereader.widgets.base.sync import Edit

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

FOLLOW = """async ([source, opened, said]) => {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { follow_splices } = await import(url);
  const model = mock.make_model(opened);
  const listeners = [];
  follow_splices({
    get: (name) => model.state[name],
    set: (name, value) => model.set_state({ [name]: value }),
    on: (name, callback) => listeners.push(callback),
  });
  const seen = [];
  for (const state of said) {
    model.set_state(state);
    if ("splices" in state) for (const each of listeners) each();
    const { marks, links } = model.state;
    seen.push(structuredClone({ marks, links }));
  }
  return seen;
}"""


class Heard(BaseComm):
    """Keeps what Python says, as JSON carries it."""

    def publish_msg(self, msg_type: str, data: Any = None, *_: object, **__: object) -> None:
        state = json.loads(json.dumps(data, default=str)).get("state")
        if state is not None and msg_type != "comm_close":
            HEARD.append((self.comm_id, state))


HEARD: list[tuple[str, Any]] = []


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    monkeypatch.setattr(comm, "create_comm", Heard)
    HEARD.clear()
    return HEARD


def lists_of(widget: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps({"marks": widget.marks, "links": widget.links}))
    return found


def put(reader: Reader, mark: dict[str, object], base: str | None = None) -> None:
    reader._do(reader._desk, Edit(op="put", mark=mark, base=base))


def walk(reader: Reader, chance: random.Random) -> None:
    """Do one thing that a student does."""
    marks = reader.annotations
    deed = chance.choice(["mark", "mark", "mark", "change", "remove", "undo", "redo"])
    body = reader.text["body"]
    if deed == "mark" or len(marks) < 2:
        start = chance.randrange(len(body) - 60)
        mark = {"id": f"urn:uuid:{chance.getrandbits(128):032x}", "s": start, "e": start + 50}
        put(reader, {**mark, "theme": "exclusion", "move": None, "note": ""})
    elif deed == "change":
        old = chance.choice(marks)
        form = {"id": old.id, "s": old.start, "e": old.end, "theme": old.theme, "move": None}
        put(reader, {**form, "note": chance.choice("abcdef")}, base=old.modified)
    elif deed == "remove":
        reader.remove(chance.choice(marks))
    elif deed == "undo":
        reader.undo()
    elif deed == "redo":
        reader.redo()


@pytest.mark.parametrize("seed", range(4))
def test_every_page_has_what_python_has(
    front: Front, heard: list[tuple[str, Any]], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test's dice
    reader = Reader("artiukh-2022")
    comparison = Compare("artiukh-2022", "post-2022")
    widgets = {reader.address: reader, comparison.address: comparison}
    opened = {address: lists_of(widget) for address, widget in widgets.items()}
    late: dict[str, dict[str, Any]] = {}
    expected: dict[str, list[Any]] = {address: [] for address in widgets}
    said: dict[str, list[Any]] = {address: [] for address in widgets}
    for turn in range(60):
        before = len(heard)
        walk(reader, chance)
        for address, widget in widgets.items():
            new = [state for at, state in heard[before:] if at == address]
            if chance.random() < 0.1:  # the page asks for the whole, and hears the splice twice
                new = [state for state in new if "splices" not in state] + [lists_of(widget), *new]
            said[address] += new
            expected[address] += [None] * (len(new) - 1) + [lists_of(widget)] * bool(new)
            if turn == 30:
                late[address] = {"opened": lists_of(widget), "from": len(said[address])}
    for address, widget in widgets.items():
        assert any("splices" in state for state in said[address])
        seen = front.page.evaluate(FOLLOW, [join_of_splices(), opened[address], said[address]])
        for number, want in enumerate(expected[address]):
            assert want is None or seen[number] == want, number
        begin = late[address]
        again = front.page.evaluate(
            FOLLOW, [join_of_splices(), begin["opened"], said[address][begin["from"] :]]
        )
        assert again[-1] == lists_of(widget)


def join_of_splices() -> str:
    return (BASE / "splices.js").read_text(encoding="utf-8")


def test_a_splice_makes_one_list_out_of_another() -> None:
    chance = random.Random(7)  # noqa: S311 - a test's dice
    for _ in range(2000):
        old = chance.choices("abc", k=chance.randrange(6))
        new = chance.choices("abc", k=chance.randrange(6))
        step = splice(old, new)
        if step is None:
            assert old == new
            continue
        end = step["at"] + step["gone"]
        assert [*old[: step["at"]], *step["put"], *old[end:]] == new
        assert step["before"] == len(old)


def test_one_more_mark_among_two_thousand_is_little_to_send(heard: list[tuple[str, Any]]) -> None:
    reader = Reader("alieva-2024")
    chance = random.Random(1)  # noqa: S311 - a test's dice
    sizes = []
    for count in range(300):
        before = len(heard)
        start = chance.randrange(len(reader.text["body"]) - 60)
        mark = {"id": f"urn:uuid:{count:032x}", "s": start, "e": start + 50, "theme": "exclusion"}
        put(reader, {**mark, "move": None, "note": ""})
        sizes.append(sum(len(json.dumps(state)) for _, state in heard[before:]))
    assert max(sizes) < 2000
    assert max(sizes[-50:]) < 1.2 * max(sizes[:50])
