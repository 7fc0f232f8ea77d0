"""Marked passages: what they are, their W3C form, and finding their place again.

An `Annotation` is one marked passage, a `Link` holds two together; both become W3C Web
Annotations (`Annotation.to_w3c`) and are read from them with validation (`read_w3c`). `anchor`
says where a passage stands in a text that may have changed.
"""

from closereader.annotations._anchor import Anchor, Earlier, anchor, shared_start
from closereader.annotations._errors import AnnotationError
from closereader.annotations._link import Link, read_w3c
from closereader.annotations._mark import Annotation
from closereader.annotations._passage import Passage
from closereader.annotations._w3c import read_iri
from closereader.annotations.collection import Collection, CollectionError, read_collection

__all__ = [
    "Anchor",
    "Annotation",
    "AnnotationError",
    "Collection",
    "CollectionError",
    "Earlier",
    "Link",
    "Passage",
    "anchor",
    "read_collection",
    "read_iri",
    "read_w3c",
    "shared_start",
]
