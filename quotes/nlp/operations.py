"""How a pipeline multiplies: with NumPy's BLAS, in one thread: `multiply_by_numpy(nlp, threads=1)`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from thinc.api import Model, NumpyOps

from quotes.nlp.encoder.shim import OnnxShim
from quotes.nlp.threads import limit_threads


class LimitedOps(NumpyOps):  # type: ignore[misc]  # compiled, without types
    """Operations with NumPy's BLAS, about three times as fast as spaCy's own blis kernels, in at most `threads`."""

    def __init__(self, threads: int | None) -> None:
        super().__init__(use_blis=False)
        self.threads = threads

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices."""
        with limit_threads(self.threads):
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)


def multiply_by_numpy(nlp: Language, threads: int | None) -> Language:
    """Let a pipeline multiply with NumPy's BLAS, in at most `threads` (None: as many as the program has).

    Sums may differ in their last bits. Other kinds of operations (Apple's, a GPU's) are not changed.
    """
    ops = LimitedOps(threads)
    for node in list_nodes(nlp):
        if isinstance(node.ops, NumpyOps):
            node.ops = ops
    return nlp


def set_runtime_threads(nlp: Language, threads: int) -> Language:
    """Let ONNX Runtime run the encoder of a pipeline, if it has one, in this many threads."""
    for node in list_nodes(nlp):
        for shim in node.shims:
            if isinstance(shim, OnnxShim):
                shim.set_threads(threads)
    return nlp


def map_weights(nlp: Language, folder: Path) -> Language:
    """Let the encoder of a pipeline that was read from a folder share the pages of its file with other processes."""
    for name, pipe in nlp.pipeline:
        model, path = getattr(pipe, "model", None), folder / name / "model"
        for node in model.walk() if isinstance(model, Model) and path.is_file() else ():
            for shim in node.shims:
                if isinstance(shim, OnnxShim):
                    shim.map_weights(path)
    return nlp


def threads_of(model: Model[Any, Any]) -> int | None:
    """The limit of a model of a pipeline; None for none."""
    return model.ops.threads if isinstance(model.ops, LimitedOps) else None


def list_nodes(nlp: Language) -> list[Model[Any, Any]]:
    """All models in the components of a pipeline, and those within them."""
    models = [getattr(pipe, "model", None) for _, pipe in nlp.pipeline]
    return [node for model in models if isinstance(model, Model) for node in model.walk()]
