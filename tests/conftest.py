"""What all tests share: the project's folder, and goldens that a person can read in a diff."""

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GOLDENS = Path(__file__).parent / "goldens"


# What these try is the same on every Python: the page in a browser, the documentation, the code's shape, words and looks.
ONCE = frozenset(
    f"test_{name}.py"
    for name in (
        "bench browser coa docs docx doors editor export export_cv facts growth hostile house limits locales looks "
        "messages packs page_data pdf pdf_text pdf_ua reference shared standards tex typ variants words"
    ).split()
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the goldens anew; run nothing else")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.name in ONCE:
            item.add_marker(pytest.mark.once)
    compares = {item for item in items if "golden" in getattr(item, "fixturenames", ())}
    for item in compares:
        item.add_marker(pytest.mark.golden)
    if config.getoption("--update"):
        config.hook.pytest_deselected(items=[item for item in items if item not in compares])
        items[:] = [item for item in items if item in compares]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """golden("messages/wrong-key.txt", found) compares with tests/goldens/messages/wrong-key.txt."""

    def compare(name: str, found: str) -> None:
        path = GOLDENS / name
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found, encoding="utf-8")
        assert path.exists(), f"{path.relative_to(ROOT)} is missing; `make update` writes it"
        assert found == path.read_text(encoding="utf-8")

    return compare
