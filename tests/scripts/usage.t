# Mistakes are told with what was meant, and end with 2.
$ cmtool
! cmtool: what is to be done?
! hint: “cmtool --help” lists the commands
= 2
$ cmtool compltion bash
! cmtool: there is no command “compltion”
! hint: did you mean “cmtool completion”?
= 2
$ cmtool completion bahs
! cmtool: SHELL: “bahs” is none of bash, zsh, fish; did you mean bash?
! hint: “cmtool completion --help” shows what it takes
= 2
$ cmtool completion
! cmtool: SHELL is missing
! hint: “cmtool completion --help” shows what it takes
= 2
$ cmtool init --zoen Europe/Paris
! cmtool: there is no option “--zoen”
! hint: did you mean --zone?
= 2
$ cmtool init --zone
! cmtool: --zone needs a value
! hint: “cmtool init --help” shows what it takes
= 2
$ cmtool init --zone Mars/Olympus
! cmtool: there is no time zone “Mars/Olympus”
! hint: zones are named like Europe/Paris or America/New_York
= 2
$ CMTOOL_INIT_ZONE=Mars/Olympus cmtool init
! cmtool: there is no time zone “Mars/Olympus”
! hint: zones are named like Europe/Paris or America/New_York
= 2
$ cmtool --format yaml init
! cmtool: there is no format “yaml”
! hint: use one of: csv, html, json, markdown, ndjson, pdf, table, tsv, xlsx
= 2
$ CMTOOL_FORMAT=yaml cmtool init
! cmtool: CMTOOL_FORMAT: there is no format “yaml”
! hint: use one of: csv, html, json, markdown, ndjson, pdf, table, tsv, xlsx
= 2
$ cmtool --color sometimes init
! cmtool: --color: “sometimes” is none of auto, always, never
= 2
$ cmtool init --json=help
workspace
account
site
zone
$ cmtool --json completion zhs
{"ok":false,"error":{"fault":"usage","message":"SHELL: “zhs” is none of bash, zsh, fish","hint":"“cmtool completion --help” shows what it takes","account":null,"retry_after":null}}
! cmtool: SHELL: “zhs” is none of bash, zsh, fish
! hint: “cmtool completion --help” shows what it takes
= 2
$ cmtool --workspace a/b init
! cmtool: “a/b” cannot be the name of a workspace
! hint: name a folder with -C
= 2
$ cmtool -C
! cmtool: -C needs a value
! hint: “cmtool --help” lists the options
= 2
$ cmtool --version
cmtool 0.1.0
# A message names the option that it is about, not the value's placeholder.
$ cmtool post --to
! cmtool: --to needs a value
! hint: “cmtool post --help” shows what it takes
= 2
$ cmtool post --alt "a door" --media door.jpg hello
! cmtool: --alt: it stands before any --media; write it behind its picture
! hint: “cmtool post --help” shows what it takes
= 2
$ cmtool post --jobs 900 hello
! cmtool: --jobs: “900” is not a number from 1 to 200
! hint: “cmtool post --help” shows what it takes
= 2
$ cmtool post x --to
! cmtool: --to needs a value
! hint: “cmtool post --help” shows what it takes
= 2
$ cmtool post x --visibility pubic --to @a
! cmtool: --visibility: “pubic” is none of public, unlisted, followers, direct; did you mean public?
! hint: “cmtool post --help” shows what it takes
= 2
$ cmtool post x --to @a --to @b --title T --title U
! cmtool: --title can be given only once
! hint: “cmtool post --help” shows what it takes
= 2
$ cmtool post list --limit many
! cmtool: --limit: “many” is not a whole number
! hint: “cmtool post list --help” shows what it takes
= 2
$ cmtool post list --limit
! cmtool: --limit needs a value
! hint: “cmtool post list --help” shows what it takes
= 2
$ cmtool account
! cmtool: “cmtool account” needs one more word
! hint: one of: add, check, list, platforms, refresh, remove, rename, show
= 2
$ cmtool account lits
! cmtool: there is no command “account lits”
! hint: did you mean “cmtool account list”?
= 2
$ cmtool post check x y z
! cmtool: there is no workspace at $DIR/state/cmtool/default
! hint: cmtool init makes one; -C DIR and --workspace NAME choose another
= 5
