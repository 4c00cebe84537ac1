"""What all files of a folder share, and a file -> the file with each document laid on what it is made from.

In: a file's values, and those of the cvgen.yaml beside it or in the project's folder. Out: the file's values with every
document whole: what it says, over the document that it is `from`, over what is shared.
"""

from pathlib import Path

from cvgen import gate
from cvgen.model.content import CvFile, SharedFile
from cvgen.model.errors import Problems, meant
from cvgen.model.recipe import Recipe
from cvgen.read import files
from cvgen.read.yaml.schema import Converter, keys
from cvgen.read.yaml.values import Mapped, Scalar, Value, load, merged


def paths(path: Path) -> tuple[Path, ...]:
    """Where a cvgen.yaml for this file may stand; the first that is there is read."""
    folders = {folder.absolute(): folder for folder in (gate.root(path), path.parent)}
    return tuple(folder / files.SHARED for folder in reversed(folders.values()))


def values(path: Path, problems: Problems) -> Mapped | None:
    """What is shared by the files beside this one; what is wrong with it is reported, and the rest of it holds."""
    found = [each for each in paths(path) if gate.there(each)]
    if not found:
        for each in paths(path):
            files.misnamed(each, problems)
        return None
    text = files.text(found[0], problems)
    value = load(files.shown(found[0]), text, problems) if text else None
    if not isinstance(value, Mapped):
        if value is not None:
            message = f"{files.SHARED} begins with keys, such as `look:` and `documents:`"
            problems.error("wrong-value", message, value.at, "see the reference of keys")
        return None
    for other in found[1:]:
        message = f"{files.shown(other)} is not read, as {files.shown(found[0])} stands nearer to the files"
        problems.warn("shared-twice", message, value.at, "put both into one", other.name)
    Converter(problems).record(_flat(value, problems), SharedFile)
    return value


def _flat(value: Mapped, problems: Problems) -> Mapped:
    """The shared documents by themselves, so that their mistakes are told though no file makes them."""
    documents = value.find("documents")
    return _with(value, "documents", _laid(documents, problems)) if isinstance(documents, Mapped) else value


def spread(top: Mapped, shared: Mapped | None, problems: Problems) -> Mapped:
    """The file with its documents whole. One that names documents makes these, any other those that are shared."""
    own, common = top.find("documents"), shared.find("documents") if shared else None
    if own is not None and not isinstance(own, Mapped):
        return top
    nothing = Mapped((), top.at)
    known = common if isinstance(common, Mapped) else nothing
    wanted = own or known
    laid = _laid(_over(known, own or nothing), problems, [key.text for key, _ in wanted.pairs])
    if shared:
        base = Mapped(tuple((key, value) for key, value in shared.pairs if key.text in keys(Recipe)), shared.at)
        pairs = laid.pairs or ((Scalar("cv", shared.at), Mapped((), shared.at)),) if base.pairs else laid.pairs
        laid = Mapped(tuple((key, _on(base, value)) for key, value in pairs), laid.at)
        for key in ("private", "bibliography"):
            if (value := shared.find(key)) and (key != "bibliography" or _has_subject(top)):
                mine = top.find(key)
                top = _with(top, key, merged(value, mine) if mine else value)
    return _with(top, "documents", laid) if laid.pairs or own else top


def _over(known: Mapped, own: Mapped) -> Mapped:
    """The file's documents, then the shared ones of other names; each that has a namesake is laid on it."""
    pairs = ((key, _on(known.find(key.text), value)) for key, value in own.pairs)
    return Mapped((*pairs, *((key, value) for key, value in known.pairs if not own.find(key.text))), own.at)


def _on(base: Value | None, value: Value) -> Value:
    """A document on its namesake or on what is shared by all; one under which nothing stands says nothing itself."""
    if isinstance(value, Scalar) and value.null:
        return base or Mapped((), value.at)
    return merged(base, value) if base else value


def _has_subject(top: Mapped) -> bool:
    """Whether a file is cvgen's own, which has its papers in a bibliography."""
    return any(top.find(key) for key in SUBJECTS)


SUBJECTS = ("person", "group", "project", "event")


def _with(top: Mapped, key: str, value: Value) -> Mapped:
    """The mapping with this value under this key."""
    if top.find(key) is None:
        return Mapped((*top.pairs, (Scalar(key, value.at), value)), top.at)
    return Mapped(tuple((name, value if name.text == key else each) for name, each in top.pairs), top.at)


def _laid(documents: Mapped, problems: Problems, wanted: list[str] | None = None) -> Mapped:
    """Each document laid on the one that it is `from`; of all, or of those that are wanted."""
    laid: dict[str, Value] = {}
    made = ((key, _document(key.text, documents, problems, laid)) for key, _ in documents.pairs)
    return Mapped(tuple((key, value) for key, value in made if wanted is None or key.text in wanted), documents.at)


def _document(name: str, documents: Mapped, problems: Problems, laid: dict[str, Value]) -> Value:
    """The document on the one it is from, and that on the one it is from; `laid` are those known already."""
    chain: list[tuple[str, Mapped]] = []
    base: Value | None = Scalar(name, documents.at)
    value: Value | None = None
    while isinstance(base, Scalar):
        own = documents.find(base.text)
        if base.text in [each for each, _ in chain]:
            problems.error("document-cycle", f"{name} inherits from itself", base.at, "let one of them stand alone")
        elif own is None:
            known = [key.text for key, _ in documents.pairs if key.text != name]
            problems.error("unknown-document", f"there is no document {base.text}", base.at, meant(base.text, known))
        elif base.text in laid or not isinstance(own, Mapped):
            value = laid.get(base.text, own)
        else:
            chain.append((base.text, own))
            base = own.find("from")
            continue
        break
    for each, own in reversed(chain):
        value = laid[each] = merged(value, own.without("from")) if value else own.without("from")
    return value or Mapped((), documents.at)


def language(path: Path) -> str:
    """The language of a file's project: what its cvgen.yaml says, else English. What is wrong there was said before."""
    found = values(path, Problems())
    lang = found.find("lang") if found else None
    return lang.text if isinstance(lang, Scalar) and not lang.null else Recipe().lang


def defaults(path: Path, problems: Problems) -> Recipe:
    """What every document of a bibliography alone has of the cvgen.yaml beside it, in its project or in data/."""
    within = path.parent / "data" / path.name
    found = values(path if any(map(gate.there, paths(path))) else within, problems)
    pairs = tuple(pair for pair in found.pairs if pair[0].text in keys(Recipe)) if found else ()
    # What is wrong there was said when it was read.
    made = Converter(Problems()).record(Mapped(pairs, found.at), Recipe) if found else None
    return made if isinstance(made, Recipe) else Recipe()


def documents(path: Path, problems: Problems) -> tuple[tuple[str, Recipe], ...]:
    """The documents of a file that says nothing of its own."""
    shared = values(path, problems)
    top = spread(Mapped((), shared.at), shared, Problems()) if shared else None
    found = Converter(problems).record(top, CvFile) if top else None
    return found.documents if isinstance(found, CvFile) else ()
