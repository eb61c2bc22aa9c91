package dev.firebucket.query.engine;

import dev.firebucket.storage.read.FileOutline;
import dev.firebucket.storage.read.OpenFiles;
import dev.firebucket.storage.read.WantedRows;
import java.io.IOException;
import java.util.List;

/// Makes files of a snapshot readable, until they are closed.
@FunctionalInterface
interface FileOpener {
  OpenFiles open(List<FileOutline> files, WantedRows rows) throws IOException;
}
