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
 * @param {number} [timeoutMs]
 */
export function runNpm(parameters, timeoutMs) {
  const script = process.env['npm_execpath'];
  const options = timeoutMs === undefined ? {} : { timeoutMs };
  if (script !== undefined && basename(script).startsWith('npm-cli')) {
    return run(process.env['npm_node_execpath'] ?? process.execPath, [script, ...parameters], options);
  }
  return process.platform === 'win32' ? run('npm.cmd', parameters, { ...options, shell: true }) : run('npm', parameters, options);
}

/** @param {string} output */
export function lastLines(output) {
  return output.split('\n').slice(-15).join('\n');
}
