"""Driving the real window by AT-SPI: a district and an enrolled replica of its own, the window, and what a person does.

Everything is found by role and accessible name, as a screen reader finds it.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import time
import warnings

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

# The bindings mark whole interfaces as old that have no other way.
warnings.simplefilter('ignore', DeprecationWarning)

BUILD = os.environ['HUIYIN_BUILD']
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NOW = '2026-11-23T09:00:00+08:00'
PATIENCE = 30.0


def program(folder, name):
    return os.path.join(BUILD, 'src', folder, name)


def wait_for(what, func, patience=PATIENCE):
    """The first true value of func()."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        value = func()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f'waited in vain for {what}')


class Office:
    """A district on loopback with one office, and the folder of an enrolled replica."""

    def __init__(self, csv=None, persons=(('p-zhang', '张敏'), ('p-li', '李军'))):
        self.dir = tempfile.mkdtemp(prefix='huiyin-desk-')
        self.replica = os.path.join(self.dir, 'replica')
        self.env = dict(os.environ, HUIYIN_NOW=NOW)
        self.server = None
        folder = os.path.join(self.dir, 'district')
        self.district('init', folder, '--name', '区热线办', '--host', '127.0.0.1')
        self.folder = folder
        self.district('office', folder, 'add', 'dmj', '东茅岭街道')
        for person, name in persons:
            self.district('person', folder, 'add', person, name, '--office', 'dmj')
        if csv is not False:
            self.district('import', folder, csv or os.path.join(SOURCE, 'data', 'sample-tickets.csv'),
                          '--office', 'dmj')

    def run(self, *words):
        done = subprocess.run(words, env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, f'{words}: {done.stderr}'
        return done.stdout

    def district(self, *words):
        return self.run(program('district', 'huiyin-district'), *words)

    def ctl(self, *words):
        return self.run(program('ctl', 'huiyinctl'), '--replica', self.replica, *words)

    def tickets(self, *words):
        return json.loads(self.ctl('tickets', '--json', *words))

    def serve(self):
        listen = getattr(self, 'address', '127.0.0.1:0')
        self.server = subprocess.Popen(
            [program('district', 'huiyin-district'), 'serve', self.folder, '--listen', listen],
            env=self.env, stdout=subprocess.PIPE, text=True)
        self.url = self.server.stdout.readline().split()[-1]
        self.address = self.url.removeprefix('https://')

    def cut(self):
        """The line drops."""
        if self.server:
            self.server.terminate()
            self.server.wait()
            self.server = None

    def code(self):
        return self.district('code', self.folder, 'dmj').split()[-1]

    def enrol(self):
        self.serve()
        self.ctl('enrol', self.url, self.code(), '--ca', os.path.join(self.folder, 'ca.pem'))
        self.ctl('sync')

    def close(self):
        self.cut()
        shutil.rmtree(self.dir, ignore_errors=True)


class Window:
    """A running huiyin, seen through AT-SPI."""

    def __init__(self, office, *words, env=None, asked=('p-zhang', 'p-li')):
        """asked: who has told before how much the guide shall explain."""
        self.office = office
        self.answer(asked)
        self.env = dict(office.env, GTK_A11Y='atspi', GSETTINGS_BACKEND='keyfile',
                        XDG_CONFIG_HOME=os.path.join(office.dir, 'config'), **(env or {}))
        self.errors = open(os.path.join(office.dir, 'window.err'), 'a+')
        self.process = subprocess.Popen(
            [program('desk', 'huiyin'), '--replica', office.replica, *words],
            env=self.env, stderr=self.errors)
        self.app = wait_for('the window on the bus', self.find_app)

    def answer(self, persons):
        folder = os.path.join(self.office.dir, 'config', 'glib-2.0', 'settings')
        keyfile = os.path.join(folder, 'keyfile')
        if os.path.exists(keyfile) or not persons:
            return
        os.makedirs(folder, exist_ok=True)
        path = hashlib.sha256(os.path.realpath(self.office.replica).encode()).hexdigest()[:16]
        with open(keyfile, 'w') as file:
            file.write(f'[cn/huiyin/Huiyin/replicas/{path}]\nguided={{%s}}\n'
                       % ', '.join(f"'{person}': false" for person in persons))

    def open(self, number):
        """As a second start of the program with a ticket's number: it ends, the window opens the ticket."""
        subprocess.run([program('desk', 'huiyin'), '--replica', self.office.replica, number],
                       env=self.env, check=True, timeout=PATIENCE)

    def find_app(self):
        assert self.process.poll() is None, 'the window ended: ' + self.said()
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            try:
                if app and app.get_process_id() == self.process.pid:
                    return app
            except gi.repository.GLib.Error:
                continue
        return None

    def walk(self, node=None):
        """Everything that is in sight, depth first. GTK 4.8 says "showing" of windows alone."""
        try:
            node = node or self.app
            for i in range(node.get_child_count()):
                child = node.get_child_at_index(i)
                if child is None:
                    continue
                if child.get_state_set().contains(Atspi.StateType.VISIBLE):
                    yield child
                    yield from self.walk(child)
        except gi.repository.GLib.Error:
            return  # it changed while it was looked at: whoever waits looks again

    def all(self, role=None, name=None, inside=None):
        found = []
        for node in self.walk(inside):
            try:
                if role and node.get_role_name() != role:
                    continue
                if name and name not in (node.get_name() or ''):
                    continue
                found.append(node)
            except gi.repository.GLib.Error:
                continue
        return found

    def find(self, role=None, name=None, inside=None, patience=PATIENCE):
        def look():
            found = self.all(role, name, inside)
            return found[0] if found else None
        return wait_for(f'{role or "anything"} “{name}”', look, patience)

    def press(self, role=None, name=None, inside=None):
        """A button by its action, a row by the pointer: it has none."""
        node = self.find(role, name, inside)
        action = node.get_action_iface()
        names = [action.get_action_name(i) for i in range(action.get_n_actions())] if action else []
        for i, offered in enumerate(names):
            if offered in ('click', 'activate'):
                action.do_action(i)
                return node
        self.click(node)
        return node

    def click(self, node):
        box = wait_for(f'a place of “{node.get_name()}”', lambda: self.place(node))
        # A page that slides in takes it along.
        while True:
            time.sleep(0.1)
            now = self.place(node)
            if now and (now.x, now.y) == (box.x, box.y):
                break
            box = now or box
        self.xdotool('mousemove', str(box.x + box.width // 2), str(box.y + box.height // 2), 'click', '1')

    @staticmethod
    def place(node):
        box = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return box if box.width > 0 and box.height > 0 else None

    def key(self, *names):
        """Keys one after the other, as xdotool names them: key('ctrl+f'), key('Tab', 'Return')."""
        self.xdotool('key', *names)

    def type(self, text):
        self.xdotool('type', text)

    @staticmethod
    def xdotool(*words):
        subprocess.run(('xdotool',) + words, check=True)

    def write(self, node, text):
        assert node.get_editable_text_iface().set_text_contents(text)

    def said(self):
        self.errors.flush()
        with open(self.errors.name) as file:
            return file.read()

    def warnings(self):
        return [line for line in self.said().splitlines() if 'WARNING' in line or 'CRITICAL' in line]

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
        self.errors.close()


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def check(self, name, func):
        self.count += 1
        try:
            func()
            print(f'ok {self.count} {name}', flush=True)
        except Exception as error:  # noqa: BLE001
            self.failed += 1
            print(f'not ok {self.count} {name}', flush=True)
            for line in str(error).splitlines() or [type(error).__name__]:
                print(f'# {line}', flush=True)

    def end(self):
        print(f'1..{self.count}')
        return 1 if self.failed else 0
