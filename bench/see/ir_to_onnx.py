"""Says an OpenVINO model in ONNX, so that another engine can run the same network.

Knows the operations that nunchi's networks are made of; any other is an error. What is computed
from constants alone is computed here.
"""
import numpy as np
import onnx
import openvino as ov
from onnx import TensorProto, helper, numpy_helper
from openvino._offline_transformations import apply_moc_transformations

OPSET = 18
FOLDED = {"Convert", "Reshape", "Transpose", "Unsqueeze", "Multiply"}
PLAIN = {"Add": "Add", "Subtract": "Sub", "Multiply": "Mul", "Divide": "Div", "Relu": "Relu",
         "Sigmoid": "Sigmoid", "HSwish": "HardSwish", "Transpose": "Transpose", "Concat": "Concat",
         "MaxPool": "MaxPool"}
TYPES = {"f32": TensorProto.FLOAT, "u8": TensorProto.UINT8, "i64": TensorProto.INT64}


class Writer:
    """Walks a model's operations in order; `values` has the constants, `names` all other results."""

    def __init__(self):
        self.nodes, self.initializers, self.values, self.names = [], [], {}, {}

    def constant(self, array):
        name = f"constant{len(self.initializers)}"
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def value(self, port):
        """The constant that an input is connected to."""
        return self.values[port.get_source_output().get_node().get_friendly_name()]

    def name(self, port):
        node = port.get_source_output().get_node().get_friendly_name()
        if node not in self.names:
            self.names[node] = self.constant(self.values[node])
        return self.names[node]

    def emit(self, kind, node, inputs, **attributes):
        name = node.get_friendly_name()
        self.names[name] = name
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))

    def fold(self, node):
        """Computes a result of constants. False where an input is no constant."""
        sources = [port.get_source_output().get_node().get_friendly_name()
                   for port in node.inputs()]
        if node.get_type_name() not in FOLDED or not all(name in self.values for name in sources):
            return False
        first, *rest = [self.values[name] for name in sources]
        kind = node.get_type_name()
        if kind == "Convert":
            result = first.astype(node.get_element_type().to_dtype())
        elif kind == "Reshape":
            result = first.reshape(node.get_output_shape(0))
        elif kind == "Transpose":
            result = first.transpose(rest[0])
        elif kind == "Unsqueeze":
            result = np.expand_dims(first, tuple(int(axis) for axis in rest[0].ravel()))
        else:
            result = first * rest[0]
        self.values[node.get_friendly_name()] = result
        return True

    def operation(self, node):
        kind, attributes = node.get_type_name(), node.get_attributes()
        inputs = node.inputs()
        if kind in PLAIN:
            names = [self.name(port) for port in inputs]
            if kind == "Transpose":
                axes = [int(axis) for axis in self.value(inputs[1])]
                self.emit(kind, node, names[:1], perm=axes)
            elif kind == "Concat":
                self.emit(kind, node, names, axis=attributes["axis"])
            elif kind == "MaxPool":
                self.emit(kind, node, names, kernel_shape=attributes["kernel"],
                          strides=attributes["strides"], pads=pads(attributes))
            else:
                self.emit(PLAIN[kind], node, names)
        elif kind in ("Convolution", "GroupConvolution"):
            self.convolution(node, attributes)
        elif kind == "Clamp":
            bounds = [self.constant(np.float32(attributes[end])) for end in ("min", "max")]
            self.emit("Clip", node, [self.name(inputs[0]), *bounds])
        elif kind == "HSigmoid":
            self.emit("HardSigmoid", node, [self.name(inputs[0])], alpha=1 / 6, beta=0.5)
        elif kind == "Convert":
            to = TYPES[node.get_element_type().get_type_name()]
            self.emit("Cast", node, [self.name(inputs[0])], to=to)
        elif kind == "Reshape":
            shape = self.constant(np.array(node.get_output_shape(0), dtype=np.int64))
            self.emit("Reshape", node, [self.name(inputs[0]), shape])
        elif kind == "ReduceMean":
            axes = self.constant(self.value(inputs[1]).astype(np.int64))
            self.emit("ReduceMean", node, [self.name(inputs[0]), axes],
                      keepdims=int(attributes["keep_dims"]))
        elif kind == "MatMul":
            self.emit("Gemm", node, [self.name(inputs[0]), self.name(inputs[1])],
                      transA=int(attributes["transpose_a"]), transB=int(attributes["transpose_b"]))
        elif kind == "Pad" and attributes["pad_mode"] == "constant":
            both = np.concatenate([self.value(inputs[1]), self.value(inputs[2])]).astype(np.int64)
            self.emit("Pad", node,
                      [self.name(inputs[0]), self.constant(both), self.name(inputs[3])])
        elif kind == "Interpolate" and attributes["mode"] == "linear_onnx":
            size = self.constant(np.array(node.get_output_shape(0), dtype=np.int64))
            self.emit("Resize", node, [self.name(inputs[0]), "", "", size], mode="linear",
                      coordinate_transformation_mode=attributes["coordinate_transformation_mode"])
        else:
            raise NotImplementedError(f"{kind} {attributes}")

    def convolution(self, node, attributes):
        weights = self.value(node.input(1))
        groups = 1
        if node.get_type_name() == "GroupConvolution":  # [groups, out, in, …]
            groups = weights.shape[0]
            weights = weights.reshape(-1, *weights.shape[2:])
        self.emit("Conv", node, [self.name(node.input(0)), self.constant(weights)], group=groups,
                  strides=attributes["strides"], dilations=attributes["dilations"],
                  pads=pads(attributes))


def pads(attributes):
    return [*attributes["pads_begin"], *attributes["pads_end"]]


def to_onnx(model):
    # OpenVINO's own simplifications, which it does before compiling: so the other engine gains too.
    model = model.clone()
    apply_moc_transformations(model, cf=True)
    writer = Writer()
    parameters = []
    for node in model.get_ordered_ops():
        kind, name = node.get_type_name(), node.get_friendly_name()
        if kind == "Parameter":
            writer.names[name] = name
            element = TYPES[node.get_element_type().get_type_name()]
            shape = node.get_output_shape(0)
            parameters.append(helper.make_tensor_value_info(name, element, shape))
        elif kind == "Constant":
            writer.values[name] = np.array(node.get_data())
        elif kind != "Result" and not writer.fold(node):
            writer.operation(node)
    results = [helper.make_tensor_value_info(writer.name(result.input(0)), TensorProto.FLOAT,
                                             result.get_output_shape(0))
               for result in model.get_results()]
    graph = helper.make_graph(writer.nodes, "network", parameters, results, writer.initializers)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
    onnx.checker.check_model(made)
    return made


def largest_difference(model, made, session):
    """Between both engines' answers in f32 to a random picture, ÷ the largest answer."""
    compiled = ov.Core().compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    shape = model.input().get_shape()
    picture = np.random.default_rng(1).integers(0, 256, list(shape), dtype=np.uint8)
    ours = compiled(picture)
    theirs = session.run(None, {made.graph.input[0].name: picture})
    return max(float(np.abs(ours[i] - theirs[i]).max() / max(1e-9, np.abs(ours[i]).max()))
               for i in range(len(theirs)))
