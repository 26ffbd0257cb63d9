"""`make install` gives a program that is complete by itself."""
import os
import pathlib
import subprocess
import unittest

from program import PROGRAM, SOURCE, FolderCase, samples

BUILD = pathlib.Path(PROGRAM).resolve().parent


class Installed(FolderCase):
    def test_runs_without_the_build_folder_and_caches(self):
        prefix = self.folder / "prefix"
        subprocess.run(
            ["cmake", "--install", BUILD, "--prefix", prefix], check=True, capture_output=True
        )
        program = prefix / "bin/nunchi"
        linked = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
        self.assertNotIn("not found", linked)
        self.assertRegex(linked, rf"libopenvino\S+ => {prefix}/bin/\.\./lib/nunchi/libopenvino")
        self.assertNotIn(str(SOURCE), linked)
        self.assertNotIn("/.cache/", linked)
        photo = samples() / "photos/orange.jpg"
        # Another cache folder: nothing compiled before is found there. The libraries that the program
        # opens by itself must come from the prefix too.
        done = subprocess.run(
            [program, "tag", photo],
            env={**os.environ, "XDG_CACHE_HOME": str(self.folder / "cache"), "LD_DEBUG": "libs"},
            capture_output=True, text=True, timeout=120, check=False,
        )
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        self.assertIn("orange", done.stdout)
        opened = [line for line in done.stderr.splitlines() if "calling init" in line]
        for library in ("intel_cpu_plugin", "ir_frontend"):
            path = next(line for line in opened if library in line)
            self.assertIn(str(prefix), path)


if __name__ == "__main__":
    unittest.main()
