# Completion of po for bash: po says what may come next.
_po() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            $'\t'files*) _po_paths -f "$2" ;;
            $'\t'folders*) _po_paths -d "$2" ;;
            *) COMPREPLY+=("$line") ;;
        esac
    done < <(command po __complete bash "$2" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=:.,] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
_po_paths() {
    local path
    compopt -o filenames 2>/dev/null
    while IFS= read -r path; do
        COMPREPLY+=("$path")
    done < <(compgen "$1" -- "$2" 2>/dev/null)
}
complete -o nosort -F _po po 2>/dev/null || complete -F _po po
