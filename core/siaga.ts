import { outliveOutput } from '#ledger/outlive-output.ts';
import { runTool } from './tool/tool.ts';

outliveOutput();
process.exitCode = await runTool(process.argv.slice(2));
