extension CompletionScript {
    /// The script for bash, from 3.2 on.
    var bash: String {
        let name = identifier
        return """
            # bash completion for \(program): written by '\(program) completions bash', to be sourced.

            \(bashFacts)
            \(Self.bashSplit(name))
            \(bashOffer)
            \(bashMain)
            complete -o bashdefault -o default -F _\(name) \(names.joined(separator: " "))

            """
    }

    /// What can follow the words of each command.
    private var bashFacts: String {
        let cases = contexts.map { context -> String in
            let quoted = ShellQuoting.posix
            let settings = [
                ("commands", context.commands.map(\.text).joined(separator: " ")),
                ("names", context.otherNames.map { "\($0.word):\($0.name)" }.joined(separator: " ")),
                ("options", context.options.map(\.text).joined(separator: " ")),
                ("values", context.valuedOptions.map { "\($0.form):\($0.kind)" }.joined(separator: " ")),
                ("arguments", context.arguments.joined(separator: " ")),
                ("repeats", context.lastRepeats ? "1" : ""),
                ("passes", context.passesOn ? "1" : ""),
            ]
            let lines = settings.filter { !$0.1.isEmpty }.map { "        \($0.0)=\(quoted($0.1))\n" }
            return "    \(quoted(context.path)))\n\(lines.joined())        ;;\n"
        }
        return """
            # Sets what can follow the words of the command $1.
            __\(identifier)_facts() {
                commands='' names='' options='' values='' arguments='' repeats='' passes=''
                case $1 in
            \(cases.joined())    esac
            }

            """
    }

    private static func bashSplit(_ name: String) -> String {
        #"""
        # Puts the words up to the cursor into $words. Bash has cut them at '=', ':' and '@'; they are joined again.
        __\#(name)_split() {
            local line=${COMP_LINE:0:COMP_POINT} index piece last=-1
            for ((index = 0; index <= COMP_CWORD; index++)); do
                piece=${COMP_WORDS[index]}
                if [[ $index -eq 0 || $line == [[:space:]]* ]]; then
                    line=${line#"${line%%[![:space:]]*}"}
                    last=$((last + 1))
                    words[last]=''
                fi
                ((index < COMP_CWORD)) || piece=$line
                words[last]+=$piece
                line=${line#"$piece"}
            done
        }

        """#
    }

    private var bashOffer: String {
        let name = identifier
        return #"""
            # Offers what the kind $1 allows, behind the text $2, where $3 is typed already.
            __\#(name)_offer() {
                local candidates='' candidate
                [[ $1 != file ]] || return 0
                compopt +o default +o bashdefault 2>/dev/null
                case $1 in
                of:*)
                    candidates=${1#of:}
                    candidates=${candidates//,/$'\n'}
                    ;;
                ask:*)
                    candidate=${1#ask:},
                    candidates=${candidate#*,}
                    candidates=${candidates//,/$'\n'}$(
                        "${asker[@]}" ${context[@]+"${context[@]}"} completions --words "${candidate%%,*}" \
                            -- ${before[@]+"${before[@]}"} 2>/dev/null </dev/null
                    )
                    ;;
                dir) compopt -o dirnames 2>/dev/null ;;
                esac
                while IFS= read -r candidate; do
                    [[ -n $candidate && $candidate == "$3"* ]] || continue
                    printf -v candidate '%q' "$candidate"
                    COMPREPLY[${#COMPREPLY[@]}]=$2$candidate
                done <<<"$candidates"
            }

            # Sets $kind to the kind of value that comes after the option $1, or to nothing. Of letters in one word the first
            # that takes a value takes the rest of the word.
            __\#(name)_kind() {
                local letters=${1#-} form=$1
                while :; do
                    [[ $letters == -* ]] || form=-${letters:0:1}
                    kind=" $values "
                    if [[ $kind == *" $form:"* ]]; then
                        kind=${kind#*" $form:"}
                        kind=${kind%% *}
                        [[ $letters == -* || ${#letters} -eq 1 ]] || kind=''
                        return 0
                    fi
                    kind=''
                    letters=${letters:1}
                    [[ -n $letters && $form != --* ]] || return 0
                done
            }

            """#
    }

    private var bashMain: String {
        let name = identifier
        let functionCases = functions.map { function in
            let words = function.words.map(ShellQuoting.posixIfNeeded).joined(separator: " ")
            return "    \(function.name)) set -- \(words) ;;\n"
        }
        let runnerLine =
            runner.map { "\n    \($0 == program ? "" : "declare -F \($0) >/dev/null && asker=(\($0))")" } ?? ""
        return #"""
            _\#(name)() {
                local words=() before=() context=() asker=('\#(program)')
                local commands names options values arguments repeats passes
                local path='' option='' kind='' word current index last
                COMPREPLY=()
                __\#(name)_split
                last=$((${#words[@]} - 1))
                current=${words[last]}\#(runnerLine)
                set --
                case ${words[0]##*/} in
            \#(functionCases.joined())    *) asker=("${words[0]/#\~\//$HOME/}") ;;
                esac
                for ((index = 1; index < last; index++)); do set -- "$@" "${words[index]}"; done
                __\#(name)_facts ''

                while (($#)); do
                    word=$1
                    shift
                    if [[ -n $kind ]]; then
                        kind=''
                    elif [[ $word == -- ]]; then
                        [[ -z $passes ]] || return 0
                        continue
                    elif [[ $word == --*=* ]]; then
                        option=${word%%=*}
                        word=${word#*=}
                    elif [[ $word == -?* ]]; then
                        option=$word
                        __\#(name)_kind "$option"
                        continue
                    elif [[ " $commands " == *" $word "* ]]; then
                        path=$path/$word
                        __\#(name)_facts "$path"
                        continue
                    elif [[ " $names " == *" $word:"* ]]; then
                        option=" $names "
                        option=${option#*" $word:"}
                        path=$path/${option%% *}
                        __\#(name)_facts "$path"
                        continue
                    else
                        commands=''
                        before[${#before[@]}]=${word//[\"\'\\]/}
                        continue
                    fi
                    if [[ ' \#(decidingOptions.joined(separator: " ")) ' == *" $option "* ]]; then
                        word=${word//[\"\'\\]/}
                        context=("$option" "${word/#\~\//$HOME/}")
                    fi
                done

                if [[ -n $kind ]]; then
                    __\#(name)_offer "$kind" '' "$current"
                elif [[ $current == --*=* ]]; then
                    __\#(name)_kind "${current%%=*}"
                    __\#(name)_offer "${kind:-none}" "${current%%=*}=" "${current#*=}"
                elif [[ $current == -* ]]; then
                    __\#(name)_offer "of:${options// /,}" '' "$current"
                else
                    [[ -z $commands ]] || __\#(name)_offer "of:${commands// /,}" '' "$current"
                    IFS=' ' read -ra words <<<"$arguments"
                    index=${#before[@]}
                    [[ $index -lt ${#words[@]} || -z $repeats ]] || index=$((${#words[@]} - 1))
                    __\#(name)_offer "${words[index]:-none}" '' "$current"
                fi

                # Readline replaces only what stands behind the last of its break characters.
                word=${COMP_WORDBREAKS//[!@:=]/}
                if [[ -n $word && $current == *["$word"]* ]]; then
                    current=${current%"${current##*["$word"]}"}
                    for ((index = 0; index < ${#COMPREPLY[@]}; index++)); do
                        COMPREPLY[index]=${COMPREPLY[index]#"$current"}
                    done
                fi
            }

            """#
    }
}
