"""Functions of the front ends that touch no page, called in an empty one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from closereader.widgets.base.bundle import join
from tests.widgets.fronts import copy_widgets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

MIXED = st.text(
    st.one_of(
        st.sampled_from("ab c\n\t“”’–…"),
        st.sampled_from("🙂👩‍👧𝒜\u0301\u200d\ufe0f"),
        st.sampled_from("אבגדשלום"),
        # what Python has no name for, a newer browser may know for a letter
        st.characters(exclude_categories=["Cs", "Cn"]),
    ),
    max_size=60,
)
HERE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def loaded(browser: Browser, folder: Path, entry: str) -> Iterator[Page]:
    """Give a page in which all that ``entry``, a module beside the widgets, exports has a name."""
    copy_widgets(folder)
    (folder / "entry.js").write_text(entry, encoding="utf-8")
    page = browser.new_page()
    page.evaluate(
        """async (source) => {
          const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
          Object.assign(window, (await import(url)).default);
        }""",
        join(folder / "entry.js"),
    )
    yield page
    page.close()
