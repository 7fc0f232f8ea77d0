"""What can stand in the way of a site."""


class SiteError(ValueError):
    """A site cannot be made; the message is one sentence, and says what to do."""
