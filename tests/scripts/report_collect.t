# Numbers are read when they are due; others' accounts are followed and never written to.
% clock 2026-11-22T12:00:00Z
$ cmtool -q init --zone Europe/Paris
$DIR/state/cmtool/default
$ cmtool report collect --dry-run
Account  Posts due  Posts measured  Samples
@site            0               0        0
! @site: would ask for the account's own numbers
$ cmtool report collect --json
[
  {"account":"@site","due":0,"account_due":true,"posts":0,"samples":3,"new":3,"found":0,"fault":null,"message":null}
]
$ cmtool -q report collect
$ cmtool post --to @site "Bonjour"
file://$DIR/state/cmtool/default/site/2026/11/bonjour/index.html
$ cmtool report collect --dry-run
Account  Posts due  Posts measured  Samples
@site            0               0        0
$ cmtool report collect --json=posts,samples,new
[
  {"posts":0,"samples":0,"new":0}
]
$ cmtool report collect --all --json=due,posts,samples,new
[
  {"due":1,"posts":1,"samples":0,"new":0}
]
$ cmtool report collect @nobody
! cmtool: there is no account @nobody
! hint: see those that there are: cmtool account list
= 5
$ cmtool account add site rival --server /rival --follow-only
! cmtool: @rival (Site): Site cannot do this: follow somebody's public account
! hint: see what each platform can do: cmtool account platforms
= 6
$ cmtool account add bluesky rival --handle rival.example --follow-only --browser
! cmtool: an account that is only followed has no token
! hint: leave out --browser
= 2
$ cmtool account add bluesky rival --handle rival.example --follow-only --dry-run
! would look up the public account on Bluesky and follow its numbers as @rival
% tape bluesky/follow.http
$ cmtool account add bluesky rival --handle rival.example --server https://server.example --follow-only --json=account,handle,follow_only
{
  "account": "@rival",
  "handle": "rival.example",
  "follow_only": true
}
$ cmtool post --to @rival "Bonjour"
! cmtool: @rival (Bluesky): this account is only followed: nothing can be sent to it
! hint: to post to an account of your own, sign in to it: cmtool account add
! nothing was sent
= 6
$ cmtool post --to @all "Bonsoir"
file://$DIR/state/cmtool/default/site/2026/11/bonsoir/index.html
$ cmtool moderate fetch @rival
Account  New  Changed  Reopened
@rival     0        0         0
! cmtool: @rival (Bluesky): this account is only followed: it has no inbox
! hint: its numbers are read by cmtool report collect
= 6
$ cmtool report collect @rival --dry-run
Account  Posts due  Posts measured  Samples
@rival           0               0        0
! @rival: would ask for the account's own numbers
$ cmtool workspace check
! every record is whole
