"""Commands of ``closereader`` that have a module of their own.

Each module has ``add(commands)``, which adds its parsers; a parser names the function that does
the work in ``run``. What a function raises on purpose is in `EXPECTED`.
"""

from closereader.annotations import AnnotationError, CollectionError
from closereader.codebook import CodebookError
from closereader.commands import authors, bundling, collecting, exchanging, handing, returning, site
from closereader.course import CourseError
from closereader.exchange import ExchangeError
from closereader.handin import HandInError
from closereader.questions import QuestionError
from closereader.site import SiteError

ADD = (
    collecting.add,
    returning.add,
    exchanging.add,
    handing.add,
    bundling.add,
    authors.add,
    site.add,
)
EXPECTED = (
    AnnotationError, CodebookError, CollectionError, CourseError, ExchangeError, HandInError,
    QuestionError, SiteError,
)  # fmt: skip
"""Errors whose message is a sentence for the person at the shell."""
