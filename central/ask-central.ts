import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProfile } from '#contract/profile.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { callDesk, writeSecret } from './desk-call.ts';
import type { CentralCall } from './options.ts';

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
        return answer.ok ? success(`${station} is shut out; at a broker as soon as it has read the files anew (--broker-folder does that by itself).`) : answer;
      });
    case 'stations': {
      const answer = await ask<object>(call, 'GET', 'stations');
      return answer.ok ? success(JSON.stringify(answer.value, null, 2)) : answer;
    }
    case 'certificate':
      return withStation(subject, async (name) => {
        if (call.out === undefined) return failure('usage', '--out names the folder to write into.');
        const answer = await ask<{ files: Record<string, string> }>(call, 'POST', 'certificate', { name });
        return answer.ok ? success(writeFiles(call.out, answer.value.files)) : answer;
      });
    case 'broker-files':
      return writeBrokerFiles(call);
    default:
      return failure('usage', `"${verb ?? ''}" is no command of central.`);
  }
}

function withStation(subject: string | undefined, work: (station: string) => Promise<Outcome<string>>): Promise<Outcome<string>> {
  return subject === undefined ? Promise.resolve(failure('usage', 'Name whom it is about.')) : work(subject);
}

async function writeBrokerFiles(call: CentralCall): Promise<Outcome<string>> {
  if (call.out === undefined || call.profile === undefined || call.names.length === 0) return failure('usage', '--profile, --name and --out are needed.');
  const read = readProfile(readFileSync(call.profile, 'utf8'));
  if (!read.ok) return read;
  const folder = call.out;
  const answer = await ask<{ files: Record<string, string> }>(call, 'POST', 'broker-files', { profile: JSON.parse(readFileSync(call.profile, 'utf8')) as unknown, names: call.names, folder });
  if (!answer.ok) return answer;
  return success(`${writeFiles(folder, answer.value.files)} Let Mosquitto read them and reload it (SIGHUP).`);
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries(files)) writeSecret(join(folder, name), text);
  return `Written to ${folder}: ${Object.keys(files).join(', ')}.`;
}

function ask<Answer>({ options }: CentralCall, method: 'GET' | 'POST', name: string, body?: object): Promise<Outcome<Answer>> {
  return callDesk({ dataDir: options.dataDir, site: options.sites[0] ?? '' }, method, name, body);
}
