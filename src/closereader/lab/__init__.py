"""The JupyterLab plugin: small plain scripts that take a notebook's mechanics out of the way."""

from closereader.lab._build import files

__all__ = ["files"]
