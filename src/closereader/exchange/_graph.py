"""Linked data whose parts lie side by side, put together again, so that notes are read from it.

Programs that keep linked data write a graph: nodes in a list, which name each other by ``@id``,
with names in full (``http://www.w3.org/ns/oa#hasTarget``) or short ones. Nothing is fetched and no
context is read: the names of the vocabulary are known here, in full and as the model has them.

Sources: JSON-LD 1.1, sections 4.4 (flattened form), 9.6 (value objects), 9.7 (lists); Web
Annotation Vocabulary, appendix A (the names of the model and what they stand for).
"""

from collections.abc import Mapping
from typing import Any

from closereader.annotations import checks
from closereader.exchange._errors import ExchangeError

MOST_NODES = 200_000
"""Parts that are put into others, in one file: a graph can name one part in many places."""
_MODEL = (
    "http://www.w3.org/ns/anno.jsonld"  # the names that are written here are those of its context
)
_BASES = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/activitystreams#",
    "http://purl.org/dc/terms/",
    "http://purl.org/dc/elements/1.1/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://xmlns.com/foaf/0.1/",
    *("oa:", "as:", "dcterms:", "dc:", "rdf:", "rdfs:", "foaf:"),
)
_RENAMED = {
    "hasBody": "body",
    "hasTarget": "target",
    "hasSource": "source",
    "hasSelector": "selector",
    "hasPurpose": "purpose",
    "hasState": "state",
    "motivatedBy": "motivation",
    "totalItems": "total",
    "nick": "nickname",
    "OrderedCollection": "AnnotationCollection",
    "OrderedCollectionPage": "AnnotationPage",
}
_HOLDERS = ("Annotation", "AnnotationPage", "AnnotationCollection")
_PAGES = {"first", "last", "items"}
_DIGITS = 20
_DEEPEST = 20  # parts within parts; an annotation of the model has five
_WORDS = {"type", "motivation", "purpose"}  # their values are names of the vocabulary


def from_graph(found: object, name: str) -> tuple[object, tuple[str, ...]]:
    """Make a collection of a graph; everything else is given back as it is.

    Returns
    -------
        What is to be read, and a sentence when parts that it names are not in it.

    Raises
    ------
    ExchangeError
        When it has no annotations, or its parts name each other so often that the whole would be
        too large.
    """
    if not _is_graph(found):
        return found, ()
    nodes = _merged([one for one in checks.inside(_plain(found)) if isinstance(one, dict)])
    typed = {kind: [one for one in nodes if kind in _types(one)] for kind in _HOLDERS}
    whole = _Whole(_by_id(nodes), name)
    notes = [whole.of(one) for one in typed["Annotation"]]
    if not notes:
        raise ExchangeError(
            f"{name} is a graph of linked data, and nothing in it is named an Annotation. Frame it "
            "as an AnnotationCollection (JSON-LD 1.1 Framing), or export it as one, and import "
            "that."
        )
    following = [one.get("next") for one in typed["AnnotationPage"]]
    page: dict[str, Any] = {"type": "AnnotationPage", "items": notes}
    if more := [one for one in following if isinstance(one, str) and one not in whole.by_id]:
        page["next"] = more[0]
    holder = next(iter(typed["AnnotationCollection"]), {})
    whose = whole.of({key: value for key, value in holder.items() if key not in _PAGES})
    gone = len(whole.absent)
    parts = "a part that is" if gone == 1 else f"{gone} parts that are"
    absent = f"{name} names {parts} not in it: the program that wrote it has left them out."
    made = {**whose, "@context": _MODEL, "first": page} if whose else page
    return made, (absent,) if whole.absent else ()


def _is_graph(found: object) -> bool:
    """Tell JSON-LD that is flattened, or expanded: it has ``@graph``, or nodes with ``@id``."""
    if isinstance(found, Mapping):
        return "@graph" in found or "@id" in found
    nodes = found if isinstance(found, list) else []
    return bool(nodes) and all(isinstance(one, Mapping) and "@id" in one for one in nodes)


def _merged(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Make one node of all that have one id: what is said of it may stand in many places."""
    groups: dict[object, list[dict[str, Any]]] = {}
    for at, node in enumerate(nodes):
        name = node.get("id")
        groups.setdefault(name if isinstance(name, str) else at, []).append(node)
    return [_one_of(group) if len(group) > 1 else group[0] for group in groups.values()]


def _one_of(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    said: dict[str, dict[str, Any]] = {}
    for node in nodes:
        for key, value in node.items():
            each = value if isinstance(value, list) else [value]
            said.setdefault(key, {}).update({repr(one): one for one in each})
    values = {key: [*held.values()] for key, held in said.items()}
    return {key: held[0] if len(held) == 1 else held for key, held in values.items()}


def _by_id(nodes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in nodes if isinstance(one.get("id"), str) and "type" in one}


class _Whole:
    """Put nodes into the nodes that name them."""

    def __init__(self, by_id: Mapping[str, Mapping[str, Any]], name: str) -> None:
        self.by_id = by_id
        self.name = name
        self.left = MOST_NODES
        self.absent: set[str] = set()

    def of(self, node: Mapping[str, Any], path: tuple[str, ...] = ()) -> dict[str, Any]:
        """Return a node with its parts; what is named by a part of itself stays a name."""
        path = (*path, str(node.get("id", "")))
        found = {
            key: value if key in {"id", "type"} else self._held(value, path)
            for key, value in node.items()
        }
        if path[-1].startswith("_:"):  # only a name within the file
            del found["id"]
        return found

    def _held(self, value: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401
        if isinstance(value, list):
            return [self._held(one, path) for one in value]
        name = value.get("id") if isinstance(value, Mapping) else value
        part = self.by_id.get(name) if isinstance(name, str) else None
        if part is None and isinstance(value, Mapping) and value.keys() != {"id"}:
            return self.of(value, path)
        if part is None and isinstance(name, str) and name.startswith("_:"):
            self.absent.add(name)
        if part is None or name in path or "Annotation" in _types(part) or len(path) > _DEEPEST:
            return value
        self.left -= 1
        if not self.left:
            raise ExchangeError(f"The parts of {self.name} name each other too often.")
        return self.of(part, path)


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Write names as the model has them, and values as JSON has them; a list of one is that one."""
    if isinstance(value, list):
        return _plain(value[0]) if len(value) == 1 else [_plain(one) for one in value]
    if not isinstance(value, Mapping):
        return value
    for key in ("@list", "@set"):
        if key in value:
            return _plain(value[key])
    if "@value" in value:
        return _number(value["@value"], value.get("@type"))
    found: dict[str, Any] = {}
    for key, held in value.items():
        name = _short(key.removeprefix("@"))
        found[name] = _named(_plain(held)) if name in _WORDS else _plain(held)
    if set(found) == {"id"}:
        return found["id"]
    return found


def _number(value: object, kind: object) -> object:
    whole = isinstance(kind, str) and kind.lower().endswith("integer")
    digits = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < _DIGITS
    return int(str(value)) if whole and digits else value


def _named(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return [_named(one) for one in value]
    return _short(value) if isinstance(value, str) else value


def _short(name: str) -> str:
    base = next((one for one in _BASES if name.startswith(one)), "")
    short = name[len(base) :]
    return _RENAMED.get(short, short)


def _types(node: Mapping[str, Any]) -> set[str]:
    kinds = node.get("type")
    return {one for one in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(one, str)}
