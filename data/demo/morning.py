"""The main job, played in the window itself by what a screen reader finds there; exit 0 only if every step held."""

import json
import os
import sys

from desk import wait_for
from pc import Pc
from week import Week, reply
from words import Story, ui, words

NOISE = '20261122-0053'
WATER = '20261120-0031'
WATER_TITLE = '柳堤小区高层水压不足'
SORTED = 2


class Morning:
    def __init__(self, pictures):
        self.story = Story()
        self.week = Week(self.story)
        self.pictures = pictures
        self.pc = None
        self.colleagues = None

    def enrol(self):
        self.story.step('Monday, nine: the new PC is enrolled in its window, with the district’s code and certificate',
                        '周一九点：在窗口里用区里的开通码和证书接入新电脑')
        self.pc = Pc(self.week, pictures=self.pictures)
        self.pc.fill_in_enrolment()
        self.pc.picture('01-enrol')
        self.pc.enrol()
        self.pc.picture('02-who-are-you')
        devices = json.loads(self.week.district('devices', self.week.folder))
        self.story.holds('enrolled PCs', '已接入的电脑', 2, len(devices))

    def sit_down(self):
        self.story.step('First sync, and who sits here: the day’s page', '首次同步，选人，看今天要办的')
        self.pc.sit_down()
        self.pc.picture('03-today')
        self.story.holds('tickets in the office', '街道的工单数', 52, len(self.week.tickets('--limit', '100')))
        self.story.window(self.pc.pill('All arrived %s'), self.pc.pill('All arrived %s'))

    def cut(self):
        self.story.step('The line to this PC is cut', '本机断网（停止区平台服务）')
        self.week.cut()
        self.pc.window.key('F5')
        pill = self.pc.pill('Offline since %s')
        self.story.window(pill, pill)

    def colleague_closes(self):
        self.story.step('The colleague closes a ticket at the other PC, whose line holds', '同事在另一台没断网的电脑上办结了一件')
        self.colleagues = self.week.colleague_does(WATER, 'reply', reply('二次加压泵故障，已更换', '已恢复供水'))
        self.week.colleague_syncs()
        self.week.show_district(WATER)

    def sort_through(self):
        self.story.step('Without a line: the new tickets are sorted through, by keys', '断网中：逐件分拣新到的工单，只用键盘')
        w = self.pc.window
        waits = self.count('pending_sign')
        w.press('push button', ui('Sort Through'))
        for i in range(SORTED):
            w.find('label', ui('Ticket %d of %d') % (i + 1, waits))
            w.key('m')
            wait_for('a ticket less', lambda: self.count('pending_sign') == waits - i - 1)
        w.find('label', ui('Ticket %d of %d') % (SORTED + 1, waits))
        self.pc.picture('04-sort-through')
        w.key('space')
        w.find('label', ui('Ticket %d of %d') % (SORTED + 2, waits))
        self.story.holds('signed in the office', '街道已签收', SORTED, waits - self.count('pending_sign'))
        self.story.holds('sent', '已送出', 0, SORTED - len(self.pc.outbox()))

    def count(self, queue):
        return len(self.week.tickets('--queue', queue, '--limit', '100'))

    def sign_and_call(self):
        self.story.step('A ticket is found by its number, signed for; the citizen is rung', '按编号找到一件，签收，给诉求人打电话')
        self.pc.open(NOISE)
        self.pc.sign(NOISE)
        self.pc.call('本人接听，要求晚上十点以后停工；听了处理结果，表示满意', '停止夜间施工', '昨晚确实没响')
        self.pc.picture('05-call')
        self.pc.window.key('ctrl+Return')
        wait_for('the call', lambda: 'contact' in self.kinds(NOISE))
        self.show_both(NOISE)
        self.story.holds('in the office', '街道', 'handling', self.pc.state(NOISE))
        self.story.holds('at the district', '区里', 'pending_sign', self.week.at_district(NOISE)[0])

    def kinds(self, ticket):
        return [record['kind'] for record in self.pc.timeline(ticket)]

    def show_both(self, ticket):
        self.story.office(f'{ticket} {self.pc.state(ticket)} [{", ".join(self.kinds(ticket))}]')
        self.week.show_district(ticket)

    def close_ticket(self):
        self.story.step('The matter is settled: the answer is written, the ticket closed', '办完了：写回复，办结')
        self.pc.reply('经现场核查，工地夜间打桩属实', '已责令停工并约谈施工单位')
        self.pc.picture('06-reply')
        self.pc.save(NOISE, 'submitted')
        self.show_both(NOISE)
        self.story.holds('at the district', '区里', 'pending_sign', self.week.at_district(NOISE)[0])

    def close_twice(self):
        self.story.step('Also closed here: what the colleague had closed, unknown at this PC', '这里也办结了同事已办结的那件（本机尚不知情）')
        self.pc.open(WATER)
        self.pc.reply('上门测压，六楼以上水压不足属实', '已协调供水公司检修', 'Not asked')
        self.pc.save(WATER, 'submitted')
        self.pc.window.key('ctrl+9')
        self.pc.window.find('label', ui('Waiting for the Line'))
        self.pc.picture('07-outbox-offline')
        pill = self.pc.pill('Offline since %s')
        self.story.window(pill, pill)

    def line_back(self):
        self.story.step('The line is back: all of it goes up', '网络恢复：全部上传')
        mine = self.of_office(self.pc.timeline(NOISE))
        self.week.serve()
        self.pc.window.key('F5')
        self.pc.window.find('label', ui('Needs Your Decision'))
        self.pc.picture('08-refused')
        self.show_both(NOISE)
        state, timeline = self.week.at_district(NOISE)
        self.story.holds('at the district', '区里', 'submitted', state)
        theirs = self.of_office(timeline)
        self.story.holds('each step there, once', '每一步都在，且只有一次', sorted(mine.values()), sorted(theirs.values()))
        assert mine.keys() == theirs.keys(), (mine, theirs)

    def of_office(self, timeline):
        return {record['id']: record['kind'] for record in timeline if record['by'].get('office') == self.week.id}

    def refused(self):
        self.story.step('The second closure was refused, its text kept', '第二次办结被退回，文字保留')
        refused = [row for row in self.pc.outbox() if row.get('code')]
        for row in refused:
            self.story.office(f'{row["number"]} {row["kind"]} {row["code"]}: {row["detail"]}')
        self.week.show_district(WATER)
        self.story.holds('why', '原因', ['already_replied'], [row['code'] for row in refused])
        self.story.holds('its text', '原文', '上门测压，六楼以上水压不足属实', refused[0]['body']['investigation'])
        self.story.holds('the reply at the district is the colleague’s', '区里留的是同事的回复', [self.colleagues], [
            record['id'] for record in self.week.at_district(WATER)[1] if record['kind'] == 'reply'])

    def decide(self):
        self.story.step('The clerk decides in the outbox, and everything has arrived', '经办人在发件箱里作出决定，全部到达')
        w = self.pc.window
        row = w.find('list item', WATER_TITLE)
        w.click(row)
        wait_for('the row to open', lambda: w.find('push button', ui('Keep as a Note'), row).place())
        w.click(w.find('push button', ui('Keep as a Note'), row))
        pill = self.pc.pill('All arrived %s')
        self.story.window(pill, pill)
        self.pc.picture('09-all-arrived')
        self.week.show_district(WATER)
        self.story.holds('waits or needs a decision', '待送或待决定', 0, len(self.pc.outbox()))

    def play(self):
        self.week.prepare()
        for step in (self.enrol, self.sit_down, self.cut, self.colleague_closes, self.sort_through, self.sign_and_call,
                     self.close_ticket, self.close_twice, self.line_back, self.refused, self.decide):
            step()
        self.pc.close()

    def clear_away(self):
        if self.pc and self.pc.window.process.poll() is None:
            self.pc.window.process.kill()
            self.pc.window.process.wait()
        self.week.close()


def main():
    morning = Morning(sys.argv[1])
    try:
        morning.play()
    except Exception as error:  # noqa: BLE001: whatever stopped it is what did not hold
        print(f'   ✗ {words("This did not hold", "这一步未成立")}: {error!r}')
        if morning.pc:
            morning.pc.picture('failed')
        return 1
    finally:
        morning.clear_away()
    print('\n' + words('Every step held.', '每一步都成立。'))
    return 0


sys.exit(main())
