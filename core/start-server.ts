import { runHeadless } from './tool/headless.ts';

process.exitCode = await runHeadless(process.argv.slice(2));
