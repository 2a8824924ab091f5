"""What stands in the way has its bar or page, in plain words and with a way out; nothing typed is lost, and the
program never ends by itself."""

import contextlib
import datetime
import email.utils
import http.server
import os
import shutil
import sqlite3
import ssl
import sys
import threading

from desk import NOW, Office, Tap, Window, wait_for
from small_disk import NOT_POSSIBLE, SmallDisk

TICKET = '20261121-0070'
TYPED = 'went there in the rain'
KEPT = 'begun before the damage'


class Portal:
    """What answers in the district's place with a page of its own, or in its name with a problem."""

    STATUS = {'busy': 503, 'protocol_too_old': 426}

    def __init__(self, office, certificate, problem=None):
        class Page(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(Portal.STATUS.get(problem, 200))
                if problem:
                    self.send_header('Huiyin-Request', self.headers['Huiyin-Request'])
                    self.send_header('Content-Type', 'application/problem+json')
                self.end_headers()
                self.wfile.write(b'{"type":"about:blank#%s"}' % problem.encode() if problem
                                 else b'<html>Please log in</html>')
            do_POST = do_GET

            def date_time_string(self, timestamp=None):
                now = datetime.datetime.fromisoformat(office.clock_now())
                return email.utils.format_datetime(now.astimezone(datetime.timezone.utc), usegmt=True)

            def log_message(self, *words):
                pass
        host, port = office.address.split(':')
        self.server = http.server.ThreadingHTTPServer((host, int(port)), Page)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(certificate, 'server.pem'), os.path.join(certificate, 'server-key.pem'))
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Disk:
    """One window on a disk that fills up."""

    def __init__(self, office, disk):
        self.office = office
        self.disk = disk
        self.window = Window(office)
        self.window.press('list item', '张敏')
        self.window.find('list', 'Ticket queues')
        self.window.open(TICKET)
        self.window.find('label', TICKET)

    def draft(self):
        with contextlib.closing(sqlite3.connect(f'file:{self.office.replica}/replica.db?mode=ro', uri=True)) as db:
            return [row[0] for row in db.execute('SELECT body FROM drafts')]

    def says_full(self):
        window = self.window
        window.key('ctrl+j')
        text = window.find('text', 'What was done')
        self.disk.fill()
        text.write(TYPED)
        window.press('push button', 'Save')
        window.find(None, 'The disk is full: nothing new can be kept')
        assert window.process.poll() is None
        window.press('push button', 'How?')
        window.find('label', 'Empty the wastebasket')
        window.key('Escape')

    def keeps_it_in_the_form(self):
        assert self.window.find('text', 'What was done').text() == TYPED

    def stays_full(self):
        # A look at another page reads, which says nothing of writing.
        self.window.key('F5')
        self.window.find(None, 'The disk is full: nothing new can be kept')

    def goes_on(self):
        self.disk.clear()
        wait_for('no bar', lambda: not self.window.all(None, 'The disk is full: nothing new'))
        wait_for('the draft', lambda: any(TYPED in body for body in self.draft()))
        self.window.press('push button', 'Save')
        wait_for('it at the district',
                 lambda: TYPED in self.office.district('show', self.office.folder, TICKET), 40)

    def opens_no_disk_that_is_read_only(self):
        window = self.window
        window.key('ctrl+q')
        window.process.wait(30)
        self.disk.remount('ro')
        self.window = Window(self.office)
        self.window.find('label', 'The Data of This PC Cannot Be Opened')
        self.window.find('label', 'Read-only file system')
        self.disk.remount('rw')
        self.window.press('push button', 'Try Again')
        self.window.find('list', 'Ticket queues')
        assert not self.window.all('label', 'The Data of This PC Cannot Be Opened')

    def cases(self):
        return (('disk-full', self.says_full), ('keeps-what-is-typed', self.keeps_it_in_the_form),
                ('stays-full', self.stays_full), ('room-again', self.goes_on),
                ('read-only', self.opens_no_disk_that_is_read_only))


class Line:
    """Windows whose line, or clock, is not as it should be."""

    def __init__(self, office):
        self.office = office
        self.windows = []

    def start(self, env=None):
        window = Window(self.office, env=env)
        self.windows.append(window)
        return window

    def begin(self):
        """Who sits here is known from now on."""
        window = Window(self.office)
        wait_for('a name, or the desk',
                 lambda: window.all('list item', '张敏') or window.all('list', 'Ticket queues'))
        if window.all('list item', '张敏'):
            window.press('list item', '张敏')
            window.find('list', 'Ticket queues')
        window.close()

    def end(self, window):
        window.key('ctrl+q')
        window.process.wait(30)

    def clock(self):
        window = self.start({'HUIYIN_NOW': NOW.replace('T09:00', 'T09:25')})
        window.find(None, "minutes off. Set it right first")
        self.end(window)

    def certificate(self):
        other = os.path.join(self.office.dir, 'other')
        self.office.district('init', other, '--name', '别的区', '--host', '127.0.0.1')
        self.answered_by(other, "This is not the district's certificate")

    def portal(self):
        self.answered_by(self.office.folder, 'looks like a network login page')

    def busy(self):
        """No fault of the line is to be looked for."""
        window = self.start()
        window.find('list', 'Ticket queues')
        self.office.cut()
        portal = Portal(self.office, self.office.folder, 'busy')
        window.key('F5')
        window.find('push button', 'Sync state: District busy')
        self.pill_says_so_too(window, "the district's server is busy")
        portal.close()
        self.office.serve()
        self.end(window)

    def too_old(self):
        window = self.start()
        window.find('list', 'Ticket queues')
        self.office.cut()
        portal = Portal(self.office, self.office.folder, 'protocol_too_old')
        window.key('F5')
        window.find(None, 'This program is too old for the district. Ask for the new version.')
        self.pill_says_so_too(window, 'This program is too old for the district')
        portal.close()
        self.office.serve()
        self.end(window)

    def pill_says_so_too(self, window, words):
        before = len(window.all(None, words))
        window.key('ctrl+0')
        wait_for('the same words in the popover', lambda: len(window.all(None, words)) > before)
        window.key('Escape')

    def answered_by(self, certificate, words):
        self.office.cut()
        portal = Portal(self.office, certificate)
        window = self.start()
        window.find(None, words)
        self.pill_says_so_too(window, words)
        portal.close()
        self.office.serve()
        for button in window.all('push button', 'Try Now'):  # none, where it has tried by itself meanwhile
            window.act(button)
        wait_for('no bar', lambda: not window.all(None, words))
        self.end(window)

    def damaged(self):
        path = os.path.join(self.office.replica, 'replica.db')
        shutil.copy(path, path + '.kept')
        with open(path, 'wb') as file:
            file.write(b'x' * 65536)
        for name in ('replica.db-wal', 'replica.db-shm'):
            with contextlib.suppress(FileNotFoundError):
                os.remove(os.path.join(self.office.replica, name))
        shutil.rmtree(os.path.join(self.office.replica, 'copies'), ignore_errors=True)
        window = self.start()
        window.find('label', 'the replica is damaged')
        os.replace(path + '.kept', path)
        window.press('push button', 'Try Again')
        window.find('list', 'Ticket queues')
        self.end(window)

    def rescued(self):
        path = os.path.join(self.office.replica, 'replica.db')
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute('INSERT INTO drafts VALUES ((SELECT id FROM tickets WHERE number = ?), ?, ?, ?, 0, 1795390000000)',
                       (TICKET, 'p-zhang', 'progress', '{"text":"' + KEPT))
            db.commit()
        with open(path, 'r+b') as file:
            file.write(b'x' * 4096)
        window = self.start()
        window.find(None, 'The data of this PC was damaged. Rescued: 0 entries of the outbox, 0 drafts. '
                          'One text can no longer be opened in a form')
        window.press('push button', 'Show the Texts')
        self.shows_the_text(window)
        window.press('push button', 'Got It')
        wait_for('no bar', lambda: not window.all(None, 'The data of this PC was damaged'))
        window.find('list', 'Ticket queues')
        self.end(window)

    def shows_the_text(self, window):
        kept = os.path.join(self.office.dir, 'kept')
        wait_for('the ticket', lambda: window.all(None, f'Note · {TICKET}'))
        window.find('label', KEPT)
        window.choose_file(kept, lambda: window.press('push button', 'Save as a File…'))
        window.find(None, 'Exported')
        # The dialog has the end of the name that it offers not marked: it stays.
        with open(kept + '.txt') as file:
            assert f'\n{KEPT}\n' in file.read()
        window.xdotool('search', '--name', 'Texts Kept Aside', 'windowfocus', '--sync')
        window.key('Escape')
        wait_for('no list of texts', lambda: not window.all('label', KEPT))

    def still_offers_the_text(self):
        """By the menu, once the bar is gone."""
        window = self.start()
        window.find('list', 'Ticket queues')
        window.key('F10')
        window.press('menu item', 'Texts Kept Aside')
        window.find('label', KEPT)
        self.deletes_the_text(window)
        window.quit()

    def deletes_the_text(self, window):
        """Not by one press; with the last one the menu's entry goes too."""
        window.press('push button', 'Delete…')
        window.press('push button', 'Keep It')
        wait_for('the question to go', lambda: not window.all('dialog', 'Delete This Text?'))
        window.find('label', KEPT)
        window.press('push button', 'Delete…')
        question = window.find('dialog', 'Delete This Text?')
        window.press('push button', 'Delete', inside=question)
        wait_for('the question to go', lambda: not window.all('dialog', 'Delete This Text?'))
        window.find(None, 'No Text Is Kept Aside')
        window.xdotool('search', '--name', 'Texts Kept Aside', 'windowfocus', '--sync')
        window.key('Escape')
        wait_for('the window to go', lambda: not window.all(None, 'No Text Is Kept Aside'))
        window.key('F10')
        window.find('menu item', 'Preferences')
        assert not window.all('menu item', 'Texts Kept Aside')
        window.key('Escape')

    def silent(self):
        for window in self.windows:
            assert not window.warnings(), '\n'.join(window.warnings())

    def cases(self):
        return (('clock', self.clock), ('certificate', self.certificate), ('portal', self.portal), ('busy', self.busy),
                ('too-old', self.too_old), ('damaged', self.damaged), ('rescued', self.rescued),
                ('kept-texts', self.still_offers_the_text), ('no-warnings', self.silent))


def main():
    tap = Tap()
    office = Office()
    disk = SmallDisk(office.replica, '16m')
    office.enrol()
    if disk.made:
        full = Disk(office, disk)
        for name, func in full.cases():
            tap.check('/trouble/' + name, func)
        full.window.close()
    else:
        tap.skip('/trouble/disk-full', NOT_POSSIBLE)
    line = Line(office)
    tap.check('/trouble/known', line.begin)
    for name, func in line.cases():
        tap.check('/trouble/' + name, func)
    for window in line.windows:
        window.close()
    office.cut()
    disk.close()
    office.close()
    return tap.end()


sys.exit(main())
