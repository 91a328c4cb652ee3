// npm start: the desktop console, or the same console in a browser where no window can be shown.
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { hasDisplay } from './display.mjs';
import { electronArguments, electronExecutable, sayWhatRootLacks } from './electron-path.mjs';
import { runInForeground } from './foreground.mjs';
import { environmentWithNode, nodeExecutable } from './node-path.mjs';
import { projectFolder, say } from './project-folder.mjs';
import { prepare } from './setup/prepare.mjs';
import { addressOf } from './start/address.mjs';
import { headlessArguments } from './start/headless-arguments.mjs';

/** What the loader of Linux answers when a program's library is missing. */
const cannotBeLoaded = 127;

/** @param {string[]} given */
async function start(given) {
  if (!(await prepare('start')) || !(await bundle())) return 1;
  const electron = electronExecutable();
  if (given.includes('--browser') || !hasDisplay()) return startHeadless(given);
  if (electron === undefined) {
    say('There is no Electron here, so the console is served to a browser.');
    return startHeadless(given);
  }
  sayWhatRootLacks();
  const code = await runInForeground(electron.path, [...electronArguments(), projectFolder, ...given], { environment: environmentWithNode() });
  if (code !== cannotBeLoaded) return code;
  say('Electron cannot run here, so the console is served to a browser.');
  return startHeadless(given);
}

/** @param {string[]} given */
function startHeadless(given) {
  const server = join(projectFolder, 'dist', 'core', 'start-server.mjs');
  let unread = '';
  return runInForeground(nodeExecutable(), [server, ...headlessArguments(given)], {
    environment: environmentWithNode(),
    onStdout: (chunk) => {
      const lines = (unread + chunk).split('\n');
      unread = lines.pop() ?? '';
      for (const line of lines) process.stdout.write(`${announce(line)}\n`);
    },
  });
}

/** @param {string} line */
function announce(line) {
  const address = addressOf(line);
  if (address === undefined) return line;
  return `${address}\nOpen this address in a browser on this machine; it holds your access token, so pass it to nobody. Ctrl-C stops the station.`;
}

process.exitCode = await start(process.argv.slice(2));
