# ccproxy's functions for PowerShell (5.1 and 7), to be dot-sourced:
#
#     . "/path/to/ccproxy/shell/powershell/cc-proxy.ps1"
#
# Every function hands its arguments to the ccproxy program, and what is piped into it; nothing is decided here.
# Loading starts no process and may be repeated. Only the very first time, at a terminal, it asks whether new shells
# are to do it by themselves.
#
#   $env:CCPROXY_BIN = '/path/to/ccproxy'   use this program
#   $env:CCPROXY_NO_CC = '1'                leave out the function cc

# Where this file belongs to: two directories up.
$global:CCProxyBase = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)

# The program: $env:CCPROXY_BIN, else the one installed here, else the one built here, else the one on the PATH.
function Find-CCProxy {
    if ($env:CCPROXY_BIN) { return $env:CCPROXY_BIN }
    foreach ($place in 'bin/ccproxy', 'bin/ccproxy.exe', '.build/release/ccproxy', '.build/release/ccproxy.exe') {
        $path = Join-Path $global:CCProxyBase $place
        if (Test-Path -LiteralPath $path -PathType Leaf) { return $path }
    }
    $found = Get-Command ccproxy -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($found) { return $found.Source }
}

# Runs the program, from which it takes its exit status. One from elsewhere is told where this directory is.
function Invoke-CCProxy {
    $program = Find-CCProxy
    if (-not $program -or -not (Get-Command $program -CommandType Application -ErrorAction SilentlyContinue)) {
        [Console]::Error.WriteLine("ccproxy: there is no program, neither in $global:CCProxyBase nor on the PATH.")
        [Console]::Error.WriteLine("Build it there: swift build -c release --static-swift-stdlib")
        $global:LASTEXITCODE = 127
        return
    }
    $base = $global:CCProxyBase
    if ($env:CCPROXY_HOME) { $base = $env:CCPROXY_HOME }
    $words = @($args)
    if (-not $program.StartsWith($global:CCProxyBase + [IO.Path]::DirectorySeparatorChar)) { $words = @('--home', $base) + $words }
    $piped = @($input)
    if ($piped.Count) { $piped | & $program @words } else { & $program @words }
}

function cc-claude { $input | Invoke-CCProxy run claude '--' @args }
function cc-codex { $input | Invoke-CCProxy run codex '--' @args }
function cc-gemini { $input | Invoke-CCProxy run gemini '--' @args }
function cc-ag-claude { $input | Invoke-CCProxy run ag-claude '--' @args }
function cc-ag-gemini { $input | Invoke-CCProxy run ag-gemini '--' @args }

function cc-proxy-start-all { Invoke-CCProxy start all @args }
function cc-proxy-status { Invoke-CCProxy status @args }
function cc-proxy-links { Invoke-CCProxy links @args }
function cc-proxy-stop { Invoke-CCProxy stop @args }
function cc-proxy-auth { Invoke-CCProxy auth @args }
function cc-proxy-logs { Invoke-CCProxy logs @args }

function Install-CCProxyProfile { Invoke-CCProxy install-profile powershell --file $PROFILE.CurrentUserAllHosts @args }
function Uninstall-CCProxyProfile { Invoke-CCProxy uninstall-profile powershell --file $PROFILE.CurrentUserAllHosts @args }

# In scripts, cc stays what it is.
$CCProxyStart = [Environment]::GetCommandLineArgs()
$CCProxyIsScript = ($CCProxyStart -match '^-(noni|f$|file$|c$|command$)|[.]ps1$') -and -not ($CCProxyStart -match '^-noe')
if (-not $CCProxyIsScript -and $env:CCPROXY_NO_CC -ne '1') {
    function cc { $input | Invoke-CCProxy run native '--' @args }
}

# The first time that somebody completes, the program prints the completer, which takes this one's place.
$CCProxyNames = 'ccproxy', 'cc-proxy-start-all', 'cc-proxy-status', 'cc-proxy-links', 'cc-proxy-stop', 'cc-proxy-auth', 'cc-proxy-logs'
Register-ArgumentCompleter -Native -CommandName $CCProxyNames -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $completer = (Invoke-CCProxy completions powershell 2>$null) -join "`n"
    if (-not $completer) { return }
    Invoke-Expression $completer
    (TabExpansion2 -inputScript $commandAst.Extent.Text -cursorColumn $commandAst.Extent.Text.Length).CompletionMatches
}
Remove-Variable CCProxyNames

# The program notes that it has asked; the check costs nothing.
$CCProxyOffer = Join-Path $(if ($env:CCPROXY_HOME) { $env:CCPROXY_HOME } else { $global:CCProxyBase }) 'configs/.run/profile-offered'
if (-not $CCProxyIsScript -and -not [Console]::IsInputRedirected -and -not [Console]::IsOutputRedirected -and -not (Test-Path -LiteralPath $CCProxyOffer)) {
    Invoke-CCProxy install-profile powershell --file $PROFILE.CurrentUserAllHosts --offer 2>$null
}
Remove-Variable CCProxyOffer
Remove-Variable CCProxyStart
Remove-Variable CCProxyIsScript
