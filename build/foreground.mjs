import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a program in place of this script: its exit becomes ours, and a request to stop reaches it.
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ environment?: NodeJS.ProcessEnv, onStdout?: (chunk: string) => void }} [options] with `onStdout` its
 *   output is handed over instead of shown
 * @returns {Promise<number>} its exit code; 128 + the signal's number when a signal ended it, as shells count
 */
export function runInForeground(program, parameters, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      env: options.environment ?? process.env,
      stdio: ['inherit', options.onStdout === undefined ? 'inherit' : 'pipe', 'inherit'],
    });
    child.stdout?.setEncoding('utf8').on('data', (chunk) => options.onStdout?.(chunk));
    const stopForwarding = forwardSignals(child);
    child.once('error', (error) => {
      stopForwarding();
      reject(error);
    });
    child.once('close', (code, signal) => {
      stopForwarding();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/**
 * At a terminal Ctrl-C reaches the whole group by itself; passing it on would stop the child a second time, in the middle
 * of its clean stop.
 * @param {import('node:child_process').ChildProcess} child
 */
function forwardSignals(child) {
  const interrupt = () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  };
  const terminate = () => child.kill('SIGTERM');
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', terminate);
  process.on('SIGHUP', terminate);
  return () => {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', terminate);
    process.off('SIGHUP', terminate);
  };
}
