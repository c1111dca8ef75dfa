# La boîte de réception en français.
% env CMTOOL_AS=lea
% clock 2026-11-26T09:00:00Z
$ cmtool -q init --zone Europe/Paris --lang fr
$DIR/state/cmtool/default
% file state/cmtool/default/site/.cmtool/comments/today.ndjson
| {"id":"c1","post":"2026/11/bonjour","author":"Zoé","email":"zoe@example.org","text":"Vous ouvrez dimanche ?","at":"2026-11-25T09:00:00Z","language":"fr"}
$ cmtool moderate fetch
Compte  Nouveaux  Modifiée  Rouverts
@site          1         0         0
$ cmtool moderate list
Élément           Compte  Genre    Priorité  Écrite                           De   Texte
1m88yxtm0[..]  @site   comment  normal    mer. 25 novembre 2026 à 10 h 00  Zoé  Vous ouvrez dimanche ?
$ cmtool moderate list --search rien
$ cmtool moderate show rien
! cmtool: il n’y a pas d’élément rien
! conseil : cmtool moderate list montre ceux qu’il y a
= 5
$ cmtool moderate snooze 1m88 "demain 9h" --dry-run
Élément           Compte  Genre    État  Priorité  Écrite                           De   Texte                   Étiquettes  Attribué à
1m88yxtm0[..]  @site   comment  open  normal    mer. 25 novembre 2026 à 10 h 00  Zoé  Vous ouvrez dimanche ?              –
! 1m88yxtm0[..]: serait hors de vue jusqu’au ven. 27 novembre 2026 à 9 h 00
$ cmtool moderate priority 1m88 enorme
! cmtool: la priorité manque
! conseil : low, normal, high ou urgent, à la fin : cmtool moderate priority ID high
= 2
$ cmtool moderate hide 1m88
! cmtool: @site (Site) : Site ne sait pas faire cela d’un élément : hide
! conseil : faites-le là-bas : $DIR/state/cmtool/default/site
= 6
$ cmtool moderate forget zoe@example.org --no-input
! cmtool: il faut une réponse : Effacer Zoé, avec 1 élément, pour toujours ?
! conseil : donnez --yes
= 2
$ cmtool moderate log --verify --json
-
! 0 décision, et la chaîne tient
