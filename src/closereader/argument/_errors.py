"""What can be wrong with an argument map."""


class ArgumentError(ValueError):
    """A map, or a file that should hold one, is not what it must be; the message says where."""
