"""What stands where there is nothing: an office without tickets, with a line and without one, and its first ticket."""

import os
import sys

from desk import Office, Tap, Window

ONE = '工单编号,标题,内容,受理时间\n20261123-0901,路口的红绿灯不亮,路口的红绿灯不亮,2026-11-23 08:30\n'


def main():
    tap = Tap()
    office = Office(csv=False)
    office.enrol()
    window = Window(office)

    def today():
        window.press('list item', '张敏')
        window.find('label', 'Nothing Is Due Today')

    def queues():
        window.press('list item', 'To sign for')
        window.find('label', 'No Tickets to Sign For')
        for queue in ('To contact', 'Overdue', 'Sent back', 'Waiting for an answer', 'All'):
            window.press('list item', queue)
            window.find('label', f'No Tickets in “{queue}”')

    def no_ticket_chosen():
        window.find('label', 'No ticket chosen')
        window.shows(None)

    def search():
        window.find('entry', 'Search tickets').write('路灯')
        window.find('label', 'Nothing Found for “路灯”')
        window.key('Escape')

    def outbox():
        window.key('ctrl+9')
        window.find('label', 'Everything Has Arrived')

    def brief():
        window.key('ctrl+shift+b')
        assert 'On hand: 0' in window.find('text', 'Brief').text()
        window.key('Escape')

    def without_a_line():
        office.cut()
        window.key('F5')
        window.find('push button', 'Sync state: Offline since')
        window.key('ctrl+2')
        window.find('label', 'later dispatches are not visible yet')

    def first_ticket():
        path = os.path.join(office.dir, 'one.csv')
        with open(path, 'w') as file:
            file.write(ONE)
        office.district('import', office.folder, path, '--office', office.id)
        office.serve()
        window.key('F5')
        window.press('list item', '路口的红绿灯不亮')
        window.find(None, 'Copy the number 20261123-0901')
        window.find('list item', 'Dispatched')

    for name, func in (
            ('/empty/today', today),
            ('/empty/queues', queues),
            ('/empty/no-ticket-chosen', no_ticket_chosen),
            ('/empty/search', search),
            ('/empty/outbox', outbox),
            ('/empty/brief', brief),
            ('/empty/without-a-line', without_a_line),
            ('/empty/first-ticket', first_ticket),
            ('/empty/ends-in-silence', window.close),
    ):
        tap.check(name, func)
    office.close()
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
