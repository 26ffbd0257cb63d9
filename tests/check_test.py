"""`nunchi tag --check` and `nunchi check`: are these words right?"""
import json
import shutil
import unittest

from program import FolderCase, run, samples, write_png

PHOTOS = samples() / "photos"


def checked(photo, words, *more):
    """The report of one photo; its checks by word."""
    done = run("tag", photo, "--check", words, "--json", *more)
    (line,) = done.stdout.splitlines()
    report = json.loads(line)
    return report, {check["word"]: check for check in report["checks"]}


class CheckingWords(FolderCase):
    def test_says_of_each_word_in_either_language_whether_the_photo_shows_it(self):
        report, checks = checked(PHOTOS / "messi5.jpg",
                                 "people, 축구공, giraffe, 피자, 노을, qwxz")
        self.assertEqual(list(checks), ["people", "축구공", "giraffe", "피자", "노을", "qwxz"])
        verdicts = [check["verdict"] for check in checks.values()]
        self.assertEqual(verdicts, ["yes", "yes", "no", "no", "unsure", "unsure"])
        for word in ("people", "축구공"):
            self.assertGreater(checks[word]["chance"], 0.8)
            box = next(e["box"] for e in checks[word]["evidence"] if "box" in e)
            x, y, width, height = box
            self.assertTrue(0 <= x and x + width <= report["width"] + 1, box)
            self.assertTrue(0 <= y and y + height <= report["height"] + 1, box)
        self.assertLess(checks["giraffe"]["chance"], 0.2)
        self.assertIsNone(checks["qwxz"]["chance"])
        self.assertEqual(checks["qwxz"]["evidence"], [])

    def test_wider_words_and_kinds_are_understood(self):
        _, checks = checked(PHOTOS / "orange.jpg", "fruit, 과일, vehicle")
        self.assertEqual(checks["fruit"]["verdict"], "yes")
        self.assertEqual(checks["과일"]["verdict"], "yes")
        self.assertEqual(checks["vehicle"]["verdict"], "no")
        _, checks = checked(PHOTOS / "messi5.jpg", "grandmother, 할머니")
        self.assertEqual({check["verdict"] for check in checks.values()}, {"unsure"},
                         "there is a person, but nobody can say which")

    def test_names_the_tags_that_the_words_miss(self):
        report, _ = checked(PHOTOS / "orange.jpg", "table")
        self.assertTrue(any("orange" in tag["name"] and "오렌지" in tag["name_ko"]
                            for tag in report["missing"]), report["missing"])
        report, _ = checked(PHOTOS / "orange.jpg", "fruit")
        self.assertFalse(any("orange" in tag["name"] for tag in report["missing"]),
                         "a wider word asks for it")

    def test_is_readable_on_a_terminal(self):
        done = run("tag", PHOTOS / "messi5.jpg", "--check", "person, giraffe, qwxz")
        photo, yes, no, unsure, *_ = done.stdout.splitlines()
        self.assertIn("messi5.jpg", photo)
        self.assertRegex(yes, r"✓\s+person\s+\d+ %")
        self.assertRegex(no, r"✗\s+giraffe\s+\d+ %")
        self.assertRegex(unsure, r"\?\s+qwxz\s+cannot say")

    def test_nothing_is_affirmed_of_a_black_picture(self):
        write_png(self.folder / "black.png", 300, 200, bytes(3 * 300 * 200))
        _, checks = checked(self.folder / "black.png", "person, dog, beagle, fruit, 노을")
        self.assertNotIn("yes", [check["verdict"] for check in checks.values()])

    def test_odd_words_do_no_harm(self):
        _, checks = checked(PHOTOS / "home.jpg", ",, \x1b[31m, " + "x" * 10_000 + ",#,𓀀")
        self.assertTrue(all(check["verdict"] == "unsure" for check in checks.values()), checks)

    def test_checking_needs_to_look_for_everything(self):
        done = run("tag", PHOTOS / "home.jpg", "--check", "house", "--only", "faces")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("--check", done.stderr)


def write_keywords(photo, target, keywords):
    """A copy of a JPEG that carries keywords, as XMP in an APP1 segment (ISO 16684-1, Adobe's part 3)."""
    listed = "".join(f"<rdf:li>{word}</rdf:li>" for word in keywords)
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag>'
        f"{listed}</rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()
    body = b"http://ns.adobe.com/xap/1.0/\0" + packet
    jpeg = photo.read_bytes()
    segment = b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
    target.write_bytes(jpeg[:2] + segment + jpeg[2:])


class CheckingKeywords(FolderCase):
    def test_keywords_that_photos_carry_are_checked_and_others_passed_over(self):
        write_keywords(PHOTOS / "messi5.jpg", self.folder / "a.jpg", ["축구공", "giraffe", "qwxz"])
        shutil.copy(PHOTOS / "home.jpg", self.folder / "b.jpg")
        done = run("check", self.folder, "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        (line,) = done.stdout.splitlines()
        report = json.loads(line)
        self.assertTrue(report["file"].endswith("a.jpg"))
        self.assertEqual([(check["word"], check["verdict"]) for check in report["checks"]],
                         [("축구공", "yes"), ("giraffe", "no"), ("qwxz", "unsure")])
        self.assertIn("1 photos with keywords, 1 without", done.stderr)

    def test_a_file_that_is_not_there_is_told(self):
        done = run("check", self.folder / "none.jpg")
        self.assertEqual(done.returncode, 1)


class Colours(FolderCase):
    def test_are_named_with_their_share_in_both_languages(self):
        blue, white = b"\x00\x00\xf0" * 300, b"\xff\xff\xff" * 100
        write_png(self.folder / "flag.png", 400, 200, (blue + white) * 200)
        done = run("tag", self.folder / "flag.png", "--only", "colours", "--json")
        report = json.loads(done.stdout)
        self.assertNotIn("tags", report)
        (first, second) = report["colours"]
        self.assertEqual((first["name"], first["name_ko"], first["rgb"]),
                         ("blue", "파란색", [0, 0, 240]))
        self.assertAlmostEqual(first["share"], 0.75, delta=0.03)
        self.assertEqual(second["name"], "white")


if __name__ == "__main__":
    unittest.main()
