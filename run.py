"""Set everything up in .venv and run a verb: demo, test, generate, benchmark NAME, nastavnik ARGS

`test --region` runs the tests on a cluster, in an environment that has the extra «region».

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
USAGE = "Как запускать: python3 run.py demo | test | generate | benchmark ИМЯ | nastavnik КОМАНДА…"
PRODUCT, TOOLS = "requirements.txt", "requirements-dev.txt"
OFFICE, RELEASE = "tests/office", "tests/release"
SIDE_BY_SIDE = ["-n", "auto", "--dist", "worksteal"]  # neighbours stay together: they share books
REGION, CLUSTER = "requirements-region.txt", "tests/region/test_cluster.py"


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


def python_of(venv):
    # type: (Path) -> Path
    """The Python of an environment."""
    return venv / ("Scripts/python.exe" if WINDOWS else "bin/python")


def demo(arguments):
    # type: (list[str]) -> int
    """The main job on the sample school, into demo/."""
    return nastavnik(["demo", *(arguments or [str(ROOT / "demo")])])


def nastavnik(arguments):
    # type: (list[str]) -> int
    """The command line of the product."""
    set_up([PRODUCT])
    return call(["-m", "nastavnik", *arguments])


def test(arguments):
    # type: (list[str]) -> int
    """Style, types and all tests; arguments go to pytest, and then only pytest runs."""
    pytest = ["-m", "pytest", "-q"]
    if arguments[:1] == ["--region"]:
        venv = ROOT / ".venv-region"
        set_up([PRODUCT, TOOLS, REGION], venv)
        return call([*pytest, CLUSTER, *arguments[1:]], ROOT, venv)
    set_up([PRODUCT, TOOLS])
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
    set_up([PRODUCT, TOOLS])
    return call([str(ROOT / "tools" / "generate.py"), *arguments])


def benchmark(arguments):
    # type: (list[str]) -> int
    """One of the benchmarks."""
    known = sorted(path.stem for path in (ROOT / "benchmarks").glob("[a-z]*.py"))
    if not arguments or arguments[0] not in known:
        raise SetUpError("Какой замер: " + ", ".join(known))
    set_up([PRODUCT, TOOLS])
    return call([str(ROOT / "benchmarks" / (arguments[0] + ".py")), *arguments[1:]])


def call(arguments, cwd=None, venv=VENV):
    # type: (list[str], Path | None, Path) -> int
    """The environment's Python with the package in reach; streams and exit code pass through."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "macros"), PYTHONUTF8="1")
    return subprocess.call([str(python_of(venv)), *arguments], env=environment, cwd=cwd)


def set_up(names, venv=VENV):
    # type: (list[str], Path) -> None
    """Make an environment and install the pinned requirements that are not there yet."""
    uv = shutil.which("uv")
    if not python_of(venv).exists():
        say("Готовлю окружение в " + venv.name + " …")
        make_environment(uv, venv)
    for name in names:
        wanted = ROOT / name
        stamp = venv / (name + ".sha256")
        digest = hashlib.sha256(wanted.read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text() == digest:
            continue
        say("Ставлю библиотеки из " + name + " …")
        install(uv, venv, wanted)
        stamp.write_text(digest)


def make_environment(uv, venv):
    # type: (str | None, Path) -> None
    """An environment of this very Python."""
    if uv:
        made = run(
            [uv, "venv", "--quiet", "--no-python-downloads", "--python", sys.executable, venv]
        )
    else:
        made = run([sys.executable, "-m", "venv", venv])
    if made != 0 or not python_of(venv).exists():
        shutil.rmtree(str(venv), ignore_errors=True)
        raise SetUpError(
            "Не получилось создать окружение: в этом Python нет модуля venv. "
            "В Debian и Ubuntu поставьте пакет python3-venv, в Windows — Python с сайта python.org."
        )


def install(uv, venv, wanted):
    # type: (str | None, Path, Path) -> None
    """Install pinned requirements."""
    python = python_of(venv)
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", python]
    else:
        command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run([*command, "--require-hashes", "-r", wanted]) != 0:
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
