"""From a country's code or name to the name in a table; close names are only ever offered."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from closereader.pages.lines import listed
from closereader.tables._errors import TableError

_OFFERED = 3


def find_countries(
    asked: str | Iterable[str], known: Mapping[str, str], table: str
) -> tuple[str, ...]:
    """Return the keys of the countries that are asked for, in that order, each once.

    `asked`: one code or name, or several; upper and lower case and accents do not matter.
    `known`: key (a code, or the name itself) to name, for all countries of the table.
    `table`: the name of the table, for the message.
    Raises `TableError` when a country is not in the table; the message offers the closest names.
    """
    wanted = [asked] if isinstance(asked, str) else list(asked)
    if not wanted:
        raise TableError(f"Name at least one country of the table {table}.")
    keys = {_fold(key): key for key in known}
    keys |= {_fold(name): key for key, name in known.items()}
    found = []
    for each in wanted:
        key = keys.get(_fold(each))
        if key is None:
            raise TableError(_unknown(each, known, table))
        found.append(key)
    return tuple(dict.fromkeys(found))


def _unknown(asked: str, known: Mapping[str, str], table: str) -> str:
    close = closest(asked, sorted(set(known.values())))
    offer = (
        f" Did you mean {listed(close, 'or')}?" if close else " Use a name or code of the table."
    )
    return f"The table {table} has no country {asked!r}.{offer}"


def closest(asked: str, names: Sequence[str]) -> list[str]:
    folded = {_fold(name): name for name in names}
    starts = [name for key, name in folded.items() if asked and key.startswith(_fold(asked))]
    holds = [name for key, name in folded.items() if f" {_fold(asked)} " in f" {key} "]
    close = [folded[key] for key in get_close_matches(_fold(asked), folded, _OFFERED, 0.6)]
    return list(dict.fromkeys([*starts, *holds, *close]))[:_OFFERED]


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.strip())
    return "".join(each for each in plain if not unicodedata.combining(each)).casefold()
