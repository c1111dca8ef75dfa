# --sponsored adds the mention that the law asks for, so that no remark misses it.
% tape silence.http
$ cmtool -q init --zone Europe/Paris
[..]
$ cmtool post --to @site --sponsored Ricola --strict "Sweets for everyone"
file://[..]
$ cmtool post list --json=text
[
  {"text":"Paid partnership with Ricola\n\nSweets for everyone"}
]
