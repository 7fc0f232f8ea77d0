"""What the browser sent, in Python's own words."""

from collections.abc import Mapping


def plain(value: object) -> object:
    """Read JavaScript's ``null`` as None, at any depth.

    Where Python itself runs in the browser (Pyodide 0.28 and later), a message comes without JSON
    in between, and ``null`` arrives as a value of the type ``JsNull``. That type is known by its
    name, so that nothing of Pyodide is imported where there is none.
    """
    if isinstance(value, Mapping):
        return {key: plain(inside) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inside) for inside in value]
    return None if type(value).__name__ == "JsNull" else value
