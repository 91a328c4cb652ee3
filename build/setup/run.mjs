import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { projectFolder } from '../project-folder.mjs';

/**
 * Runs a program to its end and keeps what it printed, so that a good run stays one line and a bad one tells everything.
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ timeoutMs?: number, environment?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {{ ok: boolean, output: string }}
 */
export function run(program, parameters, options = {}) {
  const result = spawnSync(program, parameters, {
    cwd: projectFolder,
    encoding: 'utf8',
    env: options.environment ?? process.env,
    shell: options.shell ?? false,
    timeout: options.timeoutMs ?? 900_000,
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 1024 * 1024,
    windowsHide: true,
  });
  const said = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim();
  const output = result.error === undefined ? said : `${said}\n${result.error.message}`.trim();
  return { ok: result.status === 0, output };
}

/**
 * npm itself, by the script that is running us where there is one: on Windows `npm` is a .cmd file that needs a shell.
 * @param {string[]} parameters
 */
export function runNpm(parameters) {
  const script = process.env['npm_execpath'];
  // Said here, since `npm run --silent` would hand its silence on to this npm and to what it has to say of a failure.
  const asked = [...parameters, '--loglevel=error', '--no-audit', '--no-fund'];
  if (script !== undefined && basename(script).startsWith('npm-cli')) {
    return run(process.env['npm_node_execpath'] ?? process.execPath, [script, ...asked]);
  }
  return process.platform === 'win32' ? run('npm.cmd', asked, { shell: true }) : run('npm', asked);
}

/**
 * The first and the last lines: npm names the cause first, apt last.
 * @param {string} output
 */
export function someLines(output) {
  const lines = output.split('\n');
  return lines.length <= 24 ? output : [...lines.slice(0, 12), '…', ...lines.slice(-12)].join('\n');
}
