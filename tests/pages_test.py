"""The pages in Chromium: pages.mjs is the visitor, this starts the server."""
import os
import pathlib
import shutil
import subprocess
import unittest

import serve_test

CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "nunchi"
PLAYWRIGHT = CACHE / "playwright"
BROWSER = shutil.which("chromium") and shutil.which("node") and PLAYWRIGHT.is_dir()
SCRIPT = pathlib.Path(__file__).with_name("pages.mjs")


@unittest.skipUnless(BROWSER, "no Chromium here: scripts/setup --pages")
class Pages(serve_test.Serving):
    def test_search_edit_undo_album_upload_on_desk_and_phone(self):
        shots = CACHE / "page-shots"
        shots.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            ["node", SCRIPT, self.address.geturl(), serve_test.PHOTOS / "fruits.jpg", shots],
            env={**os.environ, "NUNCHI_PLAYWRIGHT": str(PLAYWRIGHT)},
            capture_output=True, text=True, timeout=180, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
