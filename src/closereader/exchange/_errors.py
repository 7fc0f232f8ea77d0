"""One error: which file cannot be exchanged, and why."""


class ExchangeError(ValueError):
    """A file cannot be read as what it was taken for; the message is one sentence."""
