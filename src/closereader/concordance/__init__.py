"""Key words in context, how often they stand there, and how they meet the marks.

Every count leads back to its lines, and every line to its place. Patterns are typed as in
``we|our|us``, ``imperial*``, ``"soft power"``; `read_pattern` has the whole syntax.
"""

from closereader.concordance._coded import Coded, coded
from closereader.concordance._count import FEWEST, Comparison, Count, compare, count
from closereader.concordance._errors import PatternError
from closereader.concordance._exact import poisson_interval
from closereader.concordance._lines import Line, kwic, nearest
from closereader.concordance._pattern import Pattern, read_pattern
from closereader.concordance._view import Concordance, concordance

__all__ = [
    "FEWEST",
    "Coded",
    "Comparison",
    "Concordance",
    "Count",
    "Line",
    "Pattern",
    "PatternError",
    "coded",
    "compare",
    "concordance",
    "count",
    "kwic",
    "nearest",
    "poisson_interval",
    "read_pattern",
]
