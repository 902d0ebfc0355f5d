#!/usr/bin/env bash
# Packs what a bare machine with a card needs to measure this program there: pack.sh ARCHIVE.tar.xz [LOADED]
# LOADED is a file for the list of classes that the measurements load; where it is there already, they are not run again.
# The machine has no JDK, no Maven and no network, but CUDA and a Python with PyTorch, whose torch/lib is used. The archive is
# below 60 MiB: a Java runtime with the modules, and jars with the classes, that the measurements load when they run here on the
# processor; PyTorch's JNI library; configs, recipes of the quickstart and one seed of its checkpoints. Needs a JDK and a build (./hmrbench).
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
classpath=$target/classes:$(<"$target/launcher.classpath")

# 1. What the measurements load, by running them short.
measure() {
  echo "pack.sh: which classes are loaded by: $*" >&2
  "$java_home/bin/java" -Xshare:off "-Xlog:class+load:file=$work/loaded.$RANDOM$RANDOM.log::filesize=0" -Djava.awt.headless=true \
    "-Dhmrbench.home=$home" -cp "$classpath" hmrbench.cli.Main "$@" >"$work/said" 2>&1 || {
    tail -n 5 "$work/said" >&2
    exit 1
  }
}
measure_all() {
  small=(--frames 64 --features 32 --hidden 8 --layers 1 --rounds 1 --device cpu --out "$work/bench")
  measure verify --device cpu --experiment "$here/short.yaml"
  measure bench run "${small[@]}"
  measure bench cost "${small[@]}"
  measure run quickstart --limit 1 --device cpu --set 'seeds=[1]' --out "$work/run"
  cat "$work"/loaded.*.log >"$loaded"
}
loaded=$(realpath -m "${2:-$work/loaded}")
[ -s "$loaded" ] || measure_all

# 2. Jars: those of which something was loaded; of large ones the loaded classes alone, and all that is no class.
kit=$work/hmrbench-gpu
mkdir -p "$kit/lib"
for jar in $(tr ':' '\n' <"$target/launcher.classpath"); do
  name=$(basename "$jar")
  case $name in
    *native-cpu* | *-linux-x86_64.jar) continue ;;
    pytorch-jni-*) # no classes; beside the jar, too, so that run.sh can ask what it lacks
      rm -rf "$work/open" && mkdir "$work/open"
      (cd "$work/open" && "$java_home/bin/jar" --extract --file "$jar" jnilib/pytorch.properties jnilib/linux-x86_64)
      "$java_home/bin/jar" --create --file "$kit/lib/$name" -C "$work/open" .
      cp -r "$work/open/jnilib" "$kit/"
      continue
      ;;
    openpdf-fonts-*) # the fonts of pages
      cp "$jar" "$kit/lib/"
      continue
      ;;
    three-*) # pages show meshes with these files of it
      rm -rf "$work/open" && mkdir "$work/open"
      (
        cd "$work/open"
        "$java_home/bin/jar" --list --file "$jar" | grep '/build/.*[.]min[.]js$' | xargs "$java_home/bin/jar" --extract --file "$jar"
        "$java_home/bin/jar" --create --file "$kit/lib/$name" .
      )
      continue
      ;;
  esac
  grep -F "source: file:$jar" "$loaded" | sed 's/^\(\[[^]]*\]\)* *\([^ ]*\) .*/\2/; s#\.#/#g; s/$/.class/' | sort -u >"$work/classes" || true
  [ -s "$work/classes" ] || continue
  if [ "$(stat -c %s "$jar")" -lt 1500000 ]; then
    cp "$jar" "$kit/lib/"
    continue
  fi
  rm -rf "$work/open" && mkdir "$work/open"
  (
    cd "$work/open"
    "$java_home/bin/jar" --extract --file "$jar"
    find . -name '*.class' ! -path './META-INF/*' | sed 's#^\./##' | sort | comm -23 - "$work/classes" | xargs -r -d '\n' rm -f
    find . -path './com/sun/jna/*-*' -type f ! -path '*linux-x86-64*' -delete
    "$java_home/bin/jar" --create --file "$kit/lib/$name" .
  )
done
"$java_home/bin/jar" --create --file "$kit/lib/hmrbench.jar" -C "$target/classes" .

# 3. A Java runtime with the modules of which something was loaded; files within jars are read through jdk.zipfs.
modules=$(sed -n 's#.*source: jrt:/\([a-z.]*\).*#\1#p' "$loaded" | sort -u | grep -v 'jfr$\|localedata$' | paste -sd, -)
"$java_home/bin/jlink" --add-modules "java.base,java.desktop,java.management,jdk.management,jdk.unsupported,jdk.zipfs,$modules" \
  --strip-java-debug-attributes --no-header-files --no-man-pages --compress=0 --output "$kit/runtime"

# 4. Data and scripts.
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
