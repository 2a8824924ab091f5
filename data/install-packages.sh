#!/bin/sh
# Installs what Huiyin needs on Debian 12, and only what is missing: sh data/install-packages.sh [build|test|demo|fuzz]
#
# build (the default): compile it. test: that and what the tests use. demo: that and what the demonstration uses.
# fuzz: compile it for tests/fuzz/fuzz.sh.
# Needs no network when everything is there. Root, or a user with sudo.
set -eu

# libc6-dev is only recommended by gcc, and recommendations are not installed.
build="gcc libc6-dev meson ninja-build pkg-config gettext
  libglib2.0-dev libjson-glib-dev libsqlite3-dev libsoup-3.0-dev libsodium-dev libgnutls28-dev libcsv-dev
  libicu-dev libgtk-4-dev libgtk-4-bin libadwaita-1-dev librsvg2-common desktop-file-utils glib-networking
  ca-certificates"

# A window without a display: the virtual one (xvfb-run wants xauth) with a bus of its own, where it is found by its
# accessible names (AT-SPI) and fed with keys (xdotool), Chinese letters, pictures of it (import).
screen="python3 xvfb xauth dbus dbus-x11 at-spi2-core python3-gi gir1.2-atspi-2.0 xdotool fonts-noto-cjk imagemagick"

case "${1:-build}" in
  build) wanted=$build ;;
  demo) wanted="$build $screen" ;;
  fuzz) wanted="$build clang libclang-rt-14-dev" ;;
  test) wanted="$build $screen jq mandoc openssl appstream" ;;
  *)
    echo "usage: $0 [build|test|demo|fuzz]" >&2
    exit 1
    ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "This is no Debian: see to it that these, or what they are called here, are installed:" $wanted >&2
  exit 0
fi

missing=
for package in $wanted; do
  case "$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null)" in
    ?i*) ;;
    *) missing="$missing $package" ;;
  esac
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "Missing:$missing. Install them as root, or install sudo." >&2
    exit 1
  fi
  as_root=sudo
fi

echo "Installing:$missing"
# Through env, because sudo drops the variable.
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install $missing
