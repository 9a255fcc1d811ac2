"""Write the three locks from their .in files, with hashes, for Python 3.11 to 3.13 at once.

The names of package registries are left out on purpose: which index serves the packages is the machine's own setting.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ["requirements", "requirements-dev", "requirements-names"]
HEADER = "# Written by `make lock` from {name}.in: edit that file, not this one.\n"
# PyICU has no wheel; pyicu-wheels, named in requirements-names.in, carries the same module.
OVERRIDES = 'pyicu ; python_version < "3"\n'


def main() -> int:
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv[1:] else []
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as overrides:
        overrides.write(OVERRIDES)
        overrides.flush()
        for name in LOCKS:
            compile_lock(name, Path(overrides.name), upgrade)
            print(f"{name}.txt written")
    return 0


def compile_lock(name: str, overrides: Path, extra: list[str]) -> None:
    target = ROOT / f"{name}.txt"
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links", *extra]
    if name == "requirements-names":
        command += ["--override", str(overrides)]
    environment = os.environ | {"UV_CUSTOM_COMPILE_COMMAND": "make lock"}
    command += ["--output-file", target.name, f"{name}.in"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    target.write_text(HEADER.format(name=name) + target.read_text().removeprefix(HEADER.format(name=name)))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"make lock stopped: {error.cmd[3]} ended with {error.returncode}; the old locks stand.")
