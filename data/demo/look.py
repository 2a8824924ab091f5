"""The window of the new PC on the user's own display, to be tried; everything goes when it is closed."""

import os
import selectors
import subprocess
import sys

from office import program
from week import Week
from words import Story, words

TRY = (
    ('“Who sits here”: 林某某. Then “Today”: each row is the next act on a ticket.',
     '先选“林某某”。“今日”每一行就是一件要做的事。'),
    ('“Sort Through”: the new tickets one by one; M takes one, Space puts it off.',
     '“逐件分拣”：新件一件件看，按 M 我来办，空格先放着。'),
    ('Ctrl+F, 20261122-0053: sign (Ctrl+Shift+S), ring (Ctrl+L), reply (Ctrl+R); Ctrl+Enter saves.',
     'Ctrl+F 搜 20261122-0053：签收（Ctrl+Shift+S）、通话（Ctrl+L）、回复（Ctrl+R），Ctrl+回车保存。'),
    ('Without a line: type “cut” and Enter here, work on, then “back”. The pill says what waits.',
     '断网：在这里输入 cut 回车，照样办件，再输入 back 恢复。右上角写着还有几项待送。'),
)


def main():
    week = Week(Story())
    window = None
    try:
        week.prepare()
        week.ctl('enrol', week.url, week.code(), '--ca', week.certificate(), '--device-name', 'new-pc')
        env = dict(week.env, GSETTINGS_BACKEND='keyfile', XDG_CONFIG_HOME=os.path.join(week.dir, 'config'))
        window = subprocess.Popen([program('desk', 'huiyin'), '--replica', week.replica], env=env)
        print('\n' + words('The window is open; to try:', '窗口已打开，可以试试：'))
        for line in TRY:
            print('   · ' + words(*line))
        print(words('All is gone when the window is closed.', '关上窗口，一切都清掉。'), flush=True)
        obey(week, window)
    except KeyboardInterrupt:
        pass
    finally:
        if window and window.poll() is None:
            window.terminate()
            window.wait()
        week.close()
    return window.returncode if window and window.returncode > 0 else 0


def obey(week, window):
    """The line drops and comes back as it is typed; to the end of the window."""
    reader = selectors.DefaultSelector()
    if sys.stdin.isatty():
        reader.register(sys.stdin, selectors.EVENT_READ)
    while window.poll() is None:
        for _ in reader.select(0.5) if reader.get_map() else ():
            word = sys.stdin.readline().strip()
            if word == 'cut':
                week.cut()
            elif word == 'back' and week.server is None:
                week.serve()
        if not reader.get_map():
            window.wait()


sys.exit(main())
