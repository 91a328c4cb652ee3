import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { projectFolder } from '../project-folder.mjs';

/** Built beside and then put in place, so that a window reloading meanwhile finds the old pages or the new, whole. */
export async function buildRenderer() {
  const folder = join(projectFolder, 'dist', 'renderer');
  const made = `${folder}-${process.pid}`;
  try {
    await build({ configFile: join(projectFolder, 'vite.config.ts'), logLevel: 'warn', build: { outDir: made, emptyOutDir: true } });
    rmSync(folder, { recursive: true, force: true });
    renameSync(made, folder);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}
