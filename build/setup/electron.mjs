import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeExecutable } from '../node-path.mjs';
import { readNote, say, writeNote } from '../project-folder.mjs';
import { hasPinnedElectron, pinnedElectronFolder } from '../electron-path.mjs';
import { hasFallbackElectron, makeFallbackElectron } from './fallback-electron.mjs';
import { someLines, run } from './run.mjs';

const probeTimeoutMs = 15_000;
const downloadTimeoutMs = 900_000;
const dayMs = 86_400_000;

/**
 * Sees to it that there is an Electron: the pinned one, or the fallback where its release host cannot be reached.
 * A failure is remembered for a day, so that only one start a day waits for it.
 * @returns {Promise<{ ok: true } | { ok: false, sentence: string }>}
 */
export async function prepareElectron() {
  if (hasPinnedElectron()) return { ok: true };
  const { version } = JSON.parse(readFileSync(join(pinnedElectronFolder, 'package.json'), 'utf8'));
  const reason = failedToday(version) ?? (await installPinned(version));
  if (reason === undefined || hasFallbackElectron()) return { ok: true };
  const canFallBack = process.platform === 'linux' && process.arch === 'x64';
  if (canFallBack) return makeFallbackElectron();
  return {
    ok: false,
    sentence: `Electron ${version} could not be fetched (${reason}). Allow its release host or set ELECTRON_MIRROR, then run: node node_modules/electron/install.js`,
  };
}

/**
 * @param {string} version
 * @returns {string | undefined} why the newest attempt failed, when that was for this version and today
 */
function failedToday(version) {
  const note = readNote('electron');
  const failedAtMs = note?.['failedAtMs'];
  if (note?.['version'] !== version || typeof failedAtMs !== 'number') return undefined;
  const ageMs = Date.now() - failedAtMs;
  return ageMs >= 0 && ageMs < dayMs ? String(note['reason']) : undefined;
}

/**
 * @param {string} version
 * @returns {Promise<string | undefined>} undefined when it is installed, otherwise the reason
 */
async function installPinned(version) {
  say(`electron: ${version} by its own installer`);
  const reason = (await unreachable(version)) ?? runInstaller();
  if (reason === undefined) return undefined;
  say(`electron: ${version} is out of reach here (${reason.split('\n').at(-1)}); asked again tomorrow`);
  writeNote('electron', { version, failedAtMs: Date.now(), reason });
  return reason;
}

/**
 * The download may rightly take minutes, a refusal may not: so the host is asked for a small file first.
 * @param {string} version
 */
async function unreachable(version) {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'];
  if (mirror !== undefined) return undefined;
  const url = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(probeTimeoutMs) });
    return answer.ok ? undefined : `${url} answers ${answer.status}`;
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function runInstaller() {
  const installed = run(nodeExecutable(), [join(pinnedElectronFolder, 'install.js')], { timeoutMs: downloadTimeoutMs });
  if (installed.ok && hasPinnedElectron()) return undefined;
  return someLines(installed.output) || 'the installer said nothing';
}
