#!/usr/bin/env bash
# Makes the small clips beside this script. Needs an ffmpeg with libx264 (they were made with 5.1).
set -euo pipefail
cd "$(dirname "$0")"
run() { ffmpeg -v error -y -fflags +bitexact "$@"; }
code=(-c:v libx264 -preset veryslow -crf 30 -pix_fmt yuv420p -flags +bitexact -map_metadata -1)

# Left half red, right half blue, a white square that moves right: shows turns and mirrors.
scene="color=red:s=64x48:r=25,drawbox=x=32:y=0:w=32:h=48:color=blue:t=fill,drawbox=x=0:y=0:w=12:h=12:color=white:t=fill"
run -f lavfi -i "$scene" -frames:v 5 "${code[@]}" upright.mp4
run -display_rotation 90 -i upright.mp4 -c copy turned.mp4 2>/dev/null \
  || run -i upright.mp4 -c copy -metadata:s:v rotate=90 turned.mp4
# Stored pixels are 4/3 as wide as high.
run -f lavfi -i "$scene" -frames:v 3 -vf setsar=4/3 "${code[@]}" wide_pixels.mp4
# Time stamps with gaps of 1 and 3 frames in turn.
run -f lavfi -i "testsrc=s=64x48:r=25" -frames:v 12 -vf "select='not(mod(n,4))+not(mod(n-1,4))'" \
  -fps_mode vfr "${code[@]}" variable_rate.mp4 2>/dev/null \
  || run -f lavfi -i "testsrc=s=64x48:r=25:d=0.96" -vf "select='not(mod(n,4))+not(mod(n-1,4))'" -vsync vfr "${code[@]}" variable_rate.mp4
# 12.5 pictures a second in 25 frames a second: every other frame repeats the one before.
run -f lavfi -i "testsrc=s=64x48:r=12.5" -vf fps=25 -frames:v 10 -c:v libx264 -qp 0 -pix_fmt yuv444p -flags +bitexact repeated.mp4
run -f lavfi -i "$scene" -frames:v 1 "${code[@]}" one_frame.mp4
run -f lavfi -i "sine=frequency=440:duration=0.3" -c:a aac -flags +bitexact sound.m4a
run -i upright.mp4 -frames:v 1 cover.png
run -i sound.m4a -i cover.png -map 0:a -map 1:v -c copy -disposition:v:0 attached_pic cover.m4a
rm cover.png
# Container header first, so that a cut at the end leaves the index.
run -f lavfi -i "testsrc=s=64x48:r=25" -frames:v 25 "${code[@]}" -movflags +faststart index_first.mp4
