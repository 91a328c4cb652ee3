// The command-line client, always of the sources at hand. Whatever this script itself has to say goes to stderr.
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { runInForeground } from './foreground.mjs';
import { nodeExecutable } from './node-path.mjs';
import { projectFolder } from './project-folder.mjs';
import { prepare } from './setup/prepare.mjs';

/** EX_SOFTWARE of sysexits.h: the client itself could not be built. */
const notBuilt = 70;

const [verb, ...rest] = process.argv.slice(2);
/** The gateway is a program of its own, which loads nothing of a station. */
const isGateway = verb === 'gateway';
const folder = isGateway ? 'gateway' : 'core';

if ((await prepare('core')) && (await bundle([folder]))) {
  const program = join(projectFolder, 'dist', folder, isGateway ? 'start-gateway.mjs' : 'siaga.mjs');
  const given = isGateway ? rest : process.argv.slice(2);
  process.exitCode = await runInForeground(nodeExecutable(), [program, ...given], { readsTerminal: !isGateway });
} else {
  process.exitCode = notBuilt;
}
