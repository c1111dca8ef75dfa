# What others say, counted: topics, volume, how it sounds, share of voice, themes, people; corrected by hand; somebody forgotten.
% env CMTOOL_AS=lea
% clock 2026-11-26T09:00:00Z
$ cmtool -q init --zone Europe/Paris
$ cmtool report topic list
$ cmtool report topic set us "atelier NEAR/2 rose OR #AtelierRose"
$ cmtool -q report topic set rival "« maison bleue »" --competitor
$ cmtool report topic set us "(rose"
$ cmtool report topic set us "rose AND"
$ cmtool report topic set us "language:fr"
$ cmtool report topic set us "ros* -vin" --dry-run
$ cmtool report topic list
$ cmtool report topic list --json
$ cmtool report volume --by topic --json=group,mentions,voices,reach,few
% file state/cmtool/default/site/.cmtool/comments/today.ndjson
| {"id":"c1","post":"2026/11/bonjour","author":"Zoé","email":"zoe@example.org","text":"J'adore l'Atelier Rose, un accueil formidable !","at":"2026-11-24T09:00:00Z","language":"fr"}
| {"id":"c2","post":"2026/11/bonjour","author":"Max","email":"max@example.org","text":"Les frais de livraison sont trop chers, une honte","at":"2026-11-25T08:00:00Z","language":"fr"}
| {"id":"c3","post":"2026/11/bonjour","author":"Ana","email":"ana@example.org","text":"Frais de livraison plus bas à la Maison Bleue","at":"2026-11-25T08:30:00Z","language":"fr"}
| {"id":"c4","post":"2026/11/bonjour","author":"Zoé","email":"zoe@example.org","text":"À quelle heure ouvrez-vous ?","at":"2026-11-26T08:30:00Z","language":"fr"}
$ cmtool -q moderate fetch
$ cmtool report volume --from 2026-11-23 --until 2026-11-27
$ cmtool report volume --from 2026-11-23 --until 2026-11-27 --by week --json=group,mentions,voices,reach,reach_unknown,mentions_before,few
$ cmtool report voice --month 2026-11 --json=topic,competitor,mentions,share,voices,few
$ cmtool report themes --month 2026-11 --json=theme,mentions,voices,trend,example_text
$ cmtool -q moderate label 1m88vfz --sentiment negative --format json --fields text
$ cmtool -q moderate label 1m8bf --sentiment neutral --format json --fields text
$ cmtool report sentiment --month 2026-11 --by account --json=group,mentions,by_hand,few
$ cmtool report people --month 2026-11 --json=name,items,reach,newcomer
$ cmtool -q moderate done 1m88vfz --format json --fields state
$ cmtool report response --month 2026-11 --json=group,items,answered,closed,waiting,overdue,median_minutes
$ cmtool report moderation --month 2026-11 --json=group,decisions,items,undone
$ cmtool report spikes --month 2026-11
$ cmtool -q moderate forget Zoé --yes
$ cmtool report people --month 2026-11 --json=name,items
$ cmtool report topic remove rivals
$ cmtool report topic remove rival
$ cmtool report voice --month 2026-11 --json=topic,share
