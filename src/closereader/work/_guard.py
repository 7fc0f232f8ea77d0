"""Go to the disk, and come back with a sentence when it will not have it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from closereader.work import _disk
from closereader.work._errors import WorkError, explain
from closereader.work._lock import lock_of


class Guard:
    """The way to one work folder.

    Attributes
    ----------
    seen
        Whether the folder was there once. One that was and is no more is not made anew: its drive
        may have been disconnected, and what is saved beside it would be lost from sight.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = lock_of(folder)
        self.seen = False

    def look(self) -> None:
        """Raise `WorkError` when the folder was there once and is no more."""
        if self._folder.is_dir():
            self.seen = True
        elif self.seen and not self._folder.exists():
            raise WorkError(
                f"The work folder {self._folder} is no longer there; a drive may have been "
                "disconnected. Bring it back and try again, or restart the kernel to begin a "
                "new one.",
                self._folder,
            )

    @contextmanager
    def writing(self, place: Path) -> Iterator[None]:
        """Hold the lock; turn what the system refuses into a sentence about ``place``."""
        file = self._folder / place
        self.look()
        try:
            _disk.make_folder(self._folder)
            self.seen = True
            with self._lock.held():
                yield
        except WorkError:
            raise
        except TimeoutError as error:
            raise WorkError(
                f"Another notebook has been writing to {self._folder} for ten seconds. "
                "Everything saved before is unharmed. Close the notebook that hangs, and save "
                "again.",
                file,
            ) from error
        except OSError as error:
            raise explain(error, file, self._folder) from error

    @contextmanager
    def reading(self, place: Path) -> Iterator[None]:
        """Turn what the system refuses into a sentence about ``place``."""
        self.look()
        try:
            yield
        except WorkError:
            raise
        except OSError as error:
            raise explain(error, self._folder / place, self._folder, saving=False) from error
