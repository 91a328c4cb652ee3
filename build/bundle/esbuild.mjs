import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles and puts each output in place by a rename: a program that starts at the same moment never loads half a file.
 * @param {import('esbuild').BuildOptions} options
 */
export async function buildAndReplace(options) {
  const result = await build({
    ...options,
    bundle: true,
    sourcemap: 'linked',
    sourcesContent: false,
    keepNames: true,
    legalComments: 'linked',
    logLevel: 'warning',
    write: false,
  });
  // Shared chunks first: an entry must not name one that is not there yet.
  const outputs = result.outputFiles.toSorted((a, b) => Number(isShared(b.path)) - Number(isShared(a.path)));
  for (const { path, contents } of outputs) {
    const written = `${path}.${process.pid}`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(written, contents);
    renameSync(written, path);
  }
}

/** @param {string} path */
function isShared(path) {
  return path.includes('shared-');
}
