"""The paper HTML -> PDF."""
