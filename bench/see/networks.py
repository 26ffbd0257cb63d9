"""The networks that see_bench names, in the hands of three engines. run(task, picture) gives the
outputs for an 8-bit RGB array of the network's size; threads may call it at once, but for the plain
one's."""
import os
import threading

import numpy as np
import onnxruntime
import openvino as ov
from ir_to_onnx import largest_difference, to_onnx
from openvino.preprocess import PrePostProcessor

CORES = os.cpu_count()


def read(entry):
    """The network with its wanted outputs only."""
    model = ov.Core().read_model(entry["file"])
    wanted = [model.output(name).get_node() for name in entry["outputs"]]
    return ov.Model(wanted, model.get_parameters())


def read_with_feed(entry):
    """The same, with the way from 8-bit RGB to its input built in, as nunchi builds it in."""
    feed = entry["feed"]
    feeding = PrePostProcessor(read(entry))
    given = feeding.input()
    given.tensor().set_element_type(ov.Type.u8).set_layout(ov.Layout("NHWC"))
    given.model().set_layout(ov.Layout(feed["layout"]))
    if any(mean != 0 for mean in feed["mean"]) or any(scale != 1 for scale in feed["scale"]):
        given.preprocess().convert_element_type(ov.Type.f32).mean(feed["mean"]).scale(feed["scale"])
    return feeding.build()


def precision_of(compiled):
    return compiled.get_property("INFERENCE_PRECISION_HINT").get_type_name()


class PlainOpenVino:
    """As in OpenVINO's tutorials: default settings, numbers prepared by NumPy."""

    def __init__(self, entries):
        core = ov.Core()
        self.feeds = {entry["task"]: entry["feed"] for entry in entries}
        self.models = {entry["task"]: core.compile_model(read(entry), "CPU") for entry in entries}
        self.precision = precision_of(next(iter(self.models.values())))

    def run(self, task, picture):
        feed = self.feeds[task]
        numbers = picture.astype(np.float32) - np.float32(feed["mean"])
        numbers /= np.float32(feed["scale"])
        if feed["layout"] == "NCHW":
            numbers = numbers.transpose(2, 0, 1)
        return list(self.models[task](numbers[None]).values())


class StreamsOfOpenVino:
    """A stream a core; every thread has requests of its own, so that nothing is shared."""

    def __init__(self, entries):
        core = ov.Core()
        settings = {"PERFORMANCE_HINT": "THROUGHPUT", "NUM_STREAMS": CORES,
                    "INFERENCE_NUM_THREADS": CORES, "ENABLE_CPU_PINNING": False}
        self.models = {entry["task"]: core.compile_model(read_with_feed(entry), "CPU", settings)
                       for entry in entries}
        self.precision = precision_of(next(iter(self.models.values())))
        self.own = threading.local()

    def run(self, task, picture):
        requests = self.own.__dict__
        if task not in requests:
            requests[task] = self.models[task].create_infer_request()
        request = requests[task]
        request.infer(picture[None], share_inputs=True)
        return [output.data for output in request.output_tensors]


class OnnxRuntime:
    """`threads` a run, so many runs at once as there are cores for."""

    precision = "f32"

    def __init__(self, entries, threads):
        self.turns = threading.Semaphore(max(1, CORES // threads))
        self.sessions, self.inputs = {}, {}
        onnxruntime.set_default_logger_severity(3)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        for entry in entries:
            model = read_with_feed(entry)
            made = to_onnx(model)
            session = onnxruntime.InferenceSession(made.SerializeToString(), options)
            difference = largest_difference(model, made, session)
            if not difference < 1e-4:
                raise RuntimeError(f"{entry['network']} in ONNX differs by {difference:.1e}")
            self.sessions[entry["task"]] = session
            self.inputs[entry["task"]] = made.graph.input[0].name

    def run(self, task, picture):
        with self.turns:
            return self.sessions[task].run(None, {self.inputs[task]: picture[None]})
