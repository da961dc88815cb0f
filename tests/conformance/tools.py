"""Where the validators lie, and how programs are called."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
TOOLS = Path(os.environ.get("VALIDATORS") or PROJECT / ".validators").resolve()
BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
os.environ.update(VALIDATORS=str(TOOLS), CHROMIUM=BROWSER, PUPPETEER_EXECUTABLE_PATH=BROWSER)
sys.path.insert(1, str(TOOLS / "python"))  # the pinned ones before those of the system

JAVA = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss8m", "-Dfile.encoding=UTF-8"]


class DidNotRun(Exception):
    """A program gave no answer."""


def call(*command):
    try:
        return subprocess.run([str(part) for part in command], capture_output=True, timeout=900,
                              encoding="utf-8", errors="replace")
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DidNotRun(str(error)) from error


def no_answer(done):
    said = (done.stderr or done.stdout).strip().splitlines() or ["silent"]
    worst = next((line for line in said if "error" in line.lower()), said[-1])
    return DidNotRun(f"exit code {done.returncode}: {worst}")


def warraq():
    target = Path(os.environ.get("CARGO_TARGET_DIR") or PROJECT / "target")
    return Path(os.environ.get("WARRAQ") or target / "release/warraq").resolve()
