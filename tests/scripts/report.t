# A month in numbers: what was read, what is not known, what is a goal, and all of it for a program.
% clock 2026-11-10T08:00:00Z
$ cmtool -q init --zone Europe/Paris
$DIR/state/cmtool/default
$ cmtool report list --json=name,by,compares
$ cmtool report posts
$ cmtool report accounts
$ cmtool -q post --to @site --campaign noel "Ouverture à 10h ce dimanche https://atelier.example/dimanche?utm_source=site&utm_campaign=noel"
$ cmtool -q post --to @site "Et du café pour tous"
% clock 2026-11-20T08:00:00Z
$ cmtool -q post --to @site "Le lundi, on ferme"
% file state/cmtool/default/samples/2026-10.ndjson
| {"account":"site","post":"","metric":"followers","value":90,"at":"2026-10-31T08:00:00Z"}
| {"account":"site","post":"","metric":"views","value":40,"at":"2026-10-30T22:59:59Z"}
% file state/cmtool/default/samples/2026-11.ndjson
| {"account":"site","post":"","metric":"followers","value":100,"at":"2026-11-11T08:00:00Z"}
| {"account":"site","post":"","metric":"views","value":30,"at":"2026-11-11T08:00:00Z"}
| {"account":"site","post":"2026/11/ouverture-a-10h-ce-dimanche-https-atelier-example","metric":"likes","value":4,"at":"2026-11-11T08:00:00Z"}
| {"account":"site","post":"2026/11/et-du-cafe-pour-tous","metric":"likes","value":0,"at":"2026-11-11T08:00:00Z"}
| {"account":"site","post":"2026/11/et-du-cafe-pour-tous","metric":"reach","value":null,"at":"2026-11-11T08:00:00Z"}
| {"account":"site","post":"campaign:Noël","metric":"spend:EUR","value":1250,"at":"2026-11-12T08:00:00Z"}
| {"account":"site","post":"campaign:Noël","metric":"results","value":5,"at":"2026-11-12T08:00:00Z"}
| {"account":"site","post":"","metric":"followers","value":112,"at":"2026-11-24T08:00:00Z"}
| {"account":"site","post":"","metric":"views","value":50,"at":"2026-11-24T08:00:00Z"}
% clock 2026-11-25T08:00:00Z
$ cmtool report posts --month 2026-11
$ cmtool report posts --month 2026-11 --json=text,likes,reach,engagement,stale
$ cmtool report accounts --month 2026-11
$ cmtool report accounts --month 2026-11 --compare previous --json=account,followers,followers_before,views,views_before,views_change,trend
$ cmtool report engagement --month 2026-11 --by week
$ cmtool report growth --month 2026-11
$ cmtool report campaigns --month 2026-11
$ cmtool report ads --month 2026-11
$ cmtool report links --month 2026-11
$ cmtool report best-times
$ cmtool report goals
$ cmtool report goal set fans followres 200 --by 2026-12-31
$ cmtool report goal set fans followers 200 --by 2026-01-01
$ cmtool report goal set fans followers 200 --from 2026-11-01 --by 2026-12-31 --account @site
$ cmtool report goal list
$ cmtool report goals
$ cmtool report goals --format csv
$ cmtool report goal remove fans
$ cmtool report goal remove fans
$ cmtool report export samples --from 2026-11-12
$ cmtool report export posts --format csv --fields at,account,campaign,text
$ cmtool report export items
$ cmtool report export decisions --format json
$ cmtool report export everything
$ cmtool report posts --month 2026-13
$ cmtool report posts --from 2026-11-20 --until 2026-11-10
$ cmtool report posts --by week
$ cmtool report growth --by fortnight
