"""A made-up lesson that keeps every rule, in parts that tests can take away or change."""

from __future__ import annotations

from pathlib import Path

OPENING = (
    "# %% [markdown]\n# # Made up\n# **Minutes:** 5\n#\n# **Before this:** nothing\n#\n"
    "# **You will be able to:**\n# - count\n\n"
)
EXERCISE = (
    '# %% exercise="03-{0}"\ndef double(x):\n    """Twice x."""\n    ### BEGIN SOLUTION\n    return 2 * x\n'
    '    ### END SOLUTION\n\n# %% check="03-{0}" points=2\ncheck("03-{0}", double(1.5))\n\n'
    "# %% [markdown]\n# Next.\n\n"
)
REASONING = (
    '# %% [markdown] reasoning="03-why" points=2\n# Why?\n# ### BEGIN SOLUTION\n# Because.\n# ### END SOLUTION\n\n'
)
QUIZ = '# %% quiz="03-{0}" points=1\nquiz("03-{0}", "{1}")  ### SOLUTION\n\n# %% [markdown]\n# Next.\n\n'
CLOSING = "# %% [markdown]\n# ## Recap\n# ## Sources\n"
TOOLS = (
    "# %%\ndef quiz(name, answer):\n    print(name, answer)\n\ndef check(name, answer):\n"
    '    print(f"Correct: {name} (2 points)." if answer == 3 else f"Not yet: {name} gives {answer}.")\n\n'
    "# %% [markdown]\n# Start.\n\n"
)
NUMBER = '# %%\nprint(f"nDCG {0.3456:.3f} of {12} people")\n\n# %% [markdown]\n# Next.\n\n'
GOOD = (OPENING + TOOLS + NUMBER + "".join(map(EXERCISE.format, "abc")) + REASONING
        + "".join(QUIZ.format(f"q{i}", letter) for i, letter in enumerate("bca", 1)) + CLOSING)  # fmt: skip


def lesson(root: Path, text: str = GOOD, name: str = "03_made_up") -> Path:
    """Write a lesson into `root/lessons`; returns its path."""
    path = root / "lessons" / f"{name}.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
