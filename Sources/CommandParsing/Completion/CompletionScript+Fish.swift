extension CompletionScript {
    /// The script for fish, from 3.1 on.
    var fish: String {
        let name = identifier
        let registrations = names.map { "complete -c \($0) -f -a '(__\(name)_complete)'\n" }
        return """
            # fish completion for \(program): written by '\(program) completions fish'.

            \(fishFacts)
            \(fishOffer)
            \(fishMain)
            \(registrations.joined())
            """
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
    }

    private var fishFacts: String {
        let described = { (words: [CompletionContext.Word]) in
            words.map { Self.quoted("\($0.text)\t\($0.summary)") }
        }
        let cases = contexts.map { context -> String in
            var settings = [
                ("commands", described(context.commands)),
                ("names", context.otherNames.map { "\($0.word):\($0.name)" }),
                ("options", described(context.options)),
                ("values", context.valuedOptions.map { "\($0.form):\($0.kind)" }),
                ("arguments", context.arguments),
            ]
            if context.lastRepeats { settings.append(("repeats", ["1"])) }
            if context.passesOn { settings.append(("passes", ["1"])) }
            let lines = settings.filter { !$0.1.isEmpty }.map {
                "            set \($0.0) \($0.1.joined(separator: " "))\n"
            }
            return "        case \(Self.quoted(context.path))\n\(lines.joined())"
        }
        return """
            # Sets what can follow the words of the command $path; shares the variables of its caller.
            function __\(identifier)_facts --no-scope-shadowing
                set commands
                set names
                set options
                set values
                set arguments
                set repeats
                set passes
                switch "$path"
            \(cases.joined())    end
            end

            """
    }

    private var fishOffer: String {
        let name = identifier
        return #"""
            # Prints what the kind $argv[1] allows, behind the text $argv[2], where $argv[3] is typed already; shares the
            # variables of its caller.
            function __\#(name)_offer --no-scope-shadowing
                set -l kind (string split -m 1 : -- $argv[1])
                set -l prefix $argv[2]
                set -l typed $argv[3]
                switch $kind[1]
                    case of
                        string split , -- $kind[2] | string replace -r '^' -- $prefix
                    case ask
                        set -l parts (string split , -- $kind[2])
                        begin
                            string join \n -- $parts[2..-1]
                            $asker $context completions --words $parts[1] -- $before 2>/dev/null </dev/null
                        end | string replace -r '^' -- $prefix
                    case file
                        __fish_complete_path $typed | string replace -r '^' -- $prefix
                    case dir
                        __fish_complete_directories $typed '' | string replace -r '^' -- $prefix
                end
            end

            # Prints the kind of value that comes after the option $argv[1], or nothing. Of letters in one word the first that
            # takes a value takes the rest of the word. Shares the variables of its caller.
            function __\#(name)_kind --no-scope-shadowing
                set -l typed $argv[1]
                set -l letters
                if not string match -q -- '--*' $typed
                    set letters (string split '' -- (string sub -s 2 -- $typed))
                end
                for entry in $values
                    set -l parts (string split -m 1 : -- $entry)
                    if test "$parts[1]" = "$typed"
                        echo $parts[2]
                        return
                    end
                end
                for index in (seq (count $letters))
                    for entry in $values
                        set -l parts (string split -m 1 : -- $entry)
                        if test "$parts[1]" = "-$letters[$index]"
                            test $index -lt (count $letters); or echo $parts[2]
                            return
                        end
                    end
                end
            end

            """#
    }

    private var fishMain: String {
        let name = identifier
        let functionCases = functions.map { function in
            "        case \(function.name)\n            set given \(function.words.map(Self.quoted).joined(separator: " "))\n"
        }
        let runnerLine =
            runner.map { "\n    functions -q \($0)\($0 == program ? "" : "; and set asker \($0)")" } ?? ""
        return #"""
            function __\#(name)_complete
                set -l typed (commandline -opc)
                set -l current (commandline -ct)
                set -l given
                set -l asker \#(program)\#(runnerLine)
                set -l before
                set -l context
                set -l commands
                set -l names
                set -l options
                set -l values
                set -l arguments
                set -l repeats
                set -l passes
                set -l path ''
                set -l expected
                switch (string replace -r '.*/' '' -- $typed[1])
            \#(functionCases.joined())        case '*'
                        set asker (string replace -r '^~/' "$HOME/" -- $typed[1])
                end
                set given $given $typed[2..-1]
                __\#(name)_facts

                for word in $given
                    set -l option
                    if test -n "$expected"
                        set option $expected[2]
                        set expected
                    else if test "$word" = --
                        if test -n "$passes"
                            __fish_complete_path $current
                            return
                        end
                    else if string match -q -- '--*=*' $word
                        set option (string replace -r '=.*' '' -- $word)
                        set word (string replace -r '^[^=]*=' '' -- $word)
                    else if string match -q -- '-?*' $word
                        set -l kind (__\#(name)_kind $word)
                        test -z "$kind"; or set expected $kind $word
                    else if contains -- $word (string replace -r '\t.*' '' -- $commands)
                        set path $path/$word
                        __\#(name)_facts
                    else if string match -q -- "$word:*" $names
                        set path $path/(string replace -r '^[^:]*:' '' -- (string match -- "$word:*" $names))
                        __\#(name)_facts
                    else
                        set commands
                        set before $before $word
                    end
                    if test -n "$option"; and contains -- $option \#(decidingOptions.joined(separator: " "))
                        set context $option (string replace -r '^~/' "$HOME/" -- $word)
                    end
                end

                if test -n "$expected"
                    __\#(name)_offer $expected[1] '' $current
                else if string match -q -- '--*=*' $current
                    set -l option (string replace -r '=.*' '' -- $current)
                    __\#(name)_offer "$(__\#(name)_kind $option)" "$option=" (string replace -r '^[^=]*=' '' -- $current)
                else if string match -q -- '-*' $current
                    string join \n -- $options
                else
                    string join \n -- $commands
                    set -l index (math (count $before) + 1)
                    if test $index -gt (count $arguments); and test -n "$repeats"
                        set index (count $arguments)
                    end
                    __\#(name)_offer "$arguments[$index]" '' $current
                end
            end

            """#
    }
}
