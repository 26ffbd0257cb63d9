"""`nunchi tag` on videos: Debian's sample films, and what is made of their bytes."""
import json
import re
import shutil
import signal
import subprocess
import time
import unittest

from program import PROGRAM, FolderCase, reports, run, samples

FILMS = samples() / "videos"
PHOTO = samples() / "photos" / "orange.jpg"


class Films(FolderCase):
    def test_says_a_line_a_shot_with_its_time(self):
        found = reports(FILMS / "Megamind.avi", "--only", "objects")
        begins = [report["from_s"] for report in found]
        # Cuts at frames 98, 154 and 200 of 23.976 a second, by eye.
        self.assertEqual(len(begins), 4, begins)
        for begin, frame in zip(begins, (0, 98, 154, 200)):
            self.assertAlmostEqual(begin, frame / 23.976, delta=3 / 23.976)
        for report, after in zip(found, found[1:]):
            self.assertEqual(report["until_s"], after["from_s"])
        for report in found:
            self.assertTrue(report["from_s"] <= report["at_s"] < report["until_s"], report)
            self.assertEqual((report["width"], report["height"]), (720, 528))
            self.assertIn("person", [entry["category"] for entry in report["objects"]])
            self.assertNotIn("tags", report, "absent where nobody looked")

    def test_a_damaged_frame_begins_no_shot(self):
        found = reports(FILMS / "Megamind_bugy.avi", "--only", "faces")
        self.assertEqual(len(found), 4, [report["from_s"] for report in found])

    def test_a_long_shot_is_one_line_with_all_its_moments(self):
        (shot,) = reports(FILMS / "vtest.avi", "--only", "objects")
        self.assertAlmostEqual(shot["until_s"], 79.5, delta=0.2)
        moments = shot["moments"]
        self.assertGreaterEqual(len(moments), 10)
        reached = 0
        for moment in moments:
            self.assertEqual(moment["from_s"], reached)
            self.assertTrue(2.5 <= moment["until_s"] - moment["from_s"] <= 7.6, moment)
            self.assertTrue(moment["from_s"] <= moment["at_s"] < moment["until_s"])
            reached = moment["until_s"]
        people = [
            sum(entry["category"] == "person" for entry in moment["objects"]) for moment in moments
        ]
        self.assertTrue(all(2 <= count <= 12 for count in people), people)

    def test_people_read_the_time_behind_the_name(self):
        done = run("tag", FILMS / "Megamind.avi", "--only", "faces")
        lines = done.stdout.splitlines()
        self.assertEqual(len(lines), 4)
        self.assertRegex(lines[1], r"Megamind\.avi 0:04–0:06 ")

    def test_finds_films_in_a_folder_by_content_among_photos(self):
        shutil.copy(PHOTO, self.folder / "a.jpg")
        shutil.copy(FILMS / "tree.avi", self.folder / "b.dat")
        (self.folder / "c.mp4").write_bytes(b"no video at all")
        shutil.copy(PHOTO, self.folder / "d.mp4")
        found = reports(self.folder, "--only", "faces")
        names = [report["file"].rsplit("/", 1)[1] for report in found]
        self.assertEqual(sorted(set(names)), ["a.jpg", "b.dat", "d.mp4"])
        self.assertEqual(names, sorted(names))
        self.assertIn("from_s", found[1])
        self.assertNotIn("from_s", found[-1])

    def test_the_page_shows_each_shot_with_its_time(self):
        page = self.folder / "page.html"
        done = run("tag", FILMS / "Megamind.avi", "--only", "faces", "--html", page)
        self.assertEqual(done.returncode, 0, done.stderr)
        text = page.read_text()
        self.assertEqual(text.count('"from_s":'), 4)
        self.assertEqual(text.count('"thumbnail":'), 4)
        self.assertEqual(len(re.findall(r'Megamind\.avi#t=\d+\.\d"', text)), 4)

    def test_two_runs_say_the_same(self):
        once, twice = (run("tag", FILMS / "Megamind.avi", "--json").stdout for _ in range(2))
        self.assertEqual(once, twice)


class DamagedFilms(FolderCase):
    def test_a_film_cut_short_shows_what_is_there(self):
        whole = (FILMS / "Megamind.avi").read_bytes()
        cut = self.folder / "cut.avi"
        cut.write_bytes(whole[: len(whole) * 6 // 10])
        done = run("tag", cut, "--json", "--only", "faces")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(2 <= len(done.stdout.splitlines()) <= 3, done.stdout)

    def test_what_cannot_be_shown_is_named_with_a_reason(self):
        head = self.folder / "head.avi"
        head.write_bytes((FILMS / "tree.avi").read_bytes()[:2000])
        empty = self.folder / "empty.mp4"
        empty.write_bytes(b"")
        done = run("tag", head, empty, "--json")
        self.assertEqual(done.returncode, 1)
        errors = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(errors), 2)
        for error in errors:
            self.assertTrue(error["error"])
            self.assertIn(error["error_code"], ("corrupt_data", "unsupported"))

    def test_interrupted_it_ends_with_what_is_done(self):
        running = subprocess.Popen(
            [PROGRAM, "tag", *[FILMS / "vtest.avi"] * 20, "--json", "--only", "faces"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        first = running.stdout.readline()
        running.send_signal(signal.SIGINT)
        asked = time.monotonic()
        rest, _ = running.communicate(timeout=60)
        self.assertLess(time.monotonic() - asked, 30)
        self.assertEqual(running.returncode, 130)
        for line in [first, *rest.splitlines()]:
            self.assertIn("from_s", json.loads(line))
        self.assertLess(len(rest.splitlines()), 19)


if __name__ == "__main__":
    unittest.main()
