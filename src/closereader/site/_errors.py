"""What can stand in the way of a site."""

from closereader._faults import SentenceError


class SiteError(SentenceError):
    """A site cannot be made; the message is one sentence, and says what to do."""
