"""An edit is confirmed when it is on disk, applied once, and refused with a sentence."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader import WhoAmI, open_work
from closereader.annotations.checks import stamp
from closereader.output import html_output
from closereader.widgets.base.sync import CHANGING, Edit, EditError, Synced
from closereader.work import Work, WorkError


class Notebook(Synced):
    """Writes every edit into a list, which stands for the disk."""

    _front = WhoAmI._front  # any will do: no browser draws it

    def __init__(self, work: Work) -> None:
        self.disk: list[Edit] = []
        self.heard: list[dict[str, Any]] = []
        self.others: list[str] = []
        self.trouble: Exception | None = None
        super().__init__(work=work)

    def send(self, content: dict[str, Any], buffers: object = None) -> None:  # noqa: ARG002
        self.heard.append(content)

    def apply_edit(self, edit: Edit) -> str:
        if self.trouble is not None:
            raise self.trouble
        self.disk.append(edit)
        return f"2026-03-01T12:00:{len(self.disk):02}.000Z"

    def receive(self, kind: str, message: Mapping[str, Any]) -> None:  # noqa: ARG002
        self.others.append(kind)

    def card(self) -> str:
        return "<p>card</p>"

    def tell(self, **message: Any) -> list[dict[str, Any]]:
        before = len(self.heard)
        self._heard(self, message, [])
        return self.heard[before:]

    def deliver(self, *edits: object) -> list[dict[str, Any]]:
        return self.tell(type="edits", edits=list(edits))


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return open_work(tmp_path / "work")


@pytest.fixture
def notebook(work: Work) -> Notebook:
    return Notebook(work)


def edit(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "op": "put", "at": "2026-03-01T12:03:04.567Z", "base": None, **more}


def test_an_ack_names_what_is_on_disk(notebook: Notebook) -> None:
    [ack] = notebook.deliver(edit("a"), edit("b"))
    assert [e.id for e in notebook.disk] == ["a", "b"]
    assert ack["type"] == "ack"
    assert ack["edits"] == ["a", "b"]
    assert ack["modified"] == {"a": "2026-03-01T12:00:01.000Z", "b": "2026-03-01T12:00:02.000Z"}
    assert notebook.saved == ack["at"]


def test_a_repetition_is_confirmed_and_not_applied(notebook: Notebook, work: Work) -> None:
    [first] = notebook.deliver(edit("a"))
    [again] = notebook.deliver(edit("a"), edit("a"))
    assert len(notebook.disk) == 1
    assert again["modified"] == first["modified"]
    # a second widget over the same folder delivers what the first one could not
    other = Notebook(work)
    assert other.deliver(edit("a"))[0]["edits"] == ["a"]
    assert other.disk == []


def test_another_work_folder_has_its_own_ledger(notebook: Notebook, tmp_path: Path) -> None:
    notebook.deliver(edit("a"))
    other = Notebook(open_work(tmp_path / "other"))
    other.deliver(edit("a"))
    assert len(other.disk) == 1


def test_what_may_be_tried_again_holds_up_what_follows(notebook: Notebook, tmp_path: Path) -> None:
    notebook.trouble = WorkError("The disk is full.", tmp_path)
    [refusal] = notebook.deliver(edit("a"), edit("b"))
    assert refusal == {
        "type": "refused",
        "edit": "a",
        "why": "The disk is full.",
        "retry": True,
    }
    notebook.trouble = None
    [ack] = notebook.deliver(edit("a"), edit("b"))
    assert ack["edits"] == ["a", "b"]


def test_what_can_never_be_saved_holds_up_nothing(notebook: Notebook) -> None:
    notebook.trouble = EditError("No theme is called x.")
    [refusal] = notebook.deliver(edit("a"))
    assert (refusal["why"], refusal["retry"]) == ("No theme is called x.", False)
    notebook.trouble = None
    refusal, ack = notebook.deliver({"id": "b"}, edit("c"))
    assert (refusal["edit"], refusal["retry"]) == ("b", False)
    assert ack["edits"] == ["c"]


def test_an_edit_learns_what_the_one_before_it_became(notebook: Notebook) -> None:
    notebook.deliver(edit("a"), edit("b", after="a"), edit("c", after="unknown", base=stamp()))
    assert notebook.disk[1].base == "2026-03-01T12:00:01.000Z"
    assert notebook.disk[2].base is not None


def test_what_is_on_disk_is_confirmed_whatever_becomes_of_the_next(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = edit("e1"), edit("e2")
    apply = notebook.apply_edit

    def apply_once(one: Edit) -> str:
        if one.id == "e2":
            raise RuntimeError("a fault of ours")
        return apply(one)

    monkeypatch.setattr(notebook, "apply_edit", apply_once)
    with pytest.raises(RuntimeError):
        notebook.deliver(good, bad)
    assert [message["edits"] for message in notebook.heard if message["type"] == "ack"] == [["e1"]]
    # ... and the words of the other are not left waiting for an answer that never comes
    [refusal] = [message for message in notebook.heard if message["type"] == "refused"]
    assert (refusal["edit"], refusal["retry"]) == ("e2", False)
    assert refusal["why"].startswith("The program failed while it saved this.")


def test_a_note_goes_with_the_next_ack_only(notebook: Notebook) -> None:
    notebook.note("Something else was kept in the trash.")
    assert notebook.deliver(edit("a"))[0]["notes"] == ["Something else was kept in the trash."]
    assert notebook.deliver(edit("b"))[0]["notes"] == []


def test_hello_ping_and_the_rest(notebook: Notebook) -> None:
    notebook.deliver(edit("a"))
    [welcome] = notebook.tell(type="hello", view="v1")
    assert welcome == {"type": "welcome", "view": "v1", "saved": notebook.saved}
    assert notebook.tell(type="ping", n=3) == [{"type": "pong", "n": 3}]
    assert notebook.tell(type="refresh") == []
    assert notebook.tell(type="closest", quote="x") == []
    assert notebook.others == ["closest"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": 3},
        {"id": ""},
        {"id": "x" * 81},
        {"op": None},
        {"at": "yesterday"},
        {"at": "2026-03-01T12:00:00"},
        {"at": 5},
        {"base": "long ago"},
        {"base": []},
        {"at": "0001-01-01T00:00:00+23:59"},
        {"mark": "words"},
        {"undoes": 7},
        {"after": ["a"]},
    ],
)
def test_a_malformed_edit_is_refused_in_words(wrong: dict[str, Any]) -> None:
    with pytest.raises(EditError) as caught:
        Edit.read({**edit("a"), **wrong})
    assert str(caught.value).endswith(".")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(["type", "edits", "id", "op", "at", "base", "mark", "n", "view", "value"])
WORDS = st.sampled_from(["edits", "hello", "ping", "refresh", "put", stamp()])


@given(message=JSON | st.dictionaries(KEYS, JSON | WORDS | st.lists(JSON, max_size=3)))
def test_no_message_whatever_raises_anything(
    message: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    notebook = Notebook(open_work(tmp_path_factory.getbasetemp() / "hostile"))
    notebook._heard(notebook, message, [])
    for answer in notebook.heard:
        assert answer["type"] in {"ack", "refused", "welcome", "pong"}


def test_the_browser_cannot_write_traits(notebook: Notebook) -> None:
    notebook.set_state({"who": {"id": "x", "name": "Somebody else"}, "saved": "never"})
    assert notebook.who["name"] == ""
    assert notebook.saved == ""


def test_all_widgets_show_the_name_that_one_has_chosen(notebook: Notebook, work: Work) -> None:
    work.set_reader("Heron")
    assert notebook.who["name"] == "Heron"


def test_listening_keeps_no_widget_alive(work: Work) -> None:
    notebook = Notebook(work)
    notebook.close()
    ghost = weakref.ref(notebook)
    del notebook
    gc.collect()
    assert ghost() is None
    work.set_reader("Heron")  # nobody is told, nothing happens


def test_a_message_waits_while_a_cell_changes_the_widget(notebook: Notebook) -> None:
    """JupyterLab handles messages in a thread of their own."""
    with CHANGING:
        other = threading.Thread(target=notebook.deliver, args=[edit("a")])
        other.start()
        other.join(timeout=0.05)
        assert notebook.disk == []
    other.join()
    assert len(notebook.disk) == 1


def test_three_views_for_three_kinds_of_reader(notebook: Notebook) -> None:
    bundle = notebook._repr_mimebundle_()
    assert bundle is not None
    data, _ = bundle
    assert data["text/html"] == html_output("<p>card</p>")
    assert data["text/plain"] == repr(notebook)
    assert "application/vnd.jupyter.widget-view+json" in data


def test_a_null_of_javascript_is_none(notebook: Notebook) -> None:
    """Where Python runs in the browser, `null` comes as a value of Pyodide's own type."""
    null = type("JsNull", (), {})()
    sent = edit("a", base=null, undoes=null, value={"note": null, "tags": [null, "a"]})
    assert [each["type"] for each in notebook.deliver(sent)] == ["ack"]
    assert notebook.disk[0].base is None
    assert notebook.disk[0].value == {"note": None, "tags": [None, "a"]}
