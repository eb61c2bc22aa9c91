/// Go's words. Prometheus is written in Go, and much of what it does is Go's behaviour: how a
/// number is printed and read, how text is quoted, what an upper-case letter is. Each of these is
/// written once, here, below everything else, and tested against tables that Go printed.
///
/// Which word stands where: `docs/design/go-words.md`.
package dev.firebucket.go;
