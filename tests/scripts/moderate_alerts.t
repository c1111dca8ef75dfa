# Alerts: raised by a rule, listed, acknowledged; settings that cannot be understood; a first answer out of hours that cannot go out.
% env CMTOOL_AS=lea
% clock 2026-11-26T09:00:00Z
$ cmtool -q init --zone Europe/Paris
$DIR/state/cmtool/default
% file state/cmtool/default/site/.cmtool/comments/today.ndjson
| {"id":"c1","post":"2026/11/bonjour","author":"Zoé","email":"zoe@example.org","text":"Un scandale !","at":"2026-11-26T08:59:00Z","language":"fr"}
% file rule.json
| {"why": "somebody must look", "when": {"pattern": "scandale"}, "then": [{"alert": true}, {"priority": "urgent"}]}
$ cmtool -q moderate rules add rule.json
$ cmtool moderate watch --once --json=rule,text
$ cmtool moderate watch --once
$ cmtool moderate alerts list
$ cmtool moderate alerts list --json
$ cmtool moderate alerts test
$ cmtool moderate alerts ack nothing

# Settings that cannot be understood stop no alert: they are said, and what is kept waits.
% file state/cmtool/default/settings.json
| {"zone": "Europe/Paris", "alerts": [{"to": "pigeon", "address": "lea"}], "moderation": {"out_of_hours_reply": "closed"}}
$ cmtool moderate watch --once
$ cmtool moderate alerts test
% file state/cmtool/default/settings.json
| {"zone": "Europe/Paris", "mail": {"server": "smtp://mail.example.org", "from": "desk@example.org", "user": "desk", "password": "hunter2"}, "alerts": [{"to": "mail", "address": "lea@example.org"}]}
$ cmtool moderate alerts test
% file state/cmtool/default/settings.json
| {"zone": "Europe/Paris", "mail": {"server": "smtp://mail.example.org", "from": "desk@example.org", "user": "desk", "password_from": "NOWHERE"}, "alerts": {"people": [{"name": "lea", "routes": [{"to": "mail", "address": "lea@example.org"}]}]}}
$ cmtool moderate alerts test --dry-run
$ cmtool moderate alerts test
$ cmtool moderate alerts test max
$ cmtool workspace check
