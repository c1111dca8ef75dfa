#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The promises of publishing under tools that know nothing of cmtool: crash points, power loss, races, a bad network.
set -uo pipefail

usage() {
  cat <<'EOF'
usage: tests/process/shared_tools.sh [--quick] [--only GLOB] [PART...]

Runs the tools in $CMTOOL_SHARED_TOOLS (default: ../shared/tools beside the repository) over the built program, against
the stand-ins of tests/servers. Where there are no such tools it says SKIPPED and that is all.

  --quick      a sample of each, some minutes in all
  --only GLOB  of these parts only the runs with such a name, as errors/post/wordpress or '*/mastodon'
  PART         only these: crash faults oom power race net random schedule moderate reports
EOF
}

root=$(cd "$(dirname "$0")/../.." && pwd)
quick=no
only='*'
parts=()
while [ $# -gt 0 ]; do
  case $1 in
    --quick) quick=yes ;;
    --only) only=${2:?}; shift ;;
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; exit 2 ;;
    *) parts+=("$1") ;;
  esac
  shift
done
[ ${#parts[@]} -gt 0 ] || parts=(crash faults oom power race net random schedule moderate reports)

shared=${CMTOOL_SHARED_TOOLS:-$root/../shared/tools}
if [ ! -f "$shared/crashpoints.py" ]; then
  echo "SKIPPED: there are no tools in $shared"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
fi
program=${CMTOOL_PROGRAM:-${CMTOOL_BUILD:-$root/build}/bin/cmtool}
[ -x "$program" ] || { echo "$program: build it first (scripts/test)" >&2; exit 1; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# A copy, as the tools compile their tracer beside themselves.
cp -r "$shared" "$scratch/tools"
chmod -R u+w "$scratch/tools"
tools=$scratch/tools
# cmtool ends by _exit(), at which no destructor runs: allocations are told there, too.
printf '%s\n' '#include <sys/syscall.h>' 'void _exit(int code) { end(); syscall(SYS_exit_group, code); __builtin_unreachable(); }' >>"$tools/oomshim.c"
results=$scratch/results.tsv
: >"$results"
# shellcheck disable=SC2053 # the pattern is meant as one
part() { # NAME -- COMMAND...
  [[ $1 == $only ]] || return 0
  "$root/tests/support/tally" run "$results" "$@" || true
}
wanted() { [[ " ${parts[*]} " == *" $1 "* ]]; }
sample() { if [ "$quick" = yes ]; then echo "$1"; else echo "$2"; fi; }

# The environment of each run: nothing of the caller's.
mkdir -p "$scratch/home" "$scratch/bin"
ln -s "$program" "$scratch/bin/cmtool"
unset "${!CMTOOL_@}" "${!XDG_@}"
export HOME=$scratch/home LANG=C.UTF-8 TZ=UTC PATH=$scratch/bin:$PATH TMPDIR=$scratch
export JUDGE=$root/tests/process/judge_posts SERVERS=$root/tests/servers

# Each platform's way to sign in. The port is the same in all runs, as the account remembers it: so one run at a time.
PORT=$("$root/tests/servers/free_port")
export PORT
server() { # PLATFORM: the server of each trial; what it knows lies beside the workspace
  local keep=" --keep \$STATE/server.json"
  [ "$1" != mastodon ] || keep=
  echo "python3 $SERVERS/$1_standin.py --port $PORT$keep"
}
sign_in() { # PLATFORM: the command that adds the account @a
  case $1 in
    bluesky) echo "echo alicepw123 | cmtool -C \$STATE/ws account add bluesky a --server http://127.0.0.1:$PORT --handle alice.test --token-stdin" ;;
    wordpress) echo "echo abcd efgh ijkl mnop qrst uvwx | cmtool -C \$STATE/ws account add wordpress a --server http://127.0.0.1:$PORT --handle admin --token-stdin" ;;
    mastodon) echo "echo stand-in-token | cmtool -C \$STATE/ws account add mastodon a --server http://127.0.0.1:$PORT --token-stdin" ;;
  esac
}
with_server() { # PLATFORM COMMAND: the command with the server running, for --setup
  echo "umask 077; $(server "$1") > \$STATE/../ready & s=\$!; until grep -q READY \$STATE/../ready; do sleep 0.05; done; { $2; }; r=\$?; kill \$s; exit \$r"
}
# All that is in a workspace is the user's alone, but for the site's pages: their folder is closed here by hand.
init="cmtool -C \$STATE/ws init && chmod 700 \$STATE/ws/site"
set_up() { with_server "$1" "$init && $(sign_in "$1")"; }

post="exec cmtool -C \$STATE/ws post 'post-1' --to @a --key k1"
posted="\$JUDGE \$URL post-1 && cmtool -C \$STATE/ws -q workspace check"
sound="cmtool -C \$STATE/ws post list >/dev/null"
common() { # PLATFORM
  printf '%s\n' --setup "$(set_up "$1")" --server "$(server "$1")" --tmp "$scratch" --limit 60 --jobs 1
}

crashpoints() { # NAME PLATFORM SETUP CMD CHECK MODES [OPTIONS...]
  local name=$1 platform=$2 setup=$3 cmd=$4 check=$5 modes=$6
  shift 6
  part "$name" -- python3 "$tools/crashpoints.py" --setup "$setup" --server "$(server "$platform")" --tmp "$scratch" --limit 60 --reruns 12 --jobs 1 \
    --cmd "$cmd" --check "$check" --mode "$modes" --private "$@"
}

errors=ENOSPC,ENOSPC+,EIO,EIO+,EINTR,EMFILE,short
added="cmtool -C \$STATE/ws account check @a && cmtool -C \$STATE/ws -q workspace check"
delete_setup() { with_server "$1" "$init && $(sign_in "$1") && cmtool -C \$STATE/ws post 'post-1' --to @a --key k1 && cmtool -C \$STATE/ws --json=id post list | grep -o '[0-9a-zA-Z_-]\{8,\}' | head -n 1 > \$STATE/id"; }
delete="exec cmtool -C \$STATE/ws post delete \$(cat \$STATE/id)"
deleted="\$JUDGE --deleted \$URL post-1 && cmtool -C \$STATE/ws -q workspace check"

if wanted crash; then
  crashpoints kill/post/bluesky bluesky "$(set_up bluesky)" "$post" "$posted" kill --invariant "$sound"
  for platform in $(sample "" "wordpress mastodon"); do
    crashpoints "kill/post/$platform" "$platform" "$(set_up "$platform")" "$post" "$posted" kill --invariant "$sound"
  done
  crashpoints kill/account-add bluesky "$init" "$(sign_in bluesky)" "$added" kill --invariant "$sound"
  crashpoints kill/post-delete bluesky "$(delete_setup bluesky)" "$delete" "$deleted" kill --invariant "$sound" --ok 0,5
fi
if wanted faults; then
  modes=$(sample ENOSPC "$errors")
  for platform in bluesky $(sample "" "wordpress mastodon"); do
    crashpoints "errors/post/$platform" "$platform" "$(set_up "$platform")" "$post" "$posted" "$modes"
  done
  crashpoints errors/account-add bluesky "$init" "$(sign_in bluesky)" "$added" "$modes"
  crashpoints errors/post-delete bluesky "$(delete_setup bluesky)" "$delete" "$deleted" "$modes" --ok 0,5
fi
if wanted oom; then
  crashpoints oom/post bluesky "$(set_up bluesky)" "$post" "$posted" oom --prog cmtool --stride "$(sample 400 10)"
  crashpoints oom/account-add bluesky "$init" "$(sign_in bluesky)" "$added" oom --prog cmtool --stride "$(sample 800 40)"
  crashpoints oom/post-delete bluesky "$(delete_setup bluesky)" "$delete" "$deleted" oom --prog cmtool --stride "$(sample 800 40)" --ok 0,5
fi
if wanted power; then
  for platform in bluesky $(sample "" "wordpress mastodon"); do
    mapfile -t arguments < <(common "$platform")
    part "powerloss/post/$platform" -- python3 "$tools/powerloss.py" "${arguments[@]}" --model posix --reruns 12 --samples "$(sample 1 5)" --cmd "$post" --check "$posted"
  done
fi
again="for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do cmtool -C \$STATE/ws post 'post-1' --to @a --key k1 && exit 0; sleep 1; done; exit 1"
if wanted race; then
  for platform in bluesky $(sample "" "wordpress mastodon"); do
    mapfile -t arguments < <(common "$platform")
    part "race/kill/$platform" -- python3 "$tools/racers.py" "${arguments[@]}" --cmd "$post" --check "$posted" --finish "$again" -k 8 \
      --rounds "$(sample 5 100)" --kill 0.2 --ok 0,7,8 --busy 9
  done
  mapfile -t arguments < <(common bluesky)
  part race/interleave -- python3 "$tools/racers.py" "${arguments[@]}" --cmd "$post" --check "$posted" --finish "$again" \
    --interleave --ok 0,7,8 --busy 9 --classes "$(sample mut mut,net,lock,open)"
fi
if wanted net; then
  for platform in bluesky wordpress mastodon; do
    part "network/ambiguous/$platform" -- env CMTOOL_PROGRAM="$program" python3 "$root/tests/process/bad_network.py" --tools "$tools" ambiguous "$platform" "$(sample quick full)"
  done
fi
if wanted random; then
  for platform in bluesky wordpress mastodon; do
    part "network/random/$platform" -- env CMTOOL_PROGRAM="$program" python3 "$root/tests/process/bad_network.py" --tools "$tools" random "$platform" \
      --posts "$(sample 100 1000)" --seeds "$(sample 1 10)"
  done
fi
# The schedule: on the site platform, but for publishing itself.
ws="cmtool -C \$STATE/ws"
waiting() { # TIME: the one post waits for this time, in a sound workspace
  echo "[ \"\$($ws --json=due,state schedule list | grep -c '\"due\":\"$1\",\"state\":\"waiting\"')\" = 1 ] && [ \"\$($ws --json=id schedule list | grep -c id)\" = 1 ] && $ws -q workspace check"
}
local_points() { # NAME SETUP CMD CHECK: kills and errors where no server is asked
  part "${6:-schedule}/$1" -- python3 "$tools/crashpoints.py" --setup "$2" --tmp "$scratch" --limit 60 --reruns 12 --jobs 1 --cmd "$3" --check "$4" \
    --mode "$(sample kill,ENOSPC "kill,$errors")" --ok "${5:-0}"
}
if wanted schedule; then
  scheduled="$init && $ws schedule add --to @site --at 2036-12-24T09:00:00Z 'post-1' > \$STATE/id"
  local_points add "$init" "exec $ws schedule add --key k1 --to @site --at 2036-12-24T09:00:00Z post-1" "$(waiting 2036-12-24T09:00:00Z)"
  local_points move "$scheduled" "exec $ws schedule move \$(cat \$STATE/id) 2037-01-02T08:30:00Z" "$(waiting 2037-01-02T08:30:00Z)"
  local_points cancel "$scheduled" "exec $ws schedule cancel \$(cat \$STATE/id)" \
    "[ \"\$($ws --json=state schedule list --state cancelled | grep -c cancelled)\" = 1 ] && [ \"\$($ws --json=id schedule list | grep -c id)\" = 0 ] && $ws -q workspace check"
  local_points approve "$init && $ws schedule add --hold --to @site --at 2036-12-24T09:00:00Z 'post-1' --as tom > \$STATE/id" \
    "exec $ws schedule approve \$(cat \$STATE/id) --as lea" "$(waiting 2036-12-24T09:00:00Z)"
  local_points import "$init && echo '{\"at\":\"2036-12-24T09:00:00Z\",\"text\":\"post-1\",\"to\":\"@site\"}' > \$STATE/rows.ndjson" \
    "exec $ws schedule import \$STATE/rows.ndjson" "$(waiting 2036-12-24T09:00:00Z)"
  due() { with_server "$1" "$init && $(sign_in "$1") && $ws schedule add --to @a --at +1s --max-late 1d 'post-1' && sleep 1.2"; }
  run="exec $ws schedule run"
  for platform in bluesky $(sample "" "wordpress mastodon"); do
    crashpoints "schedule/run/$platform" "$platform" "$(due "$platform")" "$run" "$posted" "$(sample kill "kill,$errors")" --invariant "$sound"
    part "schedule/network/$platform" -- env CMTOOL_PROGRAM="$program" python3 "$root/tests/process/bad_network.py" --tools "$tools" schedule "$platform" \
      --posts "$(sample 50 200)" --seeds "$(sample 1 10)"
  done
  mapfile -t arguments < <(printf '%s\n' --setup "$(due bluesky)" --server "$(server bluesky)" --tmp "$scratch" --limit 60 --jobs 1)
  part schedule/powerloss -- python3 "$tools/powerloss.py" "${arguments[@]}" --model posix --reruns 12 --samples "$(sample 1 3)" --cmd "$run" --check "$posted"
  part schedule/race -- python3 "$tools/racers.py" "${arguments[@]}" --cmd "$run" --check "$posted" --finish "$ws schedule run; sleep 4; $ws schedule run" -k 8 \
    --rounds "$(sample 5 100)" --kill 0.2 --ok 0,7,8 --busy 9
  part schedule/interleave -- python3 "$tools/racers.py" "${arguments[@]}" --cmd "$run" --check "$posted" --finish "$ws schedule run; sleep 4; $ws schedule run" \
    --interleave --ok 0,7,8 --busy 9 --classes "$(sample mut mut,net,lock,open)"
fi
# The inbox: on the site platform, whose comments are lines of a file.
if wanted moderate; then
  comment() { echo "{\\\"id\\\":\\\"$1\\\",\\\"email\\\":\\\"$2@example.org\\\",\\\"text\\\":\\\"$3\\\",\\\"at\\\":\\\"2026-11-25T09:00:00Z\\\"}"; }
  said="$init && mkdir -p \$STATE/ws/site/.cmtool/comments && echo \"$(comment c1 zoe-martin secret-un)\" > \$STATE/ws/site/.cmtool/comments/c.ndjson && echo \"$(comment c2 max-durand deux)\" >> \$STATE/ws/site/.cmtool/comments/c.ndjson"
  count() { echo "[ \"\$($ws --json=$1 moderate $2 | grep -c '$3')\" = $4 ]"; }
  whole="$ws -q moderate log --verify >/dev/null && $ws -q workspace check"
  fetched="$said && $ws -q moderate fetch && $ws --json=id,text moderate list | grep -o '{.*secret-un' | cut -d'\"' -f4 > \$STATE/id"
  local_points fetch "$said" "exec $ws moderate fetch" "$(count text 'list --state all' secret-un 1) && $(count text 'list --state all' deux 1) && $whole" 0 moderate
  local_points label "$fetched" "exec $ws moderate label \$(cat \$STATE/id) +question" "$(count labels 'list --label question' question 1) && $(count what log '\"label\"' 1) && $whole" 0 moderate
  ruled="$fetched && echo '{\"name\":\"r\",\"when\":{\"pattern\":\"secret\"},\"then\":[{\"label\":\"seen\"}]}' | $ws moderate rules add -"
  local_points apply "$ruled" "exec $ws moderate apply" "$(count labels 'list --label seen' seen 1) && $(count what log '\"rule\"' 1) && $whole" 0 moderate
  forgotten="! grep -rq secret-un \$STATE/ws/inbox \$STATE/ws/cache \$STATE/ws/decisions && $(count text 'list --state all' deux 1) && $whole"
  local_points forget "$fetched && rm \$STATE/ws/site/.cmtool/comments/c.ndjson" "exec $ws moderate forget zoe-martin@example.org --yes" "$forgotten" 0,5 moderate
  # Answering and hiding, where a server is asked: what was said is said once, whatever happens.
  question='post-1 ?'
  asked() { # PLATFORM: somebody has written, and it is in the inbox
    local first=
    [ "$1" != bluesky ] || first="cmtool -C \$STATE/ws post '$question' --to @a && "
    with_server "$1" "$init && $(sign_in "$1") && $first$ws -q moderate fetch && $ws --json=id moderate list | grep -o '[0-9a-z]\{16\}' > \$STATE/id"
  }
  said_once() { [ "$1" != bluesky ] && echo "\$JUDGE \$URL answer-1 && $whole" || echo "\$JUDGE \$URL '$question' answer-1 && $whole"; }
  for platform in bluesky wordpress; do
    crashpoints "moderate/reply/$platform" "$platform" "$(asked "$platform")" "exec $ws moderate reply \$(cat \$STATE/id) answer-1" \
      "$(said_once "$platform") && $(count state 'list --state pending' pending 1)" "$(sample kill "kill,$errors")"
  done
  crashpoints moderate/hide/wordpress wordpress "$(asked wordpress)" "exec $ws moderate hide \$(cat \$STATE/id)" \
    "$ws -q moderate fetch && $(count remote_state 'list --state all' hold 1) && $(count acts 'list --state all' hide 1) && $whole" "$(sample kill "kill,$errors")"
  crashpoints moderate/hide/bluesky bluesky "$(asked bluesky)" "exec $ws moderate hide \$(cat \$STATE/id)" \
    "[ \"\$(curl -s \"\$URL/xrpc/com.atproto.repo.listRecords?repo=alice.test&collection=app.bsky.feed.threadgate\" | grep -o 'hiddenReplies\": \\[\"at:[^,]*\\]' | wc -l)\" = 1 ] && $(count acts 'list --state all' hide 1) && $whole" \
    "$(sample kill "kill,$errors")"
  for platform in bluesky wordpress; do
    mapfile -t arguments < <(printf '%s\n' --setup "$(asked "$platform")" --server "$(server "$platform")" --tmp "$scratch" --limit 60 --jobs 1)
    reply="$ws moderate reply \$(cat \$STATE/id) answer-1"
    part "moderate/race-reply/$platform" -- python3 "$tools/racers.py" "${arguments[@]}" --cmd "exec $reply" --check "$(said_once "$platform")" \
      --finish "for i in 1 2 3 4 5 6 7 8 9 10; do $reply && exit 0; sleep 1; done; exit 1" -k 8 --rounds "$(sample 5 100)" --kill 0.2 --ok 0,7,8 --busy 9
    part "moderate/network/$platform" -- env CMTOOL_PROGRAM="$program" python3 "$root/tests/process/bad_network.py" --tools "$tools" inbox "$platform" \
      --posts "$(sample 12 30)" --seeds "$(sample 1 10)"
  done
  part moderate/powerloss -- python3 "$tools/powerloss.py" --setup "$said" --tmp "$scratch" --limit 60 --jobs 1 --model posix --reruns 12 --samples "$(sample 1 3)" \
    --cmd "exec $ws moderate fetch" --check "$(count text 'list --state all' secret-un 1) && $(count text 'list --state all' deux 1) && $whole"
  part moderate/race -- python3 "$tools/racers.py" --setup "$said" --tmp "$scratch" --limit 60 --jobs 1 --cmd "exec $ws moderate fetch" \
    --check "$(count text 'list --state all' secret-un 1) && $(count text 'list --state all' deux 1) && $whole" --finish "$ws moderate fetch" -k 8 --rounds "$(sample 5 100)" --kill 0.2 --busy 9
fi
# Numbers and what is made of them.
if wanted reports; then
  # shellcheck disable=SC1091 # it is read with this one
  . "$root/tests/process/shared_tools_reports.sh"
fi
"$root/tests/support/tally" sum "$results"
