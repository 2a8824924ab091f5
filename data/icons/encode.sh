#!/bin/sh
# encode.sh SIZE SVG PNG: a symbolic icon as GTK keeps its own, so that showing one does not need a reader of SVG.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
gtk4-encode-symbolic-svg -o "$dir" "$2" "$1x$1"
mv "$dir"/*.png "$3"
