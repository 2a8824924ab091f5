"""A file system of its own on a folder, so small that it fills up."""

import os
import subprocess

NOT_POSSIBLE = 'file systems cannot be mounted here'


def mount(*words):
    return subprocess.run(('mount',) + words, capture_output=True).returncode == 0


class SmallDisk:
    """May not be possible; made tells."""

    def __init__(self, folder, size):
        os.makedirs(folder, exist_ok=True)
        self.folder = folder
        self.made = mount('-t', 'tmpfs', '-o', f'size={size},mode=700', 'huiyin', folder)

    def remount(self, options):
        assert mount('-o', f'remount,{options}', self.folder)

    def fill(self):
        with open(os.path.join(self.folder, 'fill'), 'wb', buffering=0) as file:
            try:
                while True:
                    file.write(b'x' * 4096)
            except OSError:
                pass

    def clear(self):
        os.remove(os.path.join(self.folder, 'fill'))

    def close(self):
        if self.made:
            subprocess.run(['umount', self.folder], check=False)
