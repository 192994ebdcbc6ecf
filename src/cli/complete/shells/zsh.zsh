#compdef po
# Completion of po for zsh: po says what may come next.
_po() {
    local line value about paths
    local -a answer spaced joined
    answer=("${(@f)$(command po __complete zsh "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    for line in "${answer[@]}"; do
        value=${line%%$'\t'*}
        about=${line#*$'\t'}
        if [[ -z $value ]]; then
            paths=$about
        elif [[ $value == *[=:.,] ]]; then
            joined+=("${value//:/\\:}${about:+:$about}")
        else
            spaced+=("${value//:/\\:}${about:+:$about}")
        fi
    done
    (( $#spaced )) && _describe -V value spaced
    (( $#joined )) && _describe -V value joined -S ''
    case $paths in
        (files*) compset -P "${(b)paths#*$'\t'}"; _files ;;
        (folders*) compset -P "${(b)paths#*$'\t'}"; _files -/ ;;
    esac
}
if [[ $funcstack[1] == _po ]]; then
    _po "$@"
else
    compdef _po po
fi
