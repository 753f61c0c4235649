/** The scripts by which shells ask `mkt __complete`. */

/** Bash breaks words at `=`, `:` and `@`, so that the script reads the line itself, and offers only what comes after the last break. */
const bash = `# bash completion for mkt: put this line into ~/.bashrc
#   source <(mkt completion bash)
_mkt() {
  local line="\${COMP_LINE:0:COMP_POINT}" words answer directive value
  read -ra words <<<"$line"
  [[ "$line" == *[[:space:]] ]] && words+=('')
  local word="\${words[\${#words[@]}-1]}"
  answer="$("\${words[0]}" __complete "\${words[@]:1}" 2>/dev/null)" || return
  directive="\${answer%%$'\\n'*}"
  local kept="" at
  for ((at = \${#word}; at > 0; at--)); do
    if [[ "$COMP_WORDBREAKS" == *"\${word:at-1:1}"* ]]; then
      kept="\${word:0:at}"
      break
    fi
  done
  COMPREPLY=()
  while IFS=$'\\t' read -r value _; do
    [[ -n "$value" && "$value" != :* ]] && COMPREPLY+=("\${value#"$kept"}")
  done <<<"$answer"
  case "$directive" in
    :files | :folders)
      local kind=-f
      [[ "$directive" == :folders ]] && kind=-d
      compopt -o filenames 2>/dev/null
      while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen "$kind" -- "\${word#"$kept"}")
      ;;
    :open) compopt -o nospace 2>/dev/null ;;
  esac
}
complete -F _mkt mkt
`;

const zsh = `#compdef mkt
# zsh completion for mkt: put this line into ~/.zshrc
#   source <(mkt completion zsh)
_mkt() {
  local -a answer described flags
  local line value
  answer=("\${(@f)$(\${(Q)words[1]} __complete "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  (( \${#answer} )) || return 1
  for line in "\${(@)answer[2,-1]}"; do
    [[ -z $line ]] && continue
    value="\${\${line%%$'\\t'*}//:/\\\\:}"
    if [[ $line == *$'\\t'* ]]; then described+=("$value:\${line#*$'\\t'}"); else described+=("$value"); fi
  done
  [[ $answer[1] == :open ]] && flags=(-S '')
  (( \${#described} )) && _describe -V mkt described "\${(@)flags}"
  case $answer[1] in
    :files) _files ;;
    :folders) _files -/ ;;
  esac
}
if [[ $funcstack[1] == _mkt ]]; then _mkt "$@"; elif (( $+functions[compdef] )); then compdef _mkt mkt; fi
`;

const fish = `# fish completion for mkt: save this as ~/.config/fish/completions/mkt.fish
#   mkt completion fish > ~/.config/fish/completions/mkt.fish
function __mkt_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l answer ($words[1] __complete $words[2..] "$word" 2>/dev/null)
    or return
    for line in $answer[2..]
        test -n "$line"; and echo $line
    end
    switch "$answer[1]"
        case :files
            __fish_complete_path "$word"
        case :folders
            __fish_complete_directories "$word" ''
    end
end
complete -c mkt -f -a '(__mkt_complete)'
`;

export const completionScripts = { bash, zsh, fish } as const;
