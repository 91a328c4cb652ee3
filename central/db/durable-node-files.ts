import { closeSync, fsyncSync, openSync, statSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** What of Emscripten's files of Node is touched here. */
type Stream = { readonly node: object; readonly nfd?: number };
type NodeFiles = { realPath(node: object): string; stream_ops: { fsync?: (stream: Stream) => number } };

/**
 * A data folder on which `fsync` reaches the disk. The library's own files have none: PostgreSQL asks for it, is told that all is
 * well, and nothing happens; so a power cut may take what was committed, or leave data newer than its log. Files are synced by the
 * descriptor they are open under; folders, which Emscripten does not open, by their path.
 */
export class DurableNodeFiles extends NodeFS {
  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const syncReally = (module: { NODEFS: NodeFiles }): void => {
      const files = module.NODEFS;
      files.stream_ops.fsync = (stream) => {
        if (stream.nfd === undefined) syncPath(files.realPath(stream.node));
        else fsyncSync(stream.nfd);
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [syncReally, ...(emscriptenOpts.preRun ?? [])] } };
  }
}

/** Brings a file or a folder's entries to the disk. */
export function syncPath(path: string): void {
  const isWindows = process.platform === 'win32';
  // Windows cannot open a folder; NTFS keeps its entries in a journal.
  if (isWindows && statSync(path).isDirectory()) return;
  const descriptor = openSync(path, isWindows ? 'r+' : 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
