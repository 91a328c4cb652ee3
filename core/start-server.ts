import { outliveOutput } from '#ledger/outlive-output.ts';
import { runHeadless } from './tool/headless.ts';

outliveOutput();
process.exitCode = await runHeadless(process.argv.slice(2));
