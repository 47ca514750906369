"""What is wrong with a content file, in words an editor can act on."""

from __future__ import annotations


class ContentError(Exception):
    """One thing wrong, with its place."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(path, line, message)
        self.path, self.line, self.message = path, line, message

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class ContentErrors(Exception):
    """Everything wrong with the content. Nothing of it is published."""

    def __init__(self, errors: list[ContentError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors
