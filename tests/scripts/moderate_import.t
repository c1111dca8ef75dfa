# Exports of networks that no program may ask: looked at, imported, again, with faults, from WordPress, YouTube and cmtool itself.
% env CMTOOL_AS=lea
% clock 2026-11-27T09:00:00Z
$ cmtool -q init --zone Europe/Paris
$DIR/state/cmtool/default
$ cmtool account add offline shop --handle "L’atelier"
@shop
% file reviews.csv
| Date;Auteur;Note;Avis;Lien
| 24/11/2026 09:30;Zoé;5;Parfait ;https://reviews.example/1
| 25/11/2026 18:00;Max;2;"Trop cher, et ""fermé"" le dimanche";https://reviews.example/2
| 25/11/2026 19:00;L’atelier;;Merci pour votre avis;
$ cmtool moderate import reviews.csv --dry-run
! reviews.csv: read as any CSV with named columns (--from csv)
! cmtool: reviews.csv: it is not said to which account these items belong
! hint: name it: --account @name; cmtool account list shows them
= 2
$ cmtool moderate import reviews.csv --account @shop --dry-run
Account  New  Changed  Reopened  Known  Our own
@shop      2        0         0      0        1
! reviews.csv: read as any CSV with named columns (--from csv)
! @shop  Tue 24 Nov 2026 09:30  Zoé: Parfait
! @shop  Wed 25 Nov 2026 18:00  Max: Trop cher, et "fermé" le dimanche
$ cmtool moderate list
$ cmtool moderate import reviews.csv --account @shop
Account  New  Changed  Reopened  Known  Our own
@shop      2        0         0      0        1
! reviews.csv: read as any CSV with named columns (--from csv)
$ cmtool moderate import reviews.csv --account @shop --json
[
  {"account":"@shop","new":0,"changed":0,"reopened":0,"known":2,"ours":1,"too_old":0,"forgotten":0,"format":"csv"}
]
! reviews.csv: read as any CSV with named columns (--from csv)
$ cmtool moderate list --json=account,kind,at,author,text,remote_state,url
[
  {"account":"@shop","kind":"review","at":"2026-11-25T17:00:00Z","author":"Max","text":"Trop cher, et \"fermé\" le dimanche","remote_state":"2/5","url":"https://reviews.example/2"},
  {"account":"@shop","kind":"review","at":"2026-11-24T08:30:00Z","author":"Zoé","text":"Parfait","remote_state":"5/5","url":"https://reviews.example/1"}
]

# All or nothing, with each fault's place.
% file wrong.csv
| author,comment,when,extra
| Zoé,Bonjour,2026-11-26 10:00,
| Max,Hi,03/04/2026,
$ cmtool moderate import wrong.csv --account @shop --map when=at
! wrong.csv: read as any CSV with named columns (--from csv)
! wrong.csv: this column is not used: extra
! cmtool: wrong.csv:3:3 (when): “03/04/2026” has two meanings, and no date of the file tells whether the day or the month comes first (1 row)
! hint: say it with --date-order dmy or --date-order mdy
! nothing was imported
= 6
$ cmtool moderate import wrong.csv --account @shop --map when=at --date-order dmy --dry-run
Account  New  Changed  Reopened  Known  Our own
@shop      2        0         0      0        0
! wrong.csv: read as any CSV with named columns (--from csv)
! wrong.csv: this column is not used: extra
! @shop  Thu 26 Nov 2026 10:00  Zoé: Bonjour
! @shop  Fri 3 Apr 2026 00:00  Max: Hi
$ cmtool moderate import wrong.csv --account @shop --map nothing=at
! wrong.csv: read as any CSV with named columns (--from csv)
! cmtool: wrong.csv: --map: there is no column “nothing”
! hint: the columns are: author, comment, when, extra
= 2
$ cmtool moderate import wrong.csv --account @shop --map when=wen
! wrong.csv: read as any CSV with named columns (--from csv)
! cmtool: --map: there is no field “wen”
! hint: the fields are id, at, date, time, author, handle, author_id, author_url, followers, text, title, url, on, answers, kind, language, state, rating, account, and - for none
= 2
$ cmtool moderate import wrong.csv --account @nobody
! cmtool: there is no account @nobody
! hint: see those that there are: cmtool account list
= 5
$ cmtool moderate import there-is-none.csv --account @shop
! cmtool: there-is-none.csv cannot be read: it does not exist
= 5
% file notes.txt
| hello
$ cmtool moderate import notes.txt --account @shop
! cmtool: notes.txt: it is not clear what kind of export this is
! hint: say it with --from, one of: cmtool, csv, ndjson, wordpress, youtube; and name the columns with --map
= 2

# WordPress, in its own words.
% file blog.xml
| <?xml version="1.0" encoding="UTF-8" ?>
| <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
| <item><title>Bonjour</title><link>https://blog.example/bonjour/</link><wp:post_id>5</wp:post_id>
| <wp:comment><wp:comment_id>12</wp:comment_id><wp:comment_author><![CDATA[Zoé]]></wp:comment_author><wp:comment_author_email>zoe@example.org</wp:comment_author_email>
| <wp:comment_date_gmt>2026-11-20 08:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[C'est <b>bon</b> ?]]></wp:comment_content><wp:comment_approved>0</wp:comment_approved>
| <wp:comment_parent>0</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id></wp:comment></item></channel></rss>
$ cmtool moderate import blog.xml --account @shop
Account  New  Changed  Reopened  Known  Our own
@shop      1        0         0      0        0
! blog.xml: read as WordPress’ export (WXR) (--from wordpress)
$ cmtool moderate list --search bon --json=remote_id,author_handle,text,remote_state,on,url
[
  {"remote_id":"12","author_handle":"zoe@example.org","text":"C'est bon ?","remote_state":"hold","on":"5","url":"https://blog.example/bonjour/#comment-12"}
]
% file half.xml
| <?xml version="1.0" encoding="UTF-8" ?>
| <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
| <item><wp:comment>
$ cmtool moderate import half.xml --account @shop
! half.xml: read as WordPress’ export (WXR) (--from wordpress)
! cmtool: half.xml:4:1: this is no well-formed XML (no element found)
! hint: was it copied as a whole? Exporting it again may help
! nothing was imported
= 6

# YouTube, by the lines of a downloader.
% file video.json
| {"cid": "Ug1", "text": "Great video", "time": "2 weeks ago", "author": "@lea", "channel": "UCa", "time_parsed": 1763000000}
$ cmtool moderate import video.json --account @shop
Account  New  Changed  Reopened  Known  Our own
@shop      1        0         0      0        0
! video.json: read as YouTube's comments: of its API, of Takeout, of yt-dlp (--from youtube)
! 1 comment has a time that was counted back from words such as “2 weeks ago”

# What cmtool lists goes back to where it was, and to another account.
$ cmtool account add offline other
@other
% file all.ndjson
| {"id":"1m8bfkkt0abcdefg","account":"@shop","kind":"comment","at":"2026-11-13T02:13:20Z","author":"@lea","text":"Great video!","author_handle":"lea","author_id":"UCa","remote_id":"Ug1","gone":false}
$ cmtool moderate import all.ndjson
Account  New  Changed  Reopened  Known  Our own
@shop      0        1         0      0        0
! all.ndjson: read as what cmtool moderate list gives (--from cmtool)
$ cmtool moderate import - --account @other
< {"id":"1m8bfkkt0abcdefg","account":"@gone","kind":"review","at":"2026-11-13T02:13:20Z","author":"Léa","text":"Hello","author_handle":null,"author_id":"u1","remote_id":"r1","gone":false}
Account  New  Changed  Reopened  Known  Our own
@other     1        0         0      0        0
! -: read as what cmtool moderate list gives (--from cmtool)
$ cmtool moderate import -
< {"id":"1m8bfkkt0abcdefg","account":"@gone","kind":"review","at":"2026-11-13T02:13:20Z","author":"Léa","text":"Hello","author_handle":null,"author_id":"u1","remote_id":"r1","gone":false}
! -: read as what cmtool moderate list gives (--from cmtool)
! cmtool: -:1: there is no account @gone
! hint: --account @name takes all of them to one account
! nothing was imported
= 6

# Nothing can be posted to a place that is offline, and @all does not mean it.
$ cmtool post --to @shop "Bonjour"
! cmtool: @shop (Offline): Offline takes no posts
! hint: post it there by hand
! nothing was sent
= 6
$ cmtool post --to @all "Bonjour"
file://$DIR/state/cmtool/default/site/2026/11/bonjour/index.html
