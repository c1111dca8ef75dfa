# Les chiffres d'un mois, en français.
% clock 2026-11-10T08:00:00Z
$ cmtool -q init --zone Europe/Paris --lang fr
$DIR/state/cmtool/default
$ cmtool -q post --to @site "Et du café pour tous"
file://$DIR/state/cmtool/default/site/2026/11/et-du-cafe-pour-tous/index.html
% file state/cmtool/default/samples/2026-11.ndjson
| {"account":"site","post":"","metric":"followers","value":1000,"at":"2026-11-11T08:00:00Z"}
| {"account":"site","post":"","metric":"followers","value":1012,"at":"2026-11-24T08:00:00Z"}
| {"account":"site","post":"2026/11/et-du-cafe-pour-tous","metric":"likes","value":7,"at":"2026-11-11T08:00:00Z"}
| {"account":"site","post":"2026/11/et-du-cafe-pour-tous","metric":"reach","value":1300,"at":"2026-11-11T08:00:00Z"}
% clock 2026-11-25T08:00:00Z
$ cmtool report posts --month 2026-11
Parue                           Compte  Texte                 Vues  Portée  Engagement    Taux  Au
mar. 10 novembre 2026 à 9 h 00  @site   Et du café pour tous     –   1 300           7  0,54 %  mer. 11 novembre 2026 à 9 h 00
$ cmtool report accounts --month 2026-11 --compare previous
Compte  Plateforme  Abonnés  Abonnés ±  Gagnés  Gagnés ±  Publications  Publications ±  Vues  Vues ±  Engagement  Engagement ±  Engagement par jour             Au
@site   site          1 012          –      12         –             1               –     –       –           7             –  ··········█···················  mar. 24 novembre 2026 à 9 h 00
$ cmtool report engagement --month 2026-11
Compte  Publications  Engagement  Moyenne  Médiane  Par portée  Par vues  Par abonnés  Peu  Au
@site              1           7        7        7      0,54 %         –       0,69 %  oui  mer. 11 novembre 2026 à 9 h 00
\
peu : fait de moins de 5 publications mesurées, donc peu parlant
$ cmtool report goal set abonnes followers 2000 --by "31 décembre 2026" --from 2026-11-01
abonnes
$ cmtool report goals
Objectif  Mesure     Par                             Maintenant  Cible   Fait              Temps passé  Par jour  Nécessaire  Prévision    Bas   Haut  État
abonnes   followers  jeu. 31 décembre 2026 à 0 h 00       1 012  2 000  1,2 % ▎                40,63 %       0,5       27,73      1 030  1 003  1 057  behind
$ cmtool report posts --month novembre
! cmtool: « novembre » n’est pas un mois
! conseil : un mois s’écrit 2026-11
= 2
