"""What an office asks of the district and takes back: returns, coordination, suspension, appeals."""

import json
import os
import signal
import sys

from desk import Office, Tap, Window, wait_for

NOISE = '20261121-0070'
DANCE = '20261117-0015'
BACK = '20261120-0119'
LAMP = '20261122-0050'

CONTACT = {
    'channel': 'phone', 'direction': 'out', 'outcome': 'reached', 'at': '2026-11-23T08:40:00+08:00',
    'purpose': ['confirm', 'tell_extension', 'tell_result'],
    'demands': [{'id': 'd1', 'text': '把音响调小', 'confirmed': True}]}
REPLY = {'answers': [{'demand_id': 'd1', 'finding': 'true', 'result': '已办', 'done': True}],
         'contact_summary': '已电话联系', 'investigation': '到过现场', 'result_kind': 'solved',
         'citizen_opinion': {'value': 'satisfied', 'words': '行'}}


class Requests:
    def __init__(self):
        self.office = Office()
        self.office.enrol()
        for ticket in (DANCE, BACK):
            self.do(ticket, 'sign', {})
            self.do(ticket, 'contact', CONTACT)
        self.do(BACK, 'reply', REPLY)
        self.office.ctl('sync')
        self.office.district('event', self.office.folder, BACK, 'reply_rejected', 'reason=没有日期')
        self.office.ctl('sync')
        self.window = Window(self.office)
        self.window.press('list item', '张敏')
        self.window.find('list', 'Ticket queues')

    def do(self, ticket, kind, body):
        self.office.ctl('do', ticket, kind, '--person', 'p-zhang', '--body', json.dumps(body))

    def show(self, number):
        self.window.open(number)
        self.window.find('label', number)

    def menu(self, number, entry):
        """A form out of the ticket's menu."""
        self.show(number)
        self.window.click(self.window.find(None, 'More to do with this ticket'))
        self.window.press('push button', entry)

    def saved(self, number, kind):
        def look():
            for record in reversed(json.loads(self.office.ctl('show', number, '--json'))['timeline']):
                if record['kind'] == kind:
                    return record['body'] or True
            return None
        return wait_for(f'a record {kind}', look)

    def write(self, **texts):
        for name, text in texts.items():
            self.window.fill(name.replace('_', ' '), text)

    def outbox(self, *states):
        return [item for item in json.loads(self.office.ctl('outbox', '--json')) if item['state'] in states]

    # Each is a test; they follow one another.

    def no_ground(self):
        """Who cannot find the owner is told what to do instead, and what was written goes along."""
        self.menu(NOISE, 'Ask to return it')
        self.window.find('push button', 'Ask (张敏)')
        self.write(Evidence='问过路灯所和供电公司')
        for no_ground in ('Too difficult', 'Owner not found'):
            self.window.press(None, no_ground)
            self.window.find('label', 'This is no ground for a return')
        self.window.press('push button', 'Turn into Coordination, Keep the Text')
        self.window.find('text', 'Proposal')
        self.window.find(None, 'Several units')
        assert self.window.find('text', 'Tried').text() == '问过路灯所和供电公司'
        self.write(Proposal='请区里明确由谁管')
        self.window.press('push button', 'Ask (张敏)')
        body = self.saved(NOISE, 'coordination_request')
        assert body == {'problem': 'owner_not_found', 'tried': '问过路灯所和供电公司',
                        'proposal': '请区里明确由谁管'}, body

    def returns(self):
        self.menu(NOISE, 'Ask to return it')
        self.window.find('push button', 'Ask (张敏)')
        self.window.press(None, 'Not our function')
        self.window.press('push button', 'Ask (张敏)')
        self.window.find(None, 'Name the rule or the duty')
        self.write(Basis='职责清单 3.12', Whose_it_is='区城管局')
        self.window.press('push button', 'Ask (张敏)')
        body = self.saved(NOISE, 'return_request')
        assert body['ground'] == 'not_our_function' and body['basis'] == {'cited': '职责清单 3.12'}, body

    def is_asked_once(self):
        """Who opens the form again sees that it was asked for; the card's words are tested without a window."""
        self.do(LAMP, 'sign', {})
        self.do(LAMP, 'coordination_request', {'problem': 'several_units', 'tried': '问过路灯所', 'proposal': '请区里定'})
        self.office.ctl('sync')
        self.menu(LAMP, 'Ask for coordination')
        self.window.find('label', 'It stops no clock')
        self.window.find('label', 'Asked for already')
        self.window.key('Escape')

    def withdraws(self):
        """Of two undecided requests the one that is meant."""
        self.menu(NOISE, 'Withdraw the request')
        self.window.find('push button', 'Withdraw (张敏)')
        self.window.press('push button', 'Withdraw (张敏)')
        self.window.find(None, 'Choose what is withdrawn')
        self.window.find('label', 'As if it had never been asked for')
        self.window.press(None, 'Ask to return it ·')
        self.write(Why='找到人了')
        self.window.press('push button', 'Withdraw (张敏)')
        body = self.saved(NOISE, 'request_withdraw')
        assert body['why'] == '找到人了', body
        entry = wait_for('the entry', lambda: [row for row in self.window.all('list item', '找到人了')])[0]
        assert 'Ask to return it · 11-23 Mon' in entry.name, entry.name
        wait_for('its former state', lambda: self.office.tickets('--search', NOISE)[0]['state'] == 'pending_sign')

    def suspends(self):
        self.menu(DANCE, 'Ask for suspension')
        self.window.find('label', 'The contact of')
        self.write(Why_it_has_to_wait='等汛期过去', Plan='每周看一次', Until='11-20')
        self.window.press('push button', 'Ask (张敏)')
        self.window.find(None, 'The time lies in the past')
        self.write(Until='12-31')
        self.window.press('push button', 'Ask (张敏)')
        body = self.saved(DANCE, 'suspend_request')
        assert body['until'] == '2026-12-31' and body['plan'] == '每周看一次', body
        assert body['citizen_told'], body

    def appeals(self):
        self.show(BACK)
        self.window.press(None, 'You do not agree?')
        self.window.press('push button', 'Appeal')
        self.window.find('label', 'possible until 11-30 Mon 17:30')
        self.window.press('check box', 'That it was sent back')  # the only one there is stays chosen
        self.write(Why='日期写在第二段')
        self.window.press('push button', 'Appeal (张敏)')
        body = self.saved(BACK, 'appeal')
        assert body == {'against': 'rework', 'why': '日期写在第二段'}, body
        wait_for('no second appeal', lambda: not self.window.all(None, 'You do not agree?'))

    def assigns(self):
        self.menu(DANCE, 'Assign')
        self.window.find('push button', 'Save (张敏)')
        self.window.press('push button', 'Save (张敏)')
        body = self.saved(DANCE, 'assign')
        assert body['to_person'] == 'p-li', body
        self.window.find('list item', 'To 李军')

    def mediates(self):
        self.menu(DANCE, 'Mediation')
        self.window.find('push button', 'Save (张敏)')
        self.window.press('push button', 'Save (张敏)')
        self.window.find(None, 'All of these must hold')
        for fit in ('Between people', 'All sides are willing', 'No crime', 'Neither in court'):
            self.window.press('check box', fit)
        self.window.fill('Who, line 1', '王师傅')
        self.window.fill('Does what, line 1', '晚上九点后关音响')
        self.window.press('push button', 'Save (张敏)')
        body = self.saved(DANCE, 'mediation')
        assert body['agreement'] == [{'who': '王师傅', 'what': '晚上九点后关音响'}], body

    def links(self):
        """The number of the petition was typed once."""
        self.do(DANCE, 'petition_link', {'register_no': '岳信 2026-118'})
        self.menu(DANCE, 'Link to a petition')
        wait_for('the number', lambda: self.window.find('text', 'Petition number').text() == '岳信 2026-118')
        self.window.key('Escape')

    def row(self):
        self.window.key('ctrl+9')
        row = self.window.find('list item', 'replied at')
        text = self.window.find('text', 'Investigation', row)
        if not text.place():
            self.window.click(row)
            wait_for('the row to open', lambda: text.place())
        return text

    def loses_a_race(self):
        """Another PC of the office has replied; one's own text waits, and what is typed over it is a draft."""
        other, file = (os.path.join(self.office.dir, name) for name in ('other', 'commands.json'))
        reply = dict(REPLY, public_text='音响已调小，请放心。')
        # What was asked for before is not to come after the colleague's reply.
        wait_for('everything at the district', lambda: not self.outbox('queued', 'sending'))
        self.office.enrol(other)
        self.office.cut()
        self.office.ctl('do', DANCE, 'reply', '--person', 'p-li', '--body', json.dumps(reply), replica=other)
        self.do(DANCE, 'reply', reply)
        self.office.ctl('outbox', 'export', file, replica=other)
        self.office.district('commands', self.office.folder, file)
        self.office.serve()
        self.window.key('F5')
        text = self.row()
        text.write('到过现场，又去了一次')
        self.window.find('label', 'Draft saved')

    def keeps_the_draft(self):
        wait_for('a durable draft', lambda: self.window.find('label', 'Draft saved'))
        self.window.process.send_signal(signal.SIGKILL)
        self.window.process.wait()
        self.window.close()
        self.window = Window(self.office)
        self.window.find('list', 'Ticket queues')
        text = self.row()
        wait_for('what was typed', lambda: text.text() == '到过现场，又去了一次')
        refused = self.outbox('refused')
        assert [item['code'] for item in refused] == ['already_replied'], refused

    def keeps_as_a_note(self):
        row = self.window.find('list item', 'replied at')
        said = len(self.window.all('label', 'replied at', row))
        self.window.press('push button', 'Amend and Resend', row)
        wait_for('its refusal', lambda: len(self.window.all('label', 'replied at', row)) > said)
        self.window.press('push button', 'Keep as a Note', row)
        body = self.saved(DANCE, 'progress')
        assert '到过现场' in body['text'], body

    def is_silent(self):
        assert not self.window.warnings(), '\n'.join(self.window.warnings())


def main():
    tap = Tap()
    requests = Requests()
    for name, func in (
            ('/requests/no-ground', requests.no_ground),
            ('/requests/return', requests.returns),
            ('/requests/asked-once', requests.is_asked_once),
            ('/requests/withdraw', requests.withdraws),
            ('/requests/suspend', requests.suspends),
            ('/requests/appeal', requests.appeals),
            ('/requests/assign', requests.assigns),
            ('/requests/mediation', requests.mediates),
            ('/requests/petition', requests.links),
            ('/requests/refused', requests.loses_a_race),
            ('/requests/refused/kill', requests.keeps_the_draft),
            ('/requests/refused/note', requests.keeps_as_a_note),
            ('/requests/no-warnings', requests.is_silent)):
        tap.check(name, func)
    requests.window.close()
    requests.office.close()
    return tap.end()


sys.exit(main())
