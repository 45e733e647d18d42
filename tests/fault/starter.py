"""Starts what a command under trap.c starts (starter.c), beside it."""
import os
import socket
import subprocess
import threading


class Starter:
    """Listens on a socket of this folder until it is closed."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "starter")
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(self.path)
        self.socket.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        self.socket.close()

    def _serve(self):
        while True:
            try:
                link = self.socket.accept()[0]
            except OSError:
                return
            threading.Thread(target=_start, args=(link,), daemon=True).start()


def _start(link):
    with link:
        text, files, _, _ = socket.recv_fds(link, 4096, 3)
        if len(files) == 3:
            arguments = [part.decode() for part in text.split(b"\0")[:-1]]
            code = subprocess.run(arguments, stdin=files[0], stdout=files[1],
                                  stderr=files[2], check=False).returncode
            try:
                link.sendall(bytes([code & 255]))
            except OSError:
                pass  # who asked is dead
        for file in files:
            os.close(file)
