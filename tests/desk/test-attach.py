"""Files in a form: pasted as files and as a picture, taken away, there after a crash, sent behind their words,
opened in the desktop's viewer."""

import json
import os
import shutil
import signal
import subprocess
import sys

from desk import Office, Tap, Window, wait_for
from small_disk import NOT_POSSIBLE, SmallDisk

NOISE = '20261121-0070'


class Attach:
    def __init__(self):
        self.office = Office()
        self.office.enrol()
        self.office.ctl('do', NOISE, 'sign', '--person', 'p-zhang')
        self.window = None
        self.disk = None
        self.viewer = self.add_viewer()

    def add_viewer(self):
        """What opens a PDF here keeps what it was shown."""
        share, config, run = (os.path.join(self.office.dir, name) for name in ('share', 'config', 'run'))
        self.seen = os.path.join(self.office.dir, 'seen.pdf')
        script = os.path.join(self.office.dir, 'viewer.sh')
        os.makedirs(os.path.join(share, 'applications'))
        os.makedirs(config)
        os.makedirs(run, mode=0o700)
        for path, text in (
                (script, f'#!/bin/sh\ncp "$1" {self.seen}.part && mv {self.seen}.part {self.seen}\n'),
                (os.path.join(share, 'applications', 'viewer.desktop'),
                 f'[Desktop Entry]\nType=Application\nName=Viewer\nExec={script} %f\nMimeType=application/pdf;\n'),
                (os.path.join(config, 'mimeapps.list'), '[Default Applications]\napplication/pdf=viewer.desktop\n')):
            with open(path, 'w') as file:
                file.write(text)
        os.chmod(script, 0o700)
        return {'XDG_DATA_HOME': share, 'XDG_RUNTIME_DIR': run}

    def start(self, person=None):
        self.window = Window(self.office, env=self.viewer)
        if person:
            self.window.press('list item', person)
        self.window.find('list', 'Ticket queues')
        self.window.open(NOISE)
        self.window.find('label', NOISE)
        self.window.key('ctrl+j')
        self.window.find('push button', 'Save (张敏)')

    def path(self, name, size):
        path = os.path.join(self.office.dir, name)
        with open(path, 'wb') as file:
            file.write(os.urandom(16))
            file.truncate(size)
        return path

    def paste(self, expected, *words):
        clipboard = os.path.join(os.environ['HUIYIN_BUILD'], 'tests', 'desk', 'clipboard')
        with subprocess.Popen((clipboard,) + words, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout.readline() == 'ready\n'
            try:
                self.window.click(self.window.find('text', 'What was done'))
                self.window.key('ctrl+v')
                self.window.find(None, expected)
            finally:
                other.kill()

    # Each is a test; they follow one another.

    def files(self):
        self.paste('2 files to send', 'file', self.path('notice.pdf', 3000), self.path('talk.mp3', 5000))
        self.window.find('push button', 'Remove notice.pdf')

    def picture(self):
        self.paste('3 files to send', 'picture')
        self.window.find('push button', 'Remove Pasted picture.png')

    def too_large(self):
        """What cannot be attached is said of each; a pipe without a writer is not waited for."""
        pipe = os.path.join(self.office.dir, 'pipe')
        os.mkfifo(pipe)
        self.paste('whole.bin is larger than 20 MB', 'file', self.path('whole.bin', 21 * 1024 * 1024), pipe)
        self.window.find(None, 'pipe is no file that can be attached')
        self.window.find(None, 'whole.bin is larger than 20 MB')
        self.window.find(None, '3 files to send')

    def crash(self):
        self.window.process.send_signal(signal.SIGKILL)
        self.window.process.wait()
        self.window.close()
        self.start()
        self.window.find(None, '3 files to send')

    def takes_one_away(self):
        self.window.press('push button', 'Remove talk.mp3')
        self.window.find(None, '2 files to send')

    def saves(self):
        self.window.fill('What was done', '看过现场')
        self.window.press('push button', 'Save (张敏)')

        def arrived():
            shown = json.loads(self.office.district('show', self.office.folder, NOISE))
            for record in shown['timeline']:
                if record['kind'] == 'progress' and not any(blob.get('missing') for blob in record['blobs']):
                    return [blob['name'] for blob in record['blobs']]
            return None

        names = wait_for('the files at the district', arrived)
        assert names == ['notice.pdf', 'Pasted picture.png'], names
        self.window.find(None, 'Attached: notice.pdf')

    def press_and_see(self):
        self.window.press('push button', 'Open notice.pdf')
        wait_for('what the viewer was shown', lambda: os.path.exists(self.seen))
        assert os.path.getsize(self.seen) == 3000
        os.remove(self.seen)

    def opens(self):
        self.press_and_see()

    def fetches(self):
        """What is not on this PC is asked of the district, and without a line that is said."""
        folder = os.path.join(self.office.replica, 'blobs')
        for name in os.listdir(folder):
            os.remove(os.path.join(folder, name))
        self.office.cut()
        self.window.press('push button', 'Open notice.pdf')
        self.window.find('label', 'notice.pdf is at the district; it can be fetched when the line is back')
        self.office.serve()
        self.press_and_see()

    def make_small(self):
        """The district on a disk that has room for its words alone; whether that was possible."""
        before = self.office.folder + '.before'
        self.office.cut()
        shutil.copytree(self.office.folder, before)
        self.disk = SmallDisk(self.office.folder, '48m')
        if self.disk.made:
            shutil.copytree(before, self.office.folder, dirs_exist_ok=True)
        self.office.serve()
        return self.disk.made

    def no_room(self):
        """The words have arrived, and not all has: a file that the district has no room for is still to be sent."""
        self.window.key('ctrl+j')
        self.window.find('push button', 'Save (张敏)')
        self.paste('1 file to send', 'file', self.path('later.pdf', 4000))
        self.window.fill('What was done', '又去了一次')
        self.window.press('push button', 'Save (张敏)')
        self.window.find('push button', 'Sync state: 1 file to send')
        self.disk.remount('size=4g')
        wait_for('all at the district', lambda: self.window.key('F5') or self.window.all('push button', 'All arrived'))


def main():
    tap = Tap()
    attach = Attach()
    attach.start('张敏')
    for name, func in (
            ('/attach/files', attach.files),
            ('/attach/picture', attach.picture),
            ('/attach/too-large', attach.too_large),
            ('/attach/crash', attach.crash),
            ('/attach/remove', attach.takes_one_away),
            ('/attach/save', attach.saves),
            ('/attach/opens', attach.opens),
            ('/attach/fetches', attach.fetches)):
        tap.check(name, func)
    if attach.make_small():
        tap.check('/attach/no-room', attach.no_room)
    else:
        tap.skip('/attach/no-room', NOT_POSSIBLE)
    tap.check('/attach/ends-in-silence', lambda: attach.window.close())
    attach.office.cut()
    attach.disk.close()
    attach.office.close()
    return tap.end()


sys.exit(main())
