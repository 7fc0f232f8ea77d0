"""The code of the widgets on its way to the page: each module once in a kernel.

A widget opens with a few lines (``load.js``) and the addresses of its parcels. A parcel is a
model without a view; it holds the modules and style sheets of a front end that no earlier parcel
held, packed with zlib. The page keeps what it has unpacked under its digest, so that a module is
compiled once however many widgets show it. The models of a kernel come back when a page is loaded
again, and the parcels with them.

What several widgets show alike, a text or the codebook, goes in parcels too (`shared`).

In marimo and in Colab a widget stands in a frame of its own, where it may not reach another model;
there it opens with the whole of its code, and so it does while its files are followed
(`closereader.widgets.base._live`).
"""

import hashlib
import json
import sys
import zlib
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

import ipywidgets
import traitlets

from closereader.widgets.base import bundle
from closereader.widgets.base._live import is_live
from closereader.widgets.base.bundle import Front

_ALONE = ("marimo", "google.colab")


class Contents(TypedDict):
    """What a parcel holds, as the page reads it."""

    code: str
    css: str


class Parcel(ipywidgets.Widget):  # type: ignore[misc] # ipywidgets has no types
    """Modules and style sheets of the front ends, or a value, without a view."""

    #: Base64: in a saved notebook JupyterLab keeps text, and makes an empty object of bytes.
    packed = traitlets.Unicode().tag(sync=True)


@dataclass(slots=True)
class _Sent:
    """What this kernel has sent."""

    homes: dict[Path, str] = field(default_factory=dict)  # the digest of a module's parcel
    sheets: set[Path] = field(default_factory=set)
    parcels: dict[str, Parcel] = field(default_factory=dict)
    contents: dict[str, object] = field(default_factory=dict)  # of each parcel, as JSON
    needs: dict[str, set[str]] = field(default_factory=dict)  # the parcels that a parcel leans on
    of_front: dict[Front, list[str]] = field(default_factory=dict)


_SENT = _Sent()


def widgets_stand_alone() -> bool:
    """Say whether each widget has to bring the whole of its code."""
    return is_live() or any(name in sys.modules for name in _ALONE)


def parcels(front: Front) -> list[tuple[str, str]]:
    """Send what a front end needs and the page has not got; name all its parcels in their order.

    Returns digest and model id; the last parcel holds the entry.
    """
    _forget_closed()
    if front not in _SENT.of_front:
        _SENT.of_front[front] = _send(front)
    return [(digest, _SENT.parcels[digest].model_id) for digest in _SENT.of_front[front]]


def shared(value: object) -> object:
    """Send what other widgets may show as well; return what stands for it (``shared.js``).

    Of a list each entry goes by itself, and what is empty stays as it is.
    """
    if isinstance(value, list):
        return [shared(each) for each in value]
    if not value:
        return value
    _forget_closed()
    digest = _pack(value)
    return {"parcel": [digest, _SENT.parcels[digest].model_id]}


def contents_of(digest: str) -> object:
    """Return what a parcel holds, for a page that cannot reach it; None when there is no such."""
    return _SENT.contents.get(digest)


def _send(front: Front) -> list[str]:
    part = bundle.rest(front.entry, _SENT.homes)
    sheets = [sheet for sheet in front.sheets if sheet not in _SENT.sheets]
    digest = _pack(Contents(code=part.code, css=bundle.css(*sheets)))
    _SENT.homes.update(dict.fromkeys(part.modules, digest))
    _SENT.sheets.update(sheets)
    earlier = part.leans_on.union(*(_SENT.needs[one] for one in part.leans_on))
    _SENT.needs[digest] = set(earlier)
    return [*(one for one in _SENT.parcels if one in earlier), digest]


def _pack(contents: object) -> str:
    """Send a parcel, if there is none like it yet, and return its digest."""
    raw = json.dumps(contents, ensure_ascii=False).encode()
    digest = hashlib.sha256(raw).hexdigest()[:16]
    if digest not in _SENT.parcels:
        _SENT.contents[digest] = contents
        _SENT.parcels[digest] = Parcel(packed=b64encode(zlib.compress(raw)).decode())
    return digest


def _forget_closed() -> None:
    if any(parcel.comm is None for parcel in _SENT.parcels.values()):  # somebody closed all models
        _forget()


def _forget() -> None:
    global _SENT  # noqa: PLW0603 - what this kernel has sent is one thing
    _SENT = _Sent()
