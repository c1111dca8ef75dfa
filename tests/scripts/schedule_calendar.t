# The schedule as a month, a week and rows; the page for the client is a file or goes to stdout.
% clock 2026-11-22T09:00:00Z
$ cmtool -q init --zone Europe/Paris --lang en
[..]
$ cmtool -q schedule add --to @site --at "2026-12-24 09:00" "Open until 6 pm"
[..]
$ cmtool -q schedule add --to @site --at "2026-12-24 18:30" "日本語の投稿"
[..]
$ cmtool -q schedule add --to @site --every "every monday" --at "2026-12-07 10:00" --until "2026-12-25" "Monday's bowl"
[..]
$ cmtool schedule calendar --month 2026-12
                                December 2026
 Monday     Tuesday    Wednesday  Thursday   Friday     Saturday   Sunday
┌──────────┬──────────┬──────────┬──────────┬──────────┬──────────┬──────────┐
│          │ 1        │ 2        │ 3        │ 4        │ 5        │ 6        │
├──────────┼──────────┼──────────┼──────────┼──────────┼──────────┼──────────┤
│ 7        │ 8        │ 9        │ 10       │ 11       │ 12       │ 13       │
│10:00 site│          │          │          │          │          │          │
├──────────┼──────────┼──────────┼──────────┼──────────┼──────────┼──────────┤
│ 14       │ 15       │ 16       │ 17       │ 18       │ 19       │ 20       │
│10:00 site│          │          │          │          │          │          │
├──────────┼──────────┼──────────┼──────────┼──────────┼──────────┼──────────┤
│ 21       │ 22       │ 23       │ 24       │ 25       │ 26       │ 27       │
│10:00 site│          │          │09:00 site│          │          │          │
│          │          │          │18:30 site│          │          │          │
├──────────┼──────────┼──────────┼──────────┼──────────┼──────────┼──────────┤
│ 28       │ 29       │ 30       │ 31       │          │          │          │
└──────────┴──────────┴──────────┴──────────┴──────────┴──────────┴──────────┘
$ cmtool schedule calendar --week "24 december"
Mon 21 Dec 2026
  10:00  @site  waiting  Monday's bowl
Tue 22 Dec 2026  –
Wed 23 Dec 2026  –
Thu 24 Dec 2026
  09:00  @site  waiting  Open until 6 pm
  18:30  @site  waiting  日本語の投稿
Fri 25 Dec 2026  –
Sat 26 Dec 2026  –
Sun 27 Dec 2026  –
$ cmtool --lang fr schedule calendar --week 2026-12-24
lun. 21 décembre 2026
  10:00  @site  waiting  Monday's bowl
mar. 22 décembre 2026  –
mer. 23 décembre 2026  –
jeu. 24 décembre 2026
  09:00  @site  waiting  Open until 6 pm
  18:30  @site  waiting  日本語の投稿
ven. 25 décembre 2026  –
sam. 26 décembre 2026  –
dim. 27 décembre 2026  –
$ cmtool -q schedule pause @site --why "stock"
$ cmtool schedule calendar --month 2026-12
                                December 2026
 Monday     Tuesday    Wednesday  Thursday   Friday     Saturday   Sunday
┌──────────┬──────────┬──────────┬──────────┬──────────┬──────────┬──────────┐
│          │ 1        │ 2        │ 3        │ 4        │ 5        │ 6        │
├──────────┼──────────┼──────────┼──────────┼──────────┼──────────┼──────────┤
│ 7        │ 8        │ 9        │ 10       │ 11       │ 12       │ 13       │
│10:00=site│          │          │          │          │          │          │
├──────────┼──────────┼──────────┼──────────┼──────────┼──────────┼──────────┤
│ 14       │ 15       │ 16       │ 17       │ 18       │ 19       │ 20       │
│10:00=site│          │          │          │          │          │          │
├──────────┼──────────┼──────────┼──────────┼──────────┼──────────┼──────────┤
│ 21       │ 22       │ 23       │ 24       │ 25       │ 26       │ 27       │
│10:00=site│          │          │09:00=site│          │          │          │
│          │          │          │18:30=site│          │          │          │
├──────────┼──────────┼──────────┼──────────┼──────────┼──────────┼──────────┤
│ 28       │ 29       │ 30       │ 31       │          │          │          │
└──────────┴──────────┴──────────┴──────────┴──────────┴──────────┴──────────┘
\= paused
publishing is paused for @site: stock
$ cmtool schedule calendar --month 2026-12 --json=account,state,due,text,paused
[
  {"account":"@site","state":"waiting","due":"2026-12-07T09:00:00Z","text":"Monday's bowl","paused":true},
  {"account":"@site","state":"waiting","due":"2026-12-14T09:00:00Z","text":"Monday's bowl","paused":true},
  {"account":"@site","state":"waiting","due":"2026-12-21T09:00:00Z","text":"Monday's bowl","paused":true},
  {"account":"@site","state":"waiting","due":"2026-12-24T08:00:00Z","text":"Open until 6 pm","paused":true},
  {"account":"@site","state":"waiting","due":"2026-12-24T17:30:00Z","text":"日本語の投稿","paused":true}
]
$ cmtool schedule calendar --month 2026-12 --html december.html
december.html
$ cmtool schedule calendar --month 2026-12 --html december.html --dry-run
! would write december.html
$ cmtool schedule calendar --html state
! cmtool: $DIR/state is a folder
! hint: name a file in it
= 2
$ cmtool schedule calendar --month 2026-12 --week 2026-12-24
! cmtool: --month and --week exclude each other
! hint: “cmtool schedule calendar --help” shows what it takes
= 2
$ cmtool schedule calendar --html - --json
{"ok":false,"error":{"fault":"usage","message":"two things cannot both go to the standard output","hint":"name a file: --html FILE","account":null,"retry_after":null}}
! cmtool: two things cannot both go to the standard output
! hint: name a file: --html FILE
= 2
$ cmtool schedule calendar --month never
! cmtool: “never” is not a time that is understood
! hint: write for example “2026-12-24 09:00”, “14:30”, “+2h30m”, “tomorrow 9am”, “next monday 18:00” or “24 December at 9am”
= 2
$ cmtool schedule calendar --html - --ics -
! cmtool: two things cannot both go to the standard output
! hint: name a file: --html FILE
= 2
