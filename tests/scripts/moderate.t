# The inbox of the built-in site: read, listed, dealt with, ruled; who did what; somebody forgotten.
% env CMTOOL_AS=lea
% clock 2026-11-26T09:00:00Z
$ cmtool -q init --zone Europe/Paris
$DIR/state/cmtool/default
% file state/cmtool/default/site/.cmtool/comments/today.ndjson
| {"id":"c1","post":"2026/11/bonjour","author":"Zoé","email":"zoe@example.org","text":"Vous ouvrez dimanche ?","at":"2026-11-25T09:00:00Z","language":"fr"}
| {"id":"c2","post":"2026/11/bonjour","author":"Max \u001b[31mX","email":"max@example.org","text":"Espèce de cr3tin","at":"2026-11-26T08:00:00Z","language":"fr"}
| {"id":"c3","post":"2026/11/bonjour","author":"Zoé","email":"zoe@example.org","text":"Quel concours !","at":"2026-11-26T08:30:00Z","language":"fr"}
$ cmtool moderate fetch --dry-run
Account  New  Changed  Reopened
@site      3        0         0
$ cmtool moderate fetch
Account  New  Changed  Reopened
@site      3        0         0
$ cmtool moderate fetch --json=account,new,fault
[
  {"account":"@site","new":0,"fault":null}
]
$ cmtool moderate list
Item              Account  Kind     Priority  Written                From        Text
1m8bfkkt0[..]  @site    comment  normal    Thu 26 Nov 2026 09:30  Zoé         Quel concours !
1m8bdwp00[..]  @site    comment  normal    Thu 26 Nov 2026 09:00  Max ␛[31mX  Espèce de cr3tin
1m88yxtm0[..]  @site    comment  normal    Wed 25 Nov 2026 10:00  Zoé         Vous ouvrez dimanche ?
$ cmtool moderate list --search ouvrez --json=author,text,state,priority,labels
[
  {"author":"Zoé","text":"Vous ouvrez dimanche ?","state":"open","priority":"normal","labels":[]}
]
$ cmtool moderate show zzzzzz
! cmtool: there is no item zzzzzz
! hint: cmtool moderate list shows those that there are
= 5
$ cmtool moderate list --state nothing
! cmtool: --state: “nothing” is none of open, pending, snoozed, done, all
! hint: “cmtool moderate list --help” shows what it takes
= 2
$ cmtool moderate label
! cmtool: no label is given
! hint: cmtool moderate label ID +question -spam
= 2
$ cmtool moderate log

# A rule: its faults, what it would have done, what it does.
% file bad.json
| {"when": {"any": [{"pattern": "("}, {"wrods": {}}]}, "then": [{"hide": "yes"}]}
$ cmtool moderate rules check bad.json
Rule  Place                Problem                                     Hint
bad   when.any[0].pattern  the pattern ( cannot be read: missing ): (  RE2's syntax, without look-ahead and back references
bad   when.any[1].wrods    there is no condition wrods                 did you mean words?
bad   then[0].hide         it takes true                               –
= 2
$ cmtool moderate rules add bad.json
! cmtool: bad: when.any[0].pattern: the pattern ( cannot be read: missing ): ( (RE2's syntax, without look-ahead and back references); when.any[1].wrods: there is no condition wrods (did you mean words?); then[0].hide: it takes true
! hint: RE2's syntax, without look-ahead and back references
= 2
% file insults.json
| {"why": "insults", "when": {"words": {"severity": 1}}, "then": [{"label": "toxic"}, {"priority": "high"}]}
$ cmtool moderate rules test insults.json --json=rule,because,text
[
  {"rule":"insults","because":"cretin","text":"Espèce de cr3tin"}
]
! 1 of 3 items match; nothing was done
$ cmtool moderate rules add insults.json
insults
$ cmtool moderate rules add insults.json
! cmtool: there is a rule insults already
! hint: replace it with --replace
= 1
$ cmtool moderate rules list
Rule     State    Order  Then                        Why
insults  enabled    100  label toxic; priority high  insults
$ cmtool moderate apply --dry-run --json=rule,because
[
  {"rule":"insults","because":"cretin"}
]
! nothing was done
$ cmtool moderate apply --json=rule,because,then,simulated
[
  {"rule":"insults","because":"cretin","then":"label toxic; priority high","simulated":false}
]
$ cmtool moderate apply
$ cmtool moderate list --label toxic --json=text,priority
[
  {"text":"Espèce de cr3tin","priority":"high"}
]
$ cmtool moderate log --json=by,what,why,before,after
[
  {"by":"rule:insults","what":"rule","why":"cretin","before":{"labels":[],"priority":"normal","rules":[]},"after":{"labels":["toxic"],"priority":"high","rules":["insults"]}}
]
$ cmtool -q moderate rules disable insults
$ cmtool moderate rules remove insults
! insults: removed
$ cmtool moderate rules show insults
! cmtool: there is no rule insults
! hint: cmtool moderate rules list shows those that there are
= 5

# Saved replies; the site itself cannot answer.
$ cmtool moderate replies add hours "Hello {name}, open on {day}"
hours
$ cmtool moderate replies add hours "x"
! cmtool: there is a saved reply hours already
! hint: replace it with --replace
= 1
$ cmtool moderate replies list
Name   Text                         To be filled in
hours  Hello {name}, open on {day}  name, day
$ cmtool moderate replies remove hour
! cmtool: there is no saved reply hour
! hint: did you mean hours?
= 5

# People, and the right to be forgotten.
$ cmtool moderate people --json=name,kind,items
[
  {"name":"Zoé","kind":"newcomer","items":2},
  {"name":"Max \u001b[31mX","kind":"newcomer","items":1}
]
$ cmtool moderate person zoe@example.org --tag vip --json=tags
{
  "tags": [
    "vip"
  ]
}
$ cmtool moderate forget zoe@example.org --no-input
! cmtool: this needs an answer: Erase Zoé, with 2 items, for ever?
! hint: give --yes
= 2
$ cmtool moderate forget zoe@example.org --dry-run
! Zoé: 2 items would be erased
$ cmtool moderate forget nobody --yes
! cmtool: nobody of that name has written: nobody
! hint: cmtool moderate people shows those who have
= 5
$ cmtool moderate forget zoe@example.org --yes
! 2 items and 0 decisions were erased; they are still counted, and nothing of this person will be read again
! cmtool: something of them is left in files that other programs write: site/.cmtool/comments/today.ndjson
! hint: erase it there by hand
= 1
% file state/cmtool/default/site/.cmtool/comments/today.ndjson
| {"id":"c2","post":"2026/11/bonjour","author":"Max","email":"max@example.org","text":"Espèce de cr3tin","at":"2026-11-26T08:00:00Z","language":"fr"}
$ cmtool moderate fetch --json=new
[
  {"new":0}
]
$ cmtool moderate people --json=name,items
[
  {"name":"Max","items":1}
]
$ cmtool -q moderate log --verify --quiet
[..]
$ cmtool workspace check
! every record is whole
