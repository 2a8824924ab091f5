"""The main job without a pointer: keys alone lead from the first start to what the district holds."""

import json
import sys

from desk import Office, Tap, Window, wait_for

# A ticket whose text has two likely demands.
TICKET = '20261121-0070'


def main():
    tap = Tap()
    office = Office()
    office.serve()
    window = Window(office, asked=())

    def records(kind):
        return [r for r in json.loads(office.ctl('show', TICKET, '--json'))['timeline'] if r['kind'] == kind]

    def typed(name, text):
        """Into what has the focus, which has that name."""
        window.type(text)
        wait_for(f'“{text}” in “{name}”', lambda: window.find('text', name).text() == text)

    def ticks(name):
        window.tab_to(name)
        window.key('space')

    def enrols():
        window.tab_to('Enrol with a Code')
        window.key('Return')
        window.find('text', 'District server')
        typed('District server', office.url)
        window.key('Tab')
        typed('Enrolment code', office.code())
        window.tab_to('Did the district give you a certificate file?')
        window.key('Return')
        window.tab_to('Choose')
        window.choose_file(office.certificate(), lambda: window.key('Return'))
        window.key('ctrl+Return')
        window.find('list item', '张敏')

    def says_who():
        window.tab_to('张敏')
        window.key('Return')
        window.tab_to('Experienced')
        window.key('Return')
        window.find('list', 'Ticket queues')

    def is_selected(title):
        return any(node.selected for node in window.all('list item', title))

    def goes_to_a_queue():
        first, ticket = office.tickets('--queue', 'pending_sign', '--limit', '2')
        window.key('ctrl+2')
        wait_for('its first row', lambda: any(
            node.focused for node in window.all('list item', first['title'])))
        window.key('Return')
        window.find(None, f'Copy the number {first["number"]}')
        wait_for('it is marked as open', lambda: is_selected(first['title']))
        window.key('ctrl+2')
        wait_for('the list', lambda: any(node.focused for node in window.all('list item', first['title'])))
        window.key('Down', 'Return')
        window.find(None, f'Copy the number {ticket["number"]}')
        wait_for('this one is', lambda: is_selected(ticket['title']) and not is_selected(first['title']))

    def focused():
        return [node.name for node in window.all() if node.focused]

    def goes_where_work_goes_on():
        """A key for a page leads to its first row; where there is none, to its name."""
        window.key('ctrl+6')
        wait_for('the name of the empty list', lambda: any(name.startswith('Overdue') for name in focused()))
        window.key('ctrl+9')
        wait_for('no button of the header', lambda: focused() and not any('Who sits here' in n for n in focused()))
        window.key('ctrl+1')
        wait_for('a row of Today', lambda: any('Now, item' in name for name in focused()))

    def pages_through_today():
        window.key('End')
        wait_for('the last row', lambda: any('Now: ' in name for name in focused()))
        window.key('Page_Up')
        wait_for('one before', lambda: not any('Now: ' in name for name in focused()))
        window.key('Home')
        wait_for('the first row', lambda: any('new tickets' in name for name in focused()))
        window.key('Page_Down')
        wait_for('one below', lambda: not any('new tickets' in name for name in focused()))
        window.key('ctrl+2')
        window.find('list', 'Tickets')

    def looks_through_the_queues():
        """What is marked in the side is what is shown."""
        window.tab_to('To sign for', key='F6')
        window.key('Down')
        window.find('label', 'No Tickets in “To contact”')

    def finds_the_ticket():
        window.key('ctrl+f')
        window.type(TICKET)
        window.find('label', 'Search Results')
        window.tab_to(TICKET[-4:])
        window.key('Return')
        window.find(None, f'Copy the number {TICKET}')

    def stays_where_it_is():
        """The ticket is read again below the hands."""
        window.tab_to('Sign')
        assert any(node.focused for node in window.all('push button', 'Sign'))
        office.district('event', office.folder, TICKET, 'urged')
        window.key('F5')
        window.find('list item', 'Urged')
        assert any(node.focused for node in window.all('push button', 'Sign')), 'the focus went elsewhere'

    def signs():
        window.key('ctrl+shift+s')
        window.find('push button', 'Sign (张敏)')
        window.key('ctrl+Return')
        wait_for('its record', lambda: records('sign'))

    def calls():
        window.key('ctrl+l')
        window.find('push button', 'Save (张敏)')
        window.key('alt+1')
        window.find('text', 'What was said')
        typed('What was said', 'The mixer runs until three at night')
        ticks('Demand 1 confirmed')
        ticks('Result of the handling')
        ticks('Satisfied')
        window.key('Tab')
        typed('In their words', 'Fine')
        window.key('ctrl+Return')
        body = wait_for('its record', lambda: records('contact'))[0]['body']
        assert body['outcome'] == 'reached' and body['gist'] == 'The mixer runs until three at night', body
        assert [demand['text'] for demand in body['demands']] == ['请问夜间施工许可是谁批的'], body

    def notes_without_a_line():
        office.cut()
        window.key('ctrl+j')
        window.find('push button', 'Save (张敏)')
        typed('What was done', 'Went there at eleven, all quiet')
        window.key('ctrl+Return')
        wait_for('its record', lambda: records('progress'))
        window.key('F5')
        window.find('push button', 'Sync state: Offline since')

    def replies():
        window.key('ctrl+r')
        window.find('text', 'Investigation')
        ticks('True')
        window.key('Tab')
        typed('Handling result', 'The site has its permit until Friday')
        ticks('Done')
        ticks('Solved')
        window.key('ctrl+Return')
        wait_for('its record', lambda: records('reply'))
        # Nobody may take what waits for what was in time.
        window.find(None, 'Result limit, not sent yet')
        window.key('ctrl+9')
        window.find('label', 'Waiting for the Line')

    def sends():
        office.serve()
        window.key('F5')
        window.find('push button', 'Sync state: All arrived')
        window.find('label', 'Delivered Today')
        assert json.loads(office.ctl('outbox', '--json')) == []

    for name, func in (
            ('/keyboard/enrols', enrols),
            ('/keyboard/says-who', says_who),
            ('/keyboard/goes-to-a-queue', goes_to_a_queue),
            ('/keyboard/goes-where-work-goes-on', goes_where_work_goes_on),
            ('/keyboard/pages-through-today', pages_through_today),
            ('/keyboard/looks-through-the-queues', looks_through_the_queues),
            ('/keyboard/finds-the-ticket', finds_the_ticket),
            ('/keyboard/stays-where-it-is', stays_where_it_is),
            ('/keyboard/signs', signs),
            ('/keyboard/calls', calls),
            ('/keyboard/notes-without-a-line', notes_without_a_line),
            ('/keyboard/replies', replies),
            ('/keyboard/sends', sends),
    ):
        tap.check(name, func)
    tap.check('/keyboard/ends-in-silence', window.close)
    office.close()
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
