# shellcheck shell=bash
#
# ccproxy's functions for bash and zsh, to be sourced:
#
#     source "/path/to/ccproxy/shell/bash/cc-proxy.sh"
#
# Every function hands its arguments to the ccproxy program; nothing is decided here. Sourcing starts no process,
# exports nothing and may be repeated. Only the very first time, in a shell at a terminal, it asks whether new shells
# are to do it by themselves.
#
#   CCPROXY_BIN=/path/to/ccproxy   use this program
#   CCPROXY_NO_CC=1                leave out the function cc, which hides the C compiler of that name

if [ -z "${BASH_VERSION:-}${ZSH_VERSION:-}" ]; then
    echo "cc-proxy.sh: this file is for bash and zsh" >&2
    # shellcheck disable=SC2317  # reached where the file is executed instead of sourced
    return 1 2>/dev/null || exit 1
fi

# Where this file belongs to: two directories up, links to the file resolved.
if [ -n "${ZSH_VERSION:-}" ]; then
    eval '__cc_proxy_file=${${(%):-%x}:A}'
else
    __cc_proxy_file=${BASH_SOURCE[0]}
    while [ -L "$__cc_proxy_file" ]; do
        __cc_proxy_link=$(command readlink "$__cc_proxy_file") || break
        case $__cc_proxy_link in
        /*) __cc_proxy_file=$__cc_proxy_link ;;
        *) __cc_proxy_file=$(command dirname "$__cc_proxy_file")/$__cc_proxy_link ;;
        esac
    done
fi
case $__cc_proxy_file in
/*) ;;
*) __cc_proxy_file=$PWD/$__cc_proxy_file ;;
esac
__cc_proxy_base=${__cc_proxy_file%/*}
case $__cc_proxy_base in
*/../* | */./* | */. | */..) __cc_proxy_base=$(CDPATH='' builtin cd -P "$__cc_proxy_base/../.." && pwd -P) ;;
*) __cc_proxy_base=${__cc_proxy_base%/*/*} ;;
esac
unset __cc_proxy_file __cc_proxy_link

# Runs the program: $CCPROXY_BIN, else the one installed here, else the one built here, else the one on the PATH.
#
# A program from elsewhere cannot know of this directory and is told; one from here finds it by itself.
function __cc_proxy {
    local home=${CCPROXY_HOME:-$__cc_proxy_base}
    if [[ -n ${CCPROXY_BIN:-} ]]; then
        if [[ -d $CCPROXY_BIN || ! -x $CCPROXY_BIN ]]; then
            printf 'ccproxy: CCPROXY_BIN names no program: %s\n' "$CCPROXY_BIN" >&2
            printf 'Set it to the path of ccproxy, or unset it.\n' >&2
            return 127
        fi
        "$CCPROXY_BIN" --home "$home" "$@"
    elif [[ -x $__cc_proxy_base/bin/ccproxy ]]; then
        "$__cc_proxy_base/bin/ccproxy" "$@"
    elif [[ -x $__cc_proxy_base/.build/release/ccproxy ]]; then
        "$__cc_proxy_base/.build/release/ccproxy" "$@"
    elif __cc_proxy_is_on_path; then
        command ccproxy --home "$home" "$@"
    else
        printf 'ccproxy: the program is not built yet. It is neither in %s nor on the PATH.\n' "$__cc_proxy_base" >&2
        printf 'Build it: cd %q && swift build -c release --static-swift-stdlib\n' "$__cc_proxy_base" >&2
        return 127
    fi
}

# Whether the PATH has the program; a function or an alias of that name does not count.
function __cc_proxy_is_on_path {
    if [[ -n ${ZSH_VERSION:-} ]]; then
        whence -p ccproxy >/dev/null
    else
        type -P ccproxy >/dev/null
    fi
}

function cc-claude { __cc_proxy run claude -- "$@"; }
function cc-codex { __cc_proxy run codex -- "$@"; }
function cc-gemini { __cc_proxy run gemini -- "$@"; }
function cc-ag-claude { __cc_proxy run ag-claude -- "$@"; }
function cc-ag-gemini { __cc_proxy run ag-gemini -- "$@"; }

function cc-proxy-start-all { __cc_proxy start all "$@"; }
function cc-proxy-status { __cc_proxy status "$@"; }
function cc-proxy-links { __cc_proxy links "$@"; }
function cc-proxy-stop { __cc_proxy stop "$@"; }
function cc-proxy-auth { __cc_proxy auth "$@"; }
function cc-proxy-logs { __cc_proxy logs "$@"; }

function cc_proxy_install_profile { __cc_proxy install-profile "$@"; }
function cc_proxy_uninstall_profile { __cc_proxy uninstall-profile "$@"; }

# Completes for the functions above: the first time, the program prints the function that does it.
function __cc_proxy_complete {
    if ! typeset -f _ccproxy >/dev/null; then
        if [[ -n ${ZSH_VERSION:-} ]]; then
            eval "$(__cc_proxy completions zsh 2>/dev/null)"
        else
            eval "$(__cc_proxy completions bash 2>/dev/null)"
        fi
    fi
    if typeset -f _ccproxy >/dev/null; then _ccproxy "$@"; fi
}

# Calls its arguments with the names for which it completes behind them.
function __cc_proxy_with_names {
    "$@" ccproxy cc-proxy-start-all cc-proxy-status cc-proxy-links cc-proxy-stop cc-proxy-auth cc-proxy-logs
}

# In zsh the completion system may be set up later than this file is sourced: by the first prompt it is there.
function __cc_proxy_at_first_prompt {
    add-zsh-hook -d precmd __cc_proxy_at_first_prompt
    if typeset -f compdef >/dev/null; then __cc_proxy_with_names compdef __cc_proxy_complete; fi
}

case $- in
*i*)
    if [[ ${CCPROXY_NO_CC:-} != 1 ]]; then
        function cc { __cc_proxy run native -- "$@"; }
    fi
    if [[ -n ${ZSH_VERSION:-} ]]; then
        autoload -Uz add-zsh-hook
        add-zsh-hook precmd __cc_proxy_at_first_prompt
    else
        __cc_proxy_with_names complete -o bashdefault -o default -F __cc_proxy_complete
    fi
    # The program notes that it has asked; the check costs nothing. It asks at the terminal itself.
    if [[ -t 0 && -t 1 && ! -e ${CCPROXY_HOME:-$__cc_proxy_base}/configs/.run/profile-offered ]]; then
        __cc_proxy install-profile --offer 2>/dev/null || :
    fi
    ;;
esac
