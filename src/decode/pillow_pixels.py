"""Decodes every picture below a folder with Pillow (and pillow-heif, where it is installed), for a test
that compares. usage: pillow_pixels.py FOLDER OUT

For each picture of the kinds that decode/ promises, upright and over white, OUT/N.ppm; where it has a
colour profile also OUT/N.icc.ppm, turned to sRGB. One line each on standard output: N, format, path.
"""
import io
import pathlib
import sys
import warnings

import numpy
from PIL import Image, ImageCms

try:
    import pillow_heif

    pillow_heif.register_heif_opener()
except ImportError:
    pass

KINDS = {"JPEG", "MPO", "PNG", "GIF", "WEBP", "TIFF", "BMP", "DIB", "JPEG2000", "HEIF", "AVIF"}
TURNS = {2: Image.FLIP_LEFT_RIGHT, 3: Image.ROTATE_180, 4: Image.FLIP_TOP_BOTTOM, 5: Image.TRANSPOSE,
         6: Image.ROTATE_270, 7: Image.TRANSVERSE, 8: Image.ROTATE_90}


def over_white(picture):
    if picture.mode.startswith("I"):  # more than 8 bits, which Pillow would cut off
        grey = numpy.asarray(picture).astype(float)
        grey = grey / 257 if picture.mode != "I" or grey.max() > 255 else grey
        return Image.fromarray(grey.round().clip(0, 255).astype("uint8")).convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
    return picture.convert("RGB")


def in_srgb(picture, plain):
    """The picture by its own profile, or None where that says nothing."""
    icc = picture.info.get("icc_profile")
    if not icc:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        space = profile.profile.xcolor_space.strip()
        source = {"CMYK": picture, "RGB": plain, "GRAY": plain.convert("L")}[space]
        return ImageCms.profileToProfile(source, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, KeyError, OSError):
        return None


def upright(picture, turn):
    return picture.transpose(turn) if turn is not None else picture


def main():
    warnings.simplefilter("ignore")
    folder, out = map(pathlib.Path, sys.argv[1:])
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    for number, path in enumerate(files):
        try:
            picture = Image.open(path)
            kind = picture.format
            picture.load()
            orientation = picture.getexif().get(0x112, 1) if kind != "HEIF" else 1
        except Exception:  # whatever Pillow refuses is not compared
            continue
        if kind not in KINDS:
            continue
        turn = TURNS.get(orientation)
        plain = over_white(picture)
        upright(plain, turn).save(out / f"{number}.ppm")
        managed = in_srgb(picture, plain)
        if managed is not None:
            upright(managed, turn).save(out / f"{number}.icc.ppm")
        print(number, kind, path, sep="\t", flush=True)


if __name__ == "__main__":
    main()
