"""The one error of the authoring room."""


class AuthoringError(ValueError):
    """A notebook cannot be read, run or derived; the message says which, why, and what to do."""
