/// Who has a file open, above all a locked one.
package enum LockHolders {}
