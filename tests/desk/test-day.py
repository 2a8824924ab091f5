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
        now = window.find('label', 'Now')
        sort = window.find('push button', 'Sort Through')
        assert sort.place().y < now.place().y, 'the way through the new ones stands below'

    def names_of_rows():
        wait_for('a name on every row of Today', lambda: window.all('list item', 'Now, item 1: Sign'))

    everything = []

    def sorts_by_keys():
        everything.extend(queue('pending_sign'))
        new = len(everything)
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
        read = window.find('label', 'Ticket 3 of').place()
        wait_for('the toast where nothing is read', lambda: 0 < window.find('push button', 'Undo').place().x < read.x)
        window.key('ctrl+z')
        wait_for('the ticket back', lambda: len(queue('pending_sign')) == new + 1)

    def hands_over():
        new = len(queue('pending_sign'))
        window.press('push button', 'Sign, Hand to')
        wait_for('one ticket less', lambda: len(queue('pending_sign')) == new - 1)
        # What was taken back is not counted as done.
        window.find('label', f'Ticket 3 of {len(everything)}')

    def given(person):
        return sum(row['handler'] == person for row in office.tickets('--queue', 'all', '--limit', '200'))

    def hands_to_another_by_keys():
        """Enter signs for whoever was chosen; it does not open the list of people again."""
        new = len(queue('pending_sign'))
        theirs = given('p-li')
        window.click(window.find('combo box', 'Handler'))
        window.key('Down', 'Return')
        wait_for('the keys back', lambda: window.find('combo box', 'Handler') and not any(
            node.focused for node in window.all('list item') + window.all('toggle button') + window.all('combo box')))
        window.key('Return')
        wait_for('one ticket less', lambda: len(queue('pending_sign')) == new - 1)
        assert given('p-li') == theirs + 1

    def comes_back_from_a_form():
        """A return is left by Escape for the same ticket, by Save for the next one; nothing typed is lost."""
        new = len(queue('pending_sign'))
        window.find('label', 'Ticket ')
        at = next(label.name for label in window.all('label', 'Ticket ') if ' of ' in label.name)
        window.key('t')
        window.find('text', 'Basis').write('Duty list 3.12')
        window.key('Escape')
        window.find('label', at)
        window.find('push button', 'Put Off')
        window.key('t')
        wait_for('what was typed', lambda: window.find('text', 'Basis').text() == 'Duty list 3.12')
        window.press(None, 'Not our function')
        window.fill('Whose it is', 'The water works')
        window.fill('Evidence', 'They said so on the phone')
        window.key('ctrl+Return')
        wait_for('one new ticket less', lambda: len(queue('pending_sign')) == new - 1)
        window.find('push button', 'Put Off')
        window.find('label', f'Ticket {int(at.split()[1]) + 1} of')

    def comes_back_from_a_call():
        new = len(queue('pending_sign'))
        window.key('j')
        window.find('label', 'What came of it')
        wait_for('one new ticket less', lambda: len(queue('pending_sign')) == new - 1)
        window.key('Escape')
        window.find('push button', 'Put Off')

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
            ('/day/hands-to-another-by-keys', hands_to_another_by_keys),
            ('/day/comes-back-from-a-form', comes_back_from_a_form),
            ('/day/comes-back-from-a-call', comes_back_from_a_call),
            ('/day/brief', brief),
            ('/day/ends-in-silence', window.close),
            ('/day/put-off-is-remembered', put_off_is_remembered)):
        tap.check(name, func)
    office.close()
    return tap.end()


sys.exit(main())
