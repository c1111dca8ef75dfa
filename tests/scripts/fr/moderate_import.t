# Les exports d’un client : regardés, importés, importés de nouveau, avec leurs fautes.
% env CMTOOL_AS=lea
% clock 2026-11-27T09:00:00Z
$ cmtool -q init --zone Europe/Paris --lang fr
$DIR/state/cmtool/default
$ cmtool account add offline boutique --handle "L’atelier"
@boutique
% file avis.csv
| Date;Auteur;Note;Avis
| 24/11/2026 09:30;Zoé;5;Parfait
| 25/11/2026 19:00;L’atelier;;Merci pour votre avis
| ;Max;;Fermé ?
$ cmtool moderate import avis.csv
! avis.csv : lu comme tout CSV aux colonnes nommées (--from csv)
! 1 ligne n’a pas d’heure : elle compte comme écrite maintenant
! cmtool: avis.csv : on ne dit pas à quel compte ces éléments appartiennent
! conseil : nommez-le : --account @nom ; cmtool account list les montre
= 2
$ cmtool moderate import avis.csv --account @boutique --dry-run
Compte     Nouveaux  Modifiée  Rouverts  Connus  Les nôtres
@boutique         2         0         0       0           1
! avis.csv : lu comme tout CSV aux colonnes nommées (--from csv)
! 1 ligne n’a pas d’heure : elle compte comme écrite maintenant
! @boutique  mar. 24 novembre 2026 à 9 h 30  Zoé: Parfait
! @boutique  ven. 27 novembre 2026 à 10 h 00  Max: Fermé ?
$ cmtool moderate import avis.csv --account @boutique
Compte     Nouveaux  Modifiée  Rouverts  Connus  Les nôtres
@boutique         2         0         0       0           1
! avis.csv : lu comme tout CSV aux colonnes nommées (--from csv)
! 1 ligne n’a pas d’heure : elle compte comme écrite maintenant
% file faux.csv
| Auteur;Commentaire;Date;Quoi
| Zoé;Bonjour;hier soir peut-être;x
$ cmtool moderate import faux.csv --account @boutique
! faux.csv : lu comme tout CSV aux colonnes nommées (--from csv)
! faux.csv : cette colonne n’est pas utilisée : Quoi
! cmtool: faux.csv:2:3 (Date) : « hier soir peut-être » n’est pas un jour compréhensible
! conseil : écrivez 2026-12-24 09:00
! rien n’a été importé
= 6
$ cmtool post --to @boutique "Bonjour"
! cmtool: @boutique (Offline) : Offline ne prend pas de publications
! conseil : publiez-y à la main
! rien n’a été envoyé
= 6
