"""The week before: a district, its office, a colleague at another PC, and the tickets that she and the weekend left."""

import csv
import json
import os

from office import SAMPLE, Office

FRIDAY = '2026-11-20T17:28:00+08:00'
SATURDAY_TO_MONDAY = ('2026-11-21', '2026-11-23')
EARLY_MONDAY = '2026-11-23T08:50:00+08:00'
MONDAY = '2026-11-23T09:00:00+08:00'

# What the colleague worked on; the last two were closed and asked more time for.
HANDLED = ('20261116-0034', '20261118-0007', '20261119-0021', '20261119-0140', '20261120-0031', '20261120-0119')
CLOSED = '20261120-0119'
PUT_OFF = '20261119-0021'
EVENTS = (
    ('20261116-0034', 'supplemented', 'text=昨晚又下雨了，插座冒火花'),
    ('20261120-0031', 'urged', 'text=七楼老人提不动水，请尽快'),
    (CLOSED, 'reply_rejected', 'reason=没有说明调整后的时长'),
    ('20261118-0007', 'supervised', 'level=yellow'),
)


def contact(at, demand, gist):
    return {'channel': 'phone', 'direction': 'out', 'outcome': 'reached', 'at': at,
            'purpose': ['confirm', 'tell_result', 'ask_opinion'], 'gist': gist,
            'demands': [{'id': 'd1', 'text': demand, 'confirmed': True}]}


def reply(found, done):
    return {'answers': [{'demand_id': 'd1', 'finding': 'true', 'result': done, 'done': True, 'by': None}],
            'contact_summary': '已电话核实诉求，并告知处理结果', 'investigation': found, 'result_kind': 'solved',
            'basis': ['《中华人民共和国噪声污染防治法》'], 'citizen_opinion': {'value': 'satisfied', 'words': '满意'}}


class Week(Office):
    def __init__(self, story):
        super().__init__(csv=False, persons=(('p-lin', '林某某'), ('p-he', '何某某')), office=('wh', '望湖街道办事处'),
                         district='湖滨区热线办（演示）', now=FRIDAY)
        self.story = story
        self.colleague = os.path.join(self.dir, 'colleague')
        self.district('office', self.folder, 'add', 'qt', '清潭街道办事处')

    def colleague_does(self, ticket, kind, body):
        """The id of what was saved."""
        return json.loads(self.ctl('do', ticket, kind, '--person', 'p-he', '--body', json.dumps(body),
                                   replica=self.colleague))['command']

    def colleague_syncs(self):
        """Over a line of her own, which holds when the new PC's is cut."""
        mine, self.address = self.address, self.colleagues_address
        self.serve()
        done = json.loads(self.ctl('sync', '--json', replica=self.colleague))
        self.cut()
        self.address = mine
        self.story.holds('the colleague’s round', '同事的同步', 'synced', done['state'])

    def at_district(self, ticket):
        """The state there, and the kinds of what happened."""
        shown = json.loads(self.district('show', self.folder, ticket))
        return shown['ticket']['state'], shown['timeline']

    def show_district(self, ticket):
        state, timeline = self.at_district(ticket)
        self.story.district(f'{ticket} {state} [{", ".join(record["kind"] for record in timeline)}]')

    def take(self, wanted):
        """A day's letters and calls, dispatched at its end, this Monday's at half past eight."""
        with open(SAMPLE, newline='', encoding='utf-8-sig') as file:
            rows = list(csv.DictReader(file))
        days = {}
        for row in rows:
            days.setdefault(row['受理时间'][:10], []).append(row)
        for day, came in sorted(days.items()):
            if wanted(day):
                self.take_day(day, came)

    def take_day(self, day, rows):
        name = os.path.join(self.dir, f'{day}.csv')
        at = {'2026-11-21': '23:59', '2026-11-22': '23:59', '2026-11-23': '08:30'}.get(day, '17:26')
        with open(name, 'w', newline='', encoding='utf-8') as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        said = self.district('import', self.folder, name, '--office', self.id, '--at', f'{day}T{at}:00+08:00')
        self.story.district(f'{day}  {said.splitlines()[-1]}')

    def friday(self):
        for ticket in HANDLED:
            self.colleague_does(ticket, 'sign', {})
            self.colleague_does(ticket, 'contact', contact('2026-11-20T17:27:00+08:00', '按来电所说办理', '已核实诉求'))
        self.colleague_does(CLOSED, 'reply', reply('经现场测时，绿灯时长确实不足', '已由交警调整配时'))
        told = [record['id'] for record in json.loads(
            self.ctl('show', PUT_OFF, '--json', replica=self.colleague))['timeline'] if record['kind'] == 'contact']
        self.colleague_does(PUT_OFF, 'extension_request',
                            {'days': 5, 'reason': '安置房验收尚需时日', 'citizen_told': told[-1]})
        self.colleague_syncs()

    def prepare(self):
        """Up to Monday, nine o'clock; the line is there."""
        story = self.story
        story.step('A district, its office, and the tickets of the week before', '建立区平台、街道，以及上周的工单')
        self.take(lambda day: day < SATURDAY_TO_MONDAY[0])

        story.step('On Friday the colleague worked on some of them', '周五，同事办理了其中一部分')
        self.enrol(self.colleague)
        self.colleagues_address = self.address
        self.cut()
        self.friday()

        story.step('Over the weekend more came in: tickets, a supplement, an urge, a rework, a supervision',
                   '周末又来了新的：工单、补充、催办、退回重办、督办')
        self.clock(EARLY_MONDAY)
        self.take(lambda day: SATURDAY_TO_MONDAY[0] <= day <= SATURDAY_TO_MONDAY[1])
        for event in EVENTS:
            self.district('event', self.folder, *event)
        story.holds('tickets at the district', '区里的工单数', 52, len(json.loads(self.district('tickets', self.folder))))
        self.clock(MONDAY)
        self.address = '127.0.0.1:0'
        self.serve()

