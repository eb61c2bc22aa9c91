package dev.firebucket.go.template.evaluate;

/// How a statement ends: what follows it.
enum Flow {
  NEXT,
  BREAK,
  CONTINUE
}
