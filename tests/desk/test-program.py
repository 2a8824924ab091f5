"""The program around its window: hidden and shown again, started without a window, its preferences."""

import os
import subprocess
import sys

from desk import PATIENCE, Office, Tap, Window, program, wait_for


class Start:
    """One more start of the program, as by its icon."""

    def __init__(self, window, *words):
        subprocess.run([program('desk', 'huiyin'), '--replica', window.office.replica, *words],
                       env=window.env, check=True, timeout=PATIENCE)


class Hidden(Window):
    """Began without a window: there is nothing on the bus until it shows one."""

    def __init__(self, office):
        self.shown = False
        super().__init__(office, '--background')

    def find_app(self):
        return super().find_app() if self.shown else self.process

    def show(self):
        Start(self)
        self.shown = True
        self.app = wait_for('the window on the bus', self.find_app)


def main():
    tap = Tap()
    office = Office()
    office.enrol()
    window = Window(office)
    config = os.path.join(office.dir, 'config')

    def frames():
        return window.all('frame')

    def switch(name):
        dialog = window.find('frame', 'Preferences')
        window.press('check box', name, dialog)

    def preferences():
        window.press('list item', '张敏')
        window.find('list', 'Ticket queues')
        window.key('ctrl+comma')
        switch('One Line per Ticket')
        switch('Keep Running When Closed')
        switch('Explain Every Step to 张敏')
        path = os.path.join(config, 'glib-2.0', 'settings', 'keyfile')

        def kept():
            with open(path) as file:
                text = file.read()
            return 'dense=true' in text and 'background=true' in text and "'p-zhang': true" in text
        wait_for('the settings', kept)

    def entry():
        folder = os.path.join(config, 'autostart')
        names = os.listdir(folder) if os.path.isdir(folder) else []
        assert len(names) <= 1, names
        return os.path.join(folder, names[0]) if names else None

    def starts_at_login():
        switch('Start at Login')
        with open(wait_for('the entry', entry)) as file:
            assert f'Exec=huiyin --background --replica "{os.path.realpath(office.replica)}"' in file.read()
        switch('Start at Login')
        wait_for('no entry', lambda: entry() is None)
        window.key('Escape')
        wait_for('no preferences', lambda: not window.all('frame', 'Preferences'))

    def stays_hidden():
        window.key('ctrl+w')
        wait_for('no window', lambda: not frames())
        assert window.process.poll() is None

    def comes_back():
        Start(window)
        window.find('list', 'Ticket queues')

    def is_not_shown_by_login():
        window.key('ctrl+w')
        wait_for('no window', lambda: not frames())
        Start(window, '--background')
        assert not frames()
        Start(window)
        window.find('list', 'Ticket queues')

    def quits():
        window.key('ctrl+q')
        window.process.wait(PATIENCE)
        assert window.process.returncode == 0

    hidden = []

    def begins_hidden():
        hidden.append(Hidden(office))
        office.district('import', office.folder, new, '--office', 'dmj')
        wait_for('what the district sends', lambda: office.tickets('--search', '路口的红绿灯'))

    def shows_on_demand():
        hidden[0].show()
        hidden[0].find('list', 'Ticket queues')

    def ends_with_the_session():
        hidden[0].process.terminate()
        hidden[0].process.wait(PATIENCE)
        assert hidden[0].process.returncode == 0, hidden[0].process.returncode
        assert not os.path.exists(os.path.join(office.replica, 'replica.db-wal')), 'the log is not folded in'

    def begins_while_another_ends():
        ending = Window(office)
        hidden.append(ending)
        ending.find('list', 'Ticket queues')
        ending.process.terminate()
        hidden.append(Window(office))
        hidden[-1].find('list', 'Ticket queues')
        ending.process.wait(PATIENCE)
        assert ending.process.returncode == 0, ending.process.returncode

    new = os.path.join(office.dir, 'new.csv')
    with open(new, 'w') as file:
        file.write('工单编号,标题,内容,受理时间\n20261123-0901,路口的红绿灯不亮,路口的红绿灯不亮,2026-11-23 08:30\n')

    def is_silent():
        for one in [window] + hidden:
            assert not one.warnings(), '\n'.join(one.warnings())

    for name, func in (
            ('/program/preferences', preferences),
            ('/program/starts-at-login', starts_at_login),
            ('/program/stays-hidden', stays_hidden),
            ('/program/comes-back', comes_back),
            ('/program/login-does-not-show-it', is_not_shown_by_login),
            ('/program/quits', quits),
            ('/program/begins-hidden', begins_hidden),
            ('/program/shows-on-demand', shows_on_demand),
            ('/program/ends-with-the-session', ends_with_the_session),
            ('/program/begins-while-another-ends', begins_while_another_ends),
            ('/program/no-warnings', is_silent)):
        tap.check(name, func)
    for one in hidden:
        one.close()
    window.close()
    office.close()
    return tap.end()


sys.exit(main())
