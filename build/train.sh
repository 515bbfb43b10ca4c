#!/usr/bin/env bash
# Lets the JVM learn how the product starts: runs all of it once, on free ports and in a temporary folder, and keeps loaded
# classes and profiles in standalone/target/standalone.aot. Nothing to do where that is newer than every jar it is about.
# With the argument `options` it trains nothing: it prints the options of java, one a line, that use what is there and current.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
target="$root/standalone/target"
cache="$target/standalone.aot"
classpath="$target/standalone.jar:$(cat "$target/runtime.classpath")"

current() {
  local jars
  [ -f "$cache" ] || return 1
  IFS=: read -ra jars <<<"$classpath"
  [ -z "$(find "${jars[@]}" -newer "$cache" -print -quit)" ]
}

if [ "${1:-}" = options ]; then
  # a JVM that cannot use it, of another version for instance, starts without it; of both it would tell as warnings
  if current; then
    printf '%s\n' "-XX:AOTCache=$cache" '-Xlog:aot*=off'
  fi
  exit 0
fi
if current; then
  echo "train: nothing to do, $cache is newer than every jar"
  exit 0
fi
data=$(mktemp -d)
trap 'rm -rf "$data" "$cache.next"' EXIT
echo "train: running everything once, so that later starts take half as long (half a minute)"
if ! "$JAVA_HOME/bin/java" -Xmx1g -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow "-XX:AOTCacheOutput=$cache.next" -cp "$classpath" \
  dev.sprintcapacity.standalone.aot.TrainingRun "$data" >"$target/train.log" 2>&1 || [ ! -f "$cache.next" ]; then
  tail -n 20 "$target/train.log" >&2
  echo "train: the run failed; its whole output is in $target/train.log" >&2
  exit 1
fi
# a JVM that reads the old one keeps it, and none sees half of the new one
mv "$cache.next" "$cache"
echo "train: $(($(wc -c <"$cache") / 1000000)) MB in $cache"
