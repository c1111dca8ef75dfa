# A workspace is made once, with an account @site; a second time nothing changes.
$ cmtool init --zone Europe/Paris
$DIR/state/cmtool/default
! the account @site publishes to $DIR/state/cmtool/default/site
$ cmtool init
! cmtool: there is a workspace at $DIR/state/cmtool/default already
! hint: nothing was changed; it is ready to use, or choose another with -C or --workspace
= 1
$ cmtool --workspace acme init --lang fr
$DIR/state/cmtool/acme
! le compte @site publie dans $DIR/state/cmtool/acme/site
$ cmtool --workspace acme competion
! cmtool: il n’y a pas de commande « competion »
! conseil : vouliez-vous dire « cmtool completion » ?
= 2
$ cmtool -C there init --zone UTC --json
{
  "workspace": "$DIR/there",
  "account": "@site",
  "site": "$DIR/there/site",
  "zone": "UTC"
}
! the account @site publishes to $DIR/there/site
$ cmtool -C nowhere init --dry-run
! would make the workspace $DIR/nowhere
$ cmtool init --zone Mars/Olympus
! cmtool: there is no time zone “Mars/Olympus”
! hint: zones are named like Europe/Paris or America/New_York
= 2
