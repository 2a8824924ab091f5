"""What the desktop is told: what came, together; what is urged; nothing twice, nothing that was there before."""

import json
import os
import subprocess
import sys
import threading

import desk
from desk import Office, Tap, Window, wait_for


class Desktop:
    """Shows notifications, and presses them."""

    def __init__(self):
        script = os.path.join(os.path.dirname(desk.__file__), 'notifications.py')
        self.process = subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.shown = []
        assert json.loads(self.process.stdout.readline())['id'] == 0
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stdout:
            self.shown.append(json.loads(line))

    def titles(self):
        return [one['title'] for one in self.shown]

    def find(self, title):
        return wait_for(title, lambda: next((one for one in self.shown if one['title'] == title), None))

    def press(self, one):
        self.process.stdin.write(f"{one['id']}\n")
        self.process.stdin.flush()

    def close(self):
        self.process.terminate()
        self.process.wait()


def main():
    tap = Tap()
    shows = Desktop()
    office = Office()
    office.enrol()
    window = Window(office, env={'GNOTIFICATION_BACKEND': 'freedesktop'})
    urged = '20261121-0070'

    def import_rows(*rows):
        path = os.path.join(office.dir, 'new.csv')
        with open(path, 'w') as file:
            file.write('工单编号,标题,内容,受理时间,是否保密\n')
            for number, title, secret in rows:
                file.write(f'{number},{title},{title},2026-11-23 08:30,{secret}\n')
        office.district('import', office.folder, path, '--office', 'dmj')

    def tells_of_new_ones():
        window.press('list item', '张敏')
        window.find('list', 'Ticket queues')
        import_rows(('20261123-0902', '有人欺负我', '是'), ('20261123-0903', '井盖松了', '否'))
        wait_for('both', lambda: '20261123-0903' in ''.join(one['body'] for one in shows.shown))
        said = '\n'.join(one['body'] for one in shows.shown)
        assert '井盖松了' in said, said
        assert '20261123-0902' in said and '欺负' not in said, said

    def tells_of_urging():
        office.district('event', office.folder, urged, 'urged', 'text=again')
        one = shows.find('1 ticket is urged')
        assert urged in one['body']

    def opens_what_it_is_about():
        shows.press(shows.find('1 ticket is urged'))
        window.find('label', urged)

    def says_nothing_twice():
        before = len(shows.shown)
        window.quit()
        again = Window(office, env={'GNOTIFICATION_BACKEND': 'freedesktop'})
        again.find('list', 'Ticket queues')
        office.district('event', office.folder, '20261117-0015', 'urged', 'text=again')
        wait_for('one more', lambda: len(shows.shown) > before)
        assert [urged in one['body'] for one in shows.shown[before:]] == [False], shows.shown[before:]
        again.close()

    def tells_of_an_outage():
        """The district was heard of at nine; what is done at twenty past has to be there today."""
        title = 'No line for more than 15 minutes'
        office.cut()
        office.clock('2026-11-23T09:20:00+08:00')
        offline = Window(office, env={'GNOTIFICATION_BACKEND': 'freedesktop'})
        offline.find('push button', 'Sync state: Offline')
        for number in ('20261123-0902', '20261123-0903'):
            office.ctl('do', number, 'sign', '--person', 'p-zhang')
        one = shows.find(title)
        assert '20261123-0902' in one['body'] and 'must arrive by' in one['body'], one
        wait_for('both in the pill', lambda: offline.all('push button', '2 have to arrive today'))
        assert shows.titles().count(title) == 1
        offline.close()

    for name, func in (
            ('/notifications/new', tells_of_new_ones),
            ('/notifications/urged', tells_of_urging),
            ('/notifications/opens-it', opens_what_it_is_about),
            ('/notifications/never-twice', says_nothing_twice),
            ('/notifications/outage', tells_of_an_outage)):
        tap.check(name, func)
    window.close()
    office.close()
    shows.close()
    return tap.end()


sys.exit(main())
