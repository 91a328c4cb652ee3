import { findNode } from '../node-path.mjs';
import { say } from '../project-folder.mjs';
import { installDebianPackages } from './debian-packages.mjs';
import { hasDisplay } from '../display.mjs';
import { prepareElectron } from './electron.mjs';
import { installPackages } from './npm-packages.mjs';

/**
 * Brings what a fresh clone lacks for this purpose. Says a line for each thing it does; when nothing is missing it is quick and silent.
 * @param {'start' | 'test' | 'core'} purpose `core`: packages and Node; `start`: and Electron, where a window can be shown;
 *   `test`: all of it and the test programs
 * @returns {Promise<boolean>} false when the purpose cannot be served; the reason was said
 */
export async function prepare(purpose) {
  if (Number(process.versions.node.split('.')[0]) < 20) return refuse(`Node 20 or newer is needed; this is ${process.version}.`);
  const packages = installPackages();
  if (!packages.ok) return refuse(packages.sentence);
  if (findNode() === undefined) {
    return refuse(`No Node 24 for ${process.platform}-${process.arch} on the npm registry: install Node 24 (https://nodejs.org) and run this again.`);
  }
  if (purpose === 'core' || (purpose === 'start' && !hasDisplay())) return true;

  const isTest = purpose === 'test';
  const libraries = installDebianPackages(purpose);
  if (!libraries.ok) say(libraries.sentence);
  if (!libraries.ok && isTest) return false;
  const electron = await prepareElectron();
  if (!electron.ok) say(electron.sentence);
  return electron.ok || !isTest;
}

/** @param {string} sentence */
function refuse(sentence) {
  say(sentence);
  return false;
}
