"""A PC's first day: enrolment with its faults, the first sync, who sits here."""

import os
import subprocess
import sys

from desk import Office, Tap, Window, program, wait_for


def main():
    tap = Tap()
    office = Office()
    pin = os.path.join(office.dir, 'pin')
    with open(pin, 'w') as file:
        file.write('2718\n')
    office.district('person', office.folder, 'pin', 'p-li', pin)
    office.serve()
    window = Window(office, asked=())

    def fill(name, text):
        window.fill(name, text)

    def text_of(name):
        return window.find('text', name).text()

    def enrol():
        # The button of the page before is called "Enrol with a Code".
        window.all('push button', 'Enrol')[-1].do(0)

    def welcome():
        window.press('push button', 'Enrol with a Code')
        window.find('text', 'District server')

    def asks_for_what_is_missing():
        enrol()
        window.find('label', 'Which server?')

    def no_address():
        fill('District server', 'no address at all')
        fill('Enrolment code', 'AAAA-BBBB')
        enrol()
        window.find('label', 'This is no address of a server')

    def unreachable():
        fill('District server', 'https://127.0.0.1:9')
        enrol()
        window.find('label', 'Cannot reach https://127.0.0.1:9. The code is not used up')
        assert text_of('Enrolment code') == 'AAAA-BBBB', 'the code was lost'

    def wrong_certificate():
        fill('District server', office.url)
        window.click(window.find('text', 'Enrolment code'))
        window.key('ctrl+Return')
        window.find('label', 'No certificate file is chosen yet')
        wait_for('the focus on what it asks for',
                 lambda: any(node.focused for node in window.all('push button', 'Choose…')))

    def keeps_no_code():
        for folder, _, files in os.walk(office.dir):
            for file in files:
                if not file.startswith('district') and 'district' not in folder:
                    with open(os.path.join(folder, file), 'rb') as stream:
                        assert b'AAAA-BBBB' not in stream.read(), f'{file} holds the code'

    def enrolled_by_the_terminal():
        office.ctl('enrol', office.url, office.code(), '--ca', os.path.join(office.folder, 'ca.pem'))
        window.find('label', 'This PC is one of 东茅岭街道 now')
        window.press('list item', '张敏')

    def question():
        window.press('push button', 'Experienced, Keep It Short')
        window.find('list', 'Ticket queues')
        window.find('label', 'No ticket chosen')

    def asks_once():
        window.press('push button', 'Who sits here')
        window.find('label', 'Choose your name')
        assert not window.all('label', 'This PC is one of'), 'said once more'
        window.press('list item', '张敏')
        window.find('list', 'Ticket queues')

    def not_on_the_list():
        window.press('push button', 'Who sits here')
        window.press('list item', 'I Am Not on the List')
        window.find('label', 'please add a person to 东茅岭街道')
        window.key('Escape', 'Escape')
        window.find('list', 'Ticket queues')

    def type_pin(pin):
        """The row has the focus, and what was wrong is marked: typing takes its place."""
        window.find('text', 'PIN')
        window.type(pin)
        window.key('Return')

    def wrong_pin():
        window.press('push button', 'Who sits here')
        window.press('list item', '李军')
        type_pin('3141')
        window.find('alert', 'Wrong PIN. Try again.')
        window.key('1')
        wait_for('the words to go', lambda: not window.all('alert', 'Wrong PIN'))

    def pauses():
        window.key('ctrl+a')
        for pin in ('3141', '3141'):
            type_pin(pin)
            window.find('alert', 'Wrong PIN')
        window.find('alert', 'The next try is possible in')

    def others_go_in():
        window.press('list item', '张敏')
        window.find('push button', 'Who sits here: 东茅岭街道 · 张敏')

    def right_pin():
        """In a program of its own, which knows of no wrong ones."""
        nonlocal window
        window.close()
        window = Window(office)
        window.press('push button', 'Who sits here')
        window.press('list item', '李军')
        type_pin('2718')
        window.press('push button', 'New, Guide Me')
        window.find('push button', 'Who sits here: 东茅岭街道 · 李军')

    def where_to_begin():
        """For who wants every step explained, while no ticket is open; beside Today alone."""
        window.find('label', 'Begin here')
        window.press('list item', 'Handling')
        window.find('label', 'No ticket chosen')
        window.press('list item', 'Today')
        window.find('label', 'Begin here')
        window.key('ctrl+Return')
        window.find('push button', 'Put Off')

    def got_up():
        """Nobody goes on in the name of who has a PIN."""
        window.press('push button', 'Who sits here')
        window.find('list item', '张敏')
        assert not window.all('push button', 'Stay as Before')
        window.key('Escape')
        window.press('list item', '李军')
        type_pin('2718')
        window.find('list', 'Ticket queues')

    def hints_over_the_form():
        """What is wanted while a form is filled in is above it, and shut."""
        ticket = office.tickets('--queue', 'pending_sign', '--limit', '1')[0]
        window.open(ticket['number'])
        window.find(None, 'What the rules say')
        window.key('ctrl+shift+s')
        hint = window.find(None, 'What the rules say')
        wait_for('the hints over the form', lambda: hint.place().y
                 < window.find('text', 'Message to them').place().y)
        assert not window.all('push button', 'Keep the Hints Short')
        window.fold()

    def locked_at_the_start():
        nonlocal window
        window.close()
        keyfile = os.path.join(office.dir, 'config', 'glib-2.0', 'settings', 'keyfile')
        with open(keyfile) as file:
            settings = file.read()
        with open(keyfile, 'w') as file:
            file.write(settings.replace('[cn/huiyin/Huiyin]\n', '[cn/huiyin/Huiyin]\nbackground=true\n'))
        window = Window(office)
        window.find('text', 'PIN')
        # What has a key does nothing that would show a ticket, or take what is typed.
        window.key('ctrl+shift+b', 'ctrl+0', 'ctrl+f', 'alt+Down')
        type_pin('2718')
        window.find('push button', 'Who sits here: 东茅岭街道 · 李军')

    def comes_back_locked():
        """Closed into the background; a second start shows it again."""
        window.key('ctrl+w')
        wait_for('the window to go', lambda: not window.frames())
        subprocess.run([program('desk', 'huiyin'), '--replica', office.replica], env=window.env, check=True)
        window.xdotool('windowfocus', '--sync', wait_for('the window', window.frames).pop())
        type_pin('2718')
        window.find('push button', 'Who sits here: 东茅岭街道 · 李军')

    def ends_in_silence():
        window.close()

    for name, func in (
            ('/first-start/welcome', welcome),
            ('/first-start/missing', asks_for_what_is_missing),
            ('/first-start/no-address', no_address),
            ('/first-start/unreachable', unreachable),
            ('/first-start/certificate', wrong_certificate),
            ('/first-start/keeps-no-code', keeps_no_code),
            ('/first-start/first-sync-and-people', enrolled_by_the_terminal),
            ('/first-start/how-much-guide', question),
            ('/first-start/asks-once', asks_once),
            ('/first-start/not-on-the-list', not_on_the_list),
            ('/first-start/wrong-pin', wrong_pin),
            ('/first-start/pauses', pauses),
            ('/first-start/others-go-in', others_go_in),
            ('/first-start/right-pin', right_pin),
            ('/first-start/where-to-begin', where_to_begin),
            ('/first-start/got-up', got_up),
            ('/first-start/hints-over-the-form', hints_over_the_form),
            ('/first-start/locked-at-the-start', locked_at_the_start),
            ('/first-start/comes-back-locked', comes_back_locked),
            ('/first-start/ends-in-silence', ends_in_silence)):
        tap.check(name, func)
    office.close()
    return tap.end()


sys.exit(main())
