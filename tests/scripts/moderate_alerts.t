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
rule
$ cmtool moderate watch --once --json=rule,text
[
  {"rule":"rule","text":"Un scandale !"}
]
! cmtool: warning: rule: Zoé wrote to @site: Un scandale !
! 1 new item
$ cmtool moderate watch --once
$ cmtool moderate alerts list
Alert             Kind  State    At                     What                                         Told  Acted
[..]  rule  waiting  Thu 26 Nov 2026 10:00  The rule rule: somebody should look at this        –
$ cmtool moderate alerts list --json
[
  {"id":"[..]","kind":"rule","state":"waiting","at":"2026-11-26T09:00:00Z","title":"The rule rule: somebody should look at this","told":[],"acted_by":null,"urgent":true,"by":"rule:rule","text":null,"items":["1m8bh8q10[..]"],"acted":null,"acted_how":null,"outcomes":[]}
]
$ cmtool moderate alerts test
! cmtool: settings.json sends alerts to nobody
! hint: such as "alerts": [{"to": "mail", "address": "lea@example.org"}]
= 5
$ cmtool moderate alerts ack nothing
! cmtool: there is no alert nothing
! hint: cmtool moderate alerts list shows them
= 5

# Settings that cannot be understood stop no alert: they are said, and what is kept waits.
% file state/cmtool/default/settings.json
| {"zone": "Europe/Paris", "alerts": [{"to": "pigeon", "address": "lea"}], "moderation": {"out_of_hours_reply": "closed"}}
$ cmtool moderate watch --once
! cmtool: out_of_hours_reply needs business hours, to know when nobody is there
! hint: such as "business_hours": {"weekdays": "09:00-18:00"}
! cmtool: settings.json: “alerts[0].to” cannot be understood: there is no way “pigeon” to send an alert
! hint: the ways are account, hook, mail, ntfy, webhook
= 2
$ cmtool moderate alerts test
! cmtool: settings.json: “alerts[0].to” cannot be understood: there is no way “pigeon” to send an alert
! hint: the ways are account, hook, mail, ntfy, webhook
= 2
% file state/cmtool/default/settings.json
| {"zone": "Europe/Paris", "mail": {"server": "smtp://mail.example.org", "from": "desk@example.org", "user": "desk", "password": "hunter2"}, "alerts": [{"to": "mail", "address": "lea@example.org"}]}
$ cmtool moderate alerts test
Route                 Who  Outcome  Message
mail lea@example.org  –    failed   settings.json is no place for a secret: “password”
! cmtool: settings.json is no place for a secret: “password”
! hint: say where it is: "password_command": ["pass", "show", …], or "password_from": "VARIABLE"
= 2
% file state/cmtool/default/settings.json
| {"zone": "Europe/Paris", "mail": {"server": "smtp://mail.example.org", "from": "desk@example.org", "user": "desk", "password_from": "NOWHERE"}, "alerts": {"people": [{"name": "lea", "routes": [{"to": "mail", "address": "lea@example.org"}]}]}}
$ cmtool moderate alerts test --dry-run
Route                 Who  Outcome  Message
mail lea@example.org  lea  failed   there is no secret for mail
! cmtool: there is no secret for mail
! hint: the variable NOWHERE is empty
! nothing was sent
= 4
$ cmtool moderate alerts test
Route                 Who  Outcome  Message
mail lea@example.org  lea  failed   there is no secret for mail
! cmtool: there is no secret for mail
! hint: the variable NOWHERE is empty
= 4
$ cmtool moderate alerts test max
! cmtool: no alert goes to max
! hint: such as "alerts": [{"to": "mail", "address": "lea@example.org"}]
= 5
$ cmtool workspace check
! every record is whole
