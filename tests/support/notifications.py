"""Stands for the desktop that shows notifications: notifications.py prints a line of JSON for each, and presses one when
a line with its number is written to it."""

import json
import sys

from gi.repository import Gio, GLib

NAME = 'org.freedesktop.Notifications'
XML = '''<node><interface name="org.freedesktop.Notifications">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/>
<arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>'''

shown = 0


def called(bus, sender, path, interface, method, parameters, invocation):
    global shown
    if method == 'Notify':
        shown += 1
        words = parameters.unpack()
        print(json.dumps({'id': shown, 'title': words[3], 'body': words[4]}), flush=True)
        answer = GLib.Variant('(u)', (shown,))
    elif method == 'GetCapabilities':
        answer = GLib.Variant('(as)', (['actions', 'body'],))
    elif method == 'GetServerInformation':
        answer = GLib.Variant('(ssss)', ('test', 'test', '1', '1.2'))
    else:
        answer = None
    invocation.return_value(answer)


def pressed(channel, condition, bus):
    line = sys.stdin.readline()
    if not line:
        return False
    bus.emit_signal(None, '/org/freedesktop/Notifications', NAME, 'ActionInvoked',
                    GLib.Variant('(us)', (int(line), 'default')))
    return True


def acquired(bus, name):
    bus.register_object('/org/freedesktop/Notifications', Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0], called)
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, pressed, bus)


def begun(bus, name):
    print(json.dumps({'id': 0}), flush=True)


Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, acquired, begun, None)
GLib.MainLoop().run()
