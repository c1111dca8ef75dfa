# La boîte de réception en français.
% env CMTOOL_AS=lea
% clock 2026-11-26T09:00:00Z
$ cmtool -q init --zone Europe/Paris --lang fr
% file state/cmtool/default/site/.cmtool/comments/today.ndjson
| {"id":"c1","post":"2026/11/bonjour","author":"Zoé","email":"zoe@example.org","text":"Vous ouvrez dimanche ?","at":"2026-11-25T09:00:00Z","language":"fr"}
$ cmtool moderate fetch
$ cmtool moderate list
$ cmtool moderate list --search rien
$ cmtool moderate show rien
$ cmtool moderate snooze 1m88 "demain 9h" --dry-run
$ cmtool moderate priority 1m88 enorme
$ cmtool moderate hide 1m88
$ cmtool moderate forget zoe@example.org --no-input
$ cmtool moderate log --verify --json
