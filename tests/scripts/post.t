# A post on the site platform: once for a key, shown, changed, deleted; what cannot be is refused before anything is sent.
$ cmtool -q init --zone Europe/Paris
[..]
$ cmtool post --to @site --key sunday "Open at 10 on Sunday"
file://$DIR/state/cmtool/default/site/[..]/open-at-10-on-sunday/index.html
$ cmtool post --to @site --key sunday "Open at 10 on Sunday"
file://$DIR/state/cmtool/default/site/[..]/open-at-10-on-sunday/index.html
$ cmtool post list --json=account,state,text
[
  {"account":"@site","state":"sent","text":"Open at 10 on Sunday"}
]
$ cmtool post --to @site --key sunday "Something else"
! cmtool: the key “sunday” was used for a post with another text: [..]
! hint: a key stands for one post; choose another key for this one
= 1
$ cmtool post --to @site --poll "Yes|No" "Open on Sunday?"
! cmtool: @site (Site): Site has no polls
! hint: leave --poll out for this account
! nothing was sent
= 6
$ cmtool post --to @sit "Hello"
! cmtool: there is no account @sit
! hint: did you mean @site?
= 5
$ cmtool post "Hello"
! cmtool: it is not said to which accounts
! hint: name them: --to @name,@other or --to @all; see cmtool account list
= 2
$ cmtool post --to @site --media nowhere.jpg --alt "x" "Hello"
! cmtool: nowhere.jpg cannot be read: it does not exist
! nothing was sent
= 5
$ cmtool post check --to @site "Hello" --json=account,used,fits
[
  {"account":"@site","used":5,"fits":true}
]
$ cmtool post show zzzz
! cmtool: there is no post zzzz
! hint: cmtool post list shows those that there are
= 5
