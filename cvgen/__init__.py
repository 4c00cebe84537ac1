"""cvgen: facts about people and papers -> CVs, publication lists, pages.

`cvgen.load("liu.yaml").document("cv").html()`: what is named in `__all__` is the library, and stays as it is; the
rest of the package may change with any version. Nothing of it is imported before it is asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvgen.library import Author, CvgenError, Document, File, Mark, Person, Problem, Publication, load

__version__ = "0.1.0"
__all__ = ["Author", "CvgenError", "Document", "File", "Mark", "Person", "Problem", "Publication", "load"]


def __getattr__(name: str) -> object:
    """What belongs to the library, imported when it is asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'cvgen' has no attribute {name!r}")
    from cvgen import library

    return getattr(library, name)


def __dir__() -> list[str]:
    """The names that stay."""
    return [*__all__, "__version__"]
