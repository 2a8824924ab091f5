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

    def add(id, name):
        office.district('person', office.folder, 'add', id, name, '--office', 'dmj')
        office.ctl('sync')

    def is_left_alone():
        """Who is asked something is still there after the names were read once more."""
        add('p-wang', '王芳')
        window.press('push button', 'Who sits here')
        window.press('list item', '王芳')
        window.find('label', '王芳, How Long Have You Done Hotline Work?')
        add('p-zhao', '赵强')
        window.key('Escape')
        window.find('list item', '赵强')
        window.press('list item', '张敏')
        window.find('push button', 'Who sits here: 东茅岭街道 · 张敏')

    for name, func in (
            ('/persons/one-begins', one_begins),
            ('/persons/the-other-has-a-sheet-of-their-own', the_other_has_a_sheet_of_their_own),
            ('/persons/the-first-goes-on', the_first_goes_on),
            ('/persons/is-left-alone', is_left_alone),
            ('/persons/ends-in-silence', window.close),
    ):
        tap.check(name, func)
    office.close()
    return tap.end()


if __name__ == '__main__':
    sys.exit(main())
