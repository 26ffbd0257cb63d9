"""Adds up ctest's JUnit files: names the skipped tests, closes with 'N passed, N failed, N skipped'.

A file that is not there counts as a failure: its tests did not run."""
import sys
import xml.etree.ElementTree as ET


def main(files):
    passed = failed = 0
    skipped = []
    for file in files:
        try:
            cases = ET.parse(file).getroot().iter("testcase")
        except (OSError, ET.ParseError) as reason:
            print(f"{file}: {reason}")
            failed += 1
            continue
        for case in cases:
            status = case.get("status")
            if status in ("notrun", "disabled") or case.find("skipped") is not None:
                skipped.append(case.get("name"))
            elif status == "run" and case.find("failure") is None:
                passed += 1
            else:
                failed += 1
    if skipped:
        print("skipped: " + ", ".join(sorted(set(skipped))))
    print(f"{passed} passed, {failed} failed, {len(skipped)} skipped")
    return failed > 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
