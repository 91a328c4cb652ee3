import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

const orphanCheckMs = 500;
/** As a niceness. Less would leave it nothing on a computer that is busy with something else. */
const aThirdOfTheWeight = 5;

/**
 * `onStdout`: its output is handed over instead of shown. `onStopRequest`: when we were asked to stop and passed it on.
 * `readsTerminal`: leaves it in the terminal's foreground group. `isPatient`: others go first where a processor is wanted.
 * @typedef {{ environment?: NodeJS.ProcessEnv, folder?: string, onStdout?: (chunk: string) => void, onStopRequest?: () => void,
 *   readsTerminal?: boolean, isPatient?: boolean }} Options
 */

/**
 * Runs a program in place of this script: its exit becomes ours, and a request to stop reaches it, once.
 * @param {string} program
 * @param {string[]} parameters
 * @param {Options} [options]
 * @returns {Promise<number>} its exit code; 128 + the signal's number when a signal ended it, as shells count
 */
export function runInForeground(program, parameters, options = {}) {
  // In a process group of its own a Ctrl-C reaches it by us alone; a second one would break its clean stop off in the middle.
  const hasOwnGroup = options.readsTerminal !== true && process.platform !== 'win32';
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      env: options.environment ?? process.env,
      stdio: ['inherit', options.onStdout === undefined ? 'inherit' : 'pipe', 'inherit'],
      detached: hasOwnGroup,
      cwd: options.folder ?? process.cwd(),
    });
    if (options.isPatient === true && child.pid !== undefined) putBehind(child.pid, hasOwnGroup);
    child.stdout?.setEncoding('utf8').on('data', (chunk) => options.onStdout?.(chunk));
    const stopForwarding = forwardSignals(child, hasOwnGroup, options.onStopRequest ?? (() => {}));
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
 * Linux may weigh whole sessions against each other first, and a program with a group of its own is one.
 * @param {number} pid
 * @param {boolean} hasOwnGroup
 */
function putBehind(pid, hasOwnGroup) {
  try {
    setPriority(pid, aThirdOfTheWeight);
    if (hasOwnGroup && process.platform === 'linux') writeFileSync(`/proc/${pid}/autogroup`, String(aThirdOfTheWeight));
  } catch {
    // It has ended, or sessions are not weighed here.
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {boolean} hasOwnGroup
 * @param {() => void} onStopRequest
 */
function forwardSignals(child, hasOwnGroup, onStopRequest) {
  const interrupt = () => {
    onStopRequest();
    // At a terminal, and on Windows always, whoever shares our group has had it already.
    const wasReached = !hasOwnGroup && (process.platform === 'win32' || process.stdin.isTTY);
    if (!wasReached) child.kill('SIGINT');
  };
  const terminate = () => {
    onStopRequest();
    child.kill('SIGTERM');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', terminate);
  process.on('SIGHUP', terminate);
  const stopWatching = whenNpmIsGone(terminate);
  return () => {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', terminate);
    process.off('SIGHUP', terminate);
    stopWatching();
  };
}

/**
 * npm passes a SIGTERM to the shell between us, which dies of it without telling us; then our parent is another one.
 * @param {() => void} stop
 */
function whenNpmIsGone(stop) {
  if (process.env['npm_lifecycle_event'] === undefined) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, orphanCheckMs);
  return () => clearInterval(timer);
}
