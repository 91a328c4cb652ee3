import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder, say } from './project-folder.mjs';
import { fallbackElectron, fallbackNodeMajor, hasFallbackElectron } from './setup/fallback-electron.mjs';

export const pinnedElectronFolder = join(projectFolder, 'node_modules', 'electron');

export function hasPinnedElectron() {
  const file = pinnedElectron();
  return file !== undefined && existsSync(file);
}

/**
 * The Electron at hand. `nodeMajor` says what its main and utility processes can load (better-sqlite3 13 needs 22).
 * Undefined when set-up has not brought one.
 * @returns {{ path: string, kind: 'pinned' | 'fallback', nodeMajor: number } | undefined}
 */
export function electronExecutable() {
  const pinned = pinnedElectron();
  if (pinned !== undefined && existsSync(pinned)) return { path: pinned, kind: 'pinned', nodeMajor: pinnedNodeMajor() };
  if (hasFallbackElectron()) return { path: fallbackElectron, kind: 'fallback', nodeMajor: fallbackNodeMajor };
  return undefined;
}

/**
 * What this Electron needs on its command line before the folder of the application.
 * @returns {string[]}
 */
export function electronArguments() {
  return isRoot() ? ['--no-sandbox'] : [];
}

/** Says what electronArguments() takes away, once per command. */
export function sayWhatRootLacks() {
  if (isRoot()) say('electron: running as root, so without the Chromium sandbox (--no-sandbox); packages never do that');
}

function isRoot() {
  return process.getuid?.() === 0;
}

/** Where electron's installer puts its program; it writes path.txt last, so that file means a complete one. */
function pinnedElectron() {
  try {
    const { version } = JSON.parse(readFileSync(join(pinnedElectronFolder, 'package.json'), 'utf8'));
    const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(pinnedElectronFolder, 'dist');
    if (readFileSync(join(dist, 'version'), 'utf8').replace(/^v/, '').trim() !== version) return undefined;
    return join(dist, readFileSync(join(pinnedElectronFolder, 'path.txt'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** The electron package asks for the Node types of the line that it carries. */
function pinnedNodeMajor() {
  const { dependencies } = JSON.parse(readFileSync(join(pinnedElectronFolder, 'package.json'), 'utf8'));
  return Number(/\d+/.exec(dependencies['@types/node'])?.[0]);
}
