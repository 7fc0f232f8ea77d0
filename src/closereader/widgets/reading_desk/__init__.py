"""Several texts, one of them open."""

from closereader.widgets.reading_desk.reading_desk import ReadingDesk

__all__ = ["ReadingDesk"]
