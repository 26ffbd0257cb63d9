"""Looks at the same photos with the same networks as a Python program would, and prints how long it
took as JSON.

usage: peers.py plain|openvino|onnxruntime SEE_JSON PHOTOS COUNT [ANSWERS]

plain        a loop as in the libraries' tutorials: full decoding, one thing after another
openvino     decoding at a fraction, threads, a stream a core
onnxruntime  the same on ONNX Runtime; one or two threads a run, whichever is quicker on a few photos
"""
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from networks import CORES, OnnxRuntime, PlainOpenVino, StreamsOfOpenVino
from PIL import Image, ImageOps
from reading import anchors_of, is_confirmed, iou, read_faces, read_objects, read_top_class

BICUBIC, BILINEAR = Image.Resampling.BICUBIC, Image.Resampling.BILINEAR
LEAST_SIDE = 512  # what the networks can use of a photo
FEW = 16  # photos to be warm and to choose with


class Peer:
    """Everything that is done for one photo. `scaled`: lets libjpeg decode at a fraction."""

    def __init__(self, engine, entries, scaled):
        self.engine, self.scaled = engine, scaled
        self.entries = {entry["task"]: entry for entry in entries}
        self.anchors = {task: anchors_of(self.entries[task])
                        for task in ("face-boxes", "face-boxes-near")}

    def look(self, path):
        with Image.open(path) as file:
            full_size = file.size
            if self.scaled:
                file.draft("RGB", (LEAST_SIDE, LEAST_SIDE))
            picture = ImageOps.exif_transpose(file).convert("RGB")
        scale = max(full_size) / max(picture.size)
        objects = self.objects(picture)
        faces = [{"box": [float(side) for side in box]} for box in self.faces(picture)]
        for found in objects + faces:
            found["box"] = [side * scale for side in found["box"]]
        return {"file": str(path), "top": self.top_class(picture), "objects": objects, "faces": faces}

    def top_class(self, picture):
        entry = self.entries["classes"]
        side, crop = entry["feed"]["width"], entry["numbers"]["crop"]
        width, height = picture.size
        span = crop * min(width, height)
        left, top = (width - span) / 2, (height - span) / 2
        seen = picture.resize((side, side), BICUBIC, box=(left, top, left + span, top + span))
        return read_top_class(self.engine.run("classes", np.asarray(seen))[0], entry)

    def objects(self, picture):
        entry = self.entries["objects"]
        seen = picture.resize((entry["feed"]["width"], entry["feed"]["height"]), BILINEAR)
        heat, sides = self.engine.run("objects", np.asarray(seen))
        return read_objects(heat, sides, entry, *picture.size)

    def looked_at(self, task, seen, left, top, scale):
        """Faces in a square picture that shows a part of another, in that one's pixels."""
        outputs = self.engine.run(task, np.asarray(seen))
        move = np.array([left, top, left, top])
        return [(score, box * scale + move)
                for score, box in read_faces(*outputs, self.anchors[task], self.entries[task])]

    def faces(self, picture):
        side = self.entries["face-boxes"]["feed"]["width"]
        near = self.entries["face-boxes-near"]
        near_side = near["feed"]["width"]
        width, height = picture.size
        scale = max(width, height) / side
        seen = ImageOps.pad(picture, (side, side), BILINEAR)
        left, top = (width - side * scale) / 2, (height - side * scale) / 2
        sure = []
        for proposed, box in self.looked_at("face-boxes", seen, left, top, scale):
            around = near["numbers"]["crop"] * max(box[2] - box[0], box[3] - box[1])
            left, top = (box[0] + box[2] - around) / 2, (box[1] + box[3] - around) / 2
            seen = part_of(picture, left, top, around, near_side)
            second = self.looked_at("face-boxes-near", seen, left, top, around / near_side)
            agreed = [face for face in second if is_confirmed(*face, proposed, box, near)]
            sure += sorted(agreed, key=lambda face: -face[0])[:1]
        faces = []
        for _, box in sorted(sure, key=lambda face: -face[0]):
            if all(iou(box, other) <= near["numbers"]["nms"] for other in faces):
                faces.append(box)
        return faces


def part_of(picture, left, top, length, side):
    """A square part that may reach beyond the picture, where it is black."""
    inside = (max(0, left), max(0, top), min(picture.width, left + length),
              min(picture.height, top + length))
    seen = Image.new("RGB", (side, side))
    if inside[2] <= inside[0] or inside[3] <= inside[1]:
        return seen
    scale = side / length
    corner = (round((inside[0] - left) * scale), round((inside[1] - top) * scale))
    size = (max(1, round((inside[2] - left) * scale) - corner[0]),
            max(1, round((inside[3] - top) * scale) - corner[1]))
    seen.paste(picture.resize(size, BILINEAR, box=inside), corner)
    return seen


def timed(peer, workers, files):
    started = time.perf_counter()
    if workers == 1:
        answers = [peer.look(file) for file in files]
    else:
        with ThreadPoolExecutor(workers) as pool:
            answers = list(pool.map(peer.look, files))
    return time.perf_counter() - started, answers


def candidates(kind, entries):
    """(what it is, peer, workers), of which the quickest is to run."""
    if kind == "plain":
        return [("one thing after another", Peer(PlainOpenVino(entries), entries, False), 1)]
    if kind == "openvino":
        engine = StreamsOfOpenVino(entries)
        return [(f"{CORES} streams, {workers} workers", Peer(engine, entries, True), workers)
                for workers in (CORES, CORES + 1, 2 * CORES)]
    engines = [(threads, OnnxRuntime(entries, threads)) for threads in sorted({1, CORES})]
    return [(f"{CORES // threads} x {threads} threads, {workers} workers",
             Peer(engine, entries, True), workers)
            for threads, engine in engines for workers in (CORES, CORES + 1)]


def main():
    kind, see, folder, count, *answers_file = sys.argv[1:]
    entries = json.loads(Path(see).read_text())["networks"]
    files = sorted(Path(folder).glob("*.jpg"))[:int(count)]
    peers = candidates(kind, entries)
    for _, peer, workers in peers:
        timed(peer, workers, files[:4])
    how, peer, workers = min(peers, key=lambda one: timed(one[1], one[2], files[:FEW])[0])
    seconds, answers = timed(peer, workers, files)
    if answers_file:
        Path(answers_file[0]).write_text(json.dumps(answers))
    print(json.dumps({"photos": len(files), "seconds": seconds, "how": how,
                      "precision": peer.engine.precision}))


if __name__ == "__main__":
    main()
