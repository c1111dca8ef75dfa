# A schedule by the clock: added, listed, run when due, moved, cancelled, paused, approved, repeated; and what is refused says why.
% env CMTOOL_AS=lea
% clock 2026-12-01T08:00:00Z
$ cmtool -q init --zone Europe/Paris
$DIR/state/cmtool/default

# Added at a time; nothing leaves before it.
$ cmtool schedule add --to @site --at "tomorrow 9am" "Open at 10 on Sunday"
1m8r9w900[..]
! @site: Wed 2 Dec 2026 09:00
$ cmtool schedule list
Post              Account  State    Due                   Text
1m8r9w900[..]  @site    waiting  Wed 2 Dec 2026 09:00  Open at 10 on Sunday
$ cmtool schedule run
! nothing was due
$ cmtool schedule run --dry-run
! nothing is due
% clock 2026-12-02T08:00:00Z
$ cmtool schedule run --dry-run
! 1m8r9w900[..].site: sent
$ cmtool schedule run --json=account,state,due,text
[
  {"account":"@site","state":"sent","due":"2026-12-02T08:00:00Z","text":"Open at 10 on Sunday"}
]
! 1 sent
$ cmtool schedule run
! nothing was due
$ cmtool schedule list --state sent --json=state,attempts,author
[
  {"state":"sent","attempts":1,"author":"lea"}
]
# What is out is not touched any more.
$ cmtool schedule move 1m8r9w900 "tomorrow 18:00"
! cmtool: 1m8r9w900[..].site: its state is sent, so it cannot be moved
! hint: change or delete it on its platform: cmtool post edit, cmtool post delete
= 6
$ cmtool schedule edit 1m8r9w900 "Open at 11 on Sunday"
! cmtool: nothing of the post 1m8r9w900[..] is still to go out
! hint: change it on its platform: cmtool post edit 1m8r9w900[..]
= 6
$ cmtool schedule cancel 1m8r9w900
! cmtool: 1m8r9w900[..].site: its state is sent, so it cannot be cancelled
! hint: change or delete it on its platform: cmtool post edit, cmtool post delete
= 6
$ cmtool schedule retry 1m8r9w900
! cmtool: 1m8r9w900[..].site: its state is sent, so it cannot be retried
! hint: change or delete it on its platform: cmtool post edit, cmtool post delete
= 6
$ cmtool schedule resolve 1m8r9w900 --not-sent
! cmtool: 1m8r9w900[..].site: its state is sent, so it cannot be resolved
! hint: change or delete it on its platform: cmtool post edit, cmtool post delete
= 6

# Moved, changed, cancelled; the history says who and when.
% clock 2026-12-02T08:02:00Z
$ cmtool schedule add --to @site --at "friday 18:00" --max-late 30m "A tip"
1m8twcn60[..]
! @site: Fri 4 Dec 2026 18:00
$ cmtool schedule move 1m8twcn60 +30m --json=state,due,wall
[
  {"state":"waiting","due":"2026-12-04T17:30:00Z","wall":"2026-12-04T18:30"}
]
$ cmtool schedule edit 1m8twcn60 "A better tip" --json=text,due
{
  "text": "A better tip",
  "due": "2026-12-04T17:30:00Z"
}
$ cmtool schedule show 1m8twcn60 --json=account,state,wall,zone,max_late,author
{
  "account": "@site",
  "state": "waiting",
  "wall": "2026-12-04T18:30",
  "zone": "Europe/Paris",
  "max_late": 1800,
  "author": "lea"
}
$ cmtool schedule cancel 1m8twcn60 --why "not now" --json=state
[
  {"state":"cancelled"}
]
$ cmtool schedule cancel 1m8twcn60 --json=state
[
  {"state":"cancelled"}
]
$ cmtool schedule move 1m8twcn60 "friday 19:00" --json=state,due
[
  {"state":"waiting","due":"2026-12-04T18:00:00Z"}
]

# A draft waits once it is ready; many are changed at once, and what cannot be leaves the others theirs.
% clock 2026-12-02T08:05:00Z
$ cmtool schedule add --to @site --draft --at "saturday 10:00" "One"
1m8twj4z0[..]
! @site: Sat 5 Dec 2026 10:00, a draft so far
$ cmtool schedule edit 1m8twj4z0 --ready --json=state,due
{
  "state": "waiting",
  "due": "2026-12-05T09:00:00Z"
}
$ cmtool schedule edit 1m8twcn60,1m8r9w900,1m8twj4z0 --campaign xmas --json=state,campaign
[
  {"state":"waiting","campaign":"xmas"},
  {"state":"waiting","campaign":"xmas"}
]
! cmtool: nothing of the post 1m8r9w900[..] is still to go out
! hint: change it on its platform: cmtool post edit 1m8r9w900[..]
= 3
$ cmtool schedule cancel 1m8twj4z0 --json=state
[
  {"state":"cancelled"}
]

# Too late is never sent; it can be given another time.
% clock 2026-12-04T18:31:00Z
$ cmtool schedule run
Post              Account  State    Text          Address
1m8twcn60[..]  @site    expired  A better tip  –
! cmtool: @site: it was due 31 minutes ago and is not sent any more: no run came in time
! hint: send it at another time: cmtool schedule move 1m8twcn60[..] WHEN
! cmtool: warning: 1 expired
= 1
$ cmtool schedule list --state expired --json=text,fault
[
  {"text":"A better tip","fault":"refused"}
]
$ cmtool schedule retry 1m8twcn60 --json=state
[
  {"state":"waiting"}
]
$ cmtool schedule run --json=state,text
[
  {"state":"sent","text":"A better tip"}
]
! 1 sent

# Paused: what is due waits.
% clock 2026-12-05T08:00:00Z
$ cmtool schedule add --to @site --at 10:00 "Soon"
1m92kf500[..]
! @site: Sat 5 Dec 2026 10:00
$ cmtool schedule pause @site --why "accident at the factory" --until "tomorrow 9am"
! publishing is paused for @site
$ cmtool schedule list --json=account,paused
[
  {"account":"@site","paused":true}
]
% clock 2026-12-05T09:01:00Z
$ cmtool schedule run
! 1 paused
$ cmtool schedule resume @site
! publishing goes on for @site
$ cmtool schedule resume @site
! cmtool: @site is not paused
= 5
$ cmtool schedule run --json=state,text
[
  {"state":"sent","text":"Soon"}
]
! 1 sent

# Approved by somebody else than the author.
% clock 2026-12-06T08:00:00Z
$ cmtool schedule add --to @site --at 10:00 --hold "Prices go up"
1m955vw00[..]
! @site: Sun 6 Dec 2026 10:00, once it is approved
$ cmtool schedule approve 1m955vw00
! cmtool: 1m955vw00[..]: lea wrote this post and cannot approve it
! hint: somebody else must: cmtool schedule approve 1m955vw00[..] --as NAME
= 6
$ cmtool schedule reject 1m955vw00 --why "wrong date" --as client --json=state
[
  {"state":"held"}
]
$ cmtool schedule reject 1m955vw00 --as client
! cmtool: --why is missing
! hint: “cmtool schedule reject --help” shows what it takes
= 2
$ cmtool schedule approve 1m955vw00 --as client --json=state,approved_by
[
  {"state":"waiting","approved_by":["client"]}
]
$ cmtool schedule approve --code 1m955vw00
! cmtool: “1m955vw00” is not a code
! hint: such as 1m8ad507q[..]-k7f2q-9xw3m
= 2
$ cmtool schedule show 1m955vw00
Post         1m955vw00[..]
Account      @site
Platform     site
State        waiting
Due          Sun 6 Dec 2026 10:00
On the wall  2026-12-06T10:00
Zone         Europe/Paris
Every        –
Text         Prices go up
Title        –
Campaign     –
Author       lea
Approved by  client
Paused       no
Native       –
After        –
Latest (s)   –
Media        0
Series       –
Attempts     0
Address      –
Fault        –
Message      –
\
Sun 6 Dec 2026 09:00  lea  added
Sun 6 Dec 2026 09:00  client  rejected: wrong date
Sun 6 Dec 2026 09:00  client  approved

# Again and again.
% clock 2026-12-07T08:00:00Z
$ cmtool schedule add --to @site --every "weekdays at 8:30" --until 2026-12-31 "Good morning"
1m97r8k00[..]
! every weekday at 08:30, until Thu 31 Dec 2026; the first one Tue 8 Dec 2026 08:30
$ cmtool schedule list --account @site --from tomorrow --json=state,due,every,text
[
  {"state":"waiting","due":"2026-12-08T07:30:00Z","every":"every weekday at 08:30, until Thu 31 Dec 2026","text":"Good morning"}
]
$ cmtool schedule list --each --until 2026-12-09 --json=due,every,text
[
  {"due":"2026-12-06T09:00:00Z","every":null,"text":"Prices go up"},
  {"due":"2026-12-08T07:30:00Z","every":null,"text":"Good morning"}
]
$ cmtool schedule cancel 1m97r8k00 --only "2026-12-24 08:30"
! 1m97r8k00[..]: the time Thu 24 Dec 2026 08:30 is left out
$ cmtool schedule cancel 1m97r8k00 --only "2026-12-26 08:30"
! cmtool: 1m97r8k00: the recurrence has no time at Sat 26 Dec 2026 08:30
! hint: the next one is Mon 28 Dec 2026 08:30
= 5
$ cmtool schedule cancel 1m97r8k00
! 1m97r8k00[..]: the recurrence has ended
$ cmtool schedule list --from tomorrow

# The same key again is the same post, and nothing is said against it.
$ cmtool schedule add --to @site --key tip --strict --at "friday 9:00" "A tip a week"
1m97r8k00[..]
! @site: Fri 11 Dec 2026 09:00
$ cmtool schedule add --to @site --key tip --strict --at "friday 9:00" "A tip a week"
1m97r8k00[..]
$ cmtool schedule add --to @site --strict --at "friday 9:02" "A tip a week"
! cmtool: @site: another post goes out there within 5 minutes (1m97r8k00[..])
! hint: move one of them: cmtool schedule move
! cmtool: @site: the same text goes out there within a week (1m97r8k00[..])
! hint: change one of them, or cancel it: cmtool schedule cancel
! nothing was sent
= 6

# Weekly places.
$ cmtool schedule add --to @site --slot "A tip for you"
! cmtool: @site: the account has no weekly places
! hint: give it some: cmtool schedule slots add @name "mon,wed 09:00"
= 2
$ cmtool schedule slots add @site "mon,wed 09:00" "lundi 18h"
! @site: mon 09:00, mon 18:00, wed 09:00
$ cmtool schedule slots remove @site "lundi 18h"
! @site: mon 09:00, wed 09:00
$ cmtool schedule slots remove @site "sun 18:00"
! cmtool: @site has no place sun 18:00
! hint: cmtool schedule slots list shows those that there are
= 5
$ cmtool schedule slots list --json
[
  {"account":"@site","slot":"mon 09:00","next":"2026-12-14T08:00:00Z"},
  {"account":"@site","slot":"wed 09:00","next":"2026-12-09T08:00:00Z"}
]
$ cmtool schedule add --to @site --slot "A tip for you"
1m97r8k00[..]
! @site: Wed 9 Dec 2026 09:00
$ cmtool schedule add --to @site --slot next "And another"
1m97r8k00[..]
! @site: Mon 14 Dec 2026 09:00
$ cmtool schedule add --to @site --slot best "And a third"
! cmtool: @site: there is not enough data for a best time: 0 measured posts
! hint: give the time with --at, or weekly places: cmtool schedule slots add
= 6
$ cmtool schedule best-times
@site: not enough data: 0 measured posts in 16 weeks, of 20 at least over four weeks

# Times that cannot be meant.
$ cmtool schedule add --to @site "Hello"
! cmtool: it is not said when
! hint: give --at WHEN, --slot or --every RULE; to publish now, cmtool post
= 2
$ cmtool schedule add --to @site --at yesterday "Hello"
! cmtool: “yesterday” does not say at what time
! hint: add the time, for example “yesterday 9:00”
= 2
$ cmtool schedule add --to @site --at "2027-03-28 02:30" "Hello"
! cmtool: 2027-03-28 02:30 does not exist in Europe/Paris, where the clocks go forward then
! hint: --fold earlier means 2027-03-28 01:30 +01:00, --fold later means 2027-03-28 03:30 +02:00
= 2
$ cmtool schedule add --to @site --at "2027-03-28 02:30" --fold later --dry-run --json=due,wall "Hello"
[
  {"due":"2027-03-28T01:30:00Z","wall":"2027-03-28T02:30"}
]
$ cmtool schedule add --to @site --at "2027-10-31 02:30" "Hello"
! cmtool: 2027-10-31 02:30 comes twice in Europe/Paris, where the clocks go back then
! hint: --fold earlier means 2027-10-31 02:30 +02:00, --fold later means 2027-10-31 02:30 +01:00
= 2
$ cmtool schedule add --to @site --at soon "Hello"
! cmtool: “soon” is not a time that is understood
! hint: write for example “2026-12-24 09:00”, “14:30”, “+2h30m”, “tomorrow 9am”, “next monday 18:00” or “24 December at 9am”
= 2
$ cmtool schedule add --to @site --at tomorrow "Hello"
! cmtool: “tomorrow” does not say at what time
! hint: add the time, for example “tomorrow 9:00”
= 2
$ cmtool schedule add --to @site --every "every blue moon" "Hello"
! cmtool: “every blue moon” is not a repetition that is understood
! hint: write for example “daily”, “weekdays at 9:00”, “every 2 weeks on mon,thu”, “every first monday of the month”, “every month on the 15th”, or an RFC 5545 rule such as “FREQ=WEEKLY;BYDAY=MO”
= 2
$ cmtool schedule add --to @site --slot --at 18:00 "Hello"
! cmtool: --slot and --at cannot be given together
! hint: give one of them
= 2
$ cmtool schedule add --to @site --at 18:00 --poll "Yes|No" "Hello?"
! cmtool: @site (Site): Site has no polls
! hint: leave --poll out for this account
! nothing was sent
= 6
$ cmtool schedule list --state waitng
! cmtool: --state: “waitng” is none of draft, held, waiting, sending, sent, failed, unknown, expired, cancelled; did you mean waiting?
! hint: “cmtool schedule list --help” shows what it takes
= 2
$ cmtool schedule show zzzz
! cmtool: there is no post zzzz
! hint: cmtool post list shows those that there are
= 5
$ cmtool schedule move 1m955vw00
! cmtool: it is not said when
! hint: cmtool schedule move ID WHEN
= 2
$ cmtool schedule cancel
< zzzz
! cmtool: there is no post zzzz
! hint: cmtool post list shows those that there are
= 5
$ cmtool schedule resolve 1m955vw00
! cmtool: it is not said what became of it
! hint: give --sent URL or --not-sent
= 2
$ cmtool schedule run --watch --every 2h
! cmtool: --every wants a time from 1s to 1h
= 2
$ cmtool schedule
! cmtool: “cmtool schedule” needs one more word
! hint: one of: add, approve, best-times, calendar, cancel, cron, edit, export, import, list, move, pause, reject, resolve, resume, retry, run, show, slots add, slots list, slots remove
= 2

# In and out: the client's table is checked as a whole.
% file plan.csv
| date;heure;compte;texte
| 2026-12-24;09:00;@site;Merry Christmas
| 2026-12-32;10:00;@site;No such day
% file good.csv
| date;heure;compte;texte
| 2026-12-24;09:00;@site;Merry Christmas
$ cmtool schedule import plan.csv
! cmtool: plan.csv:3:1 (date): there is no day 32 of month 12 in 2026
! hint: look at a calendar
! nothing was imported
= 6
$ cmtool schedule import good.csv --json=state,due,text
[
  {"state":"waiting","due":"2026-12-24T08:00:00Z","text":"Merry Christmas"}
]
! 1 post was imported
$ cmtool schedule import good.csv --json=state,due,text
[]
! 0 posts were imported
! 1 row was imported before
$ cmtool schedule export --from 2026-12-24 --until 2026-12-25 --ndjson
{"at":"2026-12-24 09:00","to":["@site"],"text":"Merry Christmas","language":"en","id":"1m97r8k00[..]"}

# Hooks.
$ cmtool hook list --json=hook,path
[
  {"hook":"publishing","path":null},
  {"hook":"published","path":null},
  {"hook":"failed","path":null},
  {"hook":"unknown","path":null},
  {"hook":"expired","path":null},
  {"hook":"held","path":null},
  {"hook":"token-expiring","path":null},
  {"hook":"alert","path":null}
]
$ cmtool hook test published
! cmtool: there is no program for published
! hint: put an executable at $DIR/state/cmtool/default/hooks/published
= 5
$ cmtool hook test publshed
! cmtool: NAME: “publshed” is none of publishing, published, failed, unknown, expired, held, token-expiring, alert; did you mean published?
! hint: “cmtool hook test --help” shows what it takes
= 2

# What the platform itself is to publish: a site cannot; and no platform knows what --every, --after and drafts are.
$ cmtool schedule add --to @site --at "+2h" --native "Not here"
! cmtool: @site (Site): Site cannot keep a post until its time
! hint: leave --native out for this account; see what each platform can do: cmtool account platforms
! nothing was sent
= 6
$ cmtool schedule add --to @site --every daily --native "Not here"
! cmtool: --native is for a single post: no platform knows recurrences or queues
! hint: leave out --native, or add each post with its time
= 2
$ cmtool schedule add --to @site --at "+2h" --after 1m8 --native "Not here"
! cmtool: --native and --after cannot be given together: no platform knows what it comes after
! hint: leave out one of them
= 2
$ cmtool schedule add --to @site --draft --native "Not here"
! cmtool: a draft cannot be handed to its platform
! hint: leave out --native or --draft
= 2
