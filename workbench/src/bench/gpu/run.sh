#!/usr/bin/env bash
# Measures the program on a bare machine: tar -xJf ARCHIVE && hmrbench-gpu/run.sh [--device DEVICE] [TORCH_LIB]
# (without xz, `python3 -m tarfile -e ARCHIVE` unpacks it, and `bash hmrbench-gpu/run.sh` runs).
# TORCH_LIB is the folder torch/lib of a PyTorch; that of python3 (or HMRBENCH_PYTHON) where it is left out. What does not load is said in
# one sentence, with the symbols that are missing. Results are left in hmrbench-gpu/results.
set -euo pipefail
kit=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
built=2.7.1 # the PyTorch that the JNI library was built for
device=gpu
if [ "${1:-}" = --device ]; then
  device=$2
  shift 2
fi
python=${HMRBENCH_PYTHON:-python3}
lib=${1:-$("$python" -c 'import os, torch; print(os.path.join(os.path.dirname(torch.__file__), "lib"))' 2>/dev/null || true)}
if [ -z "$lib" ] || [ ! -e "$lib/libtorch_cpu.so" ]; then
  echo "run.sh: no libtorch_cpu.so in '${lib:-the torch/lib of $python}'; name the folder torch/lib of a PyTorch" >&2
  exit 2
fi
results=$kit/results
mkdir -p "$results"
{
  date -u +%FT%TZ
  uname -srm
  nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader 2>/dev/null || echo "no nvidia-smi"
  "$python" -c 'import torch; print("Python has PyTorch", torch.__version__)' 2>/dev/null || echo "$python has no PyTorch"
} | tee "$results/machine.txt"

# Which libtorch is it, and does the JNI library find all that it needs in it?
version=$(sed -n "s/^__version__ *= *['\"]\([^'\"]*\).*/\1/p" "$lib/../version.py" 2>/dev/null | head -n 1 || true)
pytorch="PyTorch${version:+ $version} in $lib"
flavour=cpu
[ ! -e "$lib/libtorch_cuda.so" ] || flavour=cu128
jni=$kit/jnilib/linux-x86_64/$flavour/libdjl_torch.so
unresolved=$(LD_LIBRARY_PATH=$lib ldd -r "$jni" 2>&1 | grep -E 'undefined symbol|not found' || true)
missing=$(grep -o 'undefined symbol: [^ ]*' <<<"$unresolved" | sed 's/undefined symbol: //; s/[^A-Za-z0-9_].*//' | sort -u || true)
absent=$(grep 'not found' <<<"$unresolved" | sed 's/ *=>.*//; s/^[[:space:]]*//' | sort -u || true)
if [ -n "$missing$absent" ]; then
  {
    echo "run.sh: the $pytorch does not load: the JNI library was built for $built ($flavour), and lacks $(grep -c . <<<"$missing" || true) symbols and $(grep -c . <<<"$absent" || true) libraries here; name the torch/lib of a PyTorch $built"
    [ -z "$absent" ] || sed 's/^/  library /' <<<"$absent"
    head -n 20 <<<"$missing" | { c++filt 2>/dev/null || cat; } | sed '/^$/d; s/^/  symbol  /'
  } | tee "$results/does-not-load.txt" >&2
  exit 3
fi
echo "$pytorch ($flavour): all symbols of the JNI library for $built are there" | tee -a "$results/machine.txt"

export PYTORCH_LIBRARY_PATH=$lib PYTORCH_FLAVOR=$flavour PYTORCH_VERSION=$built
export NVIDIA_TF32_OVERRIDE=${NVIDIA_TF32_OVERRIDE:-0}
classpath=$(printf '%s:' "$kit"/lib/*.jar)
failed=0
step() { # NAME COMMAND...; where verify finds no such device, nothing else would
  local name=$1 code
  shift
  echo "== $*"
  set +e
  "$kit/runtime/bin/java" -Dhmrbench.natives=own -Djava.awt.headless=true "-Dhmrbench.home=$kit" -XX:+UseParallelGC \
    ${HMRBENCH_JAVA_OPTS:-} -cp "${classpath%:}" hmrbench.cli.Main "$@" 2>"$results/$name.err" | tee "$results/$name.txt"
  code=${PIPESTATUS[0]}
  set -e
  [ "$code" = 0 ] && return
  failed=1
  tail -n 3 "$results/$name.err" >&2
  [ "$name$code" != verify2 ] || exit 2
}
peer=()
"$python" -c 'import numpy, torch' 2>/dev/null && peer=(--peer)
step verify verify --device "$device" --experiment "$kit/short.yaml"
rm -f "$results/pipeline.json"
step bench bench run --device "$device" "${peer[@]}" --out "$results" --name pipeline ${HMRBENCH_BENCH:-}
if [ ${#peer[@]} -gt 0 ] && [ ! -e "$results/pipeline.json" ]; then # its Python is no peer
  step bench-alone bench run --device "$device" --out "$results" --name pipeline ${HMRBENCH_BENCH:-}
fi
step cost bench cost --device "$device" --out "$results" --name cost ${HMRBENCH_BENCH:-}
step quickstart run quickstart --device "$device" --set 'seeds=[1]' --out "$results/quickstart"
exit $failed
