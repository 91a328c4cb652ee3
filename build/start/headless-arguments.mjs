import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * The arguments of the headless station for what was given to `npm start`: a free port of this machine and a data folder of its own unless
 * named. An exercise never shares a folder with real work.
 * @param {string[]} given
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {string[]}
 */
export function headlessArguments(given, environment = process.env) {
  const kept = given.filter((argument) => argument !== '--browser');
  const listen = isGiven(kept, '--listen') ? [] : ['--listen', '127.0.0.1:0'];
  const dataFolder = isGiven(kept, '--data-dir') ? [] : ['--data-dir', defaultDataFolder(isGiven(kept, '--profile'), environment)];
  return [...listen, ...dataFolder, ...kept];
}

/**
 * @param {string[]} given
 * @param {string} name
 */
function isGiven(given, name) {
  return given.some((argument) => argument === name || argument.startsWith(`${name}=`));
}

/**
 * The same folder as the desktop console's, so that both are the same station.
 * @param {boolean} hasProfile
 * @param {NodeJS.ProcessEnv} environment
 */
function defaultDataFolder(hasProfile, environment) {
  const named = environment['LOCALAPPDATA'] ?? environment['XDG_DATA_HOME'];
  const home = named !== undefined && isAbsolute(named) ? named : join(homedir(), '.local', 'share');
  return join(home, 'siaga-112', hasProfile ? 'station' : 'exercise');
}
