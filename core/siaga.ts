import { runTool } from './tool/tool.ts';

process.exitCode = await runTool(process.argv.slice(2));
