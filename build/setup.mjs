// Brings what a fresh clone lacks: node build/setup.mjs start|test|core. Plain JavaScript, no packages, Node 20 or newer.
import { findNode } from './node-path.mjs';
import { say } from './project-folder.mjs';
import { installDebianPackages } from './setup/debian-packages.mjs';
import { hasDisplay } from './display.mjs';
import { prepareElectron } from './setup/electron.mjs';
import { installPackages } from './setup/npm-packages.mjs';

/**
 * @param {string | undefined} purpose
 * @returns {Promise<number>} exit code
 */
async function prepare(purpose) {
  if (purpose !== 'start' && purpose !== 'test' && purpose !== 'core') {
    say('usage: node build/setup.mjs start|test|core');
    return 2;
  }
  if (Number(process.versions.node.split('.')[0]) < 20) return refuse(`Node 20 or newer is needed; this is ${process.version}.`);
  const packages = installPackages();
  if (!packages.ok) return refuse(packages.sentence);
  if (findNode() === undefined) {
    return refuse(`No Node 24 for ${process.platform}-${process.arch} on the npm registry: install Node 24 (https://nodejs.org) and run this again.`);
  }
  if (purpose === 'core' || (purpose === 'start' && !hasDisplay())) return 0;

  const isTest = purpose === 'test';
  const libraries = installDebianPackages(purpose);
  if (!libraries.ok) say(libraries.sentence);
  if (!libraries.ok && isTest) return 1;
  const electron = await prepareElectron();
  if (!electron.ok) say(electron.sentence);
  return electron.ok || !isTest ? 0 : 1;
}

/** @param {string} sentence */
function refuse(sentence) {
  say(sentence);
  return 1;
}

process.exitCode = await prepare(process.argv[2]);
