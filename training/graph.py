"""The reader as an ONNX graph: int8 weights, and int8 arithmetic in its large products.

What comes into a product is scaled to 8 bits by its own range (dynamic quantisation), so a score
would depend on the windows and the padding that it is computed with: one window at a time, without
padding, is how it is read. Weights have 7 bits: two products of 8 bits overflow the 16 that AVX2
adds them up in, where there is no VNNI.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import onnx  # type: ignore[import-not-found, unused-ignore]

OPSET = 20
_EIGHT_BITS, _SEVEN_BITS = 127, 63
_NARROW = 4096
"""Smaller arrays stay float32: they are what norms and biases have."""

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """The numbers of a BERT body."""

    layers: int
    heads: int
    hidden: int
    epsilon: float


@dataclass(slots=True)
class _Graph:
    """Nodes and arrays so far."""

    weights: dict[str, Array]
    nodes: list[Any] = field(default_factory=list)
    arrays: list[Any] = field(default_factory=list)
    narrow: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        import onnx  # type: ignore[import-not-found, unused-ignore]

        out = f"{kind}_{len(self.nodes)}"
        self.nodes.append(onnx.helper.make_node(kind, inputs, [out], **attributes))
        return out

    def constant(self, array: NDArray[Any]) -> str:
        import onnx  # type: ignore[import-not-found, unused-ignore]

        name = f"array_{len(self.arrays)}"
        self.arrays.append(onnx.numpy_helper.from_array(array, name))
        return name

    def rows(self, name: str, ids: str) -> str:
        """Look rows of a table up; only these are widened."""
        values, scales = quantise(self.weights[name], axis=1)
        row = self.op("Gather", self.constant(values), ids, axis=0)
        scale = self.op("Gather", self.constant(scales), ids, axis=0)
        return self.op("Mul", self.op("Cast", row, to=1), scale)

    def linear(self, name: str, data: str) -> str:
        matrix = np.ascontiguousarray(self.weights[f"{name}.weight"].T)
        bias = self.constant(self.weights[f"{name}.bias"])
        if matrix.size < _NARROW:
            return self.op("Add", self.op("MatMul", data, self.constant(matrix)), bias)
        values, scales = quantise(matrix, axis=0, largest=_SEVEN_BITS)
        narrow, step, zero = self.narrowed(data)
        product = self.op("MatMulInteger", narrow, self.constant(values), zero)
        scale = self.op("Mul", step, self.constant(scales[0]))
        return self.op("Add", self.op("Mul", self.op("Cast", product, to=1), scale), bias)

    def narrowed(self, data: str) -> tuple[str, str, str]:
        """Return `data` in 8 bits, their step and their zero; once for all that read it."""
        import onnx  # type: ignore[import-not-found, unused-ignore]

        if data not in self.narrow:
            outs = [f"{part}_{len(self.nodes)}" for part in ("narrow", "step", "zero")]
            self.nodes.append(onnx.helper.make_node("DynamicQuantizeLinear", [data], outs))
            self.narrow[data] = (outs[0], outs[1], outs[2])
        return self.narrow[data]

    def norm(self, name: str, data: str, epsilon: float) -> str:
        scale = self.constant(self.weights[f"{name}.weight"])
        bias = self.constant(self.weights[f"{name}.bias"])
        return self.op("LayerNormalization", data, scale, bias, epsilon=epsilon)


def quantise(
    weights: Array, axis: int, largest: int = _EIGHT_BITS
) -> tuple[NDArray[np.int8], Array]:
    """Return values up to `largest`, and the scales along `axis` to multiply them by."""
    most = np.abs(weights).max(axis=axis, keepdims=True)
    scales = np.where(most > 0, most / largest, 1).astype(np.float32)
    return np.rint(weights / scales).astype(np.int8), scales


def build(weights: dict[str, Array], shape: Shape) -> "onnx.ModelProto":
    """Return the model: input_ids, attention_mask, token_type_ids -> start and end logits.

    All inputs are int64 of any number of windows and tokens; the outputs (windows, tokens).
    """
    graph = _Graph(weights)
    data = _embeddings(graph, shape)
    bias = _mask_bias(graph)
    for layer in range(shape.layers):
        data = _layer(graph, f"body.encoder.layer.{layer}", data, bias, shape)
    logits = graph.linear("head", data)
    for index, name in enumerate(("start_logits", "end_logits")):
        one = graph.op("Gather", logits, graph.constant(np.array(index, np.int64)), axis=2)
        graph.nodes.append(_renamed(one, name))
    return _model(graph)


def _embeddings(graph: _Graph, shape: Shape) -> str:
    prefix = "body.embeddings"
    word = graph.rows(f"{prefix}.word_embeddings.weight", "input_ids")
    kinds = graph.constant(graph.weights[f"{prefix}.token_type_embeddings.weight"])
    kind = graph.op("Gather", kinds, "token_type_ids", axis=0)
    length = graph.op("Shape", "input_ids", start=1, end=2)
    count = graph.op("Squeeze", length)
    zero, one = (graph.constant(np.array(n, np.int64)) for n in (0, 1))
    places = graph.op("Range", zero, count, one)
    place = graph.rows(f"{prefix}.position_embeddings.weight", places)
    total = graph.op("Add", graph.op("Add", word, kind), place)
    return graph.norm(f"{prefix}.LayerNorm", total, shape.epsilon)


def _mask_bias(graph: _Graph) -> str:
    """Return what is added to attention: nothing, or for padding a very negative number."""
    axes = graph.constant(np.array([1, 2], np.int64))
    mask = graph.op("Cast", graph.op("Unsqueeze", "attention_mask", axes), to=1)
    one = graph.constant(np.array(1, np.float32))
    low = graph.constant(np.array(-1e9, np.float32))
    return graph.op("Mul", graph.op("Sub", one, mask), low)


def _layer(graph: _Graph, name: str, data: str, bias: str, shape: Shape) -> str:
    attended = _attention(graph, f"{name}.attention.self", data, bias, shape)
    out = graph.linear(f"{name}.attention.output.dense", attended)
    data = graph.norm(
        f"{name}.attention.output.LayerNorm", graph.op("Add", out, data), shape.epsilon
    )
    wide = graph.op("Gelu", graph.linear(f"{name}.intermediate.dense", data))
    out = graph.linear(f"{name}.output.dense", wide)
    return graph.norm(f"{name}.output.LayerNorm", graph.op("Add", out, data), shape.epsilon)


def _attention(graph: _Graph, name: str, data: str, bias: str, shape: Shape) -> str:
    width = shape.hidden // shape.heads
    split = graph.constant(np.array([0, 0, shape.heads, width], np.int64))

    def heads(part: str, order: list[int]) -> str:
        linear = graph.linear(f"{name}.{part}", data)
        return graph.op("Transpose", graph.op("Reshape", linear, split), perm=order)

    query, key = heads("query", [0, 2, 1, 3]), heads("key", [0, 2, 3, 1])
    value = heads("value", [0, 2, 1, 3])
    scale = graph.constant(np.array(width**-0.5, np.float32))
    scores = graph.op("Mul", graph.op("MatMul", query, key), scale)
    shares = graph.op("Softmax", graph.op("Add", scores, bias), axis=-1)
    mixed = graph.op("Transpose", graph.op("MatMul", shares, value), perm=[0, 2, 1, 3])
    whole = graph.constant(np.array([0, 0, shape.hidden], np.int64))
    return graph.op("Reshape", mixed, whole)


def _renamed(one: str, name: str) -> Any:
    import onnx  # type: ignore[import-not-found, unused-ignore]

    return onnx.helper.make_node("Identity", [one], [name])


def _model(graph: _Graph) -> "onnx.ModelProto":
    import onnx  # type: ignore[import-not-found, unused-ignore]

    def info(name: str, kind: int) -> Any:
        return onnx.helper.make_tensor_value_info(name, kind, ["windows", "tokens"])

    inputs = [
        info(n, onnx.TensorProto.INT64) for n in ("input_ids", "attention_mask", "token_type_ids")
    ]
    outputs = [info(name, onnx.TensorProto.FLOAT) for name in ("start_logits", "end_logits")]
    made = onnx.helper.make_graph(graph.nodes, "reader", inputs, outputs, graph.arrays)
    model = onnx.helper.make_model(made, opset_imports=[onnx.helper.make_opsetid("", OPSET)])
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model
