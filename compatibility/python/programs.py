# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Programs as a user starts them; what they print is kept in the outputs."""

from __future__ import annotations

import os
import signal
import subprocess
import time

from places import OUTPUT

# Long, since machines are slow at times: what hangs is to end, nothing more.
_TIMEOUT_S = 600


class Finished:
    """What a program left: its status and all that it printed."""

    def __init__(self, status: int, stdout: str, stderr: str) -> None:
        self.status = status
        self.stdout = stdout
        self.output = stdout + stderr


def run(name: str, line: list[str], environment: dict[str, str]) -> Finished:
    """Runs a program to its end."""
    done = subprocess.run(
        line, env=environment, capture_output=True, text=True, timeout=_TIMEOUT_S, cwd=OUTPUT
    )
    (OUTPUT / f"{name}.out").write_text(done.stdout + done.stderr)
    return Finished(done.returncode, done.stdout, done.stderr)


class Background:
    """A program that goes on until it is stopped, such as a server."""

    def __init__(self, name: str, line: list[str], environment: dict[str, str]) -> None:
        self._out = OUTPUT / f"{name}.out"
        self._log = OUTPUT / f"{name}.log"
        with self._out.open("wb") as out:
            self.process = subprocess.Popen(
                line,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=OUTPUT,
                start_new_session=True,
            )

    def printed(self) -> str:
        """Returns what it printed and logged so far."""
        return "".join(
            path.read_text(errors="replace") for path in (self._out, self._log) if path.exists()
        )

    def wait_for(self, text: str, timeout_s: float = 300) -> None:
        """Returns once it printed or logged the text."""
        deadline = time.monotonic() + timeout_s
        while text not in self.printed():
            self.check_running()
            assert time.monotonic() < deadline, f"No '{text}':\n{self.printed()[-3000:]}"
            time.sleep(0.1)

    def check_running(self) -> None:
        """Fails if it has ended."""
        assert self.process.poll() is None, f"It ended:\n{self.printed()[-3000:]}"

    def press_enter(self) -> None:
        """Sends a line to its standard input."""
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()

    def press_ctrl_c(self) -> None:
        """Sends what a terminal does: SIGINT to all processes of the program."""
        os.killpg(self.process.pid, signal.SIGINT)

    def stop(self, timeout_s: float = 30) -> int | None:
        """Asks it to end, and returns its status."""
        self.process.terminate()
        return self.process.wait(timeout_s)
