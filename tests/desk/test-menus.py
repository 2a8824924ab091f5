"""Menus and popovers that are open while the page below is read anew: they stay, and the window answers after them."""

import json
import sys

from desk import Office, Tap, Window, wait_for

NOISE = '20261121-0070'
DANCE = '20261117-0015'

# What opens it, and what is found in it.
OPEN = (('Cannot get through?', 'Note a Try'),
        ('More to do with this ticket', 'Print the Handling Form'),
        ('Contact limit', 'How this date came about'),
        ('Urged', 'Somebody asked where it stays'),
        ('More: ', 'Quote in the Reply'))


class Menus:
    def __init__(self):
        self.office = Office()
        self.office.enrol()
        self.notes = 0
        self.question = None
        self.do(DANCE, 'sign', {})
        self.office.ctl('sync')
        self.office.district('event', self.office.folder, DANCE, 'urged', 'text=催一次')
        self.office.ctl('sync')
        self.window = Window(self.office)
        self.window.press('list item', '张敏')
        self.window.find('list', 'Ticket queues')
        self.show(DANCE)

    def do(self, ticket, kind, body):
        return json.loads(self.office.ctl('do', ticket, kind, '--person', 'p-zhang', '--body', json.dumps(body)))['command']

    def show(self, number):
        self.window.open(number)
        self.window.find(None, f'Copy the number {number}')

    def note(self):
        """Something that changes the ticket from outside: now a question, now its answer. The figures tell when the
        window has read it."""
        self.notes += 1
        text = f'第{self.notes}趟'
        if self.question:
            self.do(DANCE, 'progress', {'text': text, 'answers': self.question})
            self.question = None
        else:
            self.question = self.do(DANCE, 'progress', {'text': text, 'waiting_for': {'unit': '社区', 'what': '照片'}})
        self.office.ctl('sync')
        self.window.find('list item', f'Waiting for an answer, {1 if self.question else 0}')
        return text

    def written(self, text):
        return bool(self.window.all('label', text))

    def open(self, button, content):
        self.window.click(self.window.find(None, button))
        return self.window.find(None, content)

    def gone(self, content):
        wait_for(f'“{content}” to close', lambda: not self.window.all(None, content))

    def answers(self):
        """To the keys; the pointer opens the next."""
        self.window.key('ctrl+j')
        self.window.find('text', 'What was done')
        self.window.key('Escape')
        wait_for('the form to fold', lambda: not self.window.all('text', 'What was done'))

    # Each is a test.

    def stays(self, button, content):
        self.open(button, content)
        text = self.note()
        assert self.window.all(None, content), f'“{content}” was taken away'
        assert not self.written(text), 'the page was built anew under an open menu'
        self.window.key('Escape')
        self.gone(content)
        wait_for('what came meanwhile', lambda: self.written(text))
        self.answers()

    def another_ticket(self):
        """What opens another ticket from outside closes the menu first."""
        self.open(*OPEN[0])
        self.show(NOISE)
        self.gone(OPEN[0][1])
        self.answers()
        self.show(DANCE)

    def corrects(self):
        """The card says what is corrected, and the step again afterwards."""
        self.window.find('label', 'Next: call the citizen')
        note = wait_for('a note', lambda: [node for node in self.window.all(None, 'More: ') if 'Note' in node.name])
        self.window.click(note[0])
        self.window.find(None, 'Correct…')
        self.window.press(None, 'Correct…')
        self.window.find('label', 'Correction: ')
        self.window.fill('Why it is corrected', '写错了日子')
        # The key of its kind begins a new note; the correction waits with what was typed.
        self.window.key('ctrl+j')
        wait_for('a new note', lambda: not self.window.all('text', 'Why it is corrected'))
        self.window.find('push button', 'Draft: Correction: ')
        self.window.key('Escape')
        self.window.find('label', 'Next: call the citizen')
        self.window.press('push button', 'Draft: Correction: ')
        wait_for('the reason of before', lambda: self.window.find('text', 'Why it is corrected').text() == '写错了日子')
        self.window.fill('Why it is corrected', '')
        self.window.key('ctrl+Return')
        self.window.find('alert', 'Write what is wrong with it')
        self.window.fill('Why it is corrected', '写错了日子')
        self.window.key('ctrl+Return')
        self.window.find('label', 'Next: call the citizen')
        timeline = wait_for('the correction', self.corrected)
        assert timeline[-1]['body']['why'] == '写错了日子' and timeline[-1]['body']['text'], timeline[-1]
        self.window.find('list item', ', corrects ')
        self.window.find('list item', ', corrected')

    def corrected(self):
        timeline = json.loads(self.office.ctl('show', DANCE, '--json'))['timeline']
        return timeline if timeline[-1].get('amends') else None

    def is_silent(self):
        assert not self.window.warnings(), '\n'.join(self.window.warnings())


def main():
    tap = Tap()
    menus = Menus()
    for button, content in OPEN:
        tap.check(f'/menus/stays/{button}', lambda: menus.stays(button, content))
    tap.check('/menus/another-ticket', menus.another_ticket)
    tap.check('/menus/correct', menus.corrects)
    tap.check('/menus/no-warnings', menus.is_silent)
    menus.window.close()
    menus.office.close()
    return tap.end()


sys.exit(main())
