"""The outbox: what waits for the line, what the district refused and what a person makes of it, a disabled PC."""

import json
import os
import sys

from desk import Office, Tap, Window, wait_for


def with_a_phone(office):
    policy = dict(json.loads(office.district('policy', office.folder)), phone='0730-8812345')
    path = os.path.join(office.dir, 'policy.json')
    with open(path, 'w') as file:
        json.dump(policy, file)
    office.district('policy', office.folder, path)


def main():
    tap = Tap()
    office = Office()
    with_a_phone(office)
    office.enrol()
    numbers = {ticket['id']: ticket['number'] for ticket in office.tickets('--queue', 'pending_sign', '--limit', '4')}
    tickets = list(numbers)

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

    def goes_up_at_once():
        """What another program queued does not wait for the next round."""
        do(tickets[0], 'progress', text='Rang the community')
        wait_for('the note at the district',
                 lambda: 'Rang the community' in office.district('show', office.folder, tickets[0]), 10)

    def on_its_way():
        """Not "waiting for the line" while there is one."""
        window.open(tickets[0])
        window.key('ctrl+j')
        window.find('push button', 'Save (张敏)')
        window.fill('What was done', 'Looked again')
        window.press('push button', 'Save (张敏)')
        window.key('ctrl+9')
        window.find('label', 'On Its Way to the District')
        assert not window.all('label', 'Waiting for the Line')

    def reveals_quietly():
        """Who saw a number is told to the district, and is nobody's work."""
        wait_for('the note at the district',
                 lambda: 'Looked again' in office.district('show', office.folder, tickets[0]))
        office.cut()
        window.key('F5')
        window.find('push button', 'Sync state: Offline')
        window.open(tickets[0])
        window.press('push button', 'Reveal (Logged)')
        window.key('ctrl+9')
        window.find(None, '1 note of who saw a number goes by itself')
        assert not window.all('push button', 'to send'), 'a reveal counts as work'

    def whom_to_ring():
        window.key('ctrl+0')
        window.find('label', "The district's hotline office: 0730-8812345")
        window.key('Escape')

    def waits():
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
        window.key('ctrl+0')
        wait_for('what is refused alone', lambda: [label for label in window.all('label', 'Refused: ')
                                                   if 'To send' not in label.name])
        window.key('Escape')

    def leads_to_the_ticket():
        """What came since is read there; of a step without words nothing is left to keep as a note."""
        row = window.find('list item', 'Sign')
        window.click(row)
        wait_for('the row to open', lambda: window.find('push button', 'Send Again', row).place())
        assert not window.all('push button', 'Keep as a Note', row)
        assert not window.all('push button', 'Try Now'), 'as if the line were missing'
        window.press('push button', 'Open the Ticket', row)
        window.find(None, f"Copy the number {numbers[tickets[3]]}")
        side = window.find('list', 'Ticket queues')
        assert window.find('list item', 'Today', side).selected, 'a list that is not in sight is said to be'
        window.key('ctrl+9')
        window.find('label', 'Needs Your Decision')

    def keeps_to_the_ticket():
        """What was last open of the list that stands beside it does not come in its place once the list is read."""
        first = office.tickets('--queue', 'pending_sign', '--limit', '1')[0]
        window.key('ctrl+2')
        wait_for('the list', lambda: any(node.focused for node in window.all('list item', first['title'])))
        window.key('Return')
        window.find(None, f'Copy the number {first["number"]}')
        window.key('ctrl+9')
        window.find('label', 'Needs Your Decision')
        window.key('ctrl+f')
        window.type(numbers[tickets[3]])
        window.find('label', 'Search Results')
        window.key('Escape')
        row = window.find('list item', 'Sign')
        if not window.find('push button', 'Open the Ticket', row).place():
            window.click(row)
        window.press('push button', 'Open the Ticket', row)
        wait_for('the list beside it', lambda: window.all('list item', first['title']))
        window.find(None, f'Copy the number {numbers[tickets[3]]}')
        assert not window.all(None, f'Copy the number {first["number"]}')
        assert not any(node.selected for node in window.all('list item', first['title'])), 'as if it were open'
        window.key('ctrl+9')
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

    def enrols_again():
        """The way to a new code stays in sight, and back."""
        window.press('push button', 'Enrol Again with a Code')
        window.find('text', 'Enrolment code')
        window.press('push button', 'Back')
        window.find('list', 'Ticket queues')

    for name, func in (
            ('/outbox/all-arrived', all_arrived),
            ('/outbox/at-once', goes_up_at_once),
            ('/outbox/on-its-way', on_its_way),
            ('/outbox/reveal', reveals_quietly),
            ('/outbox/whom-to-ring', whom_to_ring),
            ('/outbox/waits', waits),
            ('/outbox/refused', refused),
            ('/outbox/leads-to-the-ticket', leads_to_the_ticket),
            ('/outbox/keeps-to-the-ticket', keeps_to_the_ticket),
            ('/outbox/discards-with-a-reason', discards_with_a_reason),
            ('/outbox/takes-it-back', takes_it_back),
            ('/outbox/disabled', disabled),
            ('/outbox/enrols-again', enrols_again),
            ('/outbox/ends-in-silence', window.close)):
        tap.check(name, func)
    office.close()
    return tap.end()


sys.exit(main())
