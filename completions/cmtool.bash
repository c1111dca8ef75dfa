# Completion of cmtool for bash: asks `cmtool __complete`, which knows commands, options, accounts and fields.
_cmtool() {
  local -a words=() found=()
  local i word line keep=

  # bash breaks words at "=" and ":"; they are put together again as they stand on the line.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((${#words[@]})) && { [[ $word == [=:]* ]] || [[ ${COMP_WORDS[i - 1]} == *[=:] ]]; } &&
      [[ $COMP_LINE == *"${COMP_WORDS[i - 1]}$word"* ]]; then
      words[-1]+=$word
    else
      words+=("$word")
    fi
  done
  ((${#words[@]})) || words=("")

  while IFS= read -r line; do
    case $line in
      :files) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"); return ;;
      :folders) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "${COMP_WORDS[COMP_CWORD]}"); return ;;
      *) found+=("${line%%$'\t'*}") ;;
    esac
  done < <("${COMP_WORDS[0]}" __complete -- "${words[@]}" 2>/dev/null)

  # What bash takes for earlier words must not come back in the answer.
  word=${words[-1]}
  if [[ $word == *[=:]* && ${COMP_WORDBREAKS} == *=* ]]; then keep=${word%"${word##*[=:]}"}; fi
  COMPREPLY=("${found[@]#"$keep"}")
  if ((${#COMPREPLY[@]} == 1)) && [[ ${COMPREPLY[0]} == *[=,] ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -F _cmtool cmtool
