"""Outputs of the networks → classes, objects and faces, in NumPy, by the same rules as nunchi's.

Boxes are [left, top, right, bottom]. The networks' entries give the numbers (models/networks.json).
"""
import numpy as np

LEAST_CONFIDENCE = 0.5  # below it nunchi shows no object
SAME_OBJECT, OTHER_OBJECT = 0.6, 0.8  # overlaps above which only the more confident one is shown
SAME_FACE = 0.2  # overlap above which a near look has seen what the first proposed
LEAST_ODDS, MOST_ODDS = -4, 2.2  # as far as one look may speak against a face, and for it


def iou(a, b):
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def read_top_class(logits, entry):
    scaled = logits[0] / entry["numbers"]["temperature"]
    probabilities = np.exp(scaled - scaled.max())
    probabilities /= probabilities.sum()
    best_ten = np.argsort(probabilities)[-10:]
    return entry["labels"][best_ten[-1]]


def read_objects(heat, sides, entry, width, height):
    """Peaks of the heat map that are worth showing (CenterNet)."""
    numbers = entry["numbers"]
    least_logit = (np.log(LEAST_CONFIDENCE / (1 - LEAST_CONFIDENCE)) - numbers["offset"])
    least = 1 / (1 + np.exp(-least_logit / numbers["slope"]))
    heat, sides = heat[0], sides[0]
    rows, columns, _ = heat.shape
    found = []
    for row, column, category in np.argwhere(heat > least):
        score = heat[row, column, category]
        around = heat[max(0, row - 1):row + 2, max(0, column - 1):column + 2, category]
        if score >= around.max():
            found.append((float(score), int(row), int(column), int(category)))
    shown = []
    for _, row, column, category in sorted(found, reverse=True):
        left, top, right, bottom = sides[row, column]
        x, y = column / columns, row / rows
        box = [(x - left / entry["feed"]["width"]) * width,
               (y - top / entry["feed"]["height"]) * height,
               (x + right / entry["feed"]["width"]) * width,
               (y + bottom / entry["feed"]["height"]) * height]
        if all(iou(box, other) <= (SAME_OBJECT if category == its else OTHER_OBJECT)
               for its, other in shown):
            shown.append((category, box))
    return [{"category": entry["labels"][category], "box": [float(side) for side in box]}
            for category, box in shown]


def anchors_of(entry):
    """The middles of MediaPipe's anchors: full range has one grid, near range two."""
    side = entry["feed"]["width"]
    near = entry["numbers"]["anchors"] == 896
    middles = []
    for stride, each in [(side // 16, 2), (side // 8, 6)] if near else [(4, 1)]:
        line = (np.arange(side // stride) + 0.5) * stride
        x, y = np.meshgrid(line, line)
        middles.append(np.repeat(np.stack([x.ravel(), y.ravel()], axis=1), each, axis=0))
    return np.concatenate(middles)


def read_faces(regressors, scores, anchors, entry):
    """[(score, box in pixels of the input)], overlapping ones joined, best first (BlazeFace)."""
    least = entry["numbers"]["score"]
    logits = scores[0, :, 0]
    chosen = np.flatnonzero(logits >= np.log(least / (1 - least)))
    score = 1 / (1 + np.exp(-logits[chosen]))
    middle = regressors[0, chosen, :2] + anchors[chosen]
    half = regressors[0, chosen, 2:4] / 2
    boxes = np.concatenate([middle - half, middle + half], axis=1)
    overlap = entry["numbers"]["nms"]
    rest = list(np.argsort(-score))
    faces = []
    while rest:
        best = rest[0]
        group = [i for i in rest if i == best or iou(boxes[best], boxes[i]) > overlap]
        faces.append((float(score[best]), np.average(boxes[group], axis=0, weights=score[group])))
        rest = [i for i in rest if i not in group]
    return faces


def log_odds(score):
    inside = min(max(score, 1e-4), 1 - 1e-4)
    return float(np.clip(np.log(inside / (1 - inside)), LEAST_ODDS, MOST_ODDS))


def belief(first_score, looks, entry, further=0):
    """The probability that a face is there; with `further` looks to come, the highest it can get."""
    numbers = entry["numbers"]
    odds = sum(log_odds(score) for score in looks) + further * MOST_ODDS
    value = numbers["bias"] + numbers["own"] * log_odds(first_score) + numbers["looks"] * odds
    return 1 / (1 + np.exp(-value))


def share_of_smaller(a, b):
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
