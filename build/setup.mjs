// Brings what a fresh clone lacks: node build/setup.mjs start|test|core. Plain JavaScript, no packages, Node 20 or newer.
import { say } from './project-folder.mjs';
import { prepare } from './setup/prepare.mjs';

const purpose = process.argv[2];
if (purpose === 'start' || purpose === 'test' || purpose === 'core') {
  process.exitCode = (await prepare(purpose)) ? 0 : 1;
} else {
  say('usage: node build/setup.mjs start|test|core');
  process.exitCode = 2;
}
