#!/usr/bin/env bash
# Does what a newcomer does: clones the last commit into an empty folder, starts everything with one command, creates a
# sprint, sees its events, stops with Ctrl-C, starts again without Maven on the path, finds the sprint, and sees what a busy
# port says. Ports are free ones, the rest is exactly as the README writes it.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
work=$(mktemp -d)
up=""

stop() { # ends `up` as Ctrl-C does, and waits for it
  [ -n "$up" ] || return 0
  kill -INT "$up" 2>/dev/null || true
  local status=0
  wait "$up" || status=$?
  up=""
  # 130: ended by the interrupt, after its shutdown
  [ "$status" -eq 0 ] || [ "$status" -eq 130 ] || fail "up ended with status $status"
}

fail() {
  echo "fresh-clone: $1"
  tail -n 40 "$work"/*.log 2>/dev/null || true
  exit 1
}

trap '[ -z "$up" ] || kill -TERM "$up" 2>/dev/null || true; rm -rf "$work"' EXIT

free_port() {
  local port
  for port in $(shuf -i 20000-30000 -n 50); do
    (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || {
      echo "$port"
      return 0
    }
  done
  fail "no free port found"
}

start() { # LOG [VARIABLE=VALUE]…: starts `up` in its own job, with these variables, and waits until it is ready
  set -m
  # whoever runs this may ignore SIGINT, and its children would then too
  env --default-signal=INT "${@:2}" ./sprintcap up >"$work/$1" 2>&1 &
  up=$!
  set +m
  local begun=$SECONDS
  until curl -fs -o /dev/null "http://localhost:$SPRINTCAP_HTTP_PORT/health/ready"; do
    kill -0 "$up" 2>/dev/null || fail "up ended before it was ready"
    [ $((SECONDS - begun)) -lt 600 ] || fail "up was not ready after 600 s"
    read -rt 0.2 <> <(:) || true
  done
  echo "fresh-clone: ready after $((SECONDS - begun)) s ($1)"
}

git clone -q "$root" "$work/clone"
cd "$work/clone"
SPRINTCAP_HTTP_PORT=$(free_port)
SPRINTCAP_KAFKA_PORT=$(free_port)
export SPRINTCAP_HTTP_PORT SPRINTCAP_KAFKA_PORT

start first.log
./sprintcap tail --bootstrap-servers "localhost:$SPRINTCAP_KAFKA_PORT" --from-beginning --max-events 2 --idle-exit 60s >"$work/tail.log" 2>&1 &
tail=$!
created=$(curl -fs -X POST "http://localhost:$SPRINTCAP_HTTP_PORT/v1/sprints" -H 'Content-Type: application/json' -d '{
  "sprintNumber": "25-01", "startDate": "2025-11-27", "endDate": "2025-12-10", "confidencePercentage": 90,
  "teamMembers": [{"name": "Alice Johnson", "role": "Developer"}, {"name": "Bob Smith", "role": "Tester"}]}')
wait "$tail" || fail "tail did not see two events"
grep -q 'sprint.created' "$work/tail.log" && grep -q 'team_member.added' "$work/tail.log" || fail "tail did not print both events"
id=$(printf '%s' "$created" | sed 's/.*"id":"\(sprint-[^"]*\)".*/\1/')

if SPRINTCAP_DATA="$work/other" ./sprintcap up >"$work/busy.log" 2>&1; then
  fail "a second up on the same ports did not fail"
fi
grep -qE "$SPRINTCAP_KAFKA_PORT|$SPRINTCAP_HTTP_PORT" "$work/busy.log" && grep -qE 'SPRINTCAP_(KAFKA|HTTP)_PORT' "$work/busy.log" ||
  fail "a busy port was not named with its setting"
stop

# no Maven from here on
mkdir "$work/bin"
for tool in bash cat dirname env find id java mkdir mv readlink sed tee test tr uname; do ln -s "$(type -P $tool)" "$work/bin/$tool"; done
for tool in unshare setpriv runuser; do # for PostgreSQL, where this runs as root
  if tool=$(type -P $tool); then ln -s "$tool" "$work/bin/"; fi
done
start second.log PATH="$work/bin" MAVEN_HOME=/nowhere
curl -fs "http://localhost:$SPRINTCAP_HTTP_PORT/v1/sprints/$id" | grep -q '"25-01"' || fail "the sprint did not survive the restart"
stop
echo "fresh-clone: one command, two events, data kept over a restart without Maven, busy port named"
