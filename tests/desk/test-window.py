"""The window as a screen reader meets it: its panes by name, a queue, a ticket, a search."""

import sys

from desk import Office, Tap, Window, wait_for


def main():
    tap = Tap()
    office = Office()
    office.enrol()
    window = Window(office)

    def who_are_you():
        window.press('list item', '张敏')
        window.find('list', 'Ticket queues')

    def queues():
        side = window.find('list', 'Ticket queues')
        for name in ('Today', 'To sign for', 'To contact', 'Overdue', 'Outbox'):
            window.find('list item', name, side)

    def opens_a_queue():
        window.press('list item', 'To sign for')
        rows = window.find('list', 'Tickets')
        ticket = office.tickets('--queue', 'pending_sign', '--limit', '1')[0]
        window.find('list item', ticket['title'], rows)

    def names_of_rows():
        rows = window.all('list item', None, window.find('list', 'Tickets'))
        assert rows, 'no rows'
        wait_for('a name on every row', lambda: all(
            row.get_name() for row in window.all('list item', None, window.find('list', 'Tickets'))))

    def opens_a_ticket():
        ticket = office.tickets('--queue', 'pending_sign', '--limit', '1')[0]
        window.open(ticket['number'])
        window.find('label', ticket['title'])

    def searches():
        entry = window.find('entry', 'Search tickets')
        window.write(entry, '南湖大道')
        window.find('label', 'Search Results')


    for name, func in (
            ('/window/who-are-you', who_are_you),
            ('/window/queues', queues),
            ('/window/queue', opens_a_queue),
            ('/window/row-names', names_of_rows),
            ('/window/ticket', opens_a_ticket),
            ('/window/search', searches),
            ('/window/ends-in-silence', window.close)):
        tap.check(name, func)
    office.close()
    return tap.end()


sys.exit(main())
