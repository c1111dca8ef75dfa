# Numbers from other tools' exports: known by their headers, all or nothing, and the same file again adds nothing.
% clock 2026-11-22T12:00:00Z
$ cmtool -q init --zone Europe/Paris
% file ads.csv
| Reporting starts,Reporting ends,Campaign name,Results,Amount spent (EUR),Impressions
| 2026-11-01,2026-11-02,Noël,10,10.01,900
$ cmtool report import $DIR/ads.csv --account @site --dry-run
$ cmtool report import $DIR/ads.csv --account @site
$ cmtool report import $DIR/ads.csv --account @site --json=from,samples,new,known
$ cmtool report import $DIR/ads.csv
$ cmtool report import $DIR/ads.csv --account @elsewhere --as-of 2026-11-20 --json=new
% file wrong.csv
| account,post,metric,value,at
| @site,p,likes,3,2026-11-22T09:00:00Z
| @site,p,likes,three,2026-11-22T09:00:00Z
$ cmtool report import $DIR/wrong.csv
% file own.csv
| Day;Abonnés
| 21/11/2026;1 234
$ cmtool report import $DIR/own.csv --account @site
$ cmtool report import $DIR/own.csv --account @site --map Abonnés=followers --map Day=date --json=samples,new
$ cmtool report import $DIR/own.csv --account @site --map Abonnés=Followers
$ cmtool report import $DIR/own.csv --from youtoube
$ cmtool report import $DIR/nowhere.csv
$ cmtool report import - --json=samples,new
< {"account":"site","metric":"followers","value":7,"at":"2026-11-22T09:00:00Z"}
