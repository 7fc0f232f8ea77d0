"""What can be wrong with a hand-in."""


class HandInError(ValueError):
    """A hand-in cannot be made or read; the message is one sentence, and says what to do."""
