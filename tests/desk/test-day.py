"""A morning: Today's rows are actions, new tickets are sorted through by keys, the brief can be read."""

import sys

from desk import Office, Tap, Window, wait_for


def main():
    tap = Tap()
    office = Office()
    office.enrol()
    window = Window(office)

    def queue(name):
        return office.tickets('--queue', name, '--limit', '100')

    def today():
        window.press('list item', '张敏')
        window.find('label', 'due today')
        window.find('label', 'Now')
        window.find('push button', 'Sort Through')

    def names_of_rows():
        wait_for('a name on every row of Today', lambda: window.all('list item', 'Now, item 1: Sign'))

    def sorts_by_keys():
        new = len(queue('pending_sign'))
        window.press('push button', 'Sort Through')
        window.find('label', f'Ticket 1 of {new}')
        window.find('push button', 'Put Off')
        window.key('m')
        window.find('label', f'Ticket 2 of {new}')
        window.find('label', 'Signed, yours')
        window.key('space')
        window.find('label', f'Ticket 3 of {new}')
        wait_for('one ticket less', lambda: len(queue('pending_sign')) == new - 1)

    def undo():
        new = len(queue('pending_sign'))
        window.press('push button', 'Undo')
        wait_for('the ticket back', lambda: len(queue('pending_sign')) == new + 1)

    def hands_over():
        new = len(queue('pending_sign'))
        window.press('push button', 'Sign, Hand to')
        wait_for('one ticket less', lambda: len(queue('pending_sign')) == new - 1)

    def brief():
        window.key('ctrl+shift+b')
        text = window.find('text', 'Brief')
        wait_for('the figures', lambda: 'On hand: ' in text.text())
        assert '138' not in text.text()
        window.press('push button', 'Copy')
        window.key('Escape')

    def put_off_is_remembered():
        again = Window(office)
        try:
            again.press('push button', 'Sort Through')
            again.find('label', 'Ticket 2 of')
        finally:
            again.close()


    for name, func in (
            ('/day/today', today),
            ('/day/row-names', names_of_rows),
            ('/day/sorts-by-keys', sorts_by_keys),
            ('/day/undo', undo),
            ('/day/hands-over', hands_over),
            ('/day/brief', brief),
            ('/day/ends-in-silence', window.close),
            ('/day/put-off-is-remembered', put_off_is_remembered)):
        tap.check(name, func)
    office.close()
    return tap.end()


sys.exit(main())
