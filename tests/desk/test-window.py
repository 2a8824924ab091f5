"""The window as a screen reader meets it: its panes by name, a queue, a ticket, a search."""

import os
import sys

from gi.repository import GLib

from desk import Office, Tap, Window, wait_for


def main():
    tap = Tap()
    office = Office()
    office.enrol()
    window = Window(office)

    def set_of_this_pc(key, value):
        path = os.path.join(office.dir, 'config', 'glib-2.0', 'settings', 'keyfile')
        settings = GLib.KeyFile()
        settings.load_from_file(path, GLib.KeyFileFlags.NONE)
        settings.set_value('cn/huiyin/Huiyin', key, value)
        settings.save_to_file(path)

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
            row.name for row in window.all('list item', None, window.find('list', 'Tickets'))))

    def opens_a_ticket():
        ticket = office.tickets('--queue', 'pending_sign', '--limit', '1')[0]
        window.open(ticket['number'])
        window.find('label', ticket['title'])

    def searches():
        entry = window.find('entry', 'Search tickets')
        entry.write('南湖大道')
        window.find('label', 'Search Results')
        window.key('ctrl+9')
        wait_for('an empty search', lambda: not any(
            node.text() for node in window.all('text', None, entry)))

    def search_lets_go_of_the_ticket():
        """A key acts on what the list shows as open, or on nothing."""
        first, second = office.tickets('--queue', 'pending_sign', '--limit', '2')
        window.key('ctrl+2')
        window.press('list item', first['title'], window.find('list', 'Tickets'))
        window.shows(first['title'])
        window.key('ctrl+f')
        window.find('entry', 'Search tickets').write(second['number'])
        window.shows(None)
        window.key('ctrl+shift+s')
        wait_for('the way to a ticket, said twice', lambda: len(
            window.all('label', 'No ticket chosen. Choose one from the list.')) == 2)
        assert not window.all('push button', 'Sign (张敏)')
        window.key('ctrl+f', 'Return')
        window.shows(second['title'])
        window.key('ctrl+f', 'Escape')
        window.shows(first['title'])

    def enter_finds_what_was_typed():
        """Before the search has been made; Down goes to the first hit."""
        first, second = office.tickets('--queue', 'pending_sign', '--limit', '2')
        window.key('ctrl+f')
        window.type(second['number'][-4:])
        window.key('Return')
        window.shows(second['title'])
        window.key('ctrl+f', 'ctrl+a')
        window.type(first['number'][-4:])
        window.key('Down')
        window.shows(first['title'])

        def goes_on():
            """The focus follows when the rows have their places."""
            window.key('Down')
            return window.app.nodes()[0].name != first['title']
        wait_for('the next hit', goes_on)
        window.key('Escape')

    def another_list_lets_go_of_the_ticket():
        first = office.tickets('--queue', 'pending_sign', '--limit', '1')[0]
        window.open(first['number'])
        window.shows(first['title'])
        window.key('ctrl+4')
        window.shows(None)
        window.key('ctrl+1')
        window.click(window.find('list item', first['title']))
        window.shows(first['title'])
        window.key('ctrl+4')
        window.shows(None)
        window.key('ctrl+1')
        window.shows(first['title'])

    def asked_for_beside_the_outbox():
        """The last page was the outbox: the ticket comes in sight all the same."""
        ticket = office.tickets('--queue', 'pending_sign', '--limit', '1')[0]
        again = Window(office, ticket['number'])
        try:
            again.find('label', ticket['number'])
            again.key('ctrl+2')
            again.find('list', 'Tickets')
        finally:
            again.close()

    def first_key():
        """Begun at Today, which is still being read when another list is asked for: that one has the focus."""
        again = Window(office)
        try:
            again.key('ctrl+1')
            again.find('label', 'Now')
        finally:
            again.close()
        again = Window(office)
        try:
            again.key('ctrl+2')
            wait_for('a row of the list', lambda: any(
                node.focused for node in again.all('list item', None, again.find('list', 'Tickets'))))
        finally:
            again.close()

    def narrow():
        """One pane: the ticket that was asked for is in sight, and so is a form that a key opens."""
        set_of_this_pc('window-width', '700')
        set_of_this_pc('window-maximized', 'false')
        ticket, other = office.tickets('--queue', 'pending_sign', '--limit', '2')
        again = Window(office, ticket['number'])
        try:
            again.find('label', ticket['number'])
            wait_for('the hands at what is to be done', lambda: any(
                node.focused for node in again.all('push button', 'Sign')))
            again.key('ctrl+f')
            again.type(other['number'][-4:])
            again.key('Return')
            wait_for('the hands at what is to be done', lambda: any(
                node.focused for node in again.all('push button', 'Sign')))
            again.key('ctrl+shift+s')
            again.find('push button', 'Sign (张敏)')
            again.key('Escape', 'alt+Left')
            again.find('list', 'Tickets')
            again.key('ctrl+shift+s')
            again.find('push button', 'Sign (张敏)')
            again.key('ctrl+Return')
            # What was done is told of over the search: nothing that is read or written is under it.
            told = again.rest(again.find('label', 'Signed for'))
            assert told.y + told.height <= again.rest(again.find('label', other['number'])).y
        finally:
            again.close()

    def back():
        """Two panes: the first press leads from the hits to the queues, also out of the entry."""
        set_of_this_pc('window-width', '1024')
        set_of_this_pc('window-maximized', 'false')
        again = Window(office)
        try:
            again.find('entry', 'Search tickets')
            again.key('ctrl+f')
            again.type('0042')
            again.find('label', 'Search Results')
            assert not again.all('list', 'Ticket queues')
            again.key('alt+Left')
            again.find('list', 'Ticket queues')
        finally:
            again.close()

    for name, func in (
            ('/window/who-are-you', who_are_you),
            ('/window/queues', queues),
            ('/window/queue', opens_a_queue),
            ('/window/row-names', names_of_rows),
            ('/window/ticket', opens_a_ticket),
            ('/window/search', searches),
            ('/window/search-lets-go', search_lets_go_of_the_ticket),
            ('/window/search-enter', enter_finds_what_was_typed),
            ('/window/another-list-lets-go', another_list_lets_go_of_the_ticket),
            ('/window/ends-in-silence', window.close),
            ('/window/asked-for-beside-the-outbox', asked_for_beside_the_outbox),
            ('/window/back', back),
            ('/window/first-key', first_key),
            ('/window/narrow', narrow)):
        tap.check(name, func)
    office.close()
    return tap.end()


sys.exit(main())
