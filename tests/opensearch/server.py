"""A real OpenSearch on loopback, for tests: Maven brings its jars, a small launcher runs them.

    python -m tests.opensearch.server [FOLDER]

runs one until Ctrl-C, keeping what it holds in FOLDER, else in a temporary one. Java 17 and Maven
have to be there; nothing of what they bring lies in the checkout but what git ignores.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

LAUNCHER = Path(__file__).parent / "launcher"
BUILT = Path(__file__).parents[2] / ".opensearch"
HEAP = "768m"
BRIEF = ("-XX:TieredStopAtLevel=1",)
"""A process of two minutes is done before the second compiler has earned what it costs."""
PATIENCE = 300
"""Seconds until a node that does not answer is given up."""


class NoOpenSearch(Exception):  # noqa: N818
    """It cannot be started here; says what is missing."""


def missing() -> str:
    """What a node needs and this machine has not; "" when all is there."""
    tools = [tool for tool in ("java", "javac", "mvn") if shutil.which(tool) is None]
    return f"a real OpenSearch needs Java 17 and Maven; not found: {', '.join(tools)}" * bool(tools)


def class_path() -> str:
    """Launcher and jars, made once, and again when the launcher changes. Raises NoOpenSearch."""
    if said := missing():
        raise NoOpenSearch(said)
    sources = sorted(LAUNCHER.iterdir())
    state = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    ready = BUILT / state
    listed = ready / "class-path.txt"
    if listed.is_file() and all(map(os.path.exists, listed.read_text().split(os.pathsep))):
        return listed.read_text()
    BUILT.mkdir(exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=BUILT))
    jars = made / "jars.txt"
    resolve = ["mvn", "-B", "-q", "-f", LAUNCHER / "pom.xml", "dependency:build-classpath"]
    _run(*resolve, f"-Dmdep.outputFile={jars}")
    path = os.pathsep.join((str(ready), jars.read_text().strip()))
    _run("javac", "-d", made, "-cp", path, LAUNCHER / "OpenSearchNode.java")
    (made / listed.name).write_text(path)
    for old in BUILT.iterdir():
        if old != made:
            shutil.rmtree(old, ignore_errors=True)
    # Whoever was faster made the same.
    with suppress(OSError):
        made.rename(ready)
    return path


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise NoOpenSearch(f"{command[0]} failed:\n{(done.stdout + done.stderr)[-2000:]}")


@dataclass
class Server:
    """A node that runs. Ends with `stop` or with the process that started it."""

    process: subprocess.Popen[str]
    folder: Path
    port: int
    transport_port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def processor(self) -> float:
        """Seconds of the processor that it has had by now; 0 where the system does not say."""
        try:
            stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        except OSError:
            return 0.0
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """Let it end in order; what it holds stays in its folder."""
        assert self.process.stdin
        self.process.stdin.close()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._ended()

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        self.process.kill()
        self._ended()

    def _ended(self) -> None:
        with self.process:
            pass


def start(
    folder: Path,
    *,
    name: str = "node-1",
    others: Sequence[str] | None = None,
    heap: str = HEAP,
    java: Sequence[str] = BRIEF,
    port: int = 0,
    transport_port: int = 0,
    **settings: str,
) -> Server:
    """A node whose data is in a folder. Raises NoOpenSearch.

    Alone it is a cluster of its own. `others`: addresses of transport, such as `127.0.0.1:9300`, of
    nodes that make a cluster together; then ports are to be given, and `settings` name the first
    masters (`cluster__initial_cluster_manager_nodes`; two underscores stand for a dot).
    """
    for each in ("tmp", "config"):
        (folder / each).mkdir(parents=True, exist_ok=True)
    given = {
        "path.home": str(folder),
        "node.name": name,
        "cluster.name": "nutgraf-tests",
        "network.host": "127.0.0.1",
        "http.port": str(port),
        "transport.port": str(transport_port),
        "http.type": "netty4",
        "transport.type": "netty4",
        # A disk that is nearly full is no matter of the tests.
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        **({"discovery.type": "single-node"} if others is None else {}),
        **({"discovery.seed_hosts": ",".join(others)} if others else {}),
        **{key.replace("__", "."): value for key, value in settings.items()},
    }
    command = ["java", f"-Xmx{heap}", "-XX:+UseSerialGC", *java]
    command += [f"-Djava.io.tmpdir={folder / 'tmp'}"]
    command += [f"-Dlog4j2.configurationFile={LAUNCHER / 'log4j2.properties'}"]
    command += ["-cp", class_path(), "OpenSearchNode"]
    command += [f"{setting}={value}" for setting, value in given.items()]
    with (folder / "log.txt").open("a") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            cwd=folder,
        )
    return Server(process, folder, *_ports(process, folder / "log.txt"))


def _ports(process: subprocess.Popen[str], log: Path) -> tuple[int, int]:
    assert process.stdout
    giving_up = Timer(PATIENCE, process.kill)
    giving_up.start()
    try:
        for line in process.stdout:
            if line.startswith("ready "):
                _, http, transport = line.split()
                return int(http), int(transport)
    finally:
        giving_up.cancel()
    process.wait()
    raise NoOpenSearch(f"OpenSearch ended before it was ready:\n{log.read_text()[-2000:]}")


@contextmanager
def running(**how: str) -> Iterator[Server]:
    """A node in a temporary folder, for as long as the block lasts. Raises NoOpenSearch."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        server = start(Path(folder), **how)
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def cluster(count: int = 3) -> Iterator[list[Server]]:
    """Some nodes of one cluster, for as long as the block lasts. One that was killed comes back by
    `again`. Raises NoOpenSearch.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, ExitStack() as ending:
        nodes: list[Server] = []
        ports = _free_ports(2 * count)
        names = [f"node-{number}" for number in range(count)]
        transport = ports[count:]
        # Each waits for the others before it is ready.
        with ThreadPoolExecutor(count) as starting:
            asked = [
                starting.submit(
                    start,
                    Path(folder) / name,
                    name=name,
                    others=[f"127.0.0.1:{one}" for one in transport],
                    port=ports[number],
                    transport_port=transport[number],
                    cluster__initial_cluster_manager_nodes=",".join(names),
                )
                for number, name in enumerate(names)
            ]
            # Whichever runs under a name in the end: one may have been killed and come back.
            ending.callback(lambda: [node.stop() for node in nodes])
            nodes += [one.result() for one in asked]
        yield nodes


def again(node: Server, others: Sequence[Server]) -> Server:
    """A node that ended, started again with its data, name and ports."""
    return start(
        node.folder,
        name=node.folder.name,
        others=[f"127.0.0.1:{one.transport_port}" for one in others],
        port=node.port,
        transport_port=node.transport_port,
    )


def _free_ports(count: int) -> list[int]:
    """Ports that nobody had a moment ago."""
    with ExitStack() as held:
        taken = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in taken:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in taken]


def main(arguments: Sequence[str]) -> int:
    """Run one until Ctrl-C or the end of standard input."""
    try:
        server = start(Path(arguments[0]).resolve()) if arguments else None
        with suppress(KeyboardInterrupt):
            if server:
                _serve(server)
                server.stop()
            else:
                with running() as server:
                    _serve(server)
    except NoOpenSearch as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def _serve(server: Server) -> None:
    sys.stderr.write(f"OpenSearch answers at {server.address} (Ctrl-C ends it)\n")
    with suppress(KeyboardInterrupt):
        server.process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
