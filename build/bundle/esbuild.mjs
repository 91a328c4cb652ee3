import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, formatMessages } from 'esbuild';
import { say } from '../project-folder.mjs';

const dayMs = 86_400_000;

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
    legalComments: 'linked',
    // Errors are thrown and said by our caller.
    logLevel: 'silent',
    write: false,
  });
  for (const warning of await formatMessages(result.warnings, { kind: 'warning' })) say(warning);
  // Shared chunks first: an entry must not name one that is not there yet.
  const outputs = result.outputFiles.toSorted((a, b) => Number(isShared(b.path)) - Number(isShared(a.path)));
  for (const { path, contents } of outputs) {
    const written = `${path}.${process.pid}`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(written, contents);
    renameSync(written, path);
  }
  if (options.splitting && options.outdir !== undefined) removeOldChunks(options.outdir);
}

/**
 * Shared chunks are named after their content, so each change leaves the old ones behind; young ones may still be wanted by a
 * program that is running.
 * @param {string} folder
 */
function removeOldChunks(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (isShared(name) && Date.now() - statSync(path).mtimeMs > dayMs) rmSync(path);
  }
}

/** @param {string} path */
function isShared(path) {
  return path.includes('shared-');
}
