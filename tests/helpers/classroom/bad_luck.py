"""Right hand-ins whose files met bad luck or a heavy hand, and files that attack whoever reads them."""

from __future__ import annotations

import io
import json
import zipfile

from tests.helpers.classroom.hand_ins import as_bytes, as_version_3, cell, code, notebook, text, without_ids
from tests.helpers.classroom.lesson_03 import (
    CODE,
    FILE,
    FULL,
    QUIZ,
    ROOT,
    SOLVED,
    HandIn,
    added,
    fair,
    hand_in,
    instead,
    taken,
)

GOOD = as_bytes(taken())
TEXT = GOOD.decode()
CHECKS = ("check-03-cosine", "check-03-shrink", "check-03-q2", "check-03-mend")


def changed(identity: str, **fields: object) -> dict:
    """A right hand-in in which one cell has other fields."""
    found = taken()
    cell(found, identity).update(fields)
    return found


def without(*identities: str) -> dict:
    """A right hand-in without these cells."""
    found = taken()
    return found | {"cells": [node for node in found["cells"] if node.get("id") not in identities]}


def marked(**nbgrader: object) -> dict:
    """A right hand-in but for the cosine, with other marks of nbgrader at the cosine and its check."""
    found = taken(cosine="def cosine(a, b):\n    return 1.0")
    for identity in ("03-cosine", "check-03-cosine"):
        cell(found, identity)["metadata"] = {"nbgrader": {"grade_id": identity, **nbgrader}}
    return found


def with_outputs(letters: int) -> bytes:
    """The file with so many letters of outputs, full of quotes and brackets."""
    junk = ['x"[]{}\\' * 1000] * (letters // 6000)
    found = taken()
    for identity in ("check-03-cosine", "check-03-shrink"):
        cell(found, identity)["outputs"] = [{"output_type": "stream", "name": "stdout", "text": junk}]
    return as_bytes(found)


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip as bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def conflict() -> str:
    """The file after a merge that nobody finished."""
    line = next(one for one in TEXT.splitlines() if "lengths = np.sqrt" in one)
    other = line.replace("(a @ a)", "(a @ b)")
    return TEXT.replace(line, f"<<<<<<< HEAD\n{line}\n=======\n{other}\n>>>>>>> theirs")


def reversed_ids() -> dict:
    """Two answers that stand in each other's cells."""
    found = taken()
    first, second = cell(found, "03-cosine"), cell(found, "03-shrink")
    first["source"], second["source"] = second["source"], first["source"]
    return found


ACCENTS = as_bytes(taken(cosine="# größer – „als“ nichts\n" + SOLVED["03-cosine"])).decode()
UNFINISHED = '"""The cosine of two rows'  # in JSON each of these quotes needs a backslash
LAST = TEXT.index('"id": "check-03-recency"')
AFTER = ("03-build", "03-mend", "03-q4", "03-why-recency", "03-why-popular")

BYTES = {
    "a mark of UTF-8": b"\xef\xbb\xbf" + GOOD,
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16 without a mark": TEXT.encode("utf-16-be"),
    "UTF-32": TEXT.encode("utf-32"),
    "Windows-1252": ACCENTS.encode("cp1252", "replace"),
    "lines of Windows": TEXT.replace("\n", "\r\n").encode(),
    "nbformat 3": as_version_3(taken()),
    "nbformat 3 without ids": as_version_3(without_ids(taken())),
    "no ids and no metadata": as_bytes(without_ids(taken())),
    "all sources as one text": json.dumps(taken()).encode(),
    "a comma too much": TEXT.replace('"cells": [', '"cells": [,', 1).encode(),
    "no end": TEXT.rstrip().rstrip("}").encode(),
    "a quote that nobody escaped": TEXT.replace(UNFINISHED.replace('"', '\\"'), UNFINISHED, 1).encode(),
    "a merge conflict": conflict().encode(),
    "zero bytes at its end": GOOD + bytes(5000),
    "text before and after it": b"Here is my homework:\n" + GOOD + b"\nGreetings, Anna",
    "20 MB of outputs": with_outputs(20_000_000),
    "outputs that never end": with_outputs(60_000).replace(b'"source": [', b'"outputs": [[[ "source": [', 1),
    "cells that are none": TEXT.replace('"cells": [', '"cells": [null, 7, [], {}, "x", {"source": 3},', 1).encode(),
    "a notebook in a notebook server's words": json.dumps({"type": "notebook", "content": taken()}).encode(),
}  # fmt: skip

NOTEBOOKS = {
    "deleted checks": without(*CHECKS),
    "all checks deleted": without(*(f"check-{task}" for task in (*CODE, *QUIZ))),
    "edited checks": changed("check-03-cosine", source='assert True\nprint("Correct: 03-cosine")\ncosine = None'),
    "doubled checks": added(taken(), "03-mend", *(cell(taken(), name) for name in CHECKS)),
    "a doubled answer": added(taken(), "03-cosine", cell(taken(cosine="def cosine(a, b): return 7"), "03-cosine")),
    "a doubled stub below": added(taken(), "check-03-cosine", cell(notebook({}), "03-cosine")),
    "a check above its answer": without("check-03-cosine")
    | {"cells": [cell(taken(), "check-03-cosine"), *without("check-03-cosine")["cells"]]},
    "an answer turned into text": changed("03-cosine", cell_type="markdown"),
    "an answer turned into raw text": changed("03-cosine", cell_type="raw"),
    "an answer cell deleted and written anew": added(
        without("03-cosine"), "check-03-cosine", code(SOLVED["03-cosine"])
    ),
    "released text deleted": taken() | {"cells": [node for node in taken()["cells"] if "nbgrader" in node["metadata"]]},
    "a check cell in the place of an answer": changed(
        "check-03-cosine", metadata={"nbgrader": {"grade_id": "03-cosine", "solution": True}}
    ),
    "answers in each other's cells": reversed_ids(),
    "metadata that is none": taken() | {"cells": [one | {"metadata": None, "outputs": 7} for one in taken()["cells"]]},
}  # fmt: skip

KNOT = ", ".join(f"a{n}" for n in range(400))
ATTACKS = {
    "a thousand points": hand_in(marked(points=1000, solution=True, grade=True, locked=False), "03-cosine"),
    "points below zero": hand_in(marked(points=-1000, grade=True), "03-cosine"),
    "marks of another kind": hand_in(marked(points=[], schema_version="x", cell_type={}, checksum=None), "03-cosine"),
    "a file that gives itself points": hand_in(
        marked(points=1) | {"metadata": {"nbgrader": {"auto_score": 100}, "kernelspec": {"name": "../../evil"}}},
        "03-cosine",
    ),
    "a thousand answers to one question": instead(
        "\n".join(f"def cosine(a, b): return {number / 1000}" for number in range(1000))
    ),
    "five hundred text cells that may be code": hand_in(
        added(
            taken(cosine="def cosine(a, b): ("), "check-03-cosine",
            *(text(f"def cosine(a, b): ( {n}") | {"id": "03-cosine"} for n in range(500)),
        ),
        "03-cosine",
    ),
    "source that takes hours to read": instead("x = (\n" + "\n" * 99_000 + "]"),
    "source of a thousand blanks and signs": instead("x = " + " " * 9_000 + "!\n" + ("%" + " " * 600 + "\n") * 20),
    "signs that IPython alone reads": hand_in(added(taken(), "03-mend", *[code("/f x\n" * 4000)] * 20)),
    "names in a knot": hand_in(
        added(
            taken(cosine="def cosine(a, b): return a7"), "03-cosine", *[code(f"({KNOT}) = ({KNOT})\n" * 20)] * 20
        ),
        "03-cosine",
    ),
    "objects that never end": HandIn({FILE: ('{"cells": [' + ('{"id": [' + "1," * 500) * 4000).encode()}, {}),
    "names in a long chain": instead(
        "\n".join(f"x{n} = x{n - 1}" for n in range(1, 1900)) + "\ndef cosine(a, b): return x1899"
    ),
    "a number of a million digits": instead("x = " + "9" * 90_000 + "\ndef cosine(a, b): return 0.5"),
    "minus signs without end": instead("def cosine(a, b): return " + "-" * 90_000 + "1"),
    "calls without end": instead("def cosine(a, b): return a" + "()" * 40_000),
    "dots without end": instead("def cosine(a, b): return a" + ".a" * 40_000),
    "conditions without end": instead("def cosine(a, b): return " + "0 if a else " * 8_000 + "1"),
    "sums without end": instead("def cosine(a, b): return 0" + "+0" * 45_000),
    "strings in strings": instead("def cosine(a, b): return f'{" + "{" * 400 + "}" * 400 + "}'"),
    "an argument of check without end": hand_in(
        taken(cosine="def cosine(a, b): return 0.5") | {
            "cells": [code('check("03-cosine", a' + ".a" * 40_000 + ")"),
                      *taken(cosine="def cosine(a, b): return 0.5")["cells"]]
        },
        "03-cosine",
    ),
    "two thousand cells": hand_in(
        added(taken(cosine="..."), "03-mend", *(code(f"x{n} = {n}") for n in range(1800))), "03-cosine"
    ),
    "json in json in json": HandIn({FILE: b'{"cells": ' + b"[" * 500_000}, {}),
    "keys given twice": HandIn({FILE: GOOD.rstrip()[:-1].rstrip() + b', "cells": []}'}, {}),
    "no notebook": HandIn({FILE: b"\x89PNG\r\n\x1a\n" + bytes(1000)}, {}),
    "an empty file": HandIn({FILE: b""}, {}),
    "a zip that grows a thousandfold": HandIn({"work.zip": zipped({FILE: bytes(60_000_000)})}, {}),
    "a link to the solutions": HandIn({}, {}, {FILE: str(ROOT / "solutions" / FILE)}),
    "a link to a device": HandIn({}, {}, {FILE: "/dev/zero"}),
    "a link to itself": HandIn({}, {}, {FILE: FILE}),
    "a link to the whole disk": HandIn({}, {}, {"03": "/"}),
    "a link beside a real hand-in": HandIn({FILE: GOOD}, FULL, {"old.ipynb": "/etc/passwd", "more": ".."}),
}  # fmt: skip

FILES = {
    "a copy's name": {"03 (1).ipynb": GOOD},
    "a name of their own": {"Homework FINAL, really.ipynb": GOOD},
    "an ending of a mail program": {"03_neighbours.ipynb.txt": GOOD},
    "a zip": {"work.zip": zipped({"work/03.ipynb": GOOD, "__MACOSX/._03.ipynb": b"x"})},
    "a folder in a folder": {f"hand-in/lesson/{FILE}": GOOD},
    "Jupyter's own copies": {FILE: GOOD, f".ipynb_checkpoints/{FILE}": as_bytes(taken(cosine="..."))},
    "a broken file beside the right one": {FILE: GOOD, "03_neighbours (2).ipynb": b"{"},
    "files that do not belong here": {FILE: GOOD, "sitecustomize.py": b"1/0", "nbgrader_config.py": b"1/0"},
}  # fmt: skip

CLASS: dict[str, HandIn] = {
    **{f"bytes - {name}": hand_in(data) for name, data in BYTES.items()},
    "bytes - the end cut off": HandIn({FILE: TEXT[:LAST].encode()}, fair(*AFTER)),
    **{f"cells - {name}": hand_in(found) for name, found in NOTEBOOKS.items()},
    **{f"files - {name}": HandIn(files, FULL) for name, files in FILES.items()},
    **{f"file - {name}": one for name, one in ATTACKS.items()},
}
