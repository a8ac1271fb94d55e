extension CompletionScript {
    /// The script for zsh: a file of `$fpath`, which can be sourced or evaluated as well.
    var zsh: String {
        let name = identifier
        return """
            #compdef \(names.joined(separator: " "))
            # zsh completion for \(program): written by '\(program) completions zsh'.

            \(zshFacts)
            \(zshOffer)
            \(zshMain)
            if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
                _\(name) "$@"
            elif (( $+functions[compdef] )); then
                compdef _\(name) \(names.joined(separator: " "))
            fi

            """
    }

    private var zshFacts: String {
        let quoted = ShellQuoting.posix
        let described = { (words: [CompletionContext.Word]) in
            words.map { quoted("\(Self.escapingColons($0.text)):\($0.summary)") }.joined(separator: " ")
        }
        let cases = contexts.map { context -> String in
            let settings = [
                ("below", described(context.commands)),
                ("names", context.otherNames.map { "\($0.word) \($0.name)" }.joined(separator: " ")),
                ("flags", described(context.options)),
                ("values", context.valuedOptions.map { "\($0.form) \($0.kind)" }.joined(separator: " ")),
                ("arguments", context.arguments.joined(separator: " ")),
            ]
            var lines = settings.filter { !$0.1.isEmpty }.map { "            \($0.0)=(\($0.1))\n" }
            if context.lastRepeats { lines.append("            repeats=1\n") }
            if context.passesOn { lines.append("            passes=1\n") }
            return "        (\(quoted(context.path)))\n\(lines.joined())            ;;\n"
        }
        return """
            # Sets what can follow the words of the command $1. ($commands and $options are zsh's own.)
            __\(identifier)_facts() {
                below=() names=() flags=() values=() arguments=() repeats='' passes=''
                case $1 in
            \(cases.joined())    esac
            }

            """
    }

    private static func escapingColons(_ text: String) -> String {
        text.map { $0 == ":" ? "\\:" : String($0) }.joined()
    }

    private var zshOffer: String {
        let name = identifier
        return #"""
            # Offers what the kind $1 allows.
            __\#(name)_offer() {
                local -a parts
                case $1 in
                    (of:*) compadd -- ${(s:,:)${1#of:}} ;;
                    (ask:*)
                        parts=(${(s:,:)${1#ask:}})
                        parts=($parts[2,-1] ${(f)"$(
                            $asker $context completions --words $parts[1] -- $before 2>/dev/null </dev/null
                        )"})
                        compadd -- $parts
                        ;;
                    (file) _files ;;
                    (dir) _files -/ ;;
                    (*) _message 'nothing to offer' ;;
                esac
            }

            # Sets $kind to the kind of value that comes after the option $1, or to nothing. Of letters in one word the first
            # that takes a value takes the rest of the word.
            __\#(name)_kind() {
                local letters=${1#-}
                kind=${values[$1]-}
                [[ -z $kind && $letters != -* ]] || return 0
                while [[ -n $letters ]]; do
                    kind=${values[-$letters[1]]-}
                    letters=${letters[2,-1]}
                    if [[ -n $kind ]]; then
                        [[ -z $letters ]] || kind=''
                        return 0
                    fi
                done
            }

            """#
    }

    private var zshMain: String {
        let name = identifier
        let functionCases = functions.map { function in
            let words = function.words.map(ShellQuoting.posixIfNeeded).joined(separator: " ")
            return "        (\(function.name)) given=(\(words)) ;;\n"
        }
        let runnerLine = runner.map { "\n    (( ! $+functions[\($0)] )) || asker=(\($0))" } ?? ""
        return #"""
            _\#(name)() {
                local -a given before context asker below flags arguments
                local -A names values
                local repeats passes path_='' option='' kind='' word
                asker=(\#(program))\#(runnerLine)
                case ${words[1]:t} in
            \#(functionCases.joined())        (*) asker=(${(Q)${words[1]/#\~\//$HOME/}}) ;;
                esac
                given+=("${(@)words[2,CURRENT-1]}")
                __\#(name)_facts ''

                for word in "${given[@]}"; do
                    if [[ -n $kind ]]; then
                        kind=''
                    elif [[ $word == -- ]]; then
                        if [[ -n $passes ]]; then
                            _default
                            return
                        fi
                        continue
                    elif [[ $word == --*=* ]]; then
                        option=${word%%=*}
                        word=${word#*=}
                    elif [[ $word == -?* ]]; then
                        option=$word
                        __\#(name)_kind $option
                        continue
                    elif [[ -n ${below[(r)$word:*]-} || -n ${names[$word]-} ]]; then
                        path_+=/${names[$word]-$word}
                        __\#(name)_facts $path_
                        continue
                    else
                        below=()
                        before+=(${(Q)word})
                        continue
                    fi
                    if [[ ' \#(decidingOptions.joined(separator: " ")) ' == *" $option "* ]]; then
                        context=($option ${(Q)${word/#\~\//$HOME/}})
                    fi
                done

                word=$words[CURRENT]
                if [[ -n $kind ]]; then
                    __\#(name)_offer $kind
                elif [[ $word == --*=* ]]; then
                    __\#(name)_kind ${word%%=*}
                    compset -P '*='
                    __\#(name)_offer ${kind:-none}
                elif [[ $word == -* ]]; then
                    _describe -o option flags
                else
                    (( ! $#below )) || _describe -t commands command below
                    option=$(( $#before + 1 ))
                    [[ $option -le $#arguments || -z $repeats ]] || option=$#arguments
                    if [[ -n ${arguments[option]-} ]]; then
                        __\#(name)_offer $arguments[option]
                    elif (( ! $#below )); then
                        __\#(name)_offer none
                    fi
                fi
            }

            """#
    }
}
