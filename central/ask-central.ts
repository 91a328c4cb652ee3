import { existsSync, readFileSync, mkdirSync, writeFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { readProfile } from '#contract/profile.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { CentralCall } from './options.ts';
import { tokenFile } from './serve.ts';

/** What the person at central's machine asks of the central that runs there. The answer is a text to print. */
export async function askCentral(call: CentralCall): Promise<Outcome<string>> {
  const { verb, subject } = call;
  switch (verb) {
    case 'code':
      return withStation(subject, async (station) => {
        const answer = await ask<{ code: string; expiresAtMs: number }>(call, 'POST', 'code', { station });
        return answer.ok ? success(`${answer.value.code}\nGood once, for ${station}, until ${new Date(answer.value.expiresAtMs).toISOString()}.`) : answer;
      });
    case 'provision':
      return withStation(subject, async (station) => {
        if (call.out === undefined) return failure('usage', '--out names the file to write.');
        const answer = await ask<object>(call, 'POST', 'provision', { station });
        if (!answer.ok) return answer;
        writeSecret(call.out, JSON.stringify(answer.value));
        return success(`${call.out} makes a workstation ${station}. It holds the private key: carry it there and delete it here.`);
      });
    case 'revoke':
      return withStation(subject, async (station) => {
        const answer = await ask(call, 'POST', 'revoke', { station });
        return answer.ok ? success(`${station} is shut out. Write the files of the site's broker anew: central broker-files.`) : answer;
      });
    case 'stations': {
      const answer = await ask<object>(call, 'GET', 'stations');
      return answer.ok ? success(JSON.stringify(answer.value, null, 2)) : answer;
    }
    case 'broker-files':
      return writeBrokerFiles(call);
    default:
      return failure('usage', `"${verb ?? ''}" is no command of central.`);
  }
}

function withStation(subject: string | undefined, work: (station: string) => Promise<Outcome<string>>): Promise<Outcome<string>> {
  return subject === undefined ? Promise.resolve(failure('usage', 'Name the station.')) : work(subject);
}

async function writeBrokerFiles(call: CentralCall): Promise<Outcome<string>> {
  if (call.out === undefined || call.profile === undefined || call.names.length === 0) return failure('usage', '--profile, --name and --out are needed.');
  const read = readProfile(readFileSync(call.profile, 'utf8'));
  if (!read.ok) return read;
  const folder = call.out;
  const answer = await ask<{ files: Record<string, string> }>(call, 'POST', 'broker-files', { profile: JSON.parse(readFileSync(call.profile, 'utf8')) as unknown, names: call.names, folder });
  if (!answer.ok) return answer;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(answer.value.files)) writeSecret(join(folder, name), text);
  return success(`Written to ${folder}: ${Object.keys(answer.value.files).join(', ')}. Let Mosquitto read them and reload it (SIGHUP).`);
}

function writeSecret(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600);
}

async function ask<Answer>({ options }: CentralCall, method: 'GET' | 'POST', name: string, body?: object): Promise<Outcome<Answer>> {
  const [site = ''] = options.sites;
  const file = tokenFile(options.dataDir, site);
  if (!existsSync(file)) return failure('no-token', `${file} is not there: has central run with this data folder for the site ${site}?`);
  const { host, port } = options.listen;
  const address = `${options.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}/v1/desk/${name}`;
  try {
    const response = await fetch(address, {
      method,
      headers: { authorization: `Bearer ${readFileSync(file, 'utf8').trim()}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (response.ok) return success(answer as Answer);
    const { code = 'refused', sentence = `Central answered ${response.status}.` } = answer as { code?: string; sentence?: string };
    return failure(code, sentence);
  } catch (error) {
    return failure('no-central', `No central answers at ${address}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
