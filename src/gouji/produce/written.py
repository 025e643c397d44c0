"""A publication in every format, as named files, put in place all together."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from gouji.model.errors import Unreadable
from gouji.model.publication import Publication
from gouji.render.document import csv_files, docx_bytes, html_bytes, json_bytes, pdf_bytes, xlsx_bytes

RENDERERS = {
    "docx": docx_bytes,
    "pdf": pdf_bytes,
    "xlsx": xlsx_bytes,
    "html": html_bytes,
    "json": json_bytes,
}
FORMATS = ("docx", "pdf", "xlsx", "html", "json", "csv")
"""What a publication can be written as."""

_UNSAFE = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff\u3400-\u4dbf（）-]+")
_LONGEST = 60


def drawn(
    publication: Publication, formats: Iterable[str], *, draft: bool, pdf: bytes | None = None
) -> dict[str, bytes]:
    """The files by name (``/`` parts a folder from a file in it); ``pdf`` is the PDF if it is drawn already.

    Raises :class:`~gouji.model.errors.CannotDraw`.
    """
    name = file_name(publication)
    files: dict[str, bytes] = {}
    for form in formats:
        if form == "csv":
            for table, data in csv_files(publication).items():
                files[f"{name}-csv/{safe(table.removesuffix('.csv'))}.csv"] = data
        elif form == "pdf" and pdf is not None:
            files[f"{name}.pdf"] = pdf
        else:
            files[f"{name}.{form}"] = RENDERERS[form](publication, draft=draft)
    return files


def file_name(publication: Publication) -> str:
    """A name of safe signs: whose it is, and its title, which a long name never pushes out."""
    title = publication.title
    if publication.department in title:
        return safe(title)
    title = safe(title)
    return safe(safe(publication.department)[: max(0, _LONGEST - len(title))] + title)


def safe(name: str) -> str:
    """The name in signs that every system takes for a file, not too many of them."""
    return _UNSAFE.sub("_", name).strip("_-")[:_LONGEST] or "gouji"


def put(files: Mapping[str, bytes], out: Path) -> tuple[Path, ...]:
    """Write all files into the folder ``out``, which is made if need be; where one fails, none is changed.

    They are written beside, then moved into place; what stood there before is
    kept until the last one stands.  Raises :class:`Unreadable` where the folder
    cannot be written.
    """
    if out.exists() and not out.is_dir():
        raise Unreadable(str(out), "这是文件，不是文件夹", "请换一个文件夹。")
    new = not out.exists()
    staging: Path | None = None
    done: list[tuple[Path, Path | None]] = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=out, prefix=".gouji-"))
        for name, data in files.items():
            path = staging / "new" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        tops = list(dict.fromkeys(name.partition("/")[0] for name in files))
        for top in tops:
            kept = staging / f"old-{len(done)}" if (out / top).exists() else None
            done.append((out / top, kept))
            if kept is not None:
                (out / top).rename(kept)
            (staging / "new" / top).rename(out / top)
    except BaseException as problem:  # also where the clerk breaks it off
        _take_back(done, staging)
        if new and out.is_dir() and not any(out.iterdir()):
            out.rmdir()
        if not isinstance(problem, OSError):
            raise
        why = problem.strerror or str(problem)
        raise Unreadable(str(out), f"写不进去：{why}", "请换一个可写、有空间的文件夹。") from problem
    shutil.rmtree(staging, ignore_errors=True)
    return tuple(out / name for name in files)


def _take_back(done: list[tuple[Path, Path | None]], staging: Path | None) -> None:
    """Remove what was put in place and put back what stood there, each as far as it had come."""
    if staging is None:
        return
    for path, kept in reversed(done):
        if kept is not None and not kept.exists():
            continue  # the old one never left its place
        if not (staging / "new" / path.name).exists():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        if kept is not None:
            kept.rename(path)
    shutil.rmtree(staging, ignore_errors=True)
