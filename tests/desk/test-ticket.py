"""The ticket page as a screen reader meets it: its head, its clocks, the next step, the citizen, the timeline."""

import json
import sys

from desk import NOW, Office, Tap, Window, wait_for


LETTER = '20261118-0007'
SUPPLEMENTED = '20261116-0034'
SENT_BACK = '20261120-0119'
MARKUP = '20261122-0048'
NO_PLACE = '20261116-0102'
GONE = '20261113-0211'

CONTACT = {'channel': 'phone', 'direction': 'out', 'outcome': 'reached', 'at': NOW,
           'purpose': ['confirm', 'tell_result', 'ask_opinion'], 'gist': '讲了三分钟',
           'demands': [{'id': 'd1', 'text': '先修返水', 'confirmed': True},
                       {'id': 'd2', 'text': '装回路灯', 'confirmed': True}]}
REPLY = {'answers': [{'demand_id': d, 'finding': 'true', 'result': '已办', 'done': True} for d in ('d1', 'd2')],
         'contact_summary': '已电话联系', 'investigation': '到过现场', 'result_kind': 'solved',
         'citizen_opinion': {'value': 'satisfied', 'words': '行'}}


def prepare(office):
    def do(ticket, kind, body):
        office.ctl('do', ticket, kind, '--person', 'p-zhang', '--body', json.dumps(body))
        office.ctl('sync')

    for ticket in (LETTER, SUPPLEMENTED, SENT_BACK):
        do(ticket, 'sign', {})
        do(ticket, 'contact', CONTACT)
    do(SENT_BACK, 'reply', REPLY)
    office.district('event', office.folder, SENT_BACK, 'reply_rejected', 'reason=没有日期')
    office.district('event', office.folder, SUPPLEMENTED, 'supplemented', 'text=插座冒火花')
    office.district('event', office.folder, LETTER, 'supervised', 'level=yellow', 'text=三天内报')
    do(GONE, 'sign', {})
    do(GONE, 'progress', {'text': '去看过'})
    office.district('event', office.folder, GONE, 'recalled', 'text=另行派单')
    office.ctl('sync')


def main():
    tap = Tap()
    office = Office()
    office.enrol()
    prepare(office)
    window = Window(office, asked=())
    window.press('list item', '张敏')
    for answer in window.all('push button', 'Experienced') + window.all('push button', 'New, Guide Me'):
        window.press('push button', answer.name)
        break
    window.find('list', 'Ticket queues')

    def opened(number):
        window.open(number)
        return window.find(None, f'Copy the number {number}')

    def reads(words):
        """In the name of something, which of a label is its text, or in a field."""
        return wait_for(f'the text “{words}”', lambda: any(
            words in node.name or node.role == 'text' and words in node.text() for node in window.all()))

    def head():
        opened(LETTER)
        reads('Request for help · Mayor')
        window.find(None, 'Supervised (yellow), press Enter')

    def nothing_is_marked():
        title = window.find('label', '关于向阳里')
        assert not title.is_marked(), 'the title is marked'

    def clocks():
        for name in ('Signing limit', 'Contact limit', 'Result limit'):
            window.find(None, name)

    def likely():
        opened(MARKUP)
        reads('Likely demands (check in the call)')
        reads('请物价部门管一管')

    def markup_is_text():
        ticket = next(t for t in office.tickets('--search', MARKUP) if t['number'] == MARKUP)
        assert '<' in ticket['title'] or '&' in ticket['title'], ticket['title']
        reads(ticket['title'])

    def next_step():
        window.find(None, 'Next step')
        reads('Next: sign for it')
        reads('Three things first')
        window.find('push button', 'Sign')

    def no_place():
        opened(NO_PLACE)
        reads('Not stated; ask in the call')

    def demands():
        opened(LETTER)
        reads('先修返水')
        reads('装回路灯')
        assert not window.all('label', 'Likely demands (check'), 'guesses stand beside what was confirmed'

    def folds():
        more = window.find(None, 'Show All (')
        window.press(more.role, 'Show All (')
        reads('Show Less')
        reads('一、请查明')

    def masked():
        reads('138****0006')
        assert not window.all(None, '138 0000 0006')

    def reveal():
        """Without a line: what is noted of it waits."""
        office.cut()
        window.press('push button', 'Reveal (Logged)')
        reads('138 0000 0006')
        kinds = wait_for('its record', lambda: [
            r for r in json.loads(office.ctl('show', LETTER, '--json'))['timeline'] if r['kind'] == 'reveal'])
        assert kinds[0]['body'] == {'field': 'citizen', 'purpose': 'contact'}, kinds
        window.find('list item', 'Reveal personal data, not sent yet', window.find('list', 'Timeline'))
        reads('not sent yet')
        office.serve()
        window.key('F5')

    def masked_again():
        opened(MARKUP)
        opened(LETTER)
        reads('138****0006')

    def timeline():
        rows = window.find('list', 'Timeline')
        window.find('list item', 'Phone · reached', rows)
        window.find('list item', '三天内报', rows)

    def filters():
        window.press(window.find(None, 'Contacts').role, 'Contacts')
        rows = window.find('list', 'Timeline')
        wait_for('contacts alone', lambda: not window.all('list item', '三天内报', rows))
        window.find('list item', 'Phone · reached', rows)

    def sent_back():
        opened(SENT_BACK)
        reads('Sent back by the district: 没有日期 (time 1)')
        window.find('push button', 'Compare and Amend')
        reads('Next: do again what was sent back')

    def supplement():
        opened(SUPPLEMENTED)
        reads('插座冒火花')
        window.press('push button', 'I Have Read It')
        wait_for('the bar to go', lambda: not window.all('push button', 'I Have Read It'))

    def reasons():
        opened(MARKUP)
        menu = window.find(None, 'More to do with this ticket')
        window.click(menu)
        window.find(None, 'Interim reply, not possible now: It is “To sign for” now.')
        window.key('Escape')

    def prints():
        window.cancel_printing(lambda: window.key('ctrl+p'))

    def left():
        opened(GONE)
        reads('This ticket has')
        window.find('list item', 'Note', window.find('list', 'Timeline'))
        assert not window.all('push button', 'Reveal (Logged)')

    def missing():
        window.open('20991231-9999')
        reads('Not on This PC')


    for name, func in (
            ('/ticket/head', head),
            ('/ticket/nothing-is-marked', nothing_is_marked),
            ('/ticket/clocks', clocks),
            ('/ticket/likely-demands', likely),
            ('/ticket/markup-is-text', markup_is_text),
            ('/ticket/next-step', next_step),
            ('/ticket/no-place', no_place),
            ('/ticket/demands', demands),
            ('/ticket/long-letter', folds),
            ('/ticket/masked', masked),
            ('/ticket/reveal', reveal),
            ('/ticket/masked-again', masked_again),
            ('/ticket/timeline', timeline),
            ('/ticket/filters', filters),
            ('/ticket/sent-back', sent_back),
            ('/ticket/supplement', supplement),
            ('/ticket/reasons', reasons),
            ('/ticket/prints', prints),
            ('/ticket/left', left),
            ('/ticket/missing', missing),
            ('/ticket/ends-in-silence', window.close)):
        tap.check(name, func)
    office.close()
    return tap.end()


sys.exit(main())
