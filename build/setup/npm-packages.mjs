import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, projectFolder, readNote, say, writeNote } from '../project-folder.mjs';
import { someLines, runNpm } from './run.mjs';

/** `npm ci` empties node_modules with everything in it; the cache (a 250 MB Electron among it) waits here meanwhile. */
const keptCacheFolder = join(projectFolder, '.cache-kept');

/**
 * Installs the packages of package-lock.json unless they are there.
 * @returns {{ ok: true } | { ok: false, sentence: string }}
 */
export function installPackages() {
  restoreCache();
  const lockText = readFileSync(join(projectFolder, 'package-lock.json'), 'utf8');
  const lockHash = createHash('sha256').update(lockText).digest('hex');
  if (readNote('packages')?.['lockHash'] === lockHash) return { ok: true };
  if (!isInstalled(JSON.parse(lockText))) {
    say('packages: npm ci (first time or package-lock.json changed)');
    keepCache();
    const installed = runNpm(['ci', '--ignore-scripts']);
    restoreCache();
    if (!installed.ok) return { ok: false, sentence: `npm ci failed:\n${someLines(installed.output)}` };
  }
  writeNote('packages', { lockHash });
  return { ok: true };
}

/**
 * Whether what npm itself noted as installed is what the lock asks for; so after `npm install` nothing is done twice.
 * @param {{ packages: Record<string, LockedPackage> }} lock
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, os?: string[], cpu?: string[], libc?: string[] }} LockedPackage
 */
function isInstalled(lock) {
  const noteFile = join(projectFolder, 'node_modules', '.package-lock.json');
  if (!existsSync(noteFile)) return false;
  /** @type {Record<string, LockedPackage>} */
  const present = JSON.parse(readFileSync(noteFile, 'utf8')).packages;
  if (Object.keys(present).some((path) => lock.packages[path] === undefined)) return false;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = present[path];
    if (found === undefined) return mayBeAbsent(wanted);
    return found.version === wanted.version && found.integrity === wanted.integrity && existsSync(join(projectFolder, path));
  });
}

/**
 * npm leaves out optional packages for other platforms, and what only those need.
 * @param {LockedPackage} wanted
 */
function mayBeAbsent(wanted) {
  if (!wanted.optional && !wanted.devOptional && !wanted.peer) return false;
  const isForThisPlatform = wanted.os?.includes(process.platform) === true && wanted.cpu?.includes(process.arch) === true;
  return !isForThisPlatform || wanted.libc !== undefined;
}

function keepCache() {
  if (existsSync(cacheFolder)) renameSync(cacheFolder, keptCacheFolder);
  if (process.platform !== 'win32' || !process.execPath.startsWith(join(projectFolder, 'node_modules'))) return;
  // Windows lets a running program be moved, not deleted; npm would stop at the node.exe that runs this script.
  const movedNode = join(projectFolder, '.node-before.exe');
  rmSync(movedNode, { force: true });
  renameSync(process.execPath, movedNode);
}

/** Also repairs a run that was killed between keeping and restoring. */
function restoreCache() {
  if (!existsSync(keptCacheFolder)) return;
  mkdirSync(join(projectFolder, 'node_modules'), { recursive: true });
  rmSync(cacheFolder, { recursive: true, force: true });
  renameSync(keptCacheFolder, cacheFolder);
}
