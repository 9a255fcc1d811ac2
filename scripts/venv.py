"""Make .venv hold exactly what the locks say; does nothing when it already does. Plain Python, no package needed.

python3 scripts/venv.py           what the product needs
python3 scripts/venv.py --dev     and what tests and checks need
python3 scripts/venv.py --names   and name analysis for screening (365 MB; its failure is said, not fatal)
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
CANDIDATES = ("python3.11", "python3.12", "python3.13", "python3")
IS_SUPPORTED = "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"


def main(arguments):
    with open(os.path.join(ROOT, ".venv.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # `make run` and `make test` at once must not install into each other
        if not supported(PYTHON):
            create()
        install("requirements")
        if "--dev" in arguments:
            install("requirements-dev")
        if "--names" in arguments:
            install_names()


def supported(python):
    """Whether this interpreter exists, runs, and is one of those the locks are made for."""
    path = shutil.which(python)
    return bool(path) and subprocess.call([path, "-c", IS_SUPPORTED], stderr=subprocess.DEVNULL) == 0


def create():
    python = next((found for found in (sys.executable, *CANDIDATES) if supported(found)), None)
    if python is None:
        this = "{}.{}".format(*sys.version_info)
        sys.exit(
            f"Python 3.11, 3.12 or 3.13 is needed and none was found here (this is Python {this}). "
            "On Debian: apt install python3 python3-venv"
        )
    say(f"creating .venv with {python}")
    made = subprocess.run([python, "-m", "venv", "--clear", VENV], capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(
            "The virtual environment could not be made. On Debian: apt install python3-venv\n"
            + made.stdout
            + made.stderr
        )


def install(name, options=()):
    """Install one lock unless its stamp says that this very lock is in already."""
    lock = os.path.join(ROOT, name + ".txt")
    stamp = os.path.join(VENV, "." + name + ".sha256")
    with open(lock, "rb") as file:
        wanted = hashlib.sha256(file.read()).hexdigest()
    if os.path.exists(stamp):
        with open(stamp) as file:
            if file.read() == wanted:
                return True
    say(f"installing {name}.txt")
    command = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    command += ["--no-compile"]  # Python compiles what it imports; compiling all takes longer than all the rest
    if subprocess.call([*command, *options, "-r", lock]):
        if not options:
            sys.exit(f"{name}.txt could not be installed: see pip's words above.")
        return False
    with open(stamp, "w") as file:
        file.write(wanted)
    return True


def install_names():
    # rigour asks for PyICU, which has no wheel; --no-deps lets pyicu-wheels stand in for it.
    if not install("requirements-names", ["--no-deps", "--only-binary=:all:"]):
        say("name analysis could not be installed; all else works, and screening will say what it lacks")


def say(sentence):
    print("==> " + sentence, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
