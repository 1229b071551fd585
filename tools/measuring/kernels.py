"""Sets of kernels: the same programs, told to add numbers up as another processor would.

Floating-point sums depend on their order, and the order on how many numbers an instruction takes at once. A training
enlarges the last digits, so two machines end in different places. One machine can act as several: each library reads
a variable that forbids it the wider instructions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NATIVE = "native"
SECOND = "plain"  # CI tests the networks' notebooks under it, too: every x86 processor has it, Intel's and AMD's
FRAMEWORKS = ("", "tf", "torch")
THREADS = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS",
    "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS",
)  # fmt: skip
_ABOVE_AVX2 = ("X86_V4", "AVX512_ICL", "AVX512_SPR")  # NumPy's names


@dataclass(frozen=True)
class Kernels:
    """One set: variables of the environment, whether XLA compiles, and the notebooks that can notice it."""

    says: str
    variables: Mapping[str, str] = field(default_factory=dict)
    numpy_without: tuple[str, ...] | None = ()  # these of NumPy's features are off; None: all that can be
    xla: bool = True
    frameworks: tuple[str, ...] = FRAMEWORKS

    @property
    def by_variables(self) -> bool:
        """Whether the environment alone makes this set, so that any command can run under it."""
        return self.xla and not set(THREADS) & set(self.variables)

    def environment(self) -> dict[str, str]:
        """The variables to set before Python starts."""
        off = _numpy_features() if self.numpy_without is None else _numpy_features() & set(self.numpy_without)
        return dict(self.variables) | ({"NPY_DISABLE_CPU_FEATURES": " ".join(sorted(off))} if off else {})


SETS = {
    NATIVE: Kernels("what the libraries choose on this machine"),
    "avx2": Kernels(
        "no instruction wider than AVX2 (256 bits)",
        {
            "ATEN_CPU_CAPABILITY": "avx2",
            "ONEDNN_MAX_CPU_ISA": "AVX2",
            "XLA_FLAGS": "--xla_cpu_max_isa=AVX2",
            "OPENBLAS_CORETYPE": "Haswell",
            "MKL_ENABLE_INSTRUCTIONS": "AVX2",
        },
        numpy_without=_ABOVE_AVX2,
    ),
    "plain": Kernels(
        "no AVX at all (128 bits)",
        {
            "ATEN_CPU_CAPABILITY": "default",
            "ONEDNN_MAX_CPU_ISA": "SSE41",
            "XLA_FLAGS": "--xla_cpu_max_isa=SSE4_2",
            "OPENBLAS_CORETYPE": "Nehalem",
            "MKL_ENABLE_INSTRUCTIONS": "SSE4_2",
        },
        numpy_without=None,
    ),
    "onednn": Kernels("TensorFlow with oneDNN", {"TF_ENABLE_ONEDNN_OPTS": "1"}, frameworks=("tf",)),
    "no-xla": Kernels("TensorFlow without XLA", xla=False, frameworks=("tf",)),
    "threads": Kernels("two threads share each sum", dict.fromkeys(THREADS, "2")),
}


def _numpy_features() -> set[str]:
    """NumPy's optional features that this processor has: to forbid another one gives a warning."""
    import numpy as np

    return set(np.show_config(mode="dicts").get("SIMD Extensions", {}).get("found", []))
