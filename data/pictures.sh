#!/bin/sh
# README's pictures, of the demonstration's Monday: sh data/pictures.sh [FOLDER]
#
# On a virtual display, whether there is one or not: the same machine makes the same pictures. Into data/pictures/
# unless another folder is named; zh_CN and English, light and dark. With HUIYIN_BUILD in the environment that build is
# used, and nothing is installed or built.
set -eu

source=$(cd "$(dirname "$0")/.." && pwd)
. "$source/data/demo/ready.sh"

pictures=${1:-$source/data/pictures}
mkdir -p "$pictures"
for language in zh_CN en; do
  speak "$language"
  on_screen 1280x700 "$source/data/demo/pictures.py" "$pictures" "$language"
done
