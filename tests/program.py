"""What the end-to-end tests share: the program under test, run as a user runs it."""
import json
import os
import pathlib
import shutil
import struct
import subprocess
import tempfile
import unittest
import zlib

PROGRAM = os.environ.get("NUNCHI_PROGRAM", "build/release/nunchi")
SOURCE = pathlib.Path(__file__).resolve().parent.parent
DATA = os.environ.get("NUNCHI_DATA")
MEASURE = DATA and not os.environ.get("NUNCHI_NO_MEASUREMENTS")


def run(*arguments, stdin=None, timeout=300, env=None, **more):
    """The finished process; its output is text."""
    return subprocess.run(
        [PROGRAM, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=timeout,
        env={**os.environ, **(env or {})},
        check=False,
        **more,
    )


def reports(*arguments, **more):
    """What `nunchi tag … --json` says, a report a photo."""
    done = run("tag", *arguments, "--json", **more)
    return [json.loads(line) for line in done.stdout.splitlines()]


def samples():
    """Debian's sample photos."""
    done = subprocess.run(
        [SOURCE / "scripts/sample_photos"], capture_output=True, text=True, check=True
    )
    return pathlib.Path(done.stdout.strip())


def write_png(path, width, height, rgb):
    """A PNG (ISO/IEC 15948) of 8-bit RGB rows."""
    stride = 3 * width
    rows = b"".join(b"\0" + rgb[y * stride : (y + 1) * stride] for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


class FolderCase(unittest.TestCase):
    """A test with an empty folder of its own."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="nunchi-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
