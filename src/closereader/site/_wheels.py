"""The packages that the course needs in a browser, as wheels for Pyodide.

They are the very versions that are installed here, and that the course was tested with: a package
of Python files alone is put into a wheel again, out of what was installed. Parts that were made for
this machine are left out; where a package has such parts (PyYAML, psygnal), its Python files do
without them. numpy, pandas and Plotly are not among them: no code of the course that students run
imports one, and a cell in which a student asks for a data frame says in a sentence what to use.
"""

from collections.abc import Iterator, Mapping
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from closereader.authoring.bundle import zipped
from closereader.site._errors import SiteError

COURSE = next(
    one.dist.name
    for one in metadata.entry_points(group="console_scripts", name="closereader")
    if one.dist is not None
)
"""The package that holds the library, and the course with it."""
READ = "closereader_course"
"""The folder, beside the packages, that the course's texts are read from in a browser."""
LEFT_OUT = {"numpy", "pandas", "jupyterlab-widgets", "widgetsnbextension", "prompt-toolkit"}
"""What the course or its kernel declares, and what runs in a browser does without: IPython asks for
prompt-toolkit in a terminal only."""
KERNEL = ("comm", "jedi", "ipython")
"""What JupyterLite's kernel asks for, beside the wheels that it brings itself."""
_WHERE = {
    "implementation_name": "cpython", "os_name": "posix", "platform_machine": "wasm32",
    "platform_python_implementation": "CPython", "platform_system": "Emscripten",
    "sys_platform": "emscripten", "platform_release": "", "platform_version": "", "extra": "",
}  # fmt: skip
_FOR_THIS_MACHINE = (".so", ".pyd", ".dll", ".dylib", ".pyc")
# jedi completes code; of what it knows about other packages only the standard library is of use.
_UNUSED = (
    "jedi/third_party/django-stubs/", "jedi/third_party/typeshed/stubs/", "ipywidgets/state.schema",
    "IPython/sphinxext/",
)  # fmt: skip
_WHEEL = "Wheel-Version: 1.0\nGenerator: closereader\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_KEPT_ABOUT = ("METADATA", "entry_points.txt", "top_level.txt", "licenses/", "LICENSE", "COPYING")


def needed(python: str) -> tuple[str, ...]:
    """Return the names of the packages that the course and the kernel need in a browser.

    `python`: the version of Python there, such as ``"3.14.2"``.
    """
    where = {**_WHERE, "python_full_version": python, "implementation_version": python,
             "python_version": ".".join(python.split(".")[:2])}  # fmt: skip
    seen: set[str] = set()
    ahead = [COURSE, *KERNEL]
    while ahead:
        package = ahead.pop()
        if package in seen:
            continue
        seen.add(package)
        for line in _installed(package).requires or []:
            wanted = Requirement(line)
            name = canonicalize_name(wanted.name)
            if name not in LEFT_OUT and (not wanted.marker or wanted.marker.evaluate(where)):
                ahead.append(name)
    return tuple(sorted(seen - {COURSE}))


def repacked(package: str) -> tuple[str, bytes]:
    """Return the name of a package's wheel, and the wheel.

    Raises `SiteError` when the package is not installed, or holds no Python file.
    """
    found = _installed(package)
    inside = {}
    for path in found.files or []:
        name = path.as_posix()
        if name.startswith(("..", *_UNUSED)) or name.endswith(_FOR_THIS_MACHINE):
            continue
        if ".dist-info/" not in name:
            inside[name] = path.read_binary()
    if not any(name.endswith(".py") for name in inside):
        raise SiteError(
            f"{package}: its files were not found where it is installed. Install it again."
        )
    return wheel(package, found.version, {**inside, **_about(found)})


def of_the_course(code: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return the name of the course's own wheel, and the wheel.

    `code`: file contents by their names below ``src/``.
    """
    found = _installed(COURSE)
    return wheel(COURSE, found.version, {**code, **_about(found)})


def wheel(package: str, version: str, members: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return the name of a wheel, and the wheel: the same members give the same bytes."""
    stem = f"{canonicalize_name(package).replace('-', '_')}-{version}"
    inside = {f"{stem}.dist-info/WHEEL": _WHEEL.encode(), **members}
    return f"{stem}-py3-none-any.whl", zipped(sorted(inside.items()))


def _about(found: metadata.Distribution) -> dict[str, bytes]:
    """Give what a wheel says about its package, its licence above all."""
    stem = f"{canonicalize_name(found.name).replace('-', '_')}-{found.version}.dist-info"
    return {f"{stem}/{name}": data for name, data in _files_about(found)}


def _files_about(found: metadata.Distribution) -> Iterator[tuple[str, bytes]]:
    for path in found.files or []:
        folder, _, name = path.as_posix().partition(".dist-info/")
        if name and "/" not in folder and name.startswith(_KEPT_ABOUT):
            yield name, path.read_binary()


def _installed(package: str) -> metadata.Distribution:
    try:
        return metadata.distribution(package)
    except metadata.PackageNotFoundError as error:
        raise SiteError(
            f"{package} is not installed, and the site needs it. Run: uv sync --extra site"
        ) from error
