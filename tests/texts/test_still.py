"""While the disk is held still it is looked at once, and by nobody else but whoever holds it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from closereader._still import look, still


def test_every_look_is_one_unless_the_disk_is_held_still() -> None:
    seen: list[str] = []

    @look
    def size(name: str) -> int:
        seen.append(name)
        return len(seen)

    assert [size("a"), size("a")] == [1, 2]
    with still():
        assert [size("a"), size("a"), size("b")] == [3, 3, 4]
        with still():
            assert size("a") == 3
        assert size("b") == 4
    assert size("a") == 5


def test_other_threads_look_for_themselves() -> None:
    seen: list[int] = []

    @look
    def next_one() -> int:
        seen.append(0)
        return len(seen)

    with still():
        next_one()
        other = threading.Thread(target=next_one)
        other.start()
        other.join()
        assert next_one() == 1
    assert len(seen) == 2


def test_what_is_raised_is_raised_again_and_paths_are_looked_at_each_time(tmp_path: Path) -> None:
    @look
    def read(path: object) -> str:
        return Path(str(path)).read_text(encoding="utf-8")

    file = tmp_path / "a.txt"
    with still():
        with pytest.raises(FileNotFoundError):
            read(str(file))
        file.write_text("one", encoding="utf-8")
        assert (read(str(file)), read(file)) == ("one", "one")
        file.write_text("two", encoding="utf-8")
        assert (read(str(file)), read(file)) == ("one", "two")
