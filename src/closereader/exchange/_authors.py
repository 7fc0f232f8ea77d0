"""Who wrote a note: an IRI where the file gives one, and a name that people read.

Source: Web Annotation Data Model, 3.3.2 (``creator``: an IRI, an agent or several of them);
``user`` and ``user_info`` are those of the Hypothesis API.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from closereader.annotations import checks

_NAMES = ("name", "nickname", "display_name", "email", "id")
_QUIET = {"type", *_NAMES}


@dataclass(slots=True)
class Author:
    """The author of one note."""

    id: str = ""
    """An IRI, or ""."""
    name: str = ""
    """At most `checks.MOST_NAME` characters."""
    others: list[str] = field(default_factory=list)
    """The names and ids of further authors."""
    left: Counter[str] = field(default_factory=Counter)


def read_author(raw: Mapping[str, Any]) -> Author:
    """Read the author of one annotation; an id that is no IRI is a name."""
    who = raw.get("creator", raw.get("user"))
    several = who if isinstance(who, list) else [who]
    found = [one for one in (_agent(each) for each in several) if one.id or one.name]
    author = found[0] if found else Author()
    author.others = [" ".join(filter(None, (one.name, one.id))) for one in found[1:]]
    info = raw.get("user_info")
    shown = _words(info.get("display_name")) if isinstance(info, Mapping) else ""
    account = author.id.removeprefix("acct:")
    if account != author.id:
        author.name = author.name or account.split("@")[0]
    author.name = shown or author.name
    if len(author.name) > checks.MOST_NAME:
        author.left["end of a long author name"] += 1
        author.name = author.name[: checks.MOST_NAME]
    return author


def _agent(who: object) -> Author:
    given = who if isinstance(who, Mapping) else {"id": who}
    author = Author()
    try:
        author.id = checks.iri(given.get("id"), "the id")
    except ValueError:
        author.id = ""
    names = {key: words for key in _NAMES if (words := _words(given.get(key)))}
    if author.id:
        names.pop("id", None)
    author.name = next(iter(names.values()), "")
    author.left.update(f"author {key}" for key in list(names)[1:])
    author.left.update(f"author {key}" for key in given if key not in _QUIET)
    return author


def _words(value: object) -> str:
    return " ".join(checks.tidy(value).split()) if isinstance(value, str) else ""
