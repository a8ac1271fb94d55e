# ccproxy's functions for fish (3.1 and later), to be sourced:
#
#     source "/path/to/ccproxy/shell/fish/cc-proxy.fish"
#
# Every function hands its arguments to the ccproxy program; nothing is decided here. Sourcing starts no process and
# may be repeated. Only the very first time, in a shell at a terminal, it asks whether new shells are to do it by
# themselves.
#
#   CCPROXY_BIN=/path/to/ccproxy   use this program
#   CCPROXY_NO_CC=1                leave out the function cc, which hides the C compiler of that name

# Where this file belongs to: two directories up, links to the file resolved.
set -g __cc_proxy_base (builtin realpath (status filename) | string replace -r '/[^/]*/[^/]*/[^/]*$' '')

# Runs the program: $CCPROXY_BIN, else the one installed here, else the one built here, else the one on the PATH.
#
# A program from elsewhere cannot know of this directory and is told; one from here finds it by itself.
function __cc_proxy
    set -l home $__cc_proxy_base
    test -z "$CCPROXY_HOME"; or set home $CCPROXY_HOME
    if test -n "$CCPROXY_BIN"
        if not test -f "$CCPROXY_BIN" -a -x "$CCPROXY_BIN"
            echo "ccproxy: CCPROXY_BIN names no program: $CCPROXY_BIN" >&2
            echo "Set it to the path of ccproxy, or unset it." >&2
            return 127
        end
        command $CCPROXY_BIN --home $home $argv
    else if test -x $__cc_proxy_base/bin/ccproxy
        command $__cc_proxy_base/bin/ccproxy $argv
    else if test -x $__cc_proxy_base/.build/release/ccproxy
        command $__cc_proxy_base/.build/release/ccproxy $argv
    else if command -q ccproxy
        command ccproxy --home $home $argv
    else
        echo "ccproxy: the program is not built yet. It is neither in $__cc_proxy_base nor on the PATH." >&2
        echo "Build it: cd "(string escape -- $__cc_proxy_base)" && swift build -c release --static-swift-stdlib" >&2
        return 127
    end
end

function cc-claude; __cc_proxy run claude -- $argv; end
function cc-codex; __cc_proxy run codex -- $argv; end
function cc-gemini; __cc_proxy run gemini -- $argv; end
function cc-ag-claude; __cc_proxy run ag-claude -- $argv; end
function cc-ag-gemini; __cc_proxy run ag-gemini -- $argv; end

function cc-proxy-start-all; __cc_proxy start all $argv; end
function cc-proxy-status; __cc_proxy status $argv; end
function cc-proxy-links; __cc_proxy links $argv; end
function cc-proxy-stop; __cc_proxy stop $argv; end
function cc-proxy-auth; __cc_proxy auth $argv; end
function cc-proxy-logs; __cc_proxy logs $argv; end

function cc_proxy_install_profile; __cc_proxy install-profile $argv; end
function cc_proxy_uninstall_profile; __cc_proxy uninstall-profile $argv; end

# The first time that somebody completes, the program prints the functions that do it, which answer by themselves then.
function __cc_proxy_complete
    functions -q __ccproxy_complete; and return
    __cc_proxy completions fish 2>/dev/null | source
    functions -q __ccproxy_complete; and __ccproxy_complete
end

if status is-interactive
    if test "$CCPROXY_NO_CC" != 1
        function cc; __cc_proxy run native -- $argv; end
    end
    for name in ccproxy cc-proxy-{start-all,status,links,stop,auth,logs}
        complete -c $name -f -a '(__cc_proxy_complete)'
    end
    # The program notes that it has asked; the check costs nothing. It asks at the terminal itself.
    set -l home $__cc_proxy_base
    test -z "$CCPROXY_HOME"; or set home $CCPROXY_HOME
    if isatty stdin; and isatty stdout; and not test -e $home/configs/.run/profile-offered
        __cc_proxy install-profile --offer 2>/dev/null; or true
    end
end
