"""What stands where there is nothing: an office without tickets, with a line and without one, and its first ticket."""

import os
import sys

from desk import Office, Tap, Window

NUMBER = '20261123-0901'
ONE = f'工单编号,标题,内容,受理时间,联系电话,紧急\n{NUMBER},路口的红绿灯不亮,路口的红绿灯不亮,2026-11-23 08:30,138-0000-0001,是\n'


def main():
    tap = Tap()
    office = Office(csv=False)
    office.enrol()
    window = Window(office, asked=())

    def today():
        window.press('list item', '张敏')
        window.press('push button', 'New, Guide Me')
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
        window.find('list item', '路口的红绿灯不亮')

    def where_to_begin():
        """Who wants every step explained is led to the first of Today, once nothing is to be signed for."""
        office.ctl('do', NUMBER, 'sign', '--person', 'p-zhang', '--body', '{"handler":"p-zhang"}')
        window.key('ctrl+1')
        window.find('label', 'Begin with the first ticket of Today')
        window.press('push button', 'Open the First')
        window.find(None, f'Copy the number {NUMBER}')
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
            ('/empty/where-to-begin', where_to_begin),
            ('/empty/ends-in-silence', window.close),
    ):
        tap.check(name, func)
    office.close()
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
