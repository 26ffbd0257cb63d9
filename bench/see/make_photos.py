"""Makes photos as a phone leaves them out of small sample photos: 12 megapixels, quality 90,
2-4 MB, lying or standing, some turned by their EXIF orientation alone, with a sensor's noise.

usage: make_photos.py SAMPLES FOLDER COUNT [LEAST]   the same every time; keeps what is there
  LEAST   megapixels: sizes are spread from there up to 12
"""
import io
import os
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageEnhance

LONG, SHORT = 4000, 3000  # sides of 12 megapixels
ORIENTATION_TAG, TURNED = 0x0112, 6  # to be turned a quarter clockwise when shown


@cache
def noise_field():
    """Grey with noise, a little alike from pixel to pixel as after a camera's demosaicing."""
    field = np.random.default_rng(9).standard_normal((LONG, LONG), dtype=np.float32)
    field += np.roll(field, 1, axis=0) * 0.5
    field += np.roll(field, 1, axis=1) * 0.5
    return Image.fromarray(np.clip(128 + 30 * field, 0, 255).astype(np.uint8))


def scene(sample, rng, size):
    """A part of the sample in the shape of `size`, perhaps mirrored, in other light."""
    width, height = sample.size
    shape = size[0] / size[1]
    reach = rng.uniform(0.75, 1.0) * min(width / shape, height)
    cut = (shape * reach, reach)
    left, top = rng.uniform(0, width - cut[0]), rng.uniform(0, height - cut[1])
    box = (left, top, left + cut[0], top + cut[1])
    picture = sample.resize(size, Image.Resampling.BICUBIC, box=box)
    if rng.random() < 0.5:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    picture = ImageEnhance.Brightness(picture).enhance(rng.uniform(0.85, 1.15))
    return ImageEnhance.Color(picture).enhance(rng.uniform(0.8, 1.2))


def noisy(picture, noise, strength):
    """Most noise in the middle tones, none in black and white."""
    weaker = noise.point([round(128 + (level - 128) * strength) for level in range(256)])
    return ImageChops.overlay(picture, Image.merge("RGB", [weaker] * 3))


def encoded(picture, exif):
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90, subsampling="4:2:0", exif=exif)
    return file.getvalue()


def photo(samples, index, least):
    rng = random.Random(index)
    share = rng.uniform(least / 12, 1) if least < 12 else 1
    sides = [round(side * share**0.5) for side in (LONG, SHORT)]
    with Image.open(samples[index % len(samples)]) as opened:
        sample = opened.convert("RGB")
    kind = rng.choice(["lying", "lying", "standing", "turned"])
    picture = scene(sample, rng, sides if kind == "lying" else sides[::-1])
    exif = Image.Exif()
    if kind == "turned":
        picture = picture.transpose(Image.Transpose.ROTATE_90)
        exif[ORIENTATION_TAG] = TURNED
    corner = (rng.randrange(LONG - picture.width + 1), rng.randrange(LONG - picture.height + 1))
    noise = noise_field().crop((*corner, corner[0] + picture.width, corner[1] + picture.height))
    wanted, low, high = rng.uniform(2.6e6, 3.9e6) * share, 0.0, 0.5
    for _ in range(8):  # the file's size grows with the noise: halve the interval
        strength = (low + high) / 2
        file = encoded(noisy(picture, noise, strength), exif)
        if abs(len(file) - wanted) < 1e5 * share:
            break
        low, high = (low, strength) if len(file) > wanted else (strength, high)
    return file


def write(samples, path, index, least):
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(photo(samples, index, least))
    unfinished.rename(path)


def main():
    samples = sorted(Path(sys.argv[1]).iterdir())
    folder = Path(sys.argv[2])
    least = float(sys.argv[4]) if len(sys.argv) > 4 else 12
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{index:03}.jpg" for index in range(int(sys.argv[3]))]
    missing = [index for index, path in enumerate(paths) if not path.exists()]
    if missing:
        print(f"making {len(missing)} photos in {folder}", file=sys.stderr)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for done in [pool.submit(write, samples, paths[i], i, least) for i in missing]:
            done.result()


if __name__ == "__main__":
    main()
