"""The networks that see_bench names, opened as a Python program would, fed with 8-bit RGB pictures."""
import openvino as ov
from openvino.preprocess import PrePostProcessor


def read(entry):
    """The network with the wanted outputs and the feed built in, as nunchi builds it in."""
    model = ov.Core().read_model(entry["file"])
    feed = entry["feed"]
    if entry["outputs"]:
        wanted = [model.output(name).get_node() for name in entry["outputs"]]
        model = ov.Model(wanted, model.get_parameters())
    if model.input().get_partial_shape().is_dynamic:
        size = [feed["height"], feed["width"]]
        model.reshape([1, 3, *size] if feed["layout"] == "nchw" else [1, *size, 3])
    feeding = PrePostProcessor(model)
    given = feeding.input()
    given.tensor().set_element_type(ov.Type.u8).set_layout(ov.Layout("NHWC"))
    given.model().set_layout(ov.Layout(feed["layout"].upper()))
    if feed["bgr"]:
        given.preprocess().reverse_channels()
    if any(mean != 0 for mean in feed["mean"]) or any(scale != 1 for scale in feed["scale"]):
        given.preprocess().convert_element_type(ov.Type.f32).mean(feed["mean"]).scale(feed["scale"])
    return feeding.build()
