# The inbox of the built-in site: read, listed, dealt with, ruled; who did what; somebody forgotten.
% env CMTOOL_AS=lea
% clock 2026-11-26T09:00:00Z
$ cmtool -q init --zone Europe/Paris
% file state/cmtool/default/site/.cmtool/comments/today.ndjson
| {"id":"c1","post":"2026/11/bonjour","author":"Zoé","email":"zoe@example.org","text":"Vous ouvrez dimanche ?","at":"2026-11-25T09:00:00Z","language":"fr"}
| {"id":"c2","post":"2026/11/bonjour","author":"Max \u001b[31mX","email":"max@example.org","text":"Espèce de cr3tin","at":"2026-11-26T08:00:00Z","language":"fr"}
| {"id":"c3","post":"2026/11/bonjour","author":"Zoé","email":"zoe@example.org","text":"Quel concours !","at":"2026-11-26T08:30:00Z","language":"fr"}
$ cmtool moderate fetch --dry-run
$ cmtool moderate fetch
$ cmtool moderate fetch --json=account,new,fault
$ cmtool moderate list
$ cmtool moderate list --search ouvrez --json=author,text,state,priority,labels
$ cmtool moderate show zzzzzz
$ cmtool moderate list --state nothing
$ cmtool moderate label
$ cmtool moderate log

# A rule: its faults, what it would have done, what it does.
% file bad.json
| {"when": {"any": [{"pattern": "("}, {"wrods": {}}]}, "then": [{"hide": "yes"}]}
$ cmtool moderate rules check bad.json
$ cmtool moderate rules add bad.json
% file insults.json
| {"why": "insults", "when": {"words": {"severity": 1}}, "then": [{"label": "toxic"}, {"priority": "high"}]}
$ cmtool moderate rules test insults.json --json=rule,because,text
$ cmtool moderate rules add insults.json
$ cmtool moderate rules add insults.json
$ cmtool moderate rules list
$ cmtool moderate apply --dry-run --json=rule,because
$ cmtool moderate apply --json=rule,because,then,simulated
$ cmtool moderate apply
$ cmtool moderate list --label toxic --json=text,priority
$ cmtool moderate log --json=by,what,why,before,after
$ cmtool -q moderate rules disable insults
$ cmtool moderate rules remove insults
$ cmtool moderate rules show insults

# Saved replies; the site itself cannot answer.
$ cmtool moderate replies add hours "Hello {name}, open on {day}"
$ cmtool moderate replies add hours "x"
$ cmtool moderate replies list
$ cmtool moderate replies remove hour

# People, and the right to be forgotten.
$ cmtool moderate people --json=name,kind,items
$ cmtool moderate person zoe@example.org --tag vip --json=tags
$ cmtool moderate forget zoe@example.org --no-input
$ cmtool moderate forget zoe@example.org --dry-run
$ cmtool moderate forget nobody --yes
$ cmtool moderate forget zoe@example.org --yes
% file state/cmtool/default/site/.cmtool/comments/today.ndjson
| {"id":"c2","post":"2026/11/bonjour","author":"Max","email":"max@example.org","text":"Espèce de cr3tin","at":"2026-11-26T08:00:00Z","language":"fr"}
$ cmtool moderate fetch --json=new
$ cmtool moderate people --json=name,items
$ cmtool -q moderate log --verify --quiet
$ cmtool workspace check
