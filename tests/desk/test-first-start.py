"""A PC's first day: enrolment with its faults, the first sync, who sits here."""

import os
import sys

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

from desk import Office, Tap, Window  # noqa: E402


def main():
    tap = Tap()
    office = Office()
    office.serve()
    window = Window(office, asked=())

    def fill(name, text):
        window.write(window.find('text', name), text)

    def text_of(name):
        node = window.find('text', name)
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

    def enrol():
        # The button of the page before is called "Enrol with a Code".
        window.all('push button', 'Enrol')[-1].get_action_iface().do_action(0)

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
        window.find('label', "This is not the district's certificate. Nothing was sent.")

    def keeps_no_code():
        for folder, _, files in os.walk(office.dir):
            for file in files:
                if not file.startswith('district') and 'district' not in folder:
                    with open(os.path.join(folder, file), 'rb') as stream:
                        assert b'AAAA-BBBB' not in stream.read(), f'{file} holds the code'

    def enrolled_by_the_terminal():
        office.ctl('enrol', office.url, office.code(), '--ca', os.path.join(office.folder, 'ca.pem'))
        window.press('list item', '张敏')

    def question():
        window.press('push button', 'Experienced, Keep It Short')
        window.find('list', 'Ticket queues')

    def asks_once():
        window.press('push button', 'Who sits here')
        window.press('list item', '张敏')
        window.find('list', 'Ticket queues')

    def not_on_the_list():
        window.press('push button', 'Who sits here')
        window.press('list item', 'I Am Not on the List')
        window.find('label', 'please add a person to 东茅岭街道')


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
            ('/first-start/ends-in-silence', window.close)):
        tap.check(name, func)
    office.close()
    return tap.end()


sys.exit(main())
