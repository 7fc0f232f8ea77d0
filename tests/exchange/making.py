"""Notes as Hypothes.is exports them, written for these tests; nobody's own."""

from __future__ import annotations

from typing import Any

LETTER = (
    "https://www.opendemocracy.net/en/odr/"
    "russia-ukraine-western-left-doesnt-understand-putin-or-the-world-outside-the-us/"
)
POST = "http://linxnet.com/misc/Politics/Ukraine-2022/The_War_of_the_Worlds.txt#page"
ELSEWHERE = "https://example.org/a-page-of-a-seminar"


def selectors(
    exact: str, prefix: str = "", suffix: str = "", at: int = 700
) -> list[dict[str, Any]]:
    """Make the three selectors that the client writes; places count in the page, not in ours."""
    return [
        {
            "type": "RangeSelector",
            "startContainer": "/article[1]/p[4]",
            "startOffset": 3,
            "endContainer": "/article[1]/p[4]",
            "endOffset": 3 + len(exact),
        },
        {"type": "TextPositionSelector", "start": at, "end": at + len(exact)},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
    ]


def row(  # noqa: PLR0913 - a note has this many parts
    name: str,
    exact: str,
    *,
    prefix: str = "",
    suffix: str = "",
    uri: str = LETTER,
    text: str = "",
    tags: tuple[str, ...] = ("exclusion",),
    **more: Any,
) -> dict[str, Any]:
    """Make one note as the search API gives it."""
    return {
        "id": name,
        "created": "2026-03-01T09:30:00.123456+00:00",
        "updated": "2026-03-02T11:00:00.000000+01:00",
        "user": "acct:reader_one@example.org",
        "user_info": {"display_name": None},
        "uri": uri,
        "text": text,
        "tags": list(tags),
        "group": "__world__",
        "permissions": {"read": ["group:__world__"]},
        "target": [{"source": uri, "selector": selectors(exact, prefix, suffix)}],
        "document": {"title": ["A page"]},
        "links": {"html": f"https://hypothes.is/a/{name}"},
        "hidden": False,
        "flagged": False,
        **more,
    }


def api() -> dict[str, Any]:
    """Make an answer of the search API with one note for each thing that can become of one."""
    rows = [
        row(
            "Aplaced",
            "It has regained agency",
            prefix="making concessions anymore. ",
            suffix=" and is able to shape",
            text="Agency, or power?",
            tags=("Agency and shared  ownership", "claim", "week 3"),
        ),
        row(  # the page has straight quotation marks, and breaks its lines
            "Bfolded",
            "from the US's own\n   behaviour",
            prefix="powerful tool, as you know ",
            suffix=" in Latin America",
            tags=("exclusion", "determinism", "grounds"),
        ),
        row("Cmany", "the US", tags=("exclusion",)),
        row("Dlike", "our corner of the whole wide world", prefix="tried to theorise "),
        row("Elost", "zebras graze beneath violet umbrellas", uri=POST),
        row("Felsewhere", "a close Russian friend", uri=ELSEWHERE, tags=("Exclusion",)),
        row("Gunsure", "our corner of the whole wide world", uri=ELSEWHERE),
        row("Hthemeless", "anti-war protests, Occupy and Black Lives Matter", tags=("movements",)),
        row("Ipage", "", text="About the page as a whole", target=[{"source": LETTER}]),
        row("Jreply", "", text="I read it otherwise", references=["Aplaced"], target=[]),
    ]
    return {"total": len(rows), "rows": rows}


def client() -> dict[str, Any]:
    """Make the same notes as the client exports them."""
    return {
        "export_date": "2026-03-03T08:00:00.000Z",
        "export_userid": "acct:reader_one@example.org",
        "client_version": "1.0.0",
        "annotations": api()["rows"],
    }


def jsonld() -> list[dict[str, Any]]:
    """Make the same notes as JSON-LD."""
    return [
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "type": "Annotation",
            "id": f"https://hypothes.is/a/{one['id']}",
            "created": one["created"],
            "modified": one["updated"],
            "creator": one["user"],
            "body": [
                {"type": "TextualBody", "value": one["text"], "format": "text/markdown"},
                *(
                    {"type": "TextualBody", "value": tag, "purpose": "tagging"}
                    for tag in one["tags"]
                ),
            ],
            "target": one["target"],
        }
        for one in api()["rows"]
    ]
