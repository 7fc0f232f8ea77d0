"""The name that others see."""

from closereader.widgets.whoami.whoami import WhoAmI

__all__ = ["WhoAmI"]
