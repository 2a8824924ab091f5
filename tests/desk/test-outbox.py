"""The outbox: what waits for the line, what the district refused and what a person makes of it, a disabled PC."""

import json
import sys

from desk import Office, Tap, Window, wait_for


def main():
    tap = Tap()
    office = Office()
    office.enrol()
    tickets = [ticket['id'] for ticket in office.tickets('--queue', 'pending_sign', '--limit', '4')]

    def do(ticket, kind, **body):
        office.ctl('do', ticket, kind, '--person', 'p-zhang', '--body', json.dumps(body))

    for ticket in tickets[:3]:
        do(ticket, 'sign', handler='p-zhang')
    office.ctl('sync')
    window = Window(office)

    def all_arrived():
        window.press('list item', '张敏')
        window.key('ctrl+9')
        window.find('label', 'Delivered Today')

    def waits():
        office.cut()
        do(tickets[0], 'progress', text='Went there, nobody in')
        window.find('label', 'Waiting for the Line')
        window.key('F5')
        window.find('push button', 'Sync state: Offline')
        window.find('push button', 'Print the Outage Notice')
        window.find('push button', 'Export to a USB Stick…')

    def refused():
        for ticket in tickets[1:3]:
            do(ticket, 'claim')
        do(tickets[3], 'sign', handler='p-li')
        for ticket in tickets[1:]:
            office.district('event', office.folder, ticket, 'recalled')
        office.serve()
        window.press('push button', 'Try Now')
        window.find('label', 'The line is back, ')
        window.find('label', 'Needs Your Decision')

    def discards_with_a_reason():
        before = len(json.loads(office.ctl('outbox', '--json')))
        row = window.find('list item', 'Left the office')
        window.click(row)
        wait_for('the row to open', lambda: window.find('push button', 'Discard…', row).place())
        window.click(window.find('push button', 'Discard…', row))
        discard = window.all('push button', 'Discard', row)[-1]
        window.click(discard)
        window.find('label', 'Say in one line why', row)
        window.find('text', 'Why is it not wanted any more?', row).write('recalled')
        window.click(discard)
        wait_for('one decision less',
                 lambda: len(json.loads(office.ctl('outbox', '--json'))) < before)

    def takes_it_back():
        before = len(json.loads(office.ctl('outbox', '--json')))
        window.press('push button', 'Undo')
        window.find('label', 'it waits for your decision again')
        assert len(json.loads(office.ctl('outbox', '--json'))) == before + 1
        window.find('list item', 'Left the office')

    def disabled():
        device = json.loads(office.ctl('status', '--json'))
        office.district('revoke', office.folder, device['device'])
        window.key('F5')
        window.find('label', 'The District Has Disabled This PC')
        window.press('push button', 'Look at the Tickets')
        window.find('list', 'Ticket queues')


    for name, func in (
            ('/outbox/all-arrived', all_arrived),
            ('/outbox/waits', waits),
            ('/outbox/refused', refused),
            ('/outbox/discards-with-a-reason', discards_with_a_reason),
            ('/outbox/takes-it-back', takes_it_back),
            ('/outbox/disabled', disabled),
            ('/outbox/ends-in-silence', window.close)):
        tap.check(name, func)
    office.close()
    return tap.end()


sys.exit(main())
