"""What stops a seminar's files from being collected."""


class CollectError(ValueError):
    """Nothing can be collected, or a pack cannot be written; one sentence that says what to do."""
