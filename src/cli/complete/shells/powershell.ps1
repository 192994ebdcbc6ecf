# Completion of po for PowerShell: po says what may come next.
Register-ArgumentCompleter -Native -CommandName po -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $words = @(foreach ($element in $commandAst.CommandElements) {
        if ($element.Extent.EndOffset -lt $cursorPosition -or
            ($element.Extent.EndOffset -eq $cursorPosition -and "$wordToComplete" -eq '')) {
            if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
                $element.Value
            } else {
                $element.Extent.Text
            }
        }
    })
    $words += "$wordToComplete".Trim("'", '"')
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $lines = @(& (Get-Command po -CommandType Application)[0] __complete powershell $words.Count @words 2>$null)
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    foreach ($line in $lines) {
        $value, $about, $lead = $line -split "`t", 3
        if ($value -eq '') {
            $typed = $words[-1].Substring([Math]::Min("$lead".Length, $words[-1].Length))
            foreach ($path in [System.Management.Automation.CompletionCompleters]::CompleteFilename($typed)) {
                if ($about -ne 'folders' -or $path.ResultType -eq 'ProviderContainer') {
                    [System.Management.Automation.CompletionResult]::new(
                        "$lead$($path.CompletionText)", $path.ListItemText, $path.ResultType, $path.ToolTip)
                }
            }
            continue
        }
        $text = $value
        if ($value -notmatch '^[\w\-./][\w\-.:=/+@]*$') {
            $text = "'" + $value.Replace("'", "''") + "'"
        }
        $tip = if ($about) { $about } else { $value }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $tip)
    }
}
