"""What the end-to-end tests share: the program under test, run as a user runs it."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

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


class FolderCase(unittest.TestCase):
    """A test with an empty folder of its own."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="nunchi-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
