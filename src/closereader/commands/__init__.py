"""Commands of ``closereader`` that have a module of their own.

Each module has ``add(commands)``, which adds its parsers; a parser names the function that does
the work in ``run``.
"""

from closereader.commands import authors, bundling, collecting, exchanging, handing, returning, site

ADD = (
    collecting.add,
    returning.add,
    exchanging.add,
    handing.add,
    bundling.add,
    authors.add,
    site.add,
)
