"""Driving the real window by AT-SPI: what a person does, and what a screen reader then finds.

Everything is found by role and accessible name, as a screen reader finds it.
"""

import hashlib
import os
import subprocess
import time
import warnings

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

import office  # noqa: E402
from office import NOW, PATIENCE, Office, program  # noqa: E402, F401: for who imports from here

# The bindings mark whole interfaces as old that have no other way.
warnings.simplefilter('ignore', DeprecationWarning)

# What a program must not say on its error output.
COMPLAINTS = ('WARNING', 'CRITICAL', 'ERROR:', 'runtime error')


def wait_for(what, func, patience=PATIENCE):
    """The first true value of func(); what vanishes while it is looked at is looked for again."""
    def look():
        try:
            return func()
        except GLib.Error:
            return None
    return office.wait_for(what, look, patience)


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
        if os.path.exists(keyfile):
            return
        os.makedirs(folder, exist_ok=True)
        with open(keyfile, 'w') as file:
            # Keys and pictures need no input method.
            file.write('[cn/huiyin/Huiyin]\ninput-hint-dismissed=true\n')
            if persons:
                file.write(f'[cn/huiyin/Huiyin/replicas/{self.hash()}]\nguided={{%s}}\n'
                           % ', '.join(f"'{person}': false" for person in persons))

    def hash(self):
        """What the program makes of the folder's name, for its settings and its name on the bus."""
        return hashlib.sha256(os.path.realpath(self.office.replica).encode()).hexdigest()[:16]

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
            except GLib.Error:
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
        except GLib.Error:
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
            except GLib.Error:
                continue
        return found

    def find(self, role=None, name=None, inside=None, patience=PATIENCE):
        def look():
            found = self.all(role, name, inside)
            return found[0] if found else None
        return wait_for(f'{role or "anything"} “{name}”', look, patience)

    def press(self, role=None, name=None, inside=None):
        """A button by its action, a row by the pointer: it has none."""
        return wait_for(f'{role or "anything"} “{name}” to press',
                        lambda: self.act(self.find(role, name, inside)))

    def act(self, node):
        action = node.get_action_iface()
        names = [action.get_action_name(i) for i in range(action.get_n_actions())] if action else []
        for i, offered in enumerate(names):
            if offered in ('click', 'activate'):
                action.do_action(i)
                return node
        self.click(node)
        return node

    def click(self, node):
        box = self.bring_in_sight(node)
        self.xdotool('mousemove', str(box.x + box.width // 2), str(box.y + box.height // 2), 'click', '1')

    def bring_in_sight(self, node):
        """Its place, once it has one that stays; the wheel is turned while that is near the edge of the window."""
        frame = self.place(self.app.get_child_at_index(0))
        box = self.rest(node)
        while box.y + box.height > frame.height * 0.8:
            # At the edge of the pane: a field of text on the way would take the wheel for itself.
            self.xdotool('mousemove', str(frame.width - 14), str(frame.height // 2), 'click', '5')
            try:
                wait_for('the page to move', lambda: self.place(node).y != box.y, 1)
            except AssertionError:
                break  # the end of the page, or nothing that scrolls
            box = self.rest(node)
        return box

    def rest(self, node):
        box = wait_for(f'a place of “{node.get_name()}”', lambda: self.place(node))
        # A page that slides in takes it along.
        while True:
            time.sleep(0.1)
            now = self.place(node)
            if now and (now.x, now.y) == (box.x, box.y):
                return box
            box = now or box

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

    def fill(self, name, text):
        """The text field of that name."""
        wait_for(f'text “{name}” to write in',
                 lambda: self.write(self.find('text', name), text) or True)

    def write(self, node, text):
        assert node.get_editable_text_iface().set_text_contents(text)

    @staticmethod
    def frames():
        """Windows that are in sight, for there is no window manager that hands the keys from one to the other."""
        found = subprocess.run(('xdotool', 'search', '--onlyvisible', '--name', '.'), capture_output=True, text=True)
        return set(found.stdout.split())

    def choose_file(self, path, ask):
        """ask() opens the dialog; the path is typed into it."""
        before = self.frames()
        ask()
        dialog = wait_for('the dialog', lambda: self.frames() - before).pop()
        self.xdotool('windowfocus', '--sync', dialog)
        self.type(path)
        self.key('Return')
        wait_for('the dialog to go', lambda: dialog not in self.frames())
        self.xdotool('windowfocus', '--sync', before.pop())

    def cancel_printing(self, ask):
        """ask() opens the dialog of the printers; nothing is printed."""
        before = self.frames()
        ask()
        dialog = wait_for('the dialog of the printers', lambda: self.frames() - before).pop()
        self.press('push button', 'Cancel')
        wait_for('the dialog to go', lambda: dialog not in self.frames())
        self.xdotool('windowfocus', '--sync', before.pop())

    def picture(self, path):
        """Of the whole screen, small; of what slides or fades, the end."""
        before = None
        for _ in range(8):
            shot = subprocess.run(('import', '-window', 'root', '+dither', '-colors', '128', 'PNG8:-'),
                                  check=True, capture_output=True).stdout
            if shot == before:
                break
            before = shot
            time.sleep(0.2)
        with open(path, 'wb') as file:
            file.write(shot)

    def said(self):
        self.errors.flush()
        with open(self.errors.name) as file:
            return file.read()

    def warnings(self):
        return [line for line in self.said().splitlines() if any(word in line for word in COMPLAINTS)]

    def quit(self):
        """As by its menu, so that what it says when it ends is heard too."""
        name = 'cn.huiyin.Huiyin.r' + self.hash()
        Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
            name, '/' + name.replace('.', '/'), 'org.gtk.Actions', 'Activate',
            GLib.Variant('(sava{sv})', ('quit', [], {})), None, Gio.DBusCallFlags.NONE, -1, None)
        self.process.wait(PATIENCE)

    def close(self):
        """Ends it; it must not have complained in all its life."""
        try:
            if self.process.poll() is None:
                self.quit()
            complaints = self.warnings()
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            self.errors.close()
        assert not complaints, '\n'.join(complaints)


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
