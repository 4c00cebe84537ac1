"""A Jupyter notebook (nbformat 4.5), run cell by cell in one namespace: the same notebook with what its cells give."""

import ast
import contextlib
import io
import json
from typing import Any


def run(text: str) -> str:
    """The notebook with the outputs that its cells have here."""
    book = json.loads(text)
    namespace: dict[str, Any] = {}
    cells = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(cells, 1):
        cell["execution_count"], cell["outputs"] = number, list(_outputs("".join(cell["source"]), number, namespace))
    return json.dumps(book, indent=1, ensure_ascii=False) + "\n"


def _outputs(source: str, number: int, namespace: dict[str, Any]) -> Any:
    """What a cell prints, and what its last line is worth."""
    printed, tree = io.StringIO(), ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), namespace)  # noqa: S102 - the documentation's own code
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), namespace) if last else None  # noqa: S307
    if printed.getvalue():
        yield {"output_type": "stream", "name": "stdout", "text": printed.getvalue()}
    if value is not None:
        shown = {"text/html": value._repr_html_()} if hasattr(value, "_repr_html_") else {}
        plain = {"text/plain": f"<{type(value).__name__}>" if shown else repr(value)}
        yield {"output_type": "execute_result", "execution_count": number, "metadata": {}, "data": shown | plain}
