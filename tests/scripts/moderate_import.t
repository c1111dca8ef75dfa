# Exports of networks that no program may ask: looked at, imported, again, with faults, from WordPress, YouTube and cmtool itself.
% env CMTOOL_AS=lea
% clock 2026-11-27T09:00:00Z
$ cmtool -q init --zone Europe/Paris
$ cmtool account add offline shop --handle "L’atelier"
% file reviews.csv
| Date;Auteur;Note;Avis;Lien
| 24/11/2026 09:30;Zoé;5;Parfait ;https://reviews.example/1
| 25/11/2026 18:00;Max;2;"Trop cher, et ""fermé"" le dimanche";https://reviews.example/2
| 25/11/2026 19:00;L’atelier;;Merci pour votre avis;
$ cmtool moderate import reviews.csv --dry-run
$ cmtool moderate import reviews.csv --account @shop --dry-run
$ cmtool moderate list
$ cmtool moderate import reviews.csv --account @shop
$ cmtool moderate import reviews.csv --account @shop --json
$ cmtool moderate list --json=account,kind,at,author,text,remote_state,url

# All or nothing, with each fault's place.
% file wrong.csv
| author,comment,when,extra
| Zoé,Bonjour,2026-11-26 10:00,
| Max,Hi,03/04/2026,
$ cmtool moderate import wrong.csv --account @shop --map when=at
$ cmtool moderate import wrong.csv --account @shop --map when=at --date-order dmy --dry-run
$ cmtool moderate import wrong.csv --account @shop --map nothing=at
$ cmtool moderate import wrong.csv --account @shop --map when=wen
$ cmtool moderate import wrong.csv --account @nobody
$ cmtool moderate import there-is-none.csv --account @shop
% file notes.txt
| hello
$ cmtool moderate import notes.txt --account @shop

# WordPress, in its own words.
% file blog.xml
| <?xml version="1.0" encoding="UTF-8" ?>
| <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
| <item><title>Bonjour</title><link>https://blog.example/bonjour/</link><wp:post_id>5</wp:post_id>
| <wp:comment><wp:comment_id>12</wp:comment_id><wp:comment_author><![CDATA[Zoé]]></wp:comment_author><wp:comment_author_email>zoe@example.org</wp:comment_author_email>
| <wp:comment_date_gmt>2026-11-20 08:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[C'est <b>bon</b> ?]]></wp:comment_content><wp:comment_approved>0</wp:comment_approved>
| <wp:comment_parent>0</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id></wp:comment></item></channel></rss>
$ cmtool moderate import blog.xml --account @shop
$ cmtool moderate list --search bon --json=remote_id,author_handle,text,remote_state,on,url
% file half.xml
| <?xml version="1.0" encoding="UTF-8" ?>
| <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
| <item><wp:comment>
$ cmtool moderate import half.xml --account @shop

# YouTube, by the lines of a downloader.
% file video.json
| {"cid": "Ug1", "text": "Great video", "time": "2 weeks ago", "author": "@lea", "channel": "UCa", "time_parsed": 1763000000}
$ cmtool moderate import video.json --account @shop

# What cmtool lists goes back to where it was, and to another account.
$ cmtool account add offline other
% file all.ndjson
| {"id":"1m8bfkkt0abcdefg","account":"@shop","kind":"comment","at":"2026-11-13T02:13:20Z","author":"@lea","text":"Great video!","author_handle":"lea","author_id":"UCa","remote_id":"Ug1","gone":false}
$ cmtool moderate import all.ndjson
$ cmtool moderate import - --account @other
< {"id":"1m8bfkkt0abcdefg","account":"@gone","kind":"review","at":"2026-11-13T02:13:20Z","author":"Léa","text":"Hello","author_handle":null,"author_id":"u1","remote_id":"r1","gone":false}
$ cmtool moderate import -
< {"id":"1m8bfkkt0abcdefg","account":"@gone","kind":"review","at":"2026-11-13T02:13:20Z","author":"Léa","text":"Hello","author_handle":null,"author_id":"u1","remote_id":"r1","gone":false}

# Nothing can be posted to a place that is offline, and @all does not mean it.
$ cmtool post --to @shop "Bonjour"
$ cmtool post --to @all "Bonjour"
