"""What the demonstration says: its own words in two languages, and the window's as its translation has them."""

import gettext
import os
import re

CHINESE = os.environ.get('LANGUAGE', '').startswith('zh')
_window = gettext.translation('huiyin', os.environ['HUIYIN_LOCALEDIR'], ['zh_CN' if CHINESE else 'en'], fallback=True)


def words(english, chinese):
    return chinese if CHINESE else english


def ui(text):
    """A string of the window's source as it is read in the window."""
    shown = _window.gettext(text)
    assert not CHINESE or shown != text, f'no string of the window: {text}'
    # 接入(_E): without the letter that Alt wants.
    return re.sub(r'\(_.\)|_', '', shown)


class Story:
    """Numbered steps; who shows what; what must hold."""

    def __init__(self):
        self.steps = 0

    def step(self, english, chinese):
        self.steps += 1
        print(f'\n{self.steps}. {words(english, chinese)}', flush=True)

    @staticmethod
    def _shows(who, text):
        for line in text.splitlines():
            print(f'   {who} | {line}', flush=True)

    def window(self, english, chinese):
        self._shows(words('window  ', '窗口'), words(english, chinese))

    def office(self, text):
        self._shows(words('office  ', '街道'), text)

    def district(self, text):
        self._shows(words('district', '区里'), text)

    @staticmethod
    def holds(english, chinese, wanted, got):
        what = words(english, chinese)
        assert wanted == got, f'{what}: {words("wanted", "应为")} [{wanted}], {words("got", "实为")} [{got}]'
        print(f'   ✓ {what}: {got}', flush=True)
