# Les mesures en français.
% clock 2026-11-22T12:00:00Z
$ cmtool -q init --zone Europe/Paris --lang fr
$ cmtool report collect
$ cmtool report collect --all --dry-run
% file pub.csv
| Début des rapports;Fin des rapports;Nom de la campagne;Résultats;Montant dépensé (EUR)
| 01/11/2026;02/11/2026;Noël;10;10,01
$ cmtool report import $DIR/pub.csv --account @site --date-order dmy
$ cmtool report import $DIR/pub.csv --account @site --map Rien=likes
