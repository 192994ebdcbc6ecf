# Completion of po for fish: po says what may come next.
function __po_complete
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    set -l word (string replace --all --regex '[\\\\\'"]' '' -- (commandline --current-token --cut-at-cursor))
    for line in (command po __complete fish $words "$word" 2>/dev/null)
        set -l parts (string split \t -- $line)
        if test -n "$parts[1]"
            echo $line
            continue
        end
        set -l lead $parts[3]
        set -l rest (string sub --start (math (string length -- "$lead") + 1) -- "$word")
        switch $parts[2]
            case folders
                __fish_complete_directories "$rest" ''
            case '*'
                for path in (__fish_complete_path "$rest")
                    echo -- $lead$path
                end
        end
    end
end
complete --command po --erase
complete --command po --no-files --keep-order --arguments '(__po_complete)'
