"""A folder -> environments in it for cvgen and its peers; a peer that cannot be had is left out, with the reason."""

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from timing import Command, environment, measured

ROOT = Path(__file__).resolve().parents[2]
# From 2.4 on RenderCV needs Python 3.12; 2.3 does not bring click along.
OLD = sys.version_info < (3, 12)
VERSION = "2.3" if OLD else "2.8"
RENDERCV = (f"rendercv[full]=={VERSION}", *(["click"] if OLD else []))
# What keeps it from making anything but Markdown, and HTML of it.
HTML_ONLY = ("-nopdf", "-nopng") if OLD else ("-notyp",)
_ICONS = "typst/packages/preview/fontawesome"
_MANIFEST = '[package]\nname = "fontawesome"\nversion = "{}"\nentrypoint = "lib.typ"\n'
_COMPILE = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


@dataclass(frozen=True, slots=True)
class Tools:
    """Where the programs are, and why some are not there."""

    folder: Path
    missing: dict[str, str]

    def has(self, name: str) -> bool:
        """Whether a peer can be measured."""
        return name not in self.missing

    def program(self, name: str) -> str:
        """A program of the environment of the same name: "…/rendercv/bin/rendercv"."""
        return str(self.folder / name / "bin" / name)

    def cvgen(self, folder: Path, *words: str) -> Command:
        """A command of cvgen's."""
        return Command((self.program("cvgen"), *words), folder)

    def rendercv(self, folder: Path, *words: str) -> Command:
        """RenderCV, which finds its package of icons without a network."""
        return Command((self.program("rendercv"), *words), folder, self.without_network)

    @property
    def without_network(self) -> dict[str, str]:
        """Where Typst looks for packages first."""
        return {f"XDG_{kind}_HOME": str(self.folder / "typst-packages") for kind in ("CACHE", "DATA")}

    def typst(self, folder: Path, goal: str) -> Command:
        """Typst alone, on the CV that is typed for it."""
        return Command((str(self.folder / "typst/bin/python"), "-c", _COMPILE, "cv.typ", goal), folder)


def ready(folder: Path, *, keep: bool) -> Tools:
    """All environments, made where they are missing; cvgen's is installed anew unless it is to be kept."""
    missing = {}
    for name, wanted, version in (("rendercv", RENDERCV, VERSION), ("typst", ("typst",), "")):
        if said := _installed(folder / name, name, wanted, version):
            missing[name] = said
    _icons(folder / "typst-packages")
    if not keep or not (folder / "cvgen/bin/cvgen").exists():
        _cvgen(folder / "cvgen")
    tools = {"pandoc": "pandoc", "bibtex2html": "bibtex2html", "pdfinfo": "poppler-utils"}
    missing |= {name: f"Debian's package {package}" for name, package in tools.items() if not shutil.which(name)}
    return Tools(folder, missing)


def _cvgen(place: Path) -> None:
    """cvgen as this checkout has it, installed as a wheel, with bytecode, on the locked versions."""
    _environment(place)
    pip = (str(place / "bin/python"), "-m", "pip", "install", "--quiet")
    _run(*pip, "--require-hashes", "-r", str(ROOT / ".ci/requirements.lock"))
    _run(*pip, "--force-reinstall", "--no-deps", str(ROOT))
    _run(str(place / "bin/python"), "-m", "compileall", "-q", *map(str, place.glob("lib/python*/site-packages")))


def _installed(place: Path, name: str, wanted: tuple[str, ...], version: str) -> str:
    """What stands in the way of a peer from PyPI; "" when it is there in the right version."""
    found = _version(place, name)
    if found and version in ("", found):
        return ""
    try:
        _environment(place)
        _run(str(place / "bin/python"), "-m", "pip", "install", "--quiet", *wanted)
    except subprocess.CalledProcessError as error:
        return f"pip install {' '.join(wanted)}: {(error.stderr.strip().splitlines() or ['it failed'])[-1]}"
    return ""


def _environment(place: Path) -> None:
    if not (place / "bin/python").exists():
        _run(sys.executable, "-m", "venv", str(place))


def _icons(place: Path) -> None:
    """RenderCV asks a server for icons at its first run; nothing with its name will do."""
    for version in ("0.5.0", "0.6.0"):
        package = place / _ICONS / version
        package.mkdir(parents=True, exist_ok=True)
        (package / "typst.toml").write_text(_MANIFEST.format(version), encoding="utf-8")
        (package / "lib.typ").write_text("#let fa-icon(..args) = []\n", encoding="utf-8")


def _run(*words: str) -> str:
    """What a command prints."""
    said = subprocess.run(words, check=True, capture_output=True, text=True, env=environment({}))
    return said.stdout or said.stderr


def _version(place: Path, package: str) -> str:
    """The version of a package in an environment; "" where it is not."""
    code = f"from importlib import metadata; print(metadata.version({package!r}))"
    try:
        return _run(str(place / "bin/python"), "-c", code).strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def machine(tools: Tools) -> dict[str, str]:
    """What it ran on, and the versions of everything."""
    where = tools.folder
    python = _run(str(where / "cvgen/bin/python"), "-c", "import platform; print(platform.python_version())").strip()
    found = {
        "Date": datetime.now().astimezone().date().isoformat(),
        "Processor": f"{_field('/proc/cpuinfo', 'model name') or platform.machine()}, {os.cpu_count()} cores",
        "Memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "Measuring process": f"{measured(Command(('true',))).peak:.0f} MiB",
        "System": f"{platform.freedesktop_os_release().get('PRETTY_NAME', '')}, Linux {platform.release()}",
        "Python": python,
        "cvgen": f"{_version(where / 'cvgen', 'cvgen')}, build {build(tools)} (WeasyPrint {_version(where / 'cvgen', 'weasyprint')})",
        "RenderCV": f"{_version(where / 'rendercv', 'rendercv')} (Typst {_version(where / 'rendercv', 'typst')})",
        "Typst": _version(where / "typst", "typst"),
    }
    for name in ("pandoc", "bibtex2html"):
        said = _run(name, "--version") if tools.has(name) else ""
        found[name] = (re.search(r"\d[\d.]*\d", said) or [""])[0]
    names = {"rendercv": "RenderCV", "typst": "Typst", "pandoc": "pandoc", "bibtex2html": "bibtex2html"}
    return found | {names[name]: f"not measured: {why}" for name, why in tools.missing.items() if name in names}


def build(tools: Tools) -> str:
    """What the installed cvgen consists of, in eight digits: another one is another program."""
    found = hashlib.sha256()
    for path in sorted((tools.folder / "cvgen").glob("lib/python*/site-packages/cvgen/**/*")):
        if path.is_file() and "__pycache__" not in path.parts:
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:8]


def _field(file: str, name: str) -> str:
    text = Path(file).read_text(encoding="utf-8") if Path(file).exists() else ""
    return next((line.partition(":")[2].strip() for line in text.splitlines() if line.startswith(name)), "")
