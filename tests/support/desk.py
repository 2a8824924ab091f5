"""Driving the real window by AT-SPI: what a person does, and what a screen reader then finds.

Everything is found by role and accessible name, as a screen reader finds it.
"""

import hashlib
import os
import subprocess
import time

from gi.repository import Gio, GLib

import accessible
import office
from office import NOW, PATIENCE, Office, program  # noqa: F401: for who imports from here

# What a program must not say on its error output.
COMPLAINTS = ('WARNING', 'CRITICAL', 'ERROR:', 'runtime error')
# No program can help these: GLib 2.74 answers a message from the bus that comes while its connection is still being set up;
# GTK 4 counts a press down where it was not counted up, when what was pressed goes before the button is let go.
NOT_OURS = ("check_unclosed: assertion 'flags & FLAG_INITIALIZED' failed", 'Broken accounting of active state for widget')


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
        self.bus = accessible.connect()
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
        """Once it is on the screen: what is pressed in a window that has no place yet does nothing."""
        assert self.process.poll() is None, 'the window ended: ' + self.said()
        return self.frames('--all', '--pid', str(self.process.pid)) and accessible.find(self.bus, self.process.pid)

    def all(self, role=None, name=None, inside=None):
        """What is in sight of that role, with the name somewhere in its own."""
        return [node for node in self.app.nodes(inside)
                if (not role or node.role == role) and (not name or name in node.name)]

    def find(self, role=None, name=None, inside=None, patience=PATIENCE):
        def look():
            found = self.all(role, name, inside)
            return found[0] if found else None
        return wait_for(f'{role or "anything"} “{name}”', look, patience)

    def shows(self, title):
        """Waits until the open ticket is the one of that title, None for none. The window is named after it; of the pages
        of a GtkStack that are not in sight GTK 4.8 does not say so."""
        wait_for(f'the ticket “{title}”', lambda: self.app.nodes()[0].name == (title or 'Huiyin'))

    def press(self, role=None, name=None, inside=None):
        """A button by its action, a row by the pointer: it has none."""
        return wait_for(f'{role or "anything"} “{name}” to press',
                        lambda: self.act(self.find(role, name, inside)))

    def act(self, node):
        for i, action in enumerate(node.actions()):
            if action in ('click', 'activate'):
                node.do(i)
                return node
        if not node.place():
            return None  # it has gone, or is still to come: whoever presses it looks again
        self.click(node)
        return node

    def fold(self):
        """The open form. GTK 4.8 lets a pressed button wait for a quarter of a second: it could be the next form by then."""
        self.press('push button', 'Fold')
        wait_for('the form to go', lambda: not self.all('push button', 'Fold'))

    def click(self, node):
        box = self.bring_in_sight(node)
        self.xdotool('mousemove', str(box.x + box.width // 2), str(box.y + box.height // 2), 'click', '1')

    def bring_in_sight(self, node):
        """Its place, once it has one that stays; the wheel is turned while that is near the edge of the window. The pointer is
        at the edge of the pane: a tooltip would lie over its neighbour and take the click, a field of text the wheel."""
        frame = self.app.nodes()[0].place()
        edge = str(frame.width - 14), str(frame.height // 2)
        self.xdotool('mousemove', *edge)
        box = self.rest(node)
        while box.y + box.height > frame.height * 0.8:
            self.xdotool('mousemove', *edge, 'click', '5')
            try:
                wait_for('the page to move', lambda: node.place().y != box.y, 1)
            except AssertionError:
                break  # the end of the page, or nothing that scrolls
            box = self.rest(node)
        return box

    def rest(self, node):
        box = wait_for(f'a place of “{node.name}”', node.place)
        # A page that slides in takes it along.
        while True:
            time.sleep(0.1)
            now = node.place()
            if now and (now.x, now.y) == (box.x, box.y):
                return box
            box = now or box

    def key(self, *names):
        """Keys one after the other, as xdotool names them: key('ctrl+f'), key('Tab', 'Return')."""
        self.xdotool('key', *names)

    def tab_to(self, name, key='Tab'):
        """Goes on by that key until what has the focus has the name; of a field of text GTK 4.8 does not say that it has it."""
        for _ in range(60):
            focused = [node for node in self.all() if node.focused]
            if any(name in node.name for node in focused):
                return focused[-1]
            self.key(key)
        raise AssertionError(f'no {key} leads to “{name}”')

    def type(self, text):
        self.xdotool('type', text)

    @staticmethod
    def xdotool(*words):
        subprocess.run(('xdotool',) + words, check=True)

    def fill(self, name, text):
        """The text field of that name."""
        wait_for(f'text “{name}” to write in',
                 lambda: self.find('text', name).write(text))

    @staticmethod
    def frames(*which):
        """Windows that are in sight, for there is no window manager that hands the keys from one to the other."""
        found = subprocess.run(('xdotool', 'search', '--onlyvisible') + which + ('--name', '.'), capture_output=True,
                               text=True)
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
        return [line for line in self.said().splitlines()
                if any(word in line for word in COMPLAINTS) and not any(word in line for word in NOT_OURS)]

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

    def skip(self, name, reason):
        self.count += 1
        print(f'ok {self.count} {name} # SKIP {reason}', flush=True)

    def end(self):
        print(f'1..{self.count}')
        return 1 if self.failed else 0
