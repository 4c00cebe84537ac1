"""A picture's file, inside the project -> an address that holds the picture itself."""

from pathlib import Path
from typing import NamedTuple

from cvgen import gate
from cvgen.model.document import Photo
from cvgen.model.errors import CvgenError, Level, Problem
from cvgen.model.typed import place
from cvgen.render import pixels, scaling

LARGEST = 32 * 2**20
_TALL = 2.5  # times as high as wide
_KINDS = ((b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"), (b"RIFF", "image/webp"))

_ANEW = "export it anew from the program that made it, at the size in which it is printed"


def embedded(photo: Photo | None, project: Path | None) -> str:
    """`data:image/png;base64,…`, or "" where there is no photo."""
    if photo is None or project is None:
        return ""
    return _address(*content(photo, project))


def thumbnail(photo: Photo, project: Path | None) -> str:
    """The same of a picture that is shown small, with no more pixels than are seen of it."""
    if project is None:
        return ""
    kind, data = content(photo, project)
    return _address(kind, scaling.small(kind, data))


# Where al-folio keeps previews; in a project of ours they stand beside the bibliography, or count from the folder.
_PREVIEWS = ("data", "", "assets/img/publication_preview")


class Preview(NamedTuple):
    """An address that holds a picture, and whether it may be seen through; or "", why there is none, and what to do."""

    address: str
    why: str = ""
    hint: str = ""
    clear: bool = False


def preview(photo: Photo, project: Path | None) -> Preview:
    """The preview of a paper."""
    paths = [f"{folder}/{photo.path}".lstrip("/") for folder in _PREVIEWS]
    found = next((path for path in paths if project and gate.is_file(project / path)), "")
    if not found or project is None:
        hint = "write a picture's path from the project's folder or its data/, or take preview out of the entry"
        return Preview("", "there is no such file", hint)
    shown = Photo(found, photo.alternative)
    try:
        kind, data = content(shown, project)
    except CvgenError as error:
        problem = next(iter(error.problems))
        return Preview("", problem.message.removeprefix(_unusable(shown)), problem.hint)
    return Preview(_address(kind, scaling.small(kind, data)), clear=pixels.is_clear(data))


def _address(kind: str, data: bytes) -> str:
    import base64

    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def content(photo: Photo, project: Path) -> tuple[str, bytes]:
    """The picture's media type and its bytes; a CvgenError that carries the problem where it cannot be used."""
    if gate.is_address(photo.path):
        raise _error(
            photo, "it is no file of the project", "save the picture beside your file, and write the file's name"
        )
    try:
        data = gate.content(project / photo.path, (project,), LARGEST)
    except FileNotFoundError as error:
        hint = gate.elsewhere(project / photo.path, _folder(photo, project), project)
        raise _error(photo, "there is no such file", hint or _counts(photo, project)) from error
    except gate.RefusedError as error:
        hint = f"copy the picture into {project}" if error.code == gate.OUTSIDE else error.hint
        why = "it is outside the project" if error.code == gate.OUTSIDE else f"it {error.why}"
        raise _error(photo, why, hint or _counts(photo, project)) from error
    kind = next((kind for start, kind in _KINDS if data.startswith(start)), "")
    if not kind:
        vector = any(sign in data[:1000] for sign in (b"<svg", b"%PDF"))
        why = "it is a drawing, not a picture of pixels" if vector else "it is not a picture"
        raise _error(photo, why, f"{'save it as PNG: ' if vector else ''}PNG, JPEG, GIF and WebP can be used")
    if why := pixels.refusal(data):
        raise _error(photo, why, _ANEW)
    return kind, scaling.scaled(kind, data)


def common(photo: Photo, project: Path) -> bytes:
    """The bytes of the picture, as every version of Word shows it."""
    found = scaling.common(*content(photo, project))
    if not found:
        raise _error(photo, pixels.BROKEN, _ANEW)
    return found


def told(photo: Photo | None, project: Path | None) -> tuple[Problem, ...]:
    """What there is to say of a photo that is printed: that it was scaled down, that it is a strip."""
    if photo is None or project is None:
        return ()
    after = pixels.size(content(photo, project)[1])
    before = pixels.shown(gate.content(project / photo.path, (project,), LARGEST))
    sizes = ["{:,} × {:,}".format(*each) for each in (before, after)]
    said = {}
    if before != after:
        hint = "nothing is seen of more; a smaller file spares the time"
        said["photo-scaled"] = f"has {sizes[0]} pixels, and is scaled down to {sizes[1]}", hint
    if before[1] > _TALL * before[0]:
        hint = "cut it: a portrait is a third higher than wide"
        said["photo-tall"] = f"has {sizes[0]} pixels: as wide as a photo is here, it is as high as half a page", hint
    return tuple(
        Problem(
            code, Level.WARNING, f"the photo {str(photo.path)!r} {words}", place(photo.path, None), hint,
            about=(str(photo.path),),
        )
        for code, (words, hint) in said.items()
    )  # fmt: skip


def orientation(photo: Photo, project: Path | None) -> int:
    """How its file is to be turned, as Exif counts, for a format that names it; 1 where it cannot be read."""
    try:
        return (
            pixels.orientation(gate.content(project / photo.path, (project,), LARGEST)) if project else pixels.UPRIGHT
        )
    except (OSError, gate.RefusedError):
        return pixels.UPRIGHT


def _folder(photo: Photo, project: Path) -> Path:
    """The folder from which the photo's path was typed: that of the file which names it."""
    at = place(photo.path, None)
    return Path(at.file).parent if at else project


def _counts(photo: Photo, project: Path) -> str:
    return f"the path counts from {_folder(photo, project)}"


def _error(photo: Photo, why: str, hint: str) -> CvgenError:
    """The error that carries why a photo cannot be used."""
    message = f"{_unusable(photo)}{why}"
    return CvgenError(Problem("photo", Level.ERROR, message, place(photo.path, None), hint))


def _unusable(photo: Photo) -> str:
    """What is said of it before the reason."""
    return f"the photo {str(photo.path[:200])!r} cannot be used: "
