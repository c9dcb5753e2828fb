"""A file system for fsspec that ends or stalls whoever opens some of its files, as a client may."""

import ctypes
import os
import signal
import time

from fsspec.implementations.local import LocalFileSystem


class Poison(LocalFileSystem):
    """Files of this machine; what is called kills… or stalls… does so."""

    protocol = "poison"
    cachable = False

    def cat_file(self, path, start=None, end=None, **options):
        name = path.rpartition("/")[2]
        if name.startswith("kills"):
            os.kill(os.getpid(), signal.SIGKILL)
        if name.startswith("crashes"):
            ctypes.string_at(0)
        if name.startswith("sleeps"):
            time.sleep(600)
        if name.startswith("stalls"):
            self._wait_deaf()
        if name.startswith("eats"):
            return bytes(1 << 40)
        return super().cat_file(path, start, end, **options)

    @staticmethod
    def _wait_deaf():
        """Wait in C, where nothing that Python does is heard."""
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        ctypes.CDLL(None).sleep(600)
