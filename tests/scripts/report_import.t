# Numbers from other tools' exports: known by their headers, all or nothing, and the same file again adds nothing.
% clock 2026-11-22T12:00:00Z
$ cmtool -q init --zone Europe/Paris
$DIR/state/cmtool/default
$ cmtool report import - --account @site --dry-run
< Reporting starts,Reporting ends,Campaign name,Results,Amount spent (EUR),Impressions,Objective
< 2026-11-01,2026-11-02,Noël,10,10.01,900,x
File       -
From       Meta Ads Manager
Samples    6
New        –
Known      –
New posts  0
! -: these columns are not used: Objective
$ cmtool report import - --account @site
< Reporting starts,Reporting ends,Campaign name,Results,Amount spent (EUR),Impressions,Objective
< 2026-11-01,2026-11-02,Noël,10,10.01,900,x
File       -
From       Meta Ads Manager
Samples    6
New        6
Known      0
New posts  0
! -: these columns are not used: Objective
$ cmtool report import - --account @site --json
< Reporting starts,Reporting ends,Campaign name,Results,Amount spent (EUR),Impressions,Objective
< 2026-11-01,2026-11-02,Noël,10,10.01,900,x
{
  "file": "-",
  "from": "Meta Ads Manager",
  "samples": 6,
  "new": 0,
  "known": 6,
  "posts": 0
}
! -: these columns are not used: Objective
$ cmtool report import -
< Content,Video title,Views
< dQw4w9WgXcQ,Zoo,30
! cmtool: -:2: it is not said whose numbers these are
! hint: name the account: --account @name
! nothing was imported
= 6
$ cmtool report import - --account @tube --as-of 2026-11-20 --json=from,new
< Content,Video title,Views
< dQw4w9WgXcQ,Zoo,30
{
  "from": "YouTube Studio",
  "new": 1
}
! @tube is no account here: its numbers are kept under this name
$ cmtool report import -
< account,post,metric,value,at
< @site,p,likes,3,2026-11-22T09:00:00Z
< @site,p,likes,three,2026-11-22T09:00:00Z
! cmtool: -:3:4 (value): “three” is no whole number
! nothing was imported
= 6
$ cmtool report import - --account @site
< Day;Abonnés
< 21/11/2026;1 234
! cmtool: -: it is not clear what the columns of this file say
! hint: known are exports of Google Analytics, LinkedIn, Meta Business Suite, Meta Ads Manager, X, YouTube Studio, and columns account, post, metric, value, at; for others name the columns: --map "Header=metric"
= 2
$ cmtool report import - --account @site --map Abonnés=followers --map Day=date --json=samples,new
< Day;Abonnés
< 21/11/2026;1 234
{
  "samples": 1,
  "new": 1
}
$ cmtool report import - --account @site --map Abonnés=Followers
< Day;Abonnés
< 21/11/2026;1 234
! cmtool: --map: “Followers” is neither a metric nor a part of a row
! hint: a metric such as likes or spend:EUR, or one of: post, permalink, published, text, title, date, first_day, last_day, campaign, account, -
= 2
$ cmtool report import - --from youtoube
! cmtool: --from: “youtoube” is none of auto, google_analytics, linkedin, meta, meta_ads, x, youtube; did you mean youtube?
! hint: “cmtool report import --help” shows what it takes
= 2
$ cmtool report import nowhere.csv
! cmtool: nowhere.csv cannot be read: it does not exist
= 5
$ cmtool report import - --json=samples,new
< {"account":"site","metric":"followers","value":7,"at":"2026-11-22T09:00:00Z"}
{
  "samples": 1,
  "new": 1
}
$ cmtool report import - --account @insta --json=new,posts
< Post ID,Account username,Description,Publish time,Permalink,Views,Reach,Likes
< 18011,atelier,"Bonjour, le monde",11/20/2026 08:31,https://www.instagram.com/reel/DAbc123/,"12,400",9100,610
{
  "new": 3,
  "posts": 0
}
! @insta is no account here: its numbers are kept under this name
! its posts are recorded once it is one: cmtool account add offline insta, then import the file again
$ cmtool -q account add offline insta --setting network=Instagram
@insta
$ cmtool report import - --account @insta --json=new,posts --dry-run
< Post ID,Account username,Description,Publish time,Permalink,Views,Reach,Likes
< 18011,atelier,"Bonjour, le monde",11/20/2026 08:31,https://www.instagram.com/reel/DAbc123/,"12,400",9100,610
{
  "new": null,
  "posts": 1
}
$ cmtool report import - --account @insta --json=new,posts
< Post ID,Account username,Description,Publish time,Permalink,Views,Reach,Likes
< 18011,atelier,"Bonjour, le monde",11/20/2026 08:31,https://www.instagram.com/reel/DAbc123/,"12,400",9100,610
{
  "new": 0,
  "posts": 1
}
$ cmtool report import - --account @insta --json=new,posts
< Post ID,Account username,Description,Publish time,Permalink,Views,Reach,Likes
< 18011,atelier,"Bonjour, le monde",11/20/2026 08:31,https://www.instagram.com/reel/DAbc123/,"12,400",9100,610
{
  "new": 0,
  "posts": 0
}
$ cmtool report posts --json=at,account,platform,text,views,likes,url,found
[
  {"at":"2026-11-20T16:31:00Z","account":"@insta","platform":"instagram","text":"Bonjour, le monde","views":12400,"likes":610,"url":"https://www.instagram.com/reel/DAbc123/","found":true}
]
$ cmtool workspace check
! every record is whole
