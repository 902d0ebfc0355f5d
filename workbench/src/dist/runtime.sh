#!/usr/bin/env bash
# Makes the Java runtime of a release: runtime.sh JAVA_HOME TARGET
set -euo pipefail
rm -rf "$2"
# All of Java SE, what libraries reach for beside it, and no tool but `java`.
"$1/bin/jlink" --add-modules java.se,jdk.unsupported,jdk.zipfs,jdk.crypto.ec,jdk.management \
  --strip-java-debug-attributes --no-header-files --no-man-pages --compress=2 --output "$2"
find "$2/bin" -type f ! -name java ! -name '*.dll' -delete
