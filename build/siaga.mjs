// The command-line client, always of the sources at hand. Whatever this script itself has to say goes to stderr.
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { runInForeground } from './foreground.mjs';
import { nodeExecutable } from './node-path.mjs';
import { projectFolder } from './project-folder.mjs';
import { prepare } from './setup/prepare.mjs';

/** EX_SOFTWARE of sysexits.h: the client itself could not be built. */
const notBuilt = 70;

if ((await prepare('core')) && (await bundle(['core']))) {
  const client = join(projectFolder, 'dist', 'core', 'siaga.mjs');
  process.exitCode = await runInForeground(nodeExecutable(), ['--enable-source-maps', client, ...process.argv.slice(2)], { readsTerminal: true });
} else {
  process.exitCode = notBuilt;
}
