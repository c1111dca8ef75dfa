# Les erreurs sont dites dans la langue de l’utilisateur.
% env LANG=fr_FR.UTF-8
$ cmtool compltion bash
! cmtool: il n’y a pas de commande « compltion »
! conseil : vouliez-vous dire « cmtool completion » ?
= 2
$ cmtool completion bahs
! cmtool: SHELL : « bahs » n’est pas parmi bash, zsh, fish ; vouliez-vous dire bash ?
! conseil : « cmtool completion --help » montre ce qu’elle accepte
= 2
$ cmtool init --zone Mars/Olympus
! cmtool: il n’y a pas de fuseau horaire « Mars/Olympus »
! conseil : les fuseaux se nomment par exemple Europe/Paris ou America/New_York
= 2
$ cmtool --lang en compltion
! cmtool: there is no command “compltion”
! hint: did you mean “cmtool completion”?
= 2
$ CMTOOL_LANG=en cmtool compltion
! cmtool: there is no command “compltion”
! hint: did you mean “cmtool completion”?
= 2
$ LC_ALL=de_DE.UTF-8 cmtool compltion
! cmtool: there is no command “compltion”
! hint: did you mean “cmtool completion”?
= 2
$ LANGUAGE=de:fr LANG=C cmtool compltion
! cmtool: il n’y a pas de commande « compltion »
! conseil : vouliez-vous dire « cmtool completion » ?
= 2
