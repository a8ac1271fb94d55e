extension CompletionScript {
    /// The script for PowerShell, 5.1 and 7.
    var powershell: String {
        let registered = names.map(Self.powerShellQuoted).joined(separator: ", ")
        return """
            # PowerShell completion for \(program): written by '\(program) completions powershell', to be dot-sourced or evaluated.

            Register-ArgumentCompleter -Native -CommandName \(registered) -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)

            \(powerShellFacts)
            \(powerShellWalk)
            \(powerShellOffer)
            }

            """
    }

    private static func powerShellQuoted(_ text: String) -> String {
        // PowerShell takes typographic quotes for plain ones: they are doubled as well.
        "'" + text.map { "'\u{2018}\u{2019}\u{201A}\u{201B}".contains($0) ? "\($0)\($0)" : String($0) }.joined() + "'"
    }

    private var powerShellFacts: String {
        let quoted = Self.powerShellQuoted
        func table(_ entries: [(String, String)]) -> String {
            entries.isEmpty
                ? "@{}"
                : "([ordered]@{ " + entries.map { "\(quoted($0.0)) = \(quoted($0.1))" }.joined(separator: "; ") + " })"
        }
        let contexts = contexts.map { context in
            """
                    \(quoted(context.path)) = @{
                        Commands = \(table(context.commands.map { ($0.text, $0.summary) }))
                        Names = \(table(context.otherNames))
                        Options = \(table(context.options.map { ($0.text, $0.summary) }))
                        Values = \(table(context.valuedOptions.map { ($0.form, $0.kind) }))
                        Arguments = @(\(context.arguments.map(quoted).joined(separator: ", ")))
                        Repeats = $\(context.lastRepeats)
                        Passes = $\(context.passesOn)
                    }

            """
        }
        let functions = functions.map { function in
            "        \(quoted(function.name)) = @(\(function.words.map(quoted).joined(separator: ", ")))\n"
        }
        return """
                $facts = @{
            \(contexts.joined())    }
                $functions = @{
            \(functions.joined())    }
            """
    }

    private var powerShellWalk: String {
        let deciding = decidingOptions.map(Self.powerShellQuoted).joined(separator: ", ")
        return #"""
                # The kind of value that comes after an option, or nothing. Of letters in one word the first that takes a value
                # takes the rest of the word.
                function Get-Kind($values, $typed) {
                    if ($values.Contains($typed)) { return $values[$typed] }
                    if ($typed.StartsWith('--')) { return '' }
                    for ($index = 1; $index -lt $typed.Length; $index++) {
                        $form = '-' + $typed[$index]
                        if (-not ($values.Keys -ccontains $form)) { continue }
                        if ($index -eq $typed.Length - 1) { return $values[$form] }
                        return ''
                    }
                    return ''
                }

                # The words before the one that is being completed, which is the last that reads like it.
                $program = $commandAst.CommandElements[0].Extent.Text
                $given = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object {
                    if ($_.PSObject.Properties['Value']) { [string]$_.Value } else { $_.Extent.Text }
                })
                if ($wordToComplete -ne '') {
                    $last = [array]::LastIndexOf($given, $wordToComplete)
                    if ($last -ge 0) { $given = @($given | Select-Object -First $last) }
                }
                $name = [System.IO.Path]::GetFileNameWithoutExtension($program)
                if ($functions.ContainsKey($name)) {
                    $given = $functions[$name] + $given
                    $program = \#(Self.powerShellQuoted(runner ?? program))
                }

                $path = ''
                $here = $facts['']
                $commands = $here.Commands
                $kind = ''
                $option = ''
                $before = @()
                $context = @()
                foreach ($word in $given) {
                    $value = $null
                    if ($kind -ne '') {
                        $kind = ''
                        $value = $word
                    } elseif ($word -eq '--') {
                        if ($here.Passes) { return }
                    } elseif ($word -like '--*=*') {
                        $option, $value = $word -split '=', 2
                    } elseif ($word -like '-?*') {
                        $option = $word
                        $kind = Get-Kind $here.Values $word
                    } elseif ($commands.Contains($word) -or ($commands.Count -and $here.Names.Contains($word))) {
                        if ($here.Names.Contains($word)) { $word = $here.Names[$word] }
                        $path = "$path/$word"
                        $here = $facts[$path]
                        $commands = $here.Commands
                    } else {
                        $commands = @{}
                        $before += $word
                    }
                    if ($null -ne $value -and @(\#(deciding)) -contains $option) { $context = @($option, $value) }
                }
            """#
    }

    private var powerShellOffer: String {
        #"""
            function Write-Candidate($text, $tip, $type) {
                if (-not $text.StartsWith($wordToComplete, [System.StringComparison]::OrdinalIgnoreCase)) { return }
                if ($tip -eq '') { $tip = $text }
                $inserted = $text
                if ($text -notmatch '^[-\w./=:+]+$') { $inserted = "'" + $text.Replace("'", "''") + "'" }
                [System.Management.Automation.CompletionResult]::new($inserted, $text, $type, $tip)
            }

            function Write-Kind($kind, $prefix) {
                $what, $list = $kind -split ':', 2
                if ($what -eq 'of') {
                    foreach ($word in $list -split ',') { Write-Candidate "$prefix$word" '' 'ParameterValue' }
                } elseif ($what -eq 'ask') {
                    $words = @($list -split ',')
                    $asked = @(& $program @context completions --words $words[0] '--' @before 2>$null)
                    foreach ($word in @($words | Select-Object -Skip 1) + $asked) {
                        Write-Candidate "$prefix$word" '' 'ParameterValue'
                    }
                }
            }

            if ($kind -ne '') {
                Write-Kind $kind ''
            } elseif ($wordToComplete -like '--*=*') {
                $option = ($wordToComplete -split '=', 2)[0]
                Write-Kind (Get-Kind $here.Values $option) "$option="
            } elseif ($wordToComplete -like '-*') {
                foreach ($option in $here.Options.Keys) { Write-Candidate $option $here.Options[$option] 'ParameterName' }
            } else {
                foreach ($command in $commands.Keys) { Write-Candidate $command $commands[$command] 'ParameterValue' }
                $index = $before.Count
                if ($index -ge $here.Arguments.Count -and $here.Repeats) { $index = $here.Arguments.Count - 1 }
                if ($index -lt $here.Arguments.Count) { Write-Kind $here.Arguments[$index] '' }
            }
        """#
    }
}
