# Les chiffres d'un mois, en français.
% clock 2026-11-10T08:00:00Z
$ cmtool -q init --zone Europe/Paris --lang fr
$DIR/state/cmtool/default
$ cmtool -q post --to @site "Et du café pour tous"
% file state/cmtool/default/samples/2026-11.ndjson
| {"account":"site","post":"","metric":"followers","value":1000,"at":"2026-11-11T08:00:00Z"}
| {"account":"site","post":"","metric":"followers","value":1012,"at":"2026-11-24T08:00:00Z"}
| {"account":"site","post":"2026/11/et-du-cafe-pour-tous","metric":"likes","value":7,"at":"2026-11-11T08:00:00Z"}
| {"account":"site","post":"2026/11/et-du-cafe-pour-tous","metric":"reach","value":1300,"at":"2026-11-11T08:00:00Z"}
% clock 2026-11-25T08:00:00Z
$ cmtool report list
$ cmtool report posts --month 2026-11
$ cmtool report accounts --month 2026-11 --compare previous
$ cmtool report engagement --month 2026-11
$ cmtool report goal set abonnes followers 2000 --by "31 décembre 2026" --from 2026-11-01
$ cmtool report goals
$ cmtool report posts --month novembre
