"""Looks at the same photos with the same networks as a Python program would, and prints how long it
took as JSON.

usage: peers.py plain|openvino|onnxruntime SEE_JSON PHOTOS COUNT [ANSWERS]

plain        a loop as in the tutorials of the libraries: decoding in full, one thing at a time
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
from reading import (SAME_FACE, anchors_of, belief, iou, read_faces, read_objects, read_top_class,
                     share_of_smaller)

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
        return {"file": str(path), "top": self.top_class(picture), "objects": objects,
                "faces": faces}

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

    def looked_at(self, task, picture, left, top, length):
        """Faces in a square part of the picture, surest first."""
        side = self.entries[task]["feed"]["width"]
        seen = part_of(picture, left, top, length, side)
        outputs = self.engine.run(task, np.asarray(seen))
        move = np.array([left, top, left, top])
        return [(score, box * (length / side) + move)
                for score, box in read_faces(*outputs, self.anchors[task], self.entries[task])]

    def from_near(self, picture, score, place):
        """The candidate's box as several looks find it, and the probability that it is a face."""
        entry = self.entries["face-boxes"]
        least, scores, seen = entry["numbers"]["least_probability"], [], [(score, place)]
        for left_to_do, factor in ((2, 2.0), (1, 3.0)):
            if belief(score, scores, entry, left_to_do) < least:
                return place, 0.0
            length = factor * max(place[2] - place[0], place[3] - place[1])
            left, top = (place[0] + place[2] - length) / 2, (place[1] + place[3] - length) / 2
            found = self.looked_at("face-boxes-near", picture, left, top, length)
            same = next((face for face in found if iou(place, face[1]) > SAME_FACE), None)
            scores.append(same[0] if same else 0.0)
            seen += [same] if same else []
        best = max(seen, key=lambda face: face[0])
        group = [face for face in seen if face is best or iou(best[1], face[1]) > SAME_FACE / 2]
        box = np.average([box for _, box in group], axis=0, weights=[face[0] for face in group])
        return box, belief(score, scores, entry)

    def faces(self, picture):
        width, height = picture.size
        longer = max(width, height)
        faces = []

        def known(box):
            return any(share_of_smaller(box, other) > 0.5 for other in faces)

        def search(squares):
            found = [face for square in squares
                     for face in self.looked_at("face-boxes", picture, *square)]
            for score, place in sorted(found, key=lambda face: -face[0]):
                if known(place):
                    continue
                box, probability = self.from_near(picture, score, place)
                least = self.entries["face-boxes"]["numbers"]["least_probability"]
                if probability >= least and not known(box):
                    faces.append(box)

        search([((width - longer) / 2, (height - longer) / 2, longer)])
        if any(max(box[2] - box[0], box[3] - box[1]) < 0.08 * longer for box in faces):
            search(tiles(width, height))
        return faces


def tiles(width, height, across=2, shared=0.25):
    """Squares that together show all of the picture, each sharing a part with its neighbours."""
    side = max(width, height) / (across - (across - 1) * shared)

    def starts(length):
        count = max(1, int(np.ceil((length - shared * side) / (side * (1 - shared)) - 1e-6)))
        if count == 1:
            return [(length - side) / 2]
        return [i * (length - side) / (count - 1) for i in range(count)]

    return [(left, top, side) for top in starts(height) for left in starts(width)]


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
    before = time.process_time()
    seconds, answers = timed(peer, workers, files)
    processor_seconds = time.process_time() - before
    if answers_file:
        Path(answers_file[0]).write_text(json.dumps(answers))
    print(json.dumps({"photos": len(files), "seconds": seconds, "how": how,
                      "processor_seconds": processor_seconds,
                      "precision": peer.engine.precision}))


if __name__ == "__main__":
    main()
