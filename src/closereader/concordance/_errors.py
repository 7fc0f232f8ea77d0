"""What cannot be looked for, or counted, said in one sentence."""


class PatternError(ValueError):
    """A pattern holds no word, or something that patterns do not have; the message says what."""
