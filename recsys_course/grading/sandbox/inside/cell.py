"""One cell of a student, run statement by statement.

As in a notebook, a line that fails does not take away what the lines before and after it define: the data of
the course are not here, so `ratings = load()` fails, and the function below it is still an answer.
"""

from __future__ import annotations

import ast
import codeop
import linecache
from typing import Any


class Cell:
    """One cell, run statement by statement."""

    def __init__(self, file: str, source: str, names: dict[str, Any], compiler: codeop.Compile) -> None:
        self.file, self.source, self.names, self.compiler = file, source, names, compiler
        linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)

    def run(self) -> BaseException | None:
        """Run every statement, also after one that failed; the last error, if any."""
        last: BaseException | None = None
        try:
            statements = ast.parse(self.source, self.file).body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            return error
        for statement in statements:
            try:
                # The compiler takes a tree as well as a text, which typeshed does not know.
                code: Any = self.compiler(ast.Module([statement], []), self.file, "exec")  # type: ignore[arg-type]
                exec(code, self.names)
            except (Exception, SystemExit) as error:
                last = error
        return last
