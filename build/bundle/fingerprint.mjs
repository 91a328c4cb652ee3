import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { projectFolder } from '../project-folder.mjs';

const isTest = /\.(test|bench)\.tsx?$/;

/**
 * A hash over name, size and time of every file that may go into a bundle; equal means nothing to do.
 * @param {string[]} folders
 * @param {string[]} files
 */
export function fingerprint(folders, files) {
  const hash = createHash('sha256');
  const inFolders = folders.flatMap((folder) => filesOf(folder));
  for (const file of [...inFolders, ...files, 'package.json', 'package-lock.json'].sort()) {
    const { size, mtimeMs } = statSync(join(projectFolder, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesOf(folder) {
  try {
    return readdirSync(join(projectFolder, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !isTest.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(projectFolder.length + sep.length));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
