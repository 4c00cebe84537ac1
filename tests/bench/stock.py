"""A folder -> inputs in it, each made once by a process of its own, so that what measures stays small."""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_MAKERS = ("coined.py", "generate.py", "inputs.py", "words.py")


@dataclass(frozen=True, slots=True)
class Stock:
    """Where inputs are kept."""

    folder: Path

    def of(self, kind: str, *numbers: int) -> Path:
        """The folder with inputs of a kind and sizes: of("person", 60). The data are in `data/` inside."""
        place = self.folder / "-".join((kind, *map(str, numbers)))
        mark = place / "made-by"
        maker = hashlib.sha256(b"".join((_HERE / name).read_bytes() for name in _MAKERS)).hexdigest()
        if not mark.exists() or mark.read_text(encoding="utf-8") != maker:
            shutil.rmtree(place, ignore_errors=True)
            words = (kind, str(place / "data"), *map(str, numbers))
            subprocess.run((sys.executable, str(_HERE / "inputs.py"), *words), check=True)
            mark.write_text(maker, encoding="utf-8")
        return place

    def anew(self, kind: str, *numbers: int) -> Path:
        """The same, and nothing made of it yet."""
        shutil.rmtree(self.folder / "-".join((kind, *map(str, numbers))), ignore_errors=True)
        return self.of(kind, *numbers)
