"""The site's folder: files are replaced one by one where their bytes change, and what is no longer made is removed.

A list of the files, `site.json`, says which folder is a site of ours, and what each page was made from.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from schemas.errors import WarehouseError

LISTING = "site.json"


class Folder:
    """The folder that a site is written to; use it in a `with` block.

    Raises WarehouseError where it holds files that are no site of ours, or refuses to be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.before = _listed(path)
        self.now: dict[str, str] = {}
        self.written = 0
        """Files whose bytes changed."""

    def origin(self, name: str) -> str | None:
        """What the file there was made from; None where an earlier build did not make it, or it is gone."""
        return self.before.get(name) if (self.path / name).is_file() else None

    def keep(self, name: str) -> None:
        """Leave a file of the earlier build as it is."""
        self.now[name] = self.before[name]

    def write(self, name: str, content: str | bytes, origin: str = "") -> None:
        """Put a file there, unless it has these bytes already."""
        data = content.encode() if isinstance(content, str) else content
        self.now[name] = origin
        target = self.path / name
        try:
            if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
                return
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = target.with_name(f".{target.name}.new")
            beside.write_bytes(data)
            beside.replace(target)
        except OSError as error:
            raise WarehouseError(f"The site cannot be written to {self.path} ({error.strerror}).") from error
        self.written += 1

    def adopt(self, name: str) -> None:
        """Count a file that something else has written among the site's."""
        self.now[name] = ""

    def __enter__(self) -> Folder:
        # What an interrupted build leaves is a site of ours too.
        self._list({**self.before})
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._list({**self.before, **self.now})
            return
        for name in self.before.keys() - self.now.keys():
            _remove(self.path, name)
        self._list(self.now)

    def _list(self, files: dict[str, str]) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            (self.path / LISTING).write_text(json.dumps(files, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        except OSError as error:
            raise WarehouseError(f"The site cannot be written to {self.path} ({error.strerror}).") from error


def _listed(path: Path) -> dict[str, str]:
    """The files of an earlier build; raises WarehouseError where the folder is something else."""
    if not path.exists():
        return {}
    if not path.is_dir():
        raise WarehouseError(f"{path} is a file; name a folder for the site.")
    listing = path / LISTING
    if not listing.is_file():
        if any(path.iterdir()):
            raise WarehouseError(f"The folder {path} holds other files: name a new one for the site.")
        return {}
    try:
        read = json.loads(listing.read_text(encoding="utf-8"))
        return {str(name): str(origin) for name, origin in read.items() if ".." not in Path(name).parts}
    except (ValueError, AttributeError) as error:
        raise WarehouseError(f"{listing} is damaged: remove the folder {path} and build again.") from error


def _remove(root: Path, name: str) -> None:
    target = root / name
    with suppress(FileNotFoundError):
        target.unlink()
    for folder in target.parents:
        if folder == root or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()
