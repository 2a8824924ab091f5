"""What a program shows to a screen reader, read over the accessibility bus.

What nodes are comes with one call for all, org.a11y.atspi.Cache.GetItems. What lies in them is asked once of each, and
again when something changed there; these calls are sent together. libatspi, which waits for each of several answers a
node, takes a second for a page. A node is what it was when it was read; what it does and where it lies is asked of the
program.
"""

import collections
import functools

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ROOT = '/org/a11y/atspi/accessible/root'
CACHE = '/org/a11y/atspi/cache'
IN_WINDOW = 1  # of the coordinates that Component.GetExtents gives
PATIENCE_MS = 20000

# What was answered of a node's children, and how they stood then.
Known = collections.namedtuple('Known', 'children shape')

# In pixels.
Place = collections.namedtuple('Place', 'x y width height')


@functools.lru_cache(None)
def role_name(role):
    return Atspi.role_get_name(Atspi.Role(role))


class Item:
    """An element of what GetItems answers, ((so)(so)(so)iiassusau); read as far as it is asked for, for time."""

    def __init__(self, value):
        self.value = value
        self.path = value.get_child_value(0).get_child_value(1).get_string()

    parent = property(lambda self: self.value.get_child_value(2).get_child_value(1).get_string())
    place = property(lambda self: self.value.get_child_value(3).get_int32())
    children = property(lambda self: self.value.get_child_value(4).get_int32())
    interfaces = property(lambda self: self.value.get_child_value(5).get_strv())
    name = property(lambda self: self.value.get_child_value(6).get_string())
    role = property(lambda self: self.value.get_child_value(7).get_uint32())
    states = property(lambda self: self.value.get_child_value(9).get_child_value(0).get_uint32())


class Node:
    """Something in sight: its role and name as a screen reader says them."""

    def __init__(self, program, path, item):
        self.program = program
        self.path = path
        self.item = item

    role = property(lambda self: role_name(self.item.role))
    name = property(lambda self: self.item.name)
    interfaces = property(lambda self: self.item.interfaces)
    focused = property(lambda self: bool(self.item.states >> int(Atspi.StateType.FOCUSED) & 1))
    focusable = property(lambda self: bool(self.item.states >> int(Atspi.StateType.FOCUSABLE) & 1))
    checked = property(lambda self: bool(self.item.states >> int(Atspi.StateType.CHECKED) & 1))
    selected = property(lambda self: bool(self.item.states >> int(Atspi.StateType.SELECTED) & 1))
    sensitive = property(lambda self: bool(self.item.states >> int(Atspi.StateType.SENSITIVE) & 1))

    def call(self, interface, method, arguments=None):
        return self.program.call(self.path, 'org.a11y.atspi.' + interface, method, arguments)

    def actions(self):
        """Names of what it can do, in their order; GetActions has them in the user's language."""
        if 'org.a11y.atspi.Action' not in self.interfaces:
            return []
        return [self.call('Action', 'GetName', GLib.Variant('(i)', (i,)))[0]
                for i in range(len(self.call('Action', 'GetActions')[0]))]

    def do(self, index):
        return self.call('Action', 'DoAction', GLib.Variant('(i)', (index,)))[0]

    def text(self):
        """All of its text; None if it is none."""
        if 'org.a11y.atspi.Text' not in self.interfaces:
            return None
        # GTK 4.8 does not know -1, for the end, of every kind.
        end = self.program.call(self.path, 'org.freedesktop.DBus.Properties', 'Get',
                                GLib.Variant('(ss)', ('org.a11y.atspi.Text', 'CharacterCount')))[0]
        return self.call('Text', 'GetText', GLib.Variant('(ii)', (0, end)))[0]

    def write(self, text):
        return self.call('EditableText', 'SetTextContents', GLib.Variant('(s)', (text,)))[0]

    def is_marked(self):
        """Whether some of its text is selected."""
        return self.call('Text', 'GetNSelections')[0] > 0

    def place(self):
        """Where it lies in its window; None while it has no place."""
        place = Place(*self.call('Component', 'GetExtents', GLib.Variant('(u)', (IN_WINDOW,)))[0])
        return place if place.width > 0 and place.height > 0 else None


class Program:
    """A program on the accessibility bus."""

    def __init__(self, bus, name):
        self.bus = bus
        self.name = name
        self.known = {}

    def listen(self):
        """What lies in a node is asked again when the program says that something came or went."""
        self.bus.signal_subscribe(self.name, 'org.a11y.atspi.Event.Object', 'ChildrenChanged', None, None,
                                  Gio.DBusSignalFlags.NONE, lambda bus, name, path, *words: self.known.pop(path, None))
        self.known.clear()

    def ask(self, path, interface, method, arguments=None):
        return self.bus.call_sync(self.name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE,
                                  PATIENCE_MS, None)

    def call(self, path, interface, method, arguments=None):
        return self.ask(path, interface, method, arguments).unpack()

    def nodes(self, inside=None):
        """What is in sight, depth first, of all or in a node."""
        top = inside.path if inside else ROOT
        items = self.items()
        tree = self.tree(top, items)
        if any(path not in items for path in tree):
            # GTK 4.8 has in its cache what somebody asked for once.
            items = self.items()
        return [Node(self, path, items[path]) for path in walk(tree, top) if path in items]

    def items(self):
        """What the program tells of, in sight or not any more, by path."""
        answer = self.ask(CACHE, 'org.a11y.atspi.Cache', 'GetItems').get_child_value(0)
        while GLib.MainContext.default().iteration(False):
            pass  # what the program said before it answered
        items = (Item(answer.get_child_value(i)) for i in range(answer.n_children()))
        return {item.path: item for item in items}

    def tree(self, top, items):
        """Of each path what lies in it and is in sight, level by level."""
        inside = collections.defaultdict(list)
        for path, item in items.items():
            inside[item.parent].append((path, item.place))
        tree = {}
        level = [top]
        while level:
            tree.update(self.children(level, items, inside))
            # What moves while it is asked may be told of twice.
            level = list(dict.fromkeys(child for path in level for child in tree[path] if child not in tree))
        return tree

    def children(self, paths, items, inside):
        """Of each path what lies in it; who was asked before is asked again when it is not as it was."""
        children = {}
        for path in paths:
            known = self.known.get(path)
            if path != ROOT and known and known.shape == shape(path, known.children, items, inside):
                children[path] = known.children
        asked = [path for path in paths if path not in children]
        # The program's own node does not count what is in it.
        children.update(self.ask_children([path for path in asked
                                           if path == ROOT or path not in items or items[path].children]))
        for path in asked:
            found = children.setdefault(path, [])
            self.known[path] = Known(found, shape(path, found, items, inside))
        return children

    def ask_children(self, paths):
        answers = {}
        for path in paths:
            self.bus.call(self.name, path, 'org.a11y.atspi.Accessible', 'GetChildren', None, None,
                          Gio.DBusCallFlags.NONE, PATIENCE_MS, None, keep_answer, (path, answers))
        while len(answers) < len(paths):
            GLib.MainContext.default().iteration(True)
        return answers


def shape(path, children, items, inside):
    """What items tell of what lies in a node: how many are in sight, which there are and, in front of each, how many;
    of a GtkStack they lie in its pages, which are no children."""
    return (path in items and items[path].children, sorted(inside[path]),
            [sorted(inside[page]) for page, _ in sorted(inside[path]) if page not in children])


def keep_answer(bus, result, asked):
    path, answers = asked
    try:
        answers[path] = [child for _, child in bus.call_finish(result).unpack()[0]]
    except GLib.Error:
        answers[path] = []  # it has gone meanwhile


def walk(tree, path):
    for child in tree.get(path, ()):
        yield child
        yield from walk(tree, child)


def connect():
    """The accessibility bus of this session; it is started if it is not there."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
                                Gio.DBusCallFlags.NONE, PATIENCE_MS, None).unpack()[0]
    return Gio.DBusConnection.new_for_address_sync(
        address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)


def find(bus, pid):
    """The program of that process; None while it is not there or shows nothing."""
    def ask(method, arguments=None):
        return bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method,
                             arguments, None, Gio.DBusCallFlags.NONE, PATIENCE_MS, None).unpack()[0]

    for name in ask('ListNames'):
        try:
            if ask('GetConnectionUnixProcessID', GLib.Variant('(s)', (name,))) == pid:
                program = Program(bus, name)
                if not program.nodes():
                    return None
                program.listen()
                return program
        except GLib.Error:
            continue  # it has gone, or has no tree yet
    return None
