"""Fails when a file in src/ includes a folder that src/LAYERS does not allow it, is longer than 600
lines, or includes a third-party header that another folder owns."""
import pathlib
import re
import sys

SRC = pathlib.Path(__file__).resolve().parent.parent / "src"
MOST_LINES = 600

# A library from outside belongs to one folder (house rule); tests may use nlohmann and gtest freely.
OWNERS = {
    "openvino/": {"infer"},
    "turbojpeg.h": {"decode"},
    "libheif/": {"decode"},
    "libexif/": {"decode"},
    "webp/": {"decode"},
    "png.h": {"decode"},
    "archive.h": {"models"},
    "openssl/": {"models", "serve"},
    "httplib.h": {"serve"},
    "argon2.h": {"serve"},
    "CLI/": {"cli"},
    "libavformat/": {"decode"},
    "libavcodec/": {"decode"},
    "libavutil/": {"decode"},
    "libswscale/": {"decode"},
    "sqlite3.h": {"library"},
    "unicode/": {"core"},
}


def allowed_includes():
    lines = (line.split("#")[0] for line in (SRC / "LAYERS").read_text().splitlines())
    pairs = (line.split(":") for line in lines if ":" in line)
    return {folder.strip(): set(uses.split()) for folder, uses in pairs}


def complaints(file, allowed):
    home = file.relative_to(SRC).parts[0]
    lines = file.read_text().splitlines()
    if len(lines) > MOST_LINES:
        yield f"{len(lines)} lines, at most {MOST_LINES}: split it"
    for number, line in enumerate(lines, 1):
        ours = re.match(r'\s*#include "([a-z]+)/', line)
        if ours and ours[1] != home and ours[1] not in allowed.get(home, set()):
            yield f"line {number}: {home}/ may not include {ours[1]}/"
        theirs = re.match(r"\s*#include <([^>]+)>", line)
        for prefix, owners in OWNERS.items():
            if theirs and theirs[1].startswith(prefix) and home not in owners:
                yield f"line {number}: only {', '.join(sorted(owners))}/ may include <{theirs[1]}>"


def main():
    allowed = allowed_includes()
    folders = {p.name for p in SRC.iterdir() if p.is_dir()}
    found = [f"src/{f} stands in no line of src/LAYERS" for f in sorted(folders - allowed.keys())]
    for file in sorted(SRC.rglob("*")):
        if file.suffix in {".h", ".cpp"}:
            found += [f"{file.relative_to(SRC.parent)}: {c}" for c in complaints(file, allowed)]
    print("\n".join(found))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
