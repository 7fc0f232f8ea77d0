"""Words on one line, for which there is room for so many."""


def shorten(words: str, most: int) -> str:
    """Put words on one line; of more than ``most`` characters, the whole words before the cut."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} […]"
