"""Which words stay on one line, and which labels need no measuring: the same for both engines that print."""

from cvgen.model.regex import lazy

# "Bi-level", "P.-Y.", "pp. 3–9": an engine may drop the sign itself where a line ends, and then the text in the PDF is
# not what was typed: who searches or copies it finds "Bilevel".
COMPOUND = lazy(r"(?:\bpp?\. ?)?\b(?=[\w.–-]{3,28}(?![\w–-]))\w+(?:\.?[–-]\w+)+")
# Labels that are surely no wider than a look says: "12", "[12]", "123.".
NARROW_LABEL = r"(?:[\[(]?\d{1,2}[\])]?|\d{3})\.?"
