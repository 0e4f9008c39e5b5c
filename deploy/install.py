"""Put this tree into PREFIX/releases/VERSION-HASH, a copy of its own: `make install` as root.

PREFIX/current is the release that runs. Only the first release becomes it at once; later ones
wait for `chunfeng-switch`, so that what runs is never changed under it.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

TREE = Path(__file__).resolve().parents[1]
PACKAGES = ("bot", "dialogue", "handlers", "models", "sandbox", "scheduler")
BESIDE = ("deploy", "docs", "CHANGELOG.md", "README.md", "LICENSE")
NEEDED = ("pyproject.toml", "requirements.txt", *PACKAGES, *BESIDE)
WHOLE = ".whole"
QUIETLY = ("-qq", "--disable-pip-version-check", "--no-cache-dir")


def main(prefix: Path) -> None:
    """Build the release unless it is there, and make it the current one where there is none."""
    os.umask(0o022)
    releases = prefix / "releases"
    try:
        releases.mkdir(parents=True, exist_ok=True)
        lock = (releases / ".lock").open("w")
    except OSError as problem:
        sys.exit(f"{releases}: it can't be written in ({problem.strerror}). Are you root?")
    fcntl.flock(lock, fcntl.LOCK_EX)
    release = releases / name_release()
    if not (release / WHOLE).exists():
        build(release)
    current = prefix / "current"
    if not current.is_symlink():
        current.symlink_to(release.relative_to(prefix))
    print(f"Installed: {release}")
    if current.resolve() == release:
        print(f"{current} is this release.")
    else:
        print(f"{current} is still {current.resolve().name}. To change to the new one:")
        print(f"    {release}/deploy/chunfeng-switch {release.name}")


def name_release() -> str:
    """The version, and a hash of every file: the same tree has the same name."""
    whole = hashlib.sha256(sys.version.encode())
    for file in list_files():
        whole.update(f"{file.relative_to(TREE)}\0{file.stat().st_mode & 0o100}\0".encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    version = re.search(r'^version = "(.+)"$', (TREE / "pyproject.toml").read_text(), re.MULTILINE)
    assert version
    return f"{version[1]}-{whole.hexdigest()[:8]}"


def list_files() -> Iterator[Path]:
    """What a release is made of."""
    for name in NEEDED:
        path = TREE / name
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (one for one in found if one.is_file() and "__pycache__" not in one.parts)


def build(release: Path) -> None:
    """The release, in its own place, since a venv can't be moved; marked once it is whole."""
    print("Setting up, a minute or two ...", flush=True)
    shutil.rmtree(release, ignore_errors=True)
    try:
        run(sys.executable, "-m", "venv", str(release))
        pip = (str(release / "bin" / "python"), "-I", "-m", "pip", "install", "--no-deps", *QUIETLY)
        listed = str(TREE / "requirements.txt")
        run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", listed)
        # A build writes beside what it builds.
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder)
            for file in list_files():
                copy_file(file, copy)
            run(*pip, "--no-build-isolation", str(copy))
        for file in list_files():
            if file.relative_to(TREE).parts[0] in BESIDE:
                copy_file(file, release)
        os.sync()
        (release / WHOLE).touch()
    except BaseException:
        shutil.rmtree(release, ignore_errors=True)
        raise


def copy_file(file: Path, to: Path) -> None:
    """Keep its place in the tree; readable by all, whatever the checkout's owner has set."""
    target = to / file.relative_to(TREE)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
    target.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)


def run(*command: str) -> None:
    # The builder's settings are not the release's.
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, check=False, env=clean)
    if done.returncode:
        sys.exit(f"This failed, and nothing is installed: {' '.join(command)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
