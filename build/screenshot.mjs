// npm run screenshot: the picture of the README, made of the console as it is; npm run screenshot -- map: pictures of the map among the artefacts.
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { runInForeground } from './foreground.mjs';
import { environmentWithNode, nodeExecutable } from './node-path.mjs';
import { projectFolder } from './project-folder.mjs';
import { prepare } from './setup/prepare.mjs';
import { startVirtualDisplay } from './test/virtual-display.mjs';

/** @returns {Promise<number>} exit code */
async function takeScreenshot() {
  if (!(await prepare('test')) || !(await bundle())) return 1;
  const display = await startVirtualDisplay();
  try {
    const script = join(projectFolder, 'tests', 'e2e', process.argv[2] === 'map' ? 'map-pictures.ts' : 'screenshot.ts');
    return await runInForeground(nodeExecutable(), [script], {
      environment: { ...environmentWithNode(), ...display.environment },
      folder: projectFolder,
    });
  } finally {
    await display.stop();
  }
}

process.exitCode = await takeScreenshot();
