# Les exports d’un client : regardés, importés, importés de nouveau, avec leurs fautes.
% env CMTOOL_AS=lea
% clock 2026-11-27T09:00:00Z
$ cmtool -q init --zone Europe/Paris --lang fr
$ cmtool account add offline boutique --handle "L’atelier"
% file avis.csv
| Date;Auteur;Note;Avis
| 24/11/2026 09:30;Zoé;5;Parfait
| 25/11/2026 19:00;L’atelier;;Merci pour votre avis
| ;Max;;Fermé ?
$ cmtool moderate import avis.csv
$ cmtool moderate import avis.csv --account @boutique --dry-run
$ cmtool moderate import avis.csv --account @boutique
% file faux.csv
| Auteur;Commentaire;Date;Quoi
| Zoé;Bonjour;hier soir peut-être;x
$ cmtool moderate import faux.csv --account @boutique
$ cmtool post --to @boutique "Bonjour"
