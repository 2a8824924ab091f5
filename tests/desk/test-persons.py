"""Two at one PC: each has their own drafts, and signs what they wrote themselves."""

import json
import sys

from desk import Office, Tap, Window, wait_for

TICKET = '20261121-0070'


def main():
    tap = Tap()
    office = Office()
    office.enrol()
    office.ctl('do', TICKET, 'sign', '--person', 'p-zhang')
    window = Window(office, TICKET)

    def notes():
        return [(r['by']['person'], r['body']['text'])
                for r in json.loads(office.ctl('show', TICKET, '--json'))['timeline'] if r['kind'] == 'progress']

    def sits_down(name):
        window.press('push button', 'Who sits here')
        window.find('label', 'Who Are You?')
        window.press('list item', name)
        window.find('push button', f'Who sits here: 东茅岭街道 · {name}')

    def form(name):
        window.key('ctrl+j')
        window.find('push button', f'Save ({name})')
        return window.find('text', 'What was done')

    def one_begins():
        window.press('list item', '张敏')
        window.find(None, f'Copy the number {TICKET}')
        form('张敏').write('Asked the site office')
        wait_for('the draft', lambda: window.all(None, 'Draft saved'))

    def the_other_has_a_sheet_of_their_own():
        sits_down('李军')
        assert form('李军').text() == ''
        window.fill('What was done', 'Measured at the window')
        window.key('ctrl+Return')
        wait_for('the note', lambda: notes() == [('p-li', 'Measured at the window')])

    def the_first_goes_on():
        sits_down('张敏')
        assert form('张敏').text() == 'Asked the site office'
        window.key('ctrl+Return')
        wait_for('both notes', lambda: sorted(notes()) == [
            ('p-li', 'Measured at the window'), ('p-zhang', 'Asked the site office')])

    for name, func in (
            ('/persons/one-begins', one_begins),
            ('/persons/the-other-has-a-sheet-of-their-own', the_other_has_a_sheet_of_their_own),
            ('/persons/the-first-goes-on', the_first_goes_on),
            ('/persons/ends-in-silence', window.close),
    ):
        tap.check(name, func)
    office.close()
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
