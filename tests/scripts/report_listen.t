# What others say, counted: topics, volume, how it sounds, share of voice, themes, people; corrected by hand; somebody forgotten.
% env CMTOOL_AS=lea
% clock 2026-11-26T09:00:00Z
$ cmtool -q init --zone Europe/Paris
$DIR/state/cmtool/default
$ cmtool report topic list
$ cmtool report topic set us "atelier NEAR/2 rose OR #AtelierRose"
! us: listens for (("atelier" NEAR/2 "rose") OR "#atelierrose")
$ cmtool -q report topic set rival "« maison bleue »" --competitor
$ cmtool report topic set us "(rose"
! cmtool: column 1: the parenthesis is never closed
= 2
$ cmtool report topic set us "rose AND"
! cmtool: column 9: a word, a phrase or “(” was expected, and the query ends
= 2
$ cmtool report topic set us "language:fr"
! cmtool: column 1: there is no field language:
! hint: lang:, from: and on: are there; words with a colon stand in quotation marks
= 2
$ cmtool report topic set us "ros* -vin" --dry-run
! us: would listen for ("ros*" AND NOT "vin")
$ cmtool report topic list
Topic  Query                                Competitor
rival  « maison bleue »                     yes
us     atelier NEAR/2 rose OR #AtelierRose  no
$ cmtool report topic list --json
[
  {"name":"rival","query":"« maison bleue »","competitor":true,"in_full":"\"maison bleue\""},
  {"name":"us","query":"atelier NEAR/2 rose OR #AtelierRose","competitor":false,"in_full":"((\"atelier\" NEAR/2 \"rose\") OR \"#atelierrose\")"}
]
$ cmtool report volume --by topic --json=group,mentions,voices,reach,few
[
  {"group":"rival","mentions":0,"voices":0,"reach":null,"few":false},
  {"group":"us","mentions":0,"voices":0,"reach":null,"few":false}
]
! 0 mentions by 0 different voices in all
% file state/cmtool/default/site/.cmtool/comments/today.ndjson
| {"id":"c1","post":"2026/11/bonjour","author":"Zoé","email":"zoe@example.org","text":"J'adore l'Atelier Rose, un accueil formidable !","at":"2026-11-24T09:00:00Z","language":"fr"}
| {"id":"c2","post":"2026/11/bonjour","author":"Max","email":"max@example.org","text":"Les frais de livraison sont trop chers, une honte","at":"2026-11-25T08:00:00Z","language":"fr"}
| {"id":"c3","post":"2026/11/bonjour","author":"Ana","email":"ana@example.org","text":"Frais de livraison plus bas à la Maison Bleue","at":"2026-11-25T08:30:00Z","language":"fr"}
| {"id":"c4","post":"2026/11/bonjour","author":"Zoé","email":"zoe@example.org","text":"À quelle heure ouvrez-vous ?","at":"2026-11-26T08:30:00Z","language":"fr"}
$ cmtool -q moderate fetch
$ cmtool report volume --from 2026-11-23 --until 2026-11-27
Day         Mentions              Voices  Potential reach  Change  As of
2026-11-23         0 ▏                 0                –       –  Thu 26 Nov 2026 10:00
2026-11-24         1 █████             1                –       –  Thu 26 Nov 2026 10:00
2026-11-25         2 ██████████        2                –       –  Thu 26 Nov 2026 10:00
2026-11-26         1 █████             1                –       –  Thu 26 Nov 2026 10:00
\
mentions: ▁▅█▅
4 mentions by 3 different voices in all
$ cmtool report volume --from 2026-11-23 --until 2026-11-27 --by week --json=group,mentions,voices,reach,reach_unknown,mentions_before,few
[
  {"group":"2026-W48","mentions":4,"voices":3,"reach":null,"reach_unknown":3,"mentions_before":null,"few":true}
]
! 4 mentions by 3 different voices in all
$ cmtool report voice --month 2026-11 --json=topic,competitor,mentions,share,voices,few
[
  {"topic":"rival","competitor":true,"mentions":1,"share":50.0,"voices":1,"few":true},
  {"topic":"us","competitor":false,"mentions":1,"share":50.0,"voices":1,"few":true}
]
$ cmtool report themes --month 2026-11 --json=theme,mentions,voices,trend,example_text
[
  {"theme":"frais de livraison","mentions":2,"voices":2,"trend":null,"example_text":"Les frais de livraison sont trop chers, une honte"}
]
! in 4 messages; compared with 0 before
! there is nothing before the period, so no trend can be told
$ cmtool -q moderate label 1m88vfz --sentiment negative
[..]
1m88vfz[..]Max[..]
$ cmtool -q moderate label 1m8bf --sentiment neutral
[..]
1m8bfkkt0[..]Zoé[..]
$ cmtool report sentiment --month 2026-11 --by account --json=group,mentions,by_hand,few
[
  {"group":"@site","mentions":4,"by_hand":2,"few":true}
]
! the balance of all 4 judged mentions is [..]
! 2 of them judged by hand; correct others with cmtool moderate label ID --sentiment, then cmtool moderate learn sentiment
$ cmtool report people --month 2026-11 --json=name,items,reach,newcomer
[
  {"name":"Zoé","items":2,"reach":null,"newcomer":true},
  {"name":"Ana","items":1,"reach":null,"newcomer":true},
  {"name":"Max","items":1,"reach":null,"newcomer":true}
]
$ cmtool -q moderate done 1m88vfz
[..]
1m88vfz[..]Max[..]
$ cmtool report response --month 2026-11 --json=group,items,answered,closed,waiting,overdue,median_minutes
[
  {"group":"@site","items":4,"answered":0,"closed":1,"waiting":3,"overdue":null,"median_minutes":null}
]
! there are no business hours in settings.json, so only the clock counts
$ cmtool report moderation --month 2026-11 --json=group,decisions,items,undone
[
  {"group":"lea","decisions":3,"items":2,"undone":0}
]
! 4 items came in the period; something was decided about 2 of them
$ cmtool report spikes --month 2026-11
nothing departs from the usual rhythm
$ cmtool -q moderate forget Zoé --yes
! cmtool: something of them is left in files that other programs write: site/.cmtool/comments/today.ndjson
! hint: erase it there by hand
= 1
$ cmtool report people --month 2026-11 --json=name,items
[
  {"name":"Ana","items":1},
  {"name":"Max","items":1}
]
! 2 items whose author is not known or was forgotten are left out
$ cmtool report topic remove rivals
! cmtool: there is no topic rivals
! hint: did you mean rival?
= 5
$ cmtool report topic remove rival
! rival: removed
$ cmtool report voice --month 2026-11 --json=topic,share
[
  {"topic":"us","share":null}
]
! no topic is a competitor’s: cmtool report topic set NAME QUERY --competitor
