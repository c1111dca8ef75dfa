# Numbers are read when they are due, a site's from the log of its web server; others' accounts are followed and never written to.
% clock 2026-11-22T12:00:00Z
% file access.log
| 192.0.2.1 - - [21/Nov/2026:10:00:00 +0100] "GET /2026/11/a/ HTTP/1.1" 200 5120 "https://news.example/x" "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
| 192.0.2.2 - - [22/Nov/2026:10:00:00 +0100] "GET /2026/11/a/ HTTP/1.1" 200 5120 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
| 192.0.2.3 - - [22/Nov/2026:10:00:00 +0100] "GET /2026/11/a/ HTTP/1.1" 200 5120 "-" "Googlebot/2.1 (+http://www.google.com/bot.html)"
$ cmtool -q init --zone Europe/Paris
$ cmtool account add site blog --server $DIR/blog --setting access_log=$DIR/access.log
$ cmtool report collect --dry-run
$ cmtool report collect @blog
$ cmtool report collect @blog --json=account,due,account_due,posts,samples,new
$ cmtool -q report collect
$ cmtool post --to @blog "Bonjour"
$ cmtool report collect @blog --json=posts,samples,new
$ cmtool report collect @nobody
$ cmtool account add site rival --server $DIR/rival --follow-only
$ cmtool account add bluesky rival --handle rival.example --follow-only --browser
$ cmtool account add bluesky rival --handle rival.example --follow-only --dry-run
