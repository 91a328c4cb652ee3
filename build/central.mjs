// npm run central: the server of a site, always of the sources at hand.
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { runInForeground } from './foreground.mjs';
import { nodeExecutable } from './node-path.mjs';
import { projectFolder } from './project-folder.mjs';
import { prepare } from './setup/prepare.mjs';

if ((await prepare('core')) && (await bundle(['central']))) {
  const central = join(projectFolder, 'dist', 'central', 'start-central.mjs');
  process.exitCode = await runInForeground(nodeExecutable(), ['--enable-source-maps', central, ...process.argv.slice(2)]);
} else {
  process.exitCode = 1;
}
