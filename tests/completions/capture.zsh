# Types a line and a tab into an interactive zsh, prints what it shows.
# zsh -f capture.zsh SCRIPT LINE
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; autoload -Uz compinit; compinit -u -D; source ${(q)1}; LISTMAX=1000; stty -echo; print READY"
zpty -r shell out '*READY*READY*'
zpty -n -w shell "$2"$'\t'
# The bell, a second prompt or the list ends what it shows; there is no other sign.
integer quiet=0
while (( quiet < 15 )); do
    if zpty -r -t shell out; then
        print -rn -- "$out"
        quiet=0
    else
        sleep 0.1
        quiet+=1
    fi
done
zpty -d shell
