"""The list: orders that are kept, initials of pinyin, several tickets at once by the keyboard, and nothing to see."""

import csv
import os
import sys

from desk import Office, Tap, Window, wait_for

COLUMNS = ('工单编号', '标题', '内容', '受理时间', '诉求人', '联系电话', '事发地点', '诉求类型', '渠道')
TICKETS = (
    ('0001', '南津港路灯不亮', '13800000001', '南津港社区'),
    ('0002', '楼道堆物 & 消防 <通道>', '13800000002', '金鹗社区'),
    ('0003', '物业服务差', '13800000003', '金鹗社区'),
    # No number: a mark, so that it is signed for by itself.
    ('0004', '占道经营', '', '南津港社区'),
)


def write_sheet(path):
    with open(path, 'w', encoding='utf-8-sig', newline='') as file:
        sheet = csv.writer(file)
        sheet.writerow(COLUMNS)
        for number, title, phone, place in TICKETS:
            sheet.writerow((f'20261123-{number}', title, title + '，请处理。', f'2026-11-23 08:0{number[-1]}', '某人', phone,
                            place, '投诉', '市热线'))
    return path


def main():
    tap = Tap()
    sheet = write_sheet(os.path.join(os.environ.get('TMPDIR', '/tmp'), f'huiyin-list-{os.getpid()}.csv'))
    office = Office(csv=sheet)
    os.unlink(sheet)
    office.enrol()
    window = Window(office)

    def rows():
        return [row.name for row in window.all('list item', None, window.find('list', 'Tickets'))]

    def first_row_is(title):
        wait_for(f'{title} on top', lambda: (rows() or [''])[0].find(title) >= 0)

    def states():
        return {row['title']: row['state'] for row in office.tickets()}

    def show(queue):
        window.press('list item', queue, window.find('list', 'Ticket queues'))

    def order(choice):
        window.press('push button', 'Order, channel and density')
        window.press('menu item', choice)

    def initials():
        window.press('list item', '张敏')
        window.find('list', 'Ticket queues')
        entry = window.find('entry', 'Search tickets')
        entry.write('wyfw')
        wait_for('物业服务 alone', lambda: len(rows()) == 1 and '物业服务差' in rows()[0])
        assert rows()[0].endswith('区热线办: Dispatched; not signed for yet; Signing today 15:00'), rows()
        entry.write('njg')
        wait_for('南津港, title or place', lambda: len(rows()) == 2)

    def nothing_found():
        entry = window.find('entry', 'Search tickets')
        entry.write('zzzz')
        window.find('label', 'Nothing Found for “zzzz”')
        entry.write('')

    def empty_queue():
        show('Overdue')
        window.find('label', 'No Tickets in “Overdue”')

    def widens():
        """Nothing of one's own, or of one channel, is not nothing: the rest is one button away."""
        show('To sign for')
        window.press('push button', 'Mine')
        window.find('label', 'None of Yours in “To sign for”')
        window.press('push button', 'Look at the Whole Office')
        first_row_is('南津港路灯不亮')
        order('Walk-in')
        window.find('label', 'Only “Walk-in” is listed.')
        window.press('push button', 'All Channels')
        first_row_is('南津港路灯不亮')

    def sorts():
        show('To sign for')
        order('By Place')
        window.find('label', 'By Place')
        first_row_is('南津港路灯不亮')
        order('Newest First')
        first_row_is('占道经营')

    def signs_several():
        window.press('push button', 'Select several')
        window.find('label', 'Click tickets, or press Space')
        window.key('Home', 'space', 'Down', 'space', 'Down', 'space')
        window.find('label', '3 selected')
        window.press('push button', 'Sign')
        window.find('label', '2 signed for; 1 left out, marked “no number”')
        wait_for('two signed for', lambda: sorted(states().values()).count('handling') == 2)
        assert states()['占道经营'] == 'pending_sign', 'a marked ticket was signed for in bulk'

    def prints_several():
        window.press('push button', 'Select several')
        window.find('label', 'Click tickets, or press Space')
        window.key('Home', 'space', 'Down', 'space')
        window.find('label', '2 selected')
        window.cancel_printing(lambda: window.press('push button', 'Print'))
        window.find('label', '2 selected')
        window.press('push button', 'Stop selecting')
        wait_for('the bar gone', lambda: not window.all('label', '2 selected'))

    def undoes_several():
        window.press('push button', 'Undo')
        wait_for('none signed for', lambda: set(states().values()) == {'pending_sign'})

    def notes_several():
        window.press('push button', 'Select several')
        window.find('label', 'Click tickets, or press Space')
        window.key('End', 'space', 'Up', 'space')
        window.find('label', '2 selected')
        window.press('push button', 'Sign')
        wait_for('two signed for', lambda: sorted(states().values()).count('handling') == 2)
        show('To contact')
        wait_for('them here', lambda: len(rows()) == 2)
        window.press('push button', 'Select several')
        window.find('label', 'Click tickets, or press Space')
        window.key('Home', 'space', 'Down', 'space')
        window.press('push button', 'Same Note')
        window.find('label', 'Also note on 1 more ticket')
        window.fill('What was done', 'The team went there')
        window.press('push button', 'Save (')
        window.find('label', 'Noted on 2 tickets')
        wait_for('a note on both', lambda: all(
            'The team went there' in office.ctl('show', row['number']) for row in office.tickets('--queue', 'to_contact')))

    def kept():
        nonlocal window
        window.close()
        window = Window(office)
        show('To sign for')
        window.find('label', 'Newest First')
        first_row_is('占道经营')

    def nothing_selected_is_nothing_to_do():
        def deeds():
            return [window.find('push button', name).sensitive for name in ('Sign', 'Hand On', 'Same Note', 'Print')]

        show('To sign for')
        window.press('push button', 'Select several')
        window.find('label', 'Click tickets, or press Space')
        assert not any(deeds()), 'a deed on nothing can be pressed'
        window.key('Home', 'space')
        window.find('label', '1 selected')
        wait_for('the deeds', lambda: all(deeds()))
        window.press('push button', 'Stop selecting')

    def escapes():
        window.press('push button', 'Select several')
        window.find('label', 'Click tickets, or press Space')
        window.key('Escape')
        wait_for('the bar gone', lambda: not window.all('label', 'Click tickets, or press Space'))

    for name, func in (
            ('/list/initials', initials),
            ('/list/nothing-found', nothing_found),
            ('/list/empty-queue', empty_queue),
            ('/list/widens', widens),
            ('/list/sorts', sorts),
            ('/list/nothing-selected', nothing_selected_is_nothing_to_do),
            ('/list/prints-several', prints_several),
            ('/list/signs-several', signs_several),
            ('/list/undoes-several', undoes_several),
            ('/list/notes-several', notes_several),
            ('/list/kept', kept),
            ('/list/escapes', escapes)):
        tap.check(name, func)
    window.close()
    office.close()
    return tap.end()


sys.exit(main())
