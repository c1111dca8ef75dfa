# Ce que disent les autres, compté, en français.
% env CMTOOL_AS=lea
% clock 2026-11-26T09:00:00Z
$ cmtool -q init --zone Europe/Paris --lang fr
$ cmtool report topic set nous "« atelier rose » OR"
$ cmtool report topic set nous "« atelier rose » -vin"
$ cmtool report topic list
% file state/cmtool/default/site/.cmtool/comments/today.ndjson
| {"id":"c1","post":"2026/11/bonjour","author":"Zoé","email":"zoe@example.org","text":"J'adore l'Atelier Rose !","at":"2026-11-24T09:00:00Z","language":"fr"}
| {"id":"c2","post":"2026/11/bonjour","author":"Max","email":"max@example.org","text":"Les frais de livraison sont trop chers","at":"2026-11-25T08:00:00Z","language":"fr"}
$ cmtool -q moderate fetch
$ cmtool report volume --month 2026-11 --by topic
$ cmtool report voice --month 2026-11
$ cmtool report response --month 2026-11
