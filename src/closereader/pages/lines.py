"""Words for people: on one line for which there is room for so many, counted, listed."""

from collections.abc import Sequence


def shorten(words: str, most: int) -> str:
    """Put words on one line; of more than ``most`` characters, the whole words before the cut."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} […]"


def counted(count: int, name: str) -> str:
    """Say a number of things: ``1 word``, ``2 words``."""
    return f"{count} {name}{'' if count == 1 else 's'}"


def listed(items: Sequence[str], last: str = "and", *, most: int | None = None) -> str:
    """Join items for a sentence: ``a, b and c``; of more than `most`, say how many more."""
    if most is not None and len(items) > most:
        items = [*items[:most], f"{len(items) - most} more"]
    return f" {last} ".join([", ".join(items[:-1]), items[-1]] if items[1:] else items)
