"""The pictures of one language, light and dark: pictures.py FOLDER LANGUAGE."""

import json
import os
import sys

from pc import Pc
from week import Week
from words import Story, ui

LETTER = '20261118-0007'
NOISE = '20261122-0053'
LOOKS = (('', {}), ('-dark', {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}))


class Pictures:
    def __init__(self, folder, language):
        self.folder = folder
        self.language = language
        self.week = Week(Story())

    def take(self, pc, name, look):
        path = os.path.join(self.folder, f'{name}-{self.language}{look}.png')
        pc.window.picture(path)
        print(path, flush=True)

    def today(self, pc, look):
        """What is due, and a ticket with its next step."""
        pc.window.key('ctrl+1')
        pc.window.open(LETTER)
        pc.window.find('push button', ui('Copy the number %s') % LETTER)
        self.take(pc, 'today', look)

    def list(self, pc, look):
        pc.window.key('ctrl+6')
        pc.window.find('label', ui('Overdue'))
        number = json.loads(self.week.ctl('tickets', '--queue', 'overdue', '--limit', '1', '--json'))[0]['number']
        pc.window.open(number)
        pc.window.find('push button', ui('Copy the number %s') % number)
        self.take(pc, 'list', look)

    def call(self, pc, look):
        pc.window.key('ctrl+3')
        pc.window.open(NOISE)
        pc.window.find('push button', ui('Copy the number %s') % NOISE)
        pc.call('本人接听，要求晚上十点以后停工', '停止夜间施工', '昨晚确实没响')
        self.take(pc, 'call', look)
        pc.window.key('Escape')

    def outbox(self, pc, look):
        pc.window.key('ctrl+9')
        pc.window.find('label', ui('Waiting for the Line'))
        self.take(pc, 'outbox', look)
        pc.window.key('ctrl+1')

    def prepare(self):
        self.week.prepare()
        self.week.ctl('enrol', self.week.url, self.week.code(), '--ca', self.week.certificate())
        self.week.ctl('sync')
        self.week.cut()
        for ticket in (NOISE, '20261122-0002'):
            self.week.ctl('do', ticket, 'sign', '--person', 'p-lin', '--body', '{}')

    def make(self):
        self.prepare()
        for look, env in LOOKS:
            pc = Pc(self.week, env=env)
            pc.sit_down() if not look else pc.window.find('list', ui('Ticket queues'))
            for page in (self.today, self.list, self.call, self.outbox):
                page(pc, look)
            pc.close()
        self.week.close()


Pictures(*sys.argv[1:]).make()
