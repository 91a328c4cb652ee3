import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { say } from '../project-folder.mjs';
import { someLines, run } from './run.mjs';

/** What a Debian without a desktop lacks to open an Electron window. */
const windowLibraries = [
  'libasound2', 'libatk-bridge2.0-0', 'libatk1.0-0', 'libatspi2.0-0', 'libcairo2', 'libcups2', 'libdrm2', 'libgbm1',
  'libgtk-3-0', 'libnss3', 'libpango-1.0-0', 'libx11-6', 'libxcomposite1', 'libxdamage1', 'libxext6', 'libxfixes3',
  'libxkbcommon0', 'libxrandr2', 'libxss1', 'libxtst6', 'fonts-dejavu-core',
];

/**
 * Real peers of the tests: an X display, a broker, a database server, a browser, strace for the power-cut replay, a packet filter for
 * lines that are cut, a SIP server with its media relay and callers, and a reader of OpenStreetMap files.
 */
const testPrograms = [
  'xvfb', 'mosquitto', 'postgresql', 'chromium', 'strace', 'curl', 'iproute2', 'nftables',
  'kamailio', 'kamailio-websocket-modules', 'rtpengine-daemon', 'sip-tester', 'osmium-tool',
];

const policyFile = '/usr/sbin/policy-rc.d';

/**
 * Installs what is missing for `purpose`, by apt when root on Debian.
 * @param {'start' | 'test'} purpose
 * @returns {{ ok: true } | { ok: false, sentence: string }}
 */
export function installDebianPackages(purpose) {
  if (!existsSync('/etc/debian_version')) return { ok: true };
  const missing = missingOf(purpose === 'test' ? [...windowLibraries, ...testPrograms] : windowLibraries);
  if (missing.length === 0) return { ok: true };
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) return { ok: false, sentence: `Debian packages are missing. Run: sudo apt-get update && sudo ${command}` };
  say(`debian: apt-get install ${missing.join(' ')}`);
  const wait = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  const updated = run('apt-get', ['update', '-q', ...wait]);
  const installed = withoutStartingServices(() =>
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...wait, ...missing], {
      environment: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }),
  );
  if (!installed.ok) {
    const said = updated.ok ? installed.output : `${updated.output}\n${installed.output}`;
    return { ok: false, sentence: `${command} failed:\n${someLines(said)}` };
  }
  leaveServicesToTests(missing);
  return { ok: true };
}

/**
 * Debian 13 renamed some libraries to `…t64`; either name counts.
 * @param {string[]} packages
 */
function missingOf(packages) {
  const asked = packages.flatMap((name) => [name, `${name}t64`]);
  const listed = run('dpkg-query', ['--show', '--showformat', '${Package} ${db:Status-Status}\n', ...asked]).output.split('\n');
  const present = new Set(listed.filter((line) => line.endsWith(' installed')).map((line) => line.split(' ')[0]));
  return packages.filter((name) => !present.has(name) && !present.has(`${name}t64`));
}

/**
 * Debian starts a service as it installs it, unless this policy file says no (101: forbidden). One that is there stays.
 * @template T
 * @param {() => T} act
 */
function withoutStartingServices(act) {
  if (existsSync(policyFile)) return act();
  const policy = '#!/bin/sh\n# Written by build/setup.mjs for the length of one apt-get run.\nexit 101\n';
  writeFileSync(policyFile, policy, { mode: 0o755 });
  try {
    return act();
  } finally {
    if (readFileSync(policyFile, 'utf8') === policy) rmSync(policyFile);
  }
}

/**
 * Only ever after we installed them: the tests start their own servers, and the usual ports stay free after a reboot too.
 * @param {string[]} installed
 */
function leaveServicesToTests(installed) {
  if (!existsSync('/run/systemd/system')) return;
  for (const service of ['mosquitto', 'postgresql', 'kamailio', 'rtpengine-daemon']) {
    if (installed.includes(service)) run('systemctl', ['disable', '--now', `${service}.service`]);
  }
}
