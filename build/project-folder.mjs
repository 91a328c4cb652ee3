import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the folder that holds package.json. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** What set-up and bundling may keep between runs. `npm ci` would empty it; set-up carries it over. */
export const cacheFolder = join(projectFolder, 'node_modules', '.cache');

/**
 * One line for the person at the terminal. Always stderr: stdout belongs to the command that was asked for.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * What an earlier run noted under this name, or undefined when there is none or it cannot be read.
 * @param {string} name
 * @returns {Record<string, unknown> | undefined}
 */
export function readNote(name) {
  try {
    return JSON.parse(readFileSync(join(cacheFolder, 'siaga', `${name}.json`), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} note
 */
export function writeNote(name, note) {
  const file = join(cacheFolder, 'siaga', `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(note));
}
