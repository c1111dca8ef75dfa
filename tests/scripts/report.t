# A month in numbers: what was read, what is not known, what is a goal, and all of it for a program.
% clock 2026-11-10T08:00:00Z
$ cmtool -q init --zone Europe/Paris
$DIR/state/cmtool/default
$ cmtool report list --json=help
name
summary
by
compares
top
fields
$ cmtool report posts
$ cmtool report accounts
Account  Platform  Followers  Gained  Posts  Views  Engagement  Engagement by day  As of
@site    site              –       –      0      –           –                     –
$ cmtool -q post --to @site --campaign noel "Ouverture à 10h ce dimanche https://atelier.example/dimanche?utm_source=site&utm_campaign=noel"
file://$DIR/state/cmtool/default/site/2026/11/ouverture-a-10h-ce-dimanche/index.html
% clock 2026-11-10T08:00:01Z
$ cmtool -q post --to @site "Et du café pour tous"
file://$DIR/state/cmtool/default/site/2026/11/et-du-cafe-pour-tous/index.html
% clock 2026-11-20T08:00:00Z
$ cmtool -q post --to @site "Le lundi, on ferme"
file://$DIR/state/cmtool/default/site/2026/11/le-lundi-on-ferme/index.html
% file state/cmtool/default/samples/2026-10.ndjson
| {"account":"site","post":"","metric":"followers","value":90,"at":"2026-10-31T08:00:00Z"}
| {"account":"site","post":"","metric":"views","value":40,"at":"2026-10-30T22:59:59Z"}
% file state/cmtool/default/samples/2026-11.ndjson
| {"account":"site","post":"","metric":"followers","value":100,"at":"2026-11-11T08:00:00Z"}
| {"account":"site","post":"","metric":"views","value":30,"at":"2026-11-11T08:00:00Z"}
| {"account":"site","post":"2026/11/ouverture-a-10h-ce-dimanche","metric":"likes","value":4,"at":"2026-11-11T08:00:00Z"}
| {"account":"site","post":"2026/11/et-du-cafe-pour-tous","metric":"likes","value":0,"at":"2026-11-11T08:00:00Z"}
| {"account":"site","post":"2026/11/et-du-cafe-pour-tous","metric":"reach","value":null,"at":"2026-11-11T08:00:00Z"}
| {"account":"site","post":"campaign:Noël","metric":"spend:EUR","value":1250,"at":"2026-11-12T08:00:00Z"}
| {"account":"site","post":"campaign:Noël","metric":"results","value":5,"at":"2026-11-12T08:00:00Z"}
| {"account":"site","post":"","metric":"followers","value":112,"at":"2026-11-24T08:00:00Z"}
| {"account":"site","post":"","metric":"views","value":50,"at":"2026-11-24T08:00:00Z"}
% clock 2026-11-25T08:00:00Z
$ cmtool report posts --month 2026-11
Published              Account  Text                                                                                            Views  Reach  Engagement              Rate  As of
Tue 10 Nov 2026 09:00  @site    Ouverture à 10h ce dimanche https://atelier.example/dimanche?utm_source=site&utm_campaign=noel      –      –           4 ██████████      –  Wed 11 Nov 2026 09:00
Tue 10 Nov 2026 09:00  @site    Et du café pour tous                                                                                –      –           0 ▏               –  Wed 11 Nov 2026 09:00
Fri 20 Nov 2026 09:00  @site    Le lundi, on ferme                                                                                  –      –           –                 –  –
\
of 1 post nothing is known yet: cmtool report collect
$ cmtool report posts --month 2026-11 --json=text,likes,reach,engagement,stale
[
  {"text":"Ouverture à 10h ce dimanche https://atelier.example/dimanche?utm_source=site&utm_campaign=noel","likes":4,"reach":null,"engagement":4,"stale":true},
  {"text":"Et du café pour tous","likes":0,"reach":null,"engagement":0,"stale":true},
  {"text":"Le lundi, on ferme","likes":null,"reach":null,"engagement":null,"stale":null}
]
! of 1 post nothing is known yet: cmtool report collect
$ cmtool report accounts --month 2026-11
Account  Platform  Followers  Gained  Posts  Views  Engagement  Engagement by day               As of
@site    site            112      22      3     80           4  ··········█···················  Tue 24 Nov 2026 09:00
$ cmtool report accounts --month 2026-11 --compare previous --json=account,followers,followers_before,views,views_before,views_change,trend
[
  {"account":"@site","followers":112,"followers_before":90,"views":80,"views_before":40,"views_change":100.0,"trend":[null,null,null,null,null,null,null,null,null,null,4,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,null]}
]
$ cmtool report engagement --month 2026-11 --by week
Week      Posts  Engagement  Mean  Median  By reach  By views  By followers  Few  As of
2026-W44      0           –     –       –         –         –             –  no   –
2026-W45      0           –     –       –         –         –             –  no   –
2026-W46      2           4     2       2         –         –         1.79%  yes  Wed 11 Nov 2026 09:00
2026-W47      1           –     –       –         –         –             –  no   –
2026-W48      0           –     –       –         –         –             –  no   –
2026-W49      0           –     –       –         –         –             –  no   –
\
few: made of fewer than 5 measured posts, so it says little
$ cmtool report growth --month 2026-11
Week      Followers  Gained              Growth  Views  Engagement  Posts  As of
2026-W44         90       0 ▏                0%      –           –      0  Sat 31 Oct 2026 09:00
2026-W45         90       0 ▏                0%      –           –      0  Sat 31 Oct 2026 09:00
2026-W46        100      10 ████████▍    11.11%     30           4      2  Wed 11 Nov 2026 09:00
2026-W47        100       0 ▏                0%      –           –      1  Wed 11 Nov 2026 09:00
2026-W48        112      12 ██████████      12%     50           –      0  Tue 24 Nov 2026 09:00
2026-W49        112       0 ▏                0%      –           –      0  Tue 24 Nov 2026 09:00
\
gained: ▁▁▇▁█▁
$ cmtool report campaigns --month 2026-11
Campaign  Posts  Views  Engagement  Clicks  Visits  Results  Spend  Currency  For a result  As of
noel          1      –           4       –       –        5   12.5  EUR                2.5  Thu 12 Nov 2026 09:00
$ cmtool report ads --month 2026-11
Campaign  Account  Spend  Currency  Impressions  Clicks  Results  For 1000  For a click  For a result  Click rate  As of
Noël      @site     12.5  EUR                 –       –        5         –            –           2.5           –  Thu 12 Nov 2026 09:00
$ cmtool report links --month 2026-11
Address                                                             Clicks  Click rate  Posts  Accounts  As of
https://atelier.example/dimanche?utm_source=site&utm_campaign=noel       –           –      1  @site     –
$ cmtool report best-times
@site: not enough data: 2 measured posts, of 20 at least over four weeks
$ cmtool report goals
there is no goal yet: cmtool report goal set NAME METRIC TARGET --by WHEN
$ cmtool report goal set fans followres 200 --by 2026-12-31
! cmtool: there is no metric “followres”
! hint: did you mean follows?
= 2
$ cmtool report goal set fans followers 200 --by 2026-01-01
! cmtool: the goal would end before it begins
! hint: give another time with --by, or with --from
= 2
$ cmtool report goal set fans followers 200 --from 2026-11-01 --by 2026-12-31 --account @site
fans
$ cmtool report goal list
Goal  Metric     Target  From                  By                     Accounts
fans  followers     200  Sun 1 Nov 2026 00:00  Thu 31 Dec 2026 00:00  @site
$ cmtool report goals
Goal  Metric     By                     Now  Target  Done              Time gone  A day  Needed  Forecast  Low  High  State
fans  followers  Thu 31 Dec 2026 00:00  112     200   20% ██              40.63%   0.92    2.47       145  144   145  behind
$ cmtool report goals --format csv
goal,metric,accounts,campaign,from,by,start,now,target,percent,expected,pace,needed,forecast,forecast_low,forecast_high,state,as_of
fans,followers,'@site,,2026-10-31T23:00:00Z,2026-12-30T23:00:00Z,90,112,200,20.0,40.625,0.9166666666666666,2.4701754385964914,145.0,144.0,145.0,behind,2026-11-24T08:00:00Z
$ cmtool report goal remove fans
! fans: removed
$ cmtool report goal remove fans
! cmtool: there is no goal “fans”
! hint: cmtool report goal list shows those that there are
= 5
$ cmtool report export samples --from 2026-11-12
{"account":"@site","post":"campaign:Noël","metric":"spend:EUR","value":1250,"at":"2026-11-12T08:00:00Z"}
{"account":"@site","post":"campaign:Noël","metric":"results","value":5,"at":"2026-11-12T08:00:00Z"}
{"account":"@site","post":"","metric":"followers","value":112,"at":"2026-11-24T08:00:00Z"}
{"account":"@site","post":"","metric":"views","value":50,"at":"2026-11-24T08:00:00Z"}
$ cmtool report export posts --format csv --fields at,account,campaign,text
at,account,campaign,text
2026-11-10T08:00:00Z,'@site,noel,Ouverture à 10h ce dimanche https://atelier.example/dimanche?utm_source=site&utm_campaign=noel
2026-11-10T08:00:01Z,'@site,,Et du café pour tous
2026-11-20T08:00:00Z,'@site,,"Le lundi, on ferme"
$ cmtool report export items
$ cmtool report export decisions --format json
[]
$ cmtool report export everything
! cmtool: WHAT: “everything” is none of samples, posts, items, decisions
! hint: “cmtool report export --help” shows what it takes
= 2
$ cmtool report posts --month 2026-13
! cmtool: “2026-13” is no month
! hint: a month is written 2026-11
= 2
$ cmtool report posts --from 2026-11-20 --until 2026-11-10
! cmtool: the period ends before it begins
! hint: --from is its first moment, --until the first one after it
= 2
$ cmtool report posts --by week
! cmtool: there is no option “--by”
! hint: “cmtool report posts --help” shows what it takes
= 2
$ cmtool report growth --by fortnight
! cmtool: --by: “fortnight” is none of week, day, month, account, platform
! hint: “cmtool report growth --help” shows what it takes
= 2
