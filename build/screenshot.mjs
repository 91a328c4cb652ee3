// npm run screenshot: the picture of the README, made by tests/e2e/screenshot.ts of the console as it is.
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
    const script = join(projectFolder, 'tests', 'e2e', 'screenshot.ts');
    return await runInForeground(nodeExecutable(), [script, ...process.argv.slice(2)], {
      environment: { ...environmentWithNode(), ...display.environment },
      folder: projectFolder,
    });
  } finally {
    await display.stop();
  }
}

process.exitCode = await takeScreenshot();
