# Les mesures en français.
% clock 2026-11-22T12:00:00Z
$ cmtool -q init --zone Europe/Paris --lang fr
$DIR/state/cmtool/default
$ cmtool report collect
Compte  À mesurer  Mesurées  Mesures
@site           0         0        3
$ cmtool report collect --all --dry-run
Compte  À mesurer  Mesurées  Mesures
@site           0         0        0
! @site : demanderait les chiffres du compte
$ cmtool report import - --account @site --date-order dmy
< Début des rapports;Fin des rapports;Nom de la campagne;Résultats;Montant dépensé (EUR)
< 01/11/2026;02/11/2026;Noël;10;10,01
Fichier                 -
De                      Meta Ads Manager
Mesures                 4
Nouveaux                4
Connus                  0
Nouvelles publications  0
$ cmtool report import - --account @site --map Rien=likes
< Jour;Abonnés
< 01/11/2026;3
! cmtool: - : on ne sait pas ce que disent les colonnes de ce fichier
! conseil : sont connus les exports de Google Analytics, LinkedIn, Meta Business Suite, Meta Ads Manager, X, YouTube Studio, et les colonnes account, post, metric, value, at ; pour d’autres, nommez les colonnes : --map "En-tête=mesure"
= 2
