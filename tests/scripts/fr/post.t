# Publier sur le site : une fois par clé, et ce qui est refusé dit pourquoi.
% env LANG=fr_FR.UTF-8
$ cmtool -q init --zone Europe/Paris --lang fr
[..]
$ cmtool post --to @site --key dimanche "Ouvert dimanche à 10 h"
file://$DIR/state/cmtool/default/site/[..]/index.html
$ cmtool post --to @site --key dimanche "Ouvert dimanche à 10 h"
file://$DIR/state/cmtool/default/site/[..]/index.html
$ cmtool post --to @site --poll "Oui|Non" "Ouvert dimanche ?"
! cmtool: @site (Site) : Site n’a pas de sondages
! conseil : retirez --poll pour ce compte
! rien n’a été envoyé
= 6
$ cmtool post --to @sit "Bonjour"
! cmtool: il n’y a pas de compte @sit
! conseil : vouliez-vous dire @site ?
= 5
$ cmtool post "Bonjour"
! cmtool: aucun compte n’est indiqué
! conseil : nommez-les : --to @nom,@autre ou --to @all ; voyez cmtool account list
= 2
$ cmtool post list --state brouillon
! cmtool: --state : « brouillon » [..]
! conseil : [..]
= 2
$ cmtool post list --color toujours
! cmtool: --color : « toujours » [..]
= 2
$ cmtool post list --json=account,state,text
[
  {"account":"@site","state":"sent","text":"Ouvert dimanche à 10 h"}
]
