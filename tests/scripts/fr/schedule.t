# Le planning par l’horloge : ajouter, lister, publier à l’heure, déplacer, annuler, valider ; ce qui est refusé dit pourquoi.
% env LANG=fr_FR.UTF-8
% env CMTOOL_AS=lea
% clock 2026-12-01T08:00:00Z
$ cmtool -q init --zone Europe/Paris --lang fr
$DIR/state/cmtool/default
$ cmtool schedule add --to @site --at "demain 9h" "Ouverture à 10h dimanche"
1m8r9w900[..]
! @site : mer. 2 décembre 2026 à 9 h 00
$ cmtool schedule list
Publication       Compte  État     Prévue                         Texte
1m8r9w900[..]  @site   waiting  mer. 2 décembre 2026 à 9 h 00  Ouverture à 10h dimanche
$ cmtool schedule run
! rien n’était à publier
% clock 2026-12-02T08:00:00Z
$ cmtool schedule run
Publication       Compte  État  Texte                     Adresse
1m8r9w900[..]  @site   sent  Ouverture à 10h dimanche  file://$DIR/state/cmtool/default/site/2026/12/ouverture-a-10h-dimanche/index.html
! 1 envoyée
$ cmtool schedule move 1m8r9w900 "demain 18h"
! cmtool: 1m8r9w900[..].site : son état est « sent » : elle ne peut pas être déplacée
! conseil : modifiez-la ou supprimez-la sur sa plateforme : cmtool post edit, cmtool post delete
= 6
$ cmtool schedule cancel 1m8r9w900
! cmtool: 1m8r9w900[..].site : son état est « sent » : elle ne peut pas être annulée
! conseil : modifiez-la ou supprimez-la sur sa plateforme : cmtool post edit, cmtool post delete
= 6
% clock 2026-12-02T08:02:00Z
$ cmtool schedule add --to @site --at "vendredi 18h" --hold "Une astuce"
1m8twcn60[..]
! @site : ven. 4 décembre 2026 à 18 h 00, une fois validée
$ cmtool schedule move 1m8twcn60 +30m --json=state,wall
[
  {"state":"held","wall":"2026-12-04T18:30"}
]
$ cmtool schedule approve 1m8twcn60
! cmtool: 1m8twcn60[..] : lea a écrit cette publication et ne peut pas la valider
! conseil : à quelqu’un d’autre de le faire : cmtool schedule approve 1m8twcn60[..] --as NOM
= 6
$ cmtool schedule approve 1m8twcn60 --as client --json=state,approved_by
[
  {"state":"waiting","approved_by":["client"]}
]
$ cmtool schedule show 1m8twcn60
Publication       1m8twcn60[..]
Compte            @site
Plateforme        site
État              waiting
Prévue            ven. 4 décembre 2026 à 18 h 30
Heure locale      2026-12-04T18:30
Fuseau            Europe/Paris
Récurrence        –
Texte             Une astuce
Titre             –
Campagne          –
Auteur            lea
Validée par       client
En pause          non
Natif             –
Après             –
Retard admis (s)  –
Médias            0
Série             –
Tentatives        0
Adresse           –
Erreur            –
Message           –
\
mer. 2 décembre 2026 à 9 h 02  lea  ajoutée
mer. 2 décembre 2026 à 9 h 02  lea  déplacée : ven. 4 décembre 2026 à 18 h 30
mer. 2 décembre 2026 à 9 h 02  client  validée
$ cmtool schedule pause --why "accident à l’usine" --until "lundi 9h"
! les publications sont en pause pour tous les comptes
$ cmtool schedule list
Publication       Compte  État     Prévue                          Texte
1m8twcn60[..]  @site   waiting  ven. 4 décembre 2026 à 18 h 30  Une astuce
\
les publications sont en pause pour tous les comptes jusqu’au lun. 7 décembre 2026 à 9 h 00 : accident à l’usine
% clock 2026-12-04T20:00:00Z
$ cmtool schedule run
Publication       Compte  État     Texte       Adresse
1m8twcn60[..]  @site   expired  Une astuce  –
! cmtool: @site : elle devait partir il y a 2 heures et ne part plus : les publications étaient en pause
! conseil : envoyez-la à un autre moment : cmtool schedule move 1m8twcn60[..] QUAND
! cmtool: attention : 1 expirée
= 1
$ cmtool schedule resume
! les publications reprennent pour tous les comptes
$ cmtool schedule add --to @site --every "du lundi au vendredi à 8h30" --until 2026-12-31 "Bonjour"
1m91a8sg0[..]
! du lundi au vendredi à 8 h 30, jusqu’au jeu. 31 décembre 2026 ; la première lun. 7 décembre 2026 à 8 h 30
$ cmtool schedule add --to @site --every "chaque premier lundi d’avril à 9h" --dry-run "Bonjour"
! chaque année, le premier lundi d’avril à 9 h 00 ; les prochaines :
!   lun. 5 avril 2027 à 9 h 00
$ cmtool schedule slots add @site "lundi et jeudi 9h30"
! @site : mon 09:30, thu 09:30
$ cmtool schedule add --to @site --slot "Une astuce pour vous"
1m91a8sg0[..]
! @site : lun. 7 décembre 2026 à 9 h 30
$ cmtool schedule add --to @site --at "2027-03-28 02:30" "Bonjour"
! cmtool: 2027-03-28 02:30 n’existe pas dans le fuseau Europe/Paris : on y avance les horloges à ce moment
! conseil : --fold earlier veut dire 2027-03-28 01:30 +01:00, --fold later veut dire 2027-03-28 03:30 +02:00
= 2
$ cmtool schedule add --to @site --at hier "Bonjour"
! cmtool: « hier » ne dit pas à quelle heure
! conseil : ajoutez l’heure, par exemple « hier 9:00 »
= 2
$ cmtool schedule add --to @site "Bonjour"
! cmtool: il n’est pas dit quand
! conseil : donnez --at QUAND, --slot ou --every RÈGLE ; pour publier maintenant, cmtool post
= 2
$ cmtool schedule best-times
@site : pas assez de données : 0 publications mesurées en 16 semaines ; il en faut au moins 20, sur quatre semaines
$ cmtool hook list
Crochet         Programme  Quand il est lancé
publishing      –          avant qu’une publication parte pour la première fois ; peut changer son texte
published       –          une publication est partie
failed          –          une publication a été refusée ou n’a pas pu partir
unknown         –          nul ne sait si une publication est partie
expired         –          une publication avait trop de retard et ne part pas
held            –          une publication attend une validation
token-expiring  –          le jeton d’un compte expire dans la semaine
alert           –          il faut regarder tout de suite quelque chose dans la boîte de réception
\
un crochet est un exécutable de ce nom dans $DIR/state/cmtool/default/hooks
