"""The forms as a clerk fills them: saved, faulty, interrupted, taken back, by keys alone."""

import contextlib
import json
import os
import signal
import sqlite3
import sys
import time

from desk import Office, Tap, Window, wait_for

NOISE = '20261121-0070'
DANCE = '20261117-0015'
LAMP = '20261122-0048'

CONTACT = {
    'channel': 'phone', 'direction': 'out', 'outcome': 'reached', 'at': '2026-11-23T08:40:00+08:00',
    'purpose': ['confirm', 'tell_extension', 'tell_result'],
    'demands': [{'id': 'd1', 'text': '把音响调小', 'confirmed': True}],
    'opinion': {'value': 'basic', 'words': '先看看'}}


def kinds(office, number):
    return [record['kind'] for record in json.loads(office.ctl('show', number, '--json'))['timeline']]


def last(office, number, kind):
    """The body of the last record of that kind, or None."""
    for record in reversed(json.loads(office.ctl('show', number, '--json'))['timeline']):
        if record['kind'] == kind:
            return record['body']
    return None


class Forms:
    def __init__(self):
        self.office = Office()
        self.office.enrol()
        self.window = None

    def start(self, person=None):
        self.window = Window(self.office)
        if person:
            self.window.press('list item', person)
        self.window.find('list', 'Ticket queues')

    def form(self, number, kind, save='Save (张敏)'):
        """Opens the form of a kind on a ticket; the button that saves it."""
        self.window.open(number)
        self.window.find('label', number)
        self.window.key(kind)
        return self.window.find('push button', save)

    def saved(self, number, kind):
        return wait_for(f'a record {kind}', lambda: last(self.office, number, kind))

    def ticks(self, name, checked):
        """Changes a box, which must have been the other way round."""
        wait_for(f'“{name}” as it is', lambda: self.window.find('check box', name).checked != checked)
        self.window.press('check box', name)
        wait_for(f'“{name}” the other way round', lambda: self.window.find('check box', name).checked == checked)

    # Each is a test; they follow one another.

    def signs(self):
        self.form(NOISE, 'ctrl+shift+s', 'Sign (张敏)')
        self.window.fill('Message to them', '今天就去')
        self.window.press('push button', 'Sign (张敏)')
        body = self.saved(NOISE, 'sign')
        assert body == {'handler': 'p-zhang', 'note': '今天就去'}, body

    def says_what_is_missing(self):
        self.form(NOISE, 'ctrl+l')
        self.window.find(None, '138 0000 0042')
        self.window.key('alt+2')
        wait_for('the hands at what was chosen', lambda: any(
            node.focused and node.checked for node in self.window.all('check box', 'No answer')))
        self.window.key('alt+1')
        self.stands_over_what_is_said('What they wrote')
        self.window.key('ctrl+Return')
        fault = self.window.find('alert', 'Reached but no demand')
        wait_for('what is wrong in sight', lambda: self.bottom(fault) <= self.window.find('push button', 'Save').place().y)
        # The hands are at the first demand that nobody confirmed.
        self.window.fill('Demand 1', '夜里停工')
        self.window.press('check box', 'Demand 1 confirmed')
        self.window.key('ctrl+Return')
        self.focused('check box', 'Demand 1 confirmed')
        self.window.key('space')
        wait_for('that it is confirmed', lambda: not self.window.all('alert', 'Reached but no demand'))
        assert 'contact' not in kinds(self.office, NOISE)
        assert last(self.office, NOISE, 'reveal') == {'field': 'phone', 'purpose': 'contact'}

    def stands_over_what_is_said(self, words):
        said = self.window.find('text', 'What was said')
        label = self.window.find('label', words)
        wait_for(f'“{words}” over what is said, in sight', lambda: self.window.find('label', NOISE).place().y
                 < label.place().y < said.place().y)

    def focused(self, role, name):
        return wait_for(f'the hands at “{name}”', lambda: self.window.find(role, name).focused)

    @staticmethod
    def bottom(node):
        box = node.place()
        return box.y + box.height

    def survives_a_crash(self):
        self.window.fill('What was said', '夜里十一点打桩')
        self.window.find(None, 'Draft saved')
        time.sleep(1)
        self.window.process.send_signal(signal.SIGKILL)
        self.window.process.wait()
        self.window.close()
        self.start()
        self.form(NOISE, 'ctrl+l')
        wait_for('the words of before', lambda: self.text('What was said') == '夜里十一点打桩')

    def text(self, name):
        return self.window.find('text', name).text()

    def notes_a_contact(self):
        self.window.key('ctrl+Return')
        body = self.saved(NOISE, 'contact')
        assert body['outcome'] == 'reached' and body['gist'] == '夜里十一点打桩', body
        assert len(body['demands']) == 1 and body['demands'][0]['confirmed'], body

    def takes_back(self):
        self.window.press('push button', 'Undo')
        wait_for('no contact', lambda: 'contact' not in kinds(self.office, NOISE))
        self.form(NOISE, 'ctrl+l')
        wait_for('the words again', lambda: self.text('What was said') == '夜里十一点打桩')
        self.window.fold()

    def tells_of_a_colleague(self):
        """Who has begun the same is named, as if the colleague had sat here a moment ago."""
        self.change("INSERT INTO drafts SELECT ticket, 'p-li', kind, '{}', base_version, changed_at FROM drafts "
                    "WHERE person = 'p-zhang' AND kind = 'contact'")
        self.form(NOISE, 'ctrl+l')
        self.window.find('alert', '李军 is writing this too: draft of today')
        assert not self.window.all('alert', '张敏 is writing')
        self.window.fold()

    def keeps_what_cannot_be_read(self):
        self.change("UPDATE drafts SET body = '{\"gist\": \"half a' WHERE person = 'p-zhang' AND kind = 'contact'")
        self.form(NOISE, 'ctrl+l')
        self.window.find(None, 'An earlier draft of this cannot be read')
        self.window.key('alt+1')
        self.window.fill('What was said', 'anew')
        bodies = "SELECT body FROM drafts WHERE person = 'p-zhang' AND kind LIKE 'contact%' ORDER BY kind"
        wait_for('the new draft', lambda: 'anew' in self.change(bodies)[0][0])
        assert self.change(bodies)[1:] == [('{"gist": "half a',)]
        self.window.fold()

    def change(self, sql):
        with contextlib.closing(sqlite3.connect(os.path.join(self.office.replica, 'replica.db'))) as db, db:
            return db.execute(sql).fetchall()

    def takes_keys_at_once(self):
        self.form(NOISE, 'ctrl+j')
        self.window.type('abc')
        wait_for('what was typed', lambda: self.text('What was done') == 'abc')
        self.window.fill('What was done', '')
        self.window.key('Escape')

    def by_keys_alone(self):
        self.form(NOISE, 'ctrl+j')
        self.window.key('ctrl+Return')
        self.window.find(None, 'Write what was done')
        time.sleep(0.5)
        self.window.type('went there')
        self.window.key('Tab')
        self.window.type('A, B')
        self.window.key('ctrl+Return')
        body = self.saved(NOISE, 'progress')
        assert body['text'] == 'went there' and body['with_units'] == ['A', 'B'], body

    def asks_for_time(self):
        self.office.ctl('do', DANCE, 'sign', '--person', 'p-zhang')
        self.form(DANCE, 'ctrl+shift+y', 'Ask (张敏)')
        self.window.find(None, 'Not told yet')
        # The step's limit, the call's, is not that of what is asked for.
        assert not [label for label in self.window.all('label') if label.name.startswith('by ')]
        self.window.fill('Reason', '等雨停')
        self.window.press('push button', 'Ask (张敏)')
        self.window.find(None, 'Tell the citizen first')
        self.tells_of_it()
        # What was begun goes on after the call.
        self.window.find('push button', 'Ask (张敏)')
        self.window.find(None, 'The contact of')
        self.window.press('push button', 'Ask (张敏)')
        body = self.saved(DANCE, 'extension_request')
        assert body['reason'] == '等雨停' and body['days'] == 1, body

    def tells_of_it(self):
        """The call that is begun there has its box ticked; without the box it asks, once."""
        self.window.press('push button', 'Call Now')
        self.window.find('push button', 'Copy the Number')
        self.window.key('alt+1')
        self.ticks('An extension or suspension', False)
        self.window.fill('Demand 1', '把音响调小')
        self.window.press(None, 'Fairly satisfied')
        self.window.fill('In their words', '先看看')
        self.window.key('ctrl+Return')
        self.window.find(None, 'Were they told?')
        self.ticks('An extension or suspension', True)
        self.window.key('ctrl+Return')
        body = self.saved(DANCE, 'contact')
        assert 'tell_extension' in body['purpose'], body

    def waits_for_an_answer(self):
        """Until it is noted nothing is told; then the call for telling has its box ticked."""
        question = {'text': '请社区去看', 'waiting_for': {'unit': '南湖社区', 'what': '照片',
                                                    'by': '2026-11-23T15:00:00+08:00'}}
        for kind, body in (('sign', {}), ('contact', dict(CONTACT, purpose=['confirm'])), ('progress', question)):
            self.office.ctl('do', LAMP, kind, '--person', 'p-zhang', '--body', json.dumps(body))
        self.window.open(LAMP)
        self.window.find('label', 'Waiting for 南湖社区 to answer')
        self.window.press('push button', 'They Answered')
        self.window.find('check box', 'This is the answer of 南湖社区')
        self.window.fill('What was done', '照片收到了')
        self.window.press('push button', 'Save (张敏)')
        wait_for('the answer', lambda: 'answers' in (last(self.office, LAMP, 'progress') or {}))
        self.window.find('label', 'Next: tell the result')
        self.window.press('push button', 'Start the Call')
        self.window.find('push button', 'Save (张敏)')
        # Whether they are satisfied is asked for once, and not insisted on.
        self.window.key('alt+1', 'ctrl+Return')
        self.window.find(None, 'Satisfied or not?')
        self.window.press(None, 'Fairly satisfied')
        # So is how they put it.
        self.window.key('ctrl+Return')
        self.window.find(None, 'How did they put it?')
        self.window.fill('In their words', '亮了就好')
        self.window.key('ctrl+Return')
        wait_for('the telling', lambda: 'tell_result' in last(self.office, LAMP, 'contact')['purpose'])
        body = last(self.office, LAMP, 'contact')
        assert 'ask_opinion' in body['purpose'] and body['opinion']['value'] == 'basic', body

    def replies(self):
        self.office.ctl('do', DANCE, 'progress', '--person', 'p-zhang', '--body', '{"text":"到广场看过"}')
        self.form(DANCE, 'ctrl+r', 'Submit (张敏)')
        # How many things are missing is said at once, which ones on Submit, with a way to each.
        self.window.find(None, 'Not yet: 5 things are missing')
        assert not self.window.all('push button', 'Mend')
        self.window.press('push button', 'Submit (张敏)')
        self.window.find('push button', 'Mend: Not yet: demand 1 has no answer')
        wait_for('a way to each of five', lambda: len(self.window.all('push button', 'Mend')) == 5)
        # What is only read is no stop on the way through the form.
        assert not self.window.find('label', '1. ').focusable
        self.window.press('push button', 'Mend: Demand 1: Is it done')
        self.focused('check box', 'Done')
        self.window.press('push button', 'Submit (张敏)')
        wait_for('what was noted', lambda: '到广场看过' in self.text('Investigation'))
        # The hands are at the first thing missing, each time.
        time.sleep(0.5)
        self.window.key('space')
        self.window.fill('Handling result', '音响已调小')
        self.window.key('ctrl+Return')
        self.window.find(None, 'Is it done, or by when will it be?')
        time.sleep(0.5)
        self.window.key('space', 'ctrl+Return')
        self.window.find(None, 'Choose how the matter came out')
        time.sleep(0.5)
        self.window.key('space')
        self.turns_pages()
        self.window.press('push button', 'Submit (张敏)')
        # Not just that it was saved.
        self.window.find(None, 'Submitted for review')
        body = self.saved(DANCE, 'reply')
        assert body['answers'][0]['result'] == '音响已调小', body
        assert body['citizen_opinion'] == {'value': 'basic', 'words': '先看看'}, body

    def is_at(self, page):
        wait_for(f'the page {page}', lambda: self.window.find('page tab', page).selected)

    def turns_pages(self):
        """Neither the tabs move nor is the place lost where one was writing."""
        self.window.press('push button', 'Mend: A letter needs a public reply')
        time.sleep(0.5)
        self.window.type('x')
        wait_for('a letter', lambda: self.text('Public reply') == 'x')
        self.window.key('ctrl+Next')
        tab = self.window.find('page tab', 'As sent')
        self.focused('page tab', 'As sent')
        y = self.window.rest(tab).y
        self.window.key('ctrl+Next')
        self.is_at('Compare')
        self.window.find('label', 'You answer')
        wait_for('the tabs where they were', lambda: self.window.rest(tab).y == y)
        self.window.key('ctrl+Next')
        self.is_at('Fill in')
        self.window.type('y')
        wait_for('two letters', lambda: self.text('Public reply') == 'xy')
        self.window.fill('Public reply', '音响已调小，请放心。')

    def states_why(self):
        """A fortnight later; without a line, whose other end has the time of now."""
        self.window.close()
        self.office.cut()
        self.office.env['HUIYIN_NOW'] = '2026-12-07T09:00:00+08:00'
        self.start()
        self.window.open(NOISE)
        self.window.find(None, f'Copy the number {NOISE}')
        self.window.press('push button', 'Write the Statement')
        self.window.find('push button', 'Save (张敏)')
        self.window.press('push button', 'Save (张敏)')
        self.window.find(None, 'Write why it is late')
        self.window.fill('Cause', '工地不配合')
        self.window.fill('New date', '12-09')
        self.window.press('push button', 'Save (张敏)')
        body = self.saved(NOISE, 'situation_statement')
        assert body['cause'] == '工地不配合' and body['new_date'] == '2026-12-09', body
        assert 'went there' in body['progress'], body



def main():
    tap = Tap()
    forms = Forms()
    forms.start('张敏')
    for name, func in (
            ('/forms/sign', forms.signs),
            ('/forms/contact/missing', forms.says_what_is_missing),
            ('/forms/draft/kill', forms.survives_a_crash),
            ('/forms/contact/saved', forms.notes_a_contact),
            ('/forms/undo', forms.takes_back),
            ('/forms/colleague', forms.tells_of_a_colleague),
            ('/forms/draft/unreadable', forms.keeps_what_cannot_be_read),
            ('/forms/note/at-once', forms.takes_keys_at_once),
            ('/forms/note/keys', forms.by_keys_alone),
            ('/forms/extension', forms.asks_for_time),
            ('/forms/answer', forms.waits_for_an_answer),
            ('/forms/reply', forms.replies),
            ('/forms/statement', forms.states_why),
            ('/forms/ends-in-silence', lambda: forms.window.close())):
        tap.check(name, func)
    forms.office.close()
    return tap.end()


sys.exit(main())
