/// Who shares in a lock on a file.
package enum LockHolders {}
