"""A district on loopback with one office, and the folders of the office's PCs, by the programs that were built."""

import datetime
import json
import os
import shutil
import subprocess
import tempfile
import time

BUILD = os.environ['HUIYIN_BUILD']
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAMPLE = os.path.join(SOURCE, 'data', 'sample-tickets.csv')
NOW = '2026-11-23T09:00:00+08:00'
PATIENCE = 30.0


def program(folder, name):
    return os.path.join(BUILD, 'src', folder, name)


def wait_for(what, func, patience=PATIENCE):
    """The first true value of func(); what takes long is looked at less and less often, for the looks cost it time."""
    end = time.monotonic() + patience
    pause = 0.03
    while time.monotonic() < end:
        value = func()
        if value:
            return value
        time.sleep(pause)
        pause = min(1.5 * pause, 0.3)
    raise AssertionError(f'waited in vain for {what}')


class Office:
    """csv: what is dispatched, the sample's tickets if None, nothing if False."""

    def __init__(self, csv=None, persons=(('p-zhang', '张敏'), ('p-li', '李军')), office=('dmj', '东茅岭街道'),
                 district='区热线办', now=NOW):
        self.dir = tempfile.mkdtemp(prefix='huiyin-desk-')
        self.folder = os.path.join(self.dir, 'district')
        self.replica = os.path.join(self.dir, 'replica')
        self.id = office[0]
        self.server = None
        self.address = '127.0.0.1:0'
        self.env = dict(os.environ)
        self.clock(now)
        self.district('init', self.folder, '--name', district, '--host', '127.0.0.1')
        self.district('office', self.folder, 'add', *office)
        for person, name in persons:
            self.district('person', self.folder, 'add', person, name, '--office', self.id)
        if csv is not False:
            self.district('import', self.folder, csv or SAMPLE, '--office', self.id)

    def clock(self, now):
        """What is started from now on takes it to be that time."""
        self.env['HUIYIN_NOW'] = now
        self.set_at = time.monotonic()

    def clock_now(self):
        """What the clocks say that were started when it was set."""
        passed = datetime.timedelta(seconds=time.monotonic() - self.set_at)
        return (datetime.datetime.fromisoformat(self.env['HUIYIN_NOW']) + passed).isoformat(timespec='seconds')

    def run(self, *words):
        done = subprocess.run(words, env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, f'{words}: {done.stderr}'
        return done.stdout

    def district(self, *words):
        return self.run(program('district', 'huiyin-district'), *words)

    def ctl(self, *words, replica=None):
        return self.run(program('ctl', 'huiyinctl'), '--replica', replica or self.replica, *words)

    def tickets(self, *words):
        return json.loads(self.ctl('tickets', '--json', *words))

    def serve(self):
        """The line is there, at the address that it had."""
        self.server = subprocess.Popen(
            [program('district', 'huiyin-district'), 'serve', self.folder, '--listen', self.address],
            env=dict(self.env, HUIYIN_NOW=self.clock_now()), stdout=subprocess.PIPE, text=True)
        self.url = self.server.stdout.readline().split()[-1]
        self.address = self.url.removeprefix('https://')

    def cut(self):
        """The line drops."""
        if self.server:
            self.server.terminate()
            self.server.wait()
            self.server = None

    def code(self):
        return self.district('code', self.folder, self.id).split()[-1]

    def certificate(self):
        return os.path.join(self.folder, 'ca.pem')

    def enrol(self, replica=None):
        if self.server is None:
            self.serve()
        self.ctl('enrol', self.url, self.code(), '--ca', self.certificate(), replica=replica)
        self.ctl('sync', replica=replica)

    def close(self):
        self.cut()
        shutil.rmtree(self.dir, ignore_errors=True)
