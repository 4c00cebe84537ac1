"""cvgen: facts about people and papers -> CVs, publication lists, pages."""

__version__ = "0.1.0"
