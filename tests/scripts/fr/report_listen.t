# Ce que disent les autres, compté, en français.
% env CMTOOL_AS=lea
% clock 2026-11-26T09:00:00Z
$ cmtool -q init --zone Europe/Paris --lang fr
$DIR/state/cmtool/default
$ cmtool report topic set nous "« atelier rose » OR"
! cmtool: colonne 20 : il fallait un mot, une expression ou « ( », et la requête s’arrête
= 2
$ cmtool report topic set nous "« atelier rose » -vin"
! nous : écoute ("atelier rose" AND NOT "vin")
$ cmtool report topic list
Sujet  Requête                Concurrent
nous   « atelier rose » -vin  non
% file state/cmtool/default/site/.cmtool/comments/today.ndjson
| {"id":"c1","post":"2026/11/bonjour","author":"Zoé","email":"zoe@example.org","text":"J'adore l'Atelier Rose !","at":"2026-11-24T09:00:00Z","language":"fr"}
| {"id":"c2","post":"2026/11/bonjour","author":"Max","email":"max@example.org","text":"Les frais de livraison sont trop chers","at":"2026-11-25T08:00:00Z","language":"fr"}
$ cmtool -q moderate fetch
$ cmtool report volume --month 2026-11 --by topic
Sujet  Mentions  Voix  Portée possible  Évolution  Au
nous          1     1                –          –  jeu. 26 novembre 2026 à 10 h 00
\
2 mentions par 2 voix différentes en tout
$ cmtool report voice --month 2026-11 --json=topic,share,few
[
  {"topic":"nous","share":100.0,"few":true}
]
! aucun sujet n’est celui d’un concurrent : cmtool report topic set NOM REQUÊTE --competitor
$ cmtool report response --month 2026-11 --json=group,items,waiting
[
  {"group":"@site","items":2,"waiting":2}
]
! il n’y a pas d’heures ouvrées dans settings.json, donc seule l’horloge compte
