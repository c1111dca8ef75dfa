# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2154
# The part "reports" of shared_tools.sh: numbers are read from a Mastodon server and a site's log, imported, exported, and made into a book.
judge=$root/tests/process
points() { # NAME SETUP CMD CHECK MODES [OPTIONS...]
  local name=$1 setup=$2 cmd=$3 check=$4 modes=$5
  shift 5
  part "reports/$name" -- python3 "$tools/crashpoints.py" --setup "$setup" --tmp "$scratch" --limit 60 --reruns 12 --jobs 1 --cmd "exec $cmd" --check "$check" --mode "$modes" "$@"
}

# A site's log: each day five visitors.
for day in 3 2 1 0; do
  for visitor in 1 2 3 4 5; do
    echo "192.0.2.$visitor - - [$(LC_ALL=C date -u -d "$day days ago" +%d/%b/%Y):00:00:0$visitor +0000] \"GET /2026/11/bonjour/ HTTP/1.1\" 200 512 \"https://news.example/a\" \"Mozilla/5.0 (X11; Linux x86_64) Firefox/1$visitor\""
  done
done >"$scratch/access.log"
with_log="python3 -c 'import json, sys; name = sys.argv[1]; one = json.load(open(name)); one[\"settings\"] = {\"access_log\": sys.argv[2]}; json.dump(one, open(name, \"w\"))' \$STATE/ws/accounts/site.json $scratch/access.log"
# The post that the server has at each start is the one that was sent when it had none.
measured="$judge/server_with_posts mastodon_standin.py --port $PORT --post post-1"
readers=$(with_server mastodon "$init && $with_log && $(sign_in mastodon) && $ws post 'post-1' --to @a")
# What one run reads: every other one is held against it.
one=$scratch/one/state
mkdir -p "$one"
STATE=$one bash -c "$readers" >/dev/null
$measured >"$scratch/one/ready" &
server_process=$!
until grep -q READY "$scratch/one/ready"; do sleep 0.05; done
STATE=$one bash -c "$ws -q report collect"
kill "$server_process"
wait "$server_process"
same="$judge/judge_samples \$STATE/ws $one/ws"
sound="$ws -q workspace check && $ws report export samples >/dev/null && $ws report accounts >/dev/null"
# Between the samples and the note that they were read lies a crash after which somebody looks once more.
collected="$same --readings 2 && $sound"
# A line that is not whole is cut by the next writer, and no question counts it meanwhile.
countable="$ws report export samples >/dev/null && $ws report accounts >/dev/null"

# The site's log alone needs no server, so it is quick. A day that is not over may be told twice, and says the same each time.
site="$init && $with_log"
jq -c 'select(.account == "site")' "$one"/ws/samples/*.ndjson | sort -u >"$scratch/site.ndjson"
counted="$judge/judge_samples \$STATE/ws $scratch/site.ndjson --readings 2 && $sound"
points collect-site "$site" "$ws report collect" "$counted" "$(sample kill,ENOSPC "kill,$errors")" --invariant "$countable" --private
points collect-site-oom "$site" "$ws report collect" "$counted" oom --prog cmtool --stride "$(sample 100 10)"
if [ "$quick" = no ]; then
  points collect "$readers" "$ws report collect" "$collected" "kill,$errors" --server "$measured" --invariant "$countable" --private
  points collect-oom "$readers" "$ws report collect" "$collected" oom --server "$measured" --prog cmtool --stride 200
fi
part reports/collect-power -- python3 "$tools/powerloss.py" --setup "$site" --tmp "$scratch" --limit 60 --jobs 1 --model posix --reruns 12 --samples "$(sample 1 3)" \
  --cmd "exec $ws report collect" --check "$counted"
part reports/collect-race -- python3 "$tools/racers.py" --setup "$readers" --server "$measured" --tmp "$scratch" --limit 60 --jobs 1 --cmd "exec $ws report collect" \
  --check "$same --readings 9 && $sound" --finish "$ws report collect" -k 8 --rounds "$(sample 2 50)" --kill 0.2 --ok 0,3,7 --busy 9
part reports/collect-network -- env CMTOOL_PROGRAM="$program" python3 "$judge/bad_network.py" --tools "$tools" collect "$(sample quick full)"

# Two months, so two files of samples.
for month in 09 10; do
  for day in 01 02 03 04 05 06 07 08 09 10; do
    echo "{\"account\":\"a\",\"post\":\"\",\"metric\":\"followers\",\"value\":1$day,\"at\":\"2026-$month-${day}T12:00:00Z\"}"
    echo "{\"account\":\"a\",\"post\":\"p$day\",\"metric\":\"likes\",\"value\":${day#0},\"at\":\"2026-$month-${day}T13:00:00Z\"}"
  done
done >"$scratch/rows.ndjson"
python3 -c 'import csv, json, sys; rows = [json.loads(line) for line in sys.stdin]; to = csv.DictWriter(sys.stdout, rows[0].keys()); to.writeheader(); to.writerows(rows)' <"$scratch/rows.ndjson" >"$scratch/rows.csv"
imported="$judge/judge_samples \$STATE/ws $scratch/rows.ndjson && $sound"
for kind in $(sample csv "csv ndjson"); do
  points "import-$kind" "$init" "$ws report import $scratch/rows.$kind" "$imported" "$(sample kill,ENOSPC "kill,$errors")" --invariant "$countable" --private
done
points import-oom "$init" "$ws report import $scratch/rows.csv" "$imported" oom --prog cmtool --stride "$(sample 100 10)"
part reports/import-power -- python3 "$tools/powerloss.py" --setup "$init" --tmp "$scratch" --limit 60 --jobs 1 --model posix --reruns 12 --samples "$(sample 1 5)" \
  --cmd "exec $ws report import $scratch/rows.csv" --check "$imported"
part reports/import-race -- python3 "$tools/racers.py" --setup "$init" --tmp "$scratch" --limit 60 --jobs 1 --cmd "exec $ws report import $scratch/rows.csv" --check "$imported" \
  --finish "$ws report import $scratch/rows.csv" -k 8 --rounds "$(sample 5 100)" --kill 0.2 --busy 9

# The book and the export: the old file or the whole new one, and no success that is none.
filled="$init && $ws -q report import $scratch/rows.csv && mkdir \$STATE/out"
# The first question of all makes the indexes, which is many points more.
[ "$quick" = no ] || filled="$filled && $ws -q report book --month 2026-10 -o \$STATE/../first.html >/dev/null"
for kind in $(sample html "html pdf xlsx md"); do
  file="\$STATE/out/book.$kind"
  points "book-$kind" "$filled && echo 'the old book' > $file" "$ws report book --month 2026-10 -o $file" "$judge/judge_book $file --new" "$(sample kill,ENOSPC "kill,$errors")" --invariant "$judge/judge_book $file"
done
points book-oom "$filled && echo 'the old book' > \$STATE/out/book.html" "$ws report book --month 2026-10 -o \$STATE/out/book.html" "$judge/judge_book \$STATE/out/book.html --new" oom \
  --invariant "$judge/judge_book \$STATE/out/book.html" --prog cmtool --stride "$(sample 200 20)"
points export "$filled" "$ws report export samples > \$STATE/out/samples.ndjson" "sed 's/\"@/\"/' \$STATE/out/samples.ndjson > \$WORK/samples.ndjson && $judge/judge_samples \$WORK/samples.ndjson $scratch/rows.ndjson" \
  "$(sample ENOSPC,short "$errors")"

points goal "$init" "$ws report goal set likes engagement 100 --from 2026-09-01 --by 2036-12-01" "[ \"\$($ws --json=goal report goals | grep -c likes)\" = 1 ] && $ws -q workspace check" "$(sample kill,ENOSPC "kill,$errors")" --invariant "$ws report goals"
points topic "$init" "$ws report topic set us 'rose OR tulip'" "[ \"\$($ws --json=query report topic list | grep -c 'rose OR tulip')\" = 1 ] && $ws -q workspace check" "$(sample kill,ENOSPC "kill,$errors")" --invariant "$ws report topic list"

# Strangers' files, and queries that are anything.
if [[ reports/hostile == $only || $only == *hostile* || $only == '*' ]]; then
  python3 "$tools/badinput.py" make "$scratch/corpus" >/dev/null
  cmtool -C "$scratch/fed" -q init
fi
for kind in $(sample "csv json" "csv json text dates"); do
  part "reports/hostile-$kind" -- python3 "$tools/badinput.py" feed "$scratch/corpus" --only "$kind/*" --cmd "cmtool -C $scratch/fed report import {} --account @a"
done
for kind in $(sample regex "regex text json csv"); do
  part "reports/hostile-query-$kind" -- python3 "$tools/badinput.py" feed "$scratch/corpus" --only "$kind/*" --cmd "cmtool -C $scratch/fed report topic set us --dry-run -- \"\$(head -c 100000 {} | tr -d '\\000')\""
done
