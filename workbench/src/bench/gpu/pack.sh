#!/usr/bin/env bash
# Packs what a bare machine with a card needs to measure this program there: pack.sh ARCHIVE.tar.xz
# The machine has no JDK, no Maven and no network, but CUDA and a Python with PyTorch, whose torch/lib is used. The archive is
# below 60 MiB: a Java runtime, the jars, PyTorch's JNI library, configs, recipes of the quickstart and one seed of its checkpoints.
# Runtime and jars lie in it as they are, not compressed: xz then finds what their classes have in common, and makes them smaller by far than jars
# are. Needs a JDK and a build (./hmrbench).
set -euo pipefail
most_mib=60
archive=$(realpath -m "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(cd "$here/../../../.." && pwd)
java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
target=$home/workbench/target
[ -s "$target/launcher.classpath" ] && [ -f "$target/classes/hmrbench/cli/Main.class" ] || {
  echo "pack.sh: there is no build; start ./hmrbench once" >&2
  exit 2
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kit=$work/hmrbench-gpu
mkdir -p "$kit/lib"

# 1. Jars, but for PyTorch's own library, those that read films and pictures, and tables of ICU that only files of unknown encoding need.
for jar in $(tr ':' '\n' <"$target/launcher.classpath"); do
  name=$(basename "$jar")
  case $name in
    *native-cpu* | *-linux-x86_64.jar | icu4j-*) continue ;;
  esac
  rm -rf "$work/open" && mkdir "$work/open"
  (
    cd "$work/open"
    "$java_home/bin/jar" --extract --file "$jar"
    find . -path './com/sun/jna/*-*' -type f ! -path '*linux-x86-64*' -delete
    case $name in
      pytorch-jni-*) # beside the jar, too, so that run.sh can ask what it lacks
        find jnilib -mindepth 1 -maxdepth 1 -type d ! -name linux-x86_64 -exec rm -r {} +
        cp -r jnilib "$kit/"
        ;;
      three-*) # pages show meshes with these files of it
        find . -type f ! -path '*/build/*.min.js' -delete
        ;;
    esac
    "$java_home/bin/jar" --create --no-compress --no-manifest --file "$kit/lib/$name" . # with its own
  )
done
"$java_home/bin/jar" --create --no-compress --file "$kit/lib/hmrbench.jar" -C "$target/classes" .

# 2. A Java runtime; files within jars are read through jdk.zipfs.
"$java_home/bin/jlink" --add-modules java.se,jdk.management,jdk.unsupported,jdk.zipfs \
  --strip-java-debug-attributes --no-header-files --no-man-pages --compress=0 --output "$kit/runtime"

# 3. Data and scripts.
mkdir -p "$kit/workbench/src/bench" "$kit/experiments" "$kit/models"
cp -r "$home/configs" "$kit/"
cp -r "$home/experiments/quickstart" "$kit/experiments/"
cp "$home/workbench/src/bench/peer.py" "$kit/workbench/src/bench/"
cp "$here/run.sh" "$here/short.yaml" "$kit/"
for model in "$home"/models/*-rendered "$home"/models/rendered-*; do
  mkdir -p "$kit/models/$(basename "$model")"
  find "$model" -maxdepth 1 -type f -exec cp {} "$kit/models/$(basename "$model")/" \;
  [ ! -d "$model/seed-1" ] || cp -r "$model/seed-1" "$kit/models/$(basename "$model")/"
done

sed -i '/seed-[23]/d' "$kit"/configs/models/*.yaml # one seed of each

tar -cJf "$archive" -C "$work" hmrbench-gpu
mib=$((($(stat -c %s "$archive") + 1048575) / 1048576))
du -sh "$kit"/* >&2
echo "$archive: $mib MiB"
[ "$mib" -le "$most_mib" ] || {
  echo "pack.sh: $mib MiB, expected $most_mib at most; the sizes above say what is large" >&2
  exit 1
}
