"""What a clerk does at the new PC's window: the moves that demonstration and pictures have in common."""

import json
import os

from desk import Window, wait_for
from words import ui

NAME = 'new-pc'


class Pc:
    def __init__(self, week, env=None, pictures=None):
        self.week = week
        self.pictures = pictures
        self.window = Window(week, asked=(), env=env)

    def picture(self, name):
        if self.pictures:
            self.window.picture(os.path.join(self.pictures, name + '.png'))

    # Before the desk

    def fill_in_enrolment(self):
        w = self.window
        w.press('push button', ui('Enrol with a Code'))
        for field, text in (('District server', self.week.url), ('Enrolment code', self.week.code()),
                            ('Name of this PC', NAME)):
            w.fill(ui(field), text)
        w.press('list item', ui('Did the district give you a certificate file?'))
        w.choose_file(self.week.certificate(), lambda: w.press('push button', ui('Choose…')))
        w.find('label', 'ca.pem')

    def enrol(self):
        self.window.key('ctrl+Return')
        self.window.find('list item', '林某某')

    def sit_down(self, guided='New, Guide Me'):
        self.window.press('list item', '林某某')
        self.window.press('push button', ui(guided))
        self.window.find('list', ui('Ticket queues'))
        self.window.find('label', ui('Now'))

    # The line

    def pill(self, begins):
        """The accessible name of the pill that begins like that."""
        name = ui('Sync state: %s') % ui(begins).split('%')[0]
        return self.window.find('push button', name).name

    # Tickets

    def open(self, ticket):
        """By the search, as a clerk who has the number on a note."""
        w = self.window
        entry = w.find('entry', ui('Search tickets'))
        entry.write(ticket)
        w.press('list item', ticket[-4:], w.find('list', ui('Tickets')))
        w.find('push button', ui('Copy the number %s') % ticket)

    def form(self, key, save):
        """The form that the key opens, at its button."""
        self.window.key(key)
        return self.window.find('push button', f'{ui(save)}')

    def write(self, field, text):
        self.window.fill(ui(field), text)

    def save(self, ticket, state):
        self.window.key('ctrl+Return')
        wait_for(f'{ticket} {state}', lambda: self.state(ticket) == state)

    def sign(self, ticket):
        self.form('ctrl+shift+s', 'Sign')
        self.save(ticket, 'handling')

    def call(self, said, demand, words):
        """A call that was answered: noted, not saved."""
        w = self.window
        w.key('ctrl+l')
        w.find('push button', ui('Copy the Number'))
        w.key('alt+1')
        self.write('What was said', said)
        w.fill(ui('Demand %u') % 1, demand)
        w.press('check box', ui('Result of the handling'))
        w.press('check box', ui('Satisfied'))
        self.write('In their words', words)

    def reply(self, found, done, opinion=None):
        """opinion: where no contact of before has one."""
        w = self.window
        w.key('ctrl+r')
        w.find('text', ui('Investigation'))
        w.press('check box', ui('True'))
        self.write('Handling result', done)
        w.press('check box', ui('Done'))
        self.write('Investigation', found)
        w.press('check box', ui('Solved'))
        if opinion:
            w.press('check box', ui(opinion))

    def state(self, ticket):
        return json.loads(self.week.ctl('show', ticket, '--json'))['ticket']['state']

    def timeline(self, ticket):
        return json.loads(self.week.ctl('show', ticket, '--json'))['timeline']

    def outbox(self):
        return json.loads(self.week.ctl('outbox', '--json'))

    def close(self):
        self.window.close()
