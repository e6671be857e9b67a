"""Set everything up in .venv and run a verb: demo, test, generate, benchmark NAME, nastavnik ARGS

Standard library only, and syntax that an old Python can at least read, to say what is missing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
USAGE = "Как запускать: python3 run.py demo | test | generate | benchmark ИМЯ | nastavnik КОМАНДА…"
PRODUCT, TOOLS = "requirements.txt", "requirements-dev.txt"
OFFICE, RELEASE = "tests/office", "tests/release"
SIDE_BY_SIDE = ["-n", "auto", "--dist", "worksteal"]  # neighbours stay together: they share books


class SetUpError(Exception):
    """The environment could not be made; the text says what to do."""


def say(text):
    # type: (str) -> None
    """A set-up message, on standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def main(arguments):
    # type: (list[str]) -> int
    """Run the verb; its exit code."""
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="replace")
    verbs = {
        "demo": demo,
        "test": test,
        "generate": generate,
        "benchmark": benchmark,
        "nastavnik": nastavnik,
    }
    if not arguments or arguments[0] not in verbs:
        say(USAGE)
        return 2
    try:
        check_python()
        return verbs[arguments[0]](arguments[1:])
    except SetUpError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        say("Остановлено.")
        return 130


def check_python():
    # type: () -> None
    """Refuse a Python that is too old."""
    if sys.version_info < OLDEST:
        have, need = sys.version.split()[0], ".".join(map(str, OLDEST))
        raise SetUpError("Нужен Python %s или новее, а этот — %s." % (need, have))  # noqa: UP031


def demo(arguments):
    # type: (list[str]) -> int
    """The main job on the sample school, into demo/."""
    return nastavnik(["demo", *(arguments or [str(ROOT / "demo")])])


def nastavnik(arguments):
    # type: (list[str]) -> int
    """The command line of the product."""
    set_up(PRODUCT)
    return call(["-m", "nastavnik", *arguments])


def test(arguments):
    # type: (list[str]) -> int
    """Style, types and all tests; arguments go to pytest, and then only pytest runs."""
    set_up(PRODUCT, TOOLS)
    pytest = ["-m", "pytest", "-q"]
    if arguments:
        return call([*pytest, *arguments], cwd=ROOT)
    checks = (
        ["-m", "ruff", "check"],
        ["-m", "ruff", "format", "--check"],
        ["-m", "mypy"],
        [*pytest, *SIDE_BY_SIDE, "--ignore=" + OFFICE, "--ignore=" + RELEASE],
        [*pytest, OFFICE],  # LibreOffice's bridge wants a process without our other libraries
        [*pytest, RELEASE],
    )
    return max([call(check, cwd=ROOT) for check in checks])


def generate(arguments):
    # type: (list[str]) -> int
    """The generated files of the repository, all or those named."""
    set_up(PRODUCT, TOOLS)
    return call([str(ROOT / "tools" / "generate.py"), *arguments])


def benchmark(arguments):
    # type: (list[str]) -> int
    """One of the benchmarks."""
    known = sorted(path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py"))
    if not arguments or arguments[0] not in known:
        raise SetUpError("Какой замер: " + ", ".join(known))
    set_up(PRODUCT, TOOLS)
    return call([str(ROOT / "benchmarks" / (arguments[0] + ".py")), *arguments[1:]])


def call(arguments, cwd=None):
    # type: (list[str], Path | None) -> int
    """The environment's Python with the package in reach; streams and exit code pass through."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "macros"), PYTHONUTF8="1")
    return subprocess.call([str(PYTHON), *arguments], env=environment, cwd=cwd)


def set_up(*files):
    # type: (str) -> None
    """Make .venv and install the pinned requirements that are not there yet."""
    uv = shutil.which("uv")
    if not PYTHON.exists():
        say("Готовлю окружение в .venv …")
        make_environment(uv)
    for name in files:
        stamp = VENV / (name + ".sha256")
        wanted = hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text() == wanted:
            continue
        say("Ставлю библиотеки из " + name + " …")
        install(uv, ROOT / name)
        stamp.write_text(wanted)


def make_environment(uv):
    # type: (str | None) -> None
    """An environment of this very Python."""
    if uv:
        made = run(
            [uv, "venv", "--quiet", "--no-python-downloads", "--python", sys.executable, VENV]
        )
    else:
        made = run([sys.executable, "-m", "venv", VENV])
    if made != 0 or not PYTHON.exists():
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise SetUpError(
            "Не получилось создать окружение: в этом Python нет модуля venv. "
            "В Debian и Ubuntu поставьте пакет python3-venv, в Windows — Python с сайта python.org."
        )


def install(uv, requirements):
    # type: (str | None, Path) -> None
    """Install one file of pinned requirements, each checked by its hash."""
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", PYTHON]
    else:
        command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run([*command, "--require-hashes", "-r", requirements]) != 0:
        raise SetUpError(
            "Библиотеки не поставились: проверьте связь с интернетом и место на диске, "
            "потом запустите ещё раз."
        )


def run(command):
    # type: (list[object]) -> int
    """A set-up command; what it prints goes to standard error."""
    return subprocess.call([str(part) for part in command], stdout=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
