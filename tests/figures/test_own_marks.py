"""One's own marks over the course: every bar opens its words, and no clock is shown."""

from __future__ import annotations

from pathlib import Path

import plotly.graph_objects as go
import pytest

from closereader.annotations import Annotation
from closereader.codebook import open_codebook
from closereader.figures import FigureError, own_marks, own_reading
from closereader.texts import open_text
from closereader.work import Work, open_work

LETTER = "artiukh-2022"
THEMES = [theme.id for theme in open_codebook().themes]


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    return open_work()


def mark(work: Work, quote: str, theme: str, *, now: str | None = None, note: str = "") -> None:
    text = open_text(LETTER)
    (span,) = text.find(quote)
    work.save(Annotation.on(text, *span, theme=theme, move="claim", note=note, now=now))


def test_an_empty_folder_gives_an_empty_figure_that_says_so(work: Work) -> None:
    assert own_reading(work).passages == ()
    figure = own_marks()
    assert len(figure.data) == 1
    assert figure.title == "What did you mark, and where?"
    assert figure.summary.startswith("No passage is marked yet.")
    assert {cell for row in figure.rows for cell in row[1:]} == {"0"}
    said = [note["text"] for note in figure.layout["annotations"]]
    assert said.count("<i>nothing marked yet</i>") == 3
    assert figure.passages == ()
    assert repr(figure) == repr(own_marks())
    assert figure.to_plotly() == own_marks().to_plotly()


def test_marks_stand_in_their_theme_and_at_their_place(work: Work) -> None:
    mark(work, "brute force is a powerful tool", "agency", note="why")
    mark(work, "our own Marxist tradition", "exclusion")
    figure = own_marks()
    text = open_text(LETTER)
    bars = {trace["name"]: trace for trace in figure.data[1:]}
    assert set(bars) == {f"{LETTER}, Exclusion", f"{LETTER}, Agency and shared ownership"}
    bar = bars[f"{LETTER}, Exclusion"]
    start = bar["base"][0] / 100 * len(text)
    assert round(start) == text.find("our own Marxist tradition")[0].start
    assert "“our own Marxist tradition”" in bar["hovertext"][0]
    assert "artiukh-2022 ¶3" in bar["hovertext"][0]
    labels = dict(
        zip(figure.layout["yaxis"]["tickvals"], figure.layout["yaxis"]["ticktext"], strict=True)
    )
    assert labels[bar["y"][0]] == "EX: 1"
    assert figure.passages == (
        "Exclusion, claim: “our own Marxist tradition” (artiukh-2022 ¶3)",
        "Agency and shared ownership, claim: “brute force is a powerful tool” (artiukh-2022 ¶6)",
    )
    assert figure.rows[0] == ("Exclusion (EX)", "0", "1", "0", "1")
    assert "2 passages are marked: 0 in Alieva, 2 in Artiukh and 0 in the post" in figure.summary
    assert "1 of 2 have a note" in figure.summary
    go.Figure(data=figure.to_plotly()["data"], layout=figure.to_plotly()["layout"])


def test_when_a_mark_was_made_changes_nothing(
    work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(work, "brute force is a powerful tool", "agency", now="2026-01-01T00:00:00.000Z")
    one = repr(own_marks()), own_marks().to_plotly()
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "other"))
    mark(open_work(), "brute force is a powerful tool", "agency", now="2027-05-05T05:05:05.000Z")
    assert (repr(own_marks()), own_marks().to_plotly()) == one


def test_a_theme_that_the_codebook_does_not_have_is_named(work: Work) -> None:
    mark(work, "brute force is a powerful tool", "weather")
    figure = own_marks()
    assert any("1 of the marks carry a theme" in line for line in figure.leaves_out)
    assert figure.summary.startswith("No passage")


def test_some_texts_or_none(work: Work) -> None:
    assert own_reading(work).problems == ()
    assert own_marks(texts=[LETTER]).headings == ("Theme", "Artiukh", "All")
    with pytest.raises(FigureError, match="one to 6 texts, not 0"):
        own_marks(texts=[])
    with pytest.raises(FigureError, match="not 7"):
        own_marks(texts=[LETTER] * 7)
