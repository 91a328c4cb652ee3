import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readProfile } from '#contract/profile.ts';
import { createSigningKey, isSignedBy } from '#ledger/station-key.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { openIdentity, takeProvisioning, withOwnCertificate, type StationIdentity } from './identity.ts';

const who = { site: 'sumenep', station: 'S1' };
const noSecret = (): undefined => undefined;
const keyFileOf = (dataDir: string): string => join(dataDir, 'identity', 'station-key.pem');
const answer = { centralKey: 'k', certificate: 'the certificate', authority: 'the authority' };

function opened(dataDir: string, readSecret: (name: string) => string | undefined = noSecret): StationIdentity {
  const identity = openIdentity({ dataDir, ...who, readSecret });
  if (!identity.ok) throw new Error(identity.sentence);
  return identity.value;
}

test('the key is made once, for its owner only, and signs so that its public half shows it', () => {
  const dataDir = temporaryFolder();
  const keyFile = keyFileOf(dataDir);
  const { key } = opened(dataDir);
  expect(isSignedBy(key.publicKey, 'a text', key.sign('a text'))).toBe(true);
  expect(isSignedBy(key.publicKey, 'another text', key.sign('a text'))).toBe(false);
  expect(opened(dataDir).key.publicKey).toBe(key.publicKey);
  if (process.platform !== 'win32') expect(statSync(keyFile).mode & 0o077).toBe(0);
});

test.skipIf(process.platform === 'win32')('row 37: a key that others on the computer can read is refused, with what mends it', () => {
  const dataDir = temporaryFolder();
  const keyFile = keyFileOf(dataDir);
  opened(dataDir);
  chmodSync(keyFile, 0o640);
  expect(openIdentity({ dataDir, ...who, readSecret: noSecret })).toMatchObject({ ok: false, code: 'key-readable', sentence: expect.stringContaining(`chmod 600 ${keyFile}`) as string });
  chmodSync(keyFile, 0o600);
  expect(openIdentity({ dataDir, ...who, readSecret: noSecret })).toMatchObject({ ok: true });
});

test('a key of the service manager leaves no file, and what is no key is refused', () => {
  const dataDir = temporaryFolder();
  const key = createSigningKey();
  const identity = opened(dataDir, (name) => (name === 'station-key' ? key.privateKeyPem : undefined));
  expect(identity.key.publicKey).toBe(key.publicKey);
  expect(existsSync(keyFileOf(dataDir))).toBe(false);
  expect(openIdentity({ dataDir, ...who, readSecret: () => 'no key' })).toMatchObject({ ok: false, code: 'key-invalid' });
});

test('an enrolment is remembered for this station only', () => {
  const dataDir = temporaryFolder();
  const identity = opened(dataDir);
  expect(identity.enrolment()).toBeNull();
  expect(identity.remember(answer)).toMatchObject({ ok: true });
  expect(opened(dataDir).enrolment()).toMatchObject(answer);
  expect(readFileSync(join(dataDir, 'identity', 'certificate.pem'), 'utf8')).toBe('the certificate');
  expect(openIdentity({ dataDir, site: 'sumenep', station: 'S2', readSecret: noSecret })).toMatchObject({ ok: false, code: 'identity-of-another' });
  expect(openIdentity({ dataDir, site: 'pamekasan', station: 'S1', readSecret: noSecret })).toMatchObject({ ok: false, code: 'identity-of-another' });
  for (const torn of ['', '{', '{"site":"sumenep"}']) {
    writeFileSync(join(dataDir, 'identity', 'enrolment.json'), torn);
    expect(openIdentity({ dataDir, ...who, readSecret: noSecret }).ok, torn).toBe(false);
  }
});

describe('a provisioning file', () => {
  const write = (changes: Readonly<Record<string, unknown>> = {}): { file: string; publicKey: string } => {
    const key = createSigningKey();
    const file = join(temporaryFolder(), 'provisioning.json');
    writeFileSync(file, JSON.stringify({ v: 1, ...who, privateKey: key.privateKeyPem, ...answer, ...changes }));
    return { file, publicKey: key.publicKey };
  };

  test('makes an empty data folder that station and is gone', () => {
    const dataDir = temporaryFolder();
    const { file, publicKey } = write();
    expect(takeProvisioning({ dataDir, ...who, file })).toMatchObject({ ok: true });
    expect(existsSync(file)).toBe(false);
    const identity = opened(dataDir);
    expect([identity.key.publicKey, identity.enrolment()]).toMatchObject([publicKey, answer]);
    expect(takeProvisioning({ dataDir, ...who, file }), 'gone').toMatchObject({ ok: true });
    const later = write();
    expect(takeProvisioning({ dataDir, ...who, file: later.file }), 'the folder has an identity').toMatchObject({ ok: true });
    expect(opened(dataDir).key.publicKey).toBe(publicKey);
  });

  test.each<[what: string, changes: Readonly<Record<string, unknown>>, code: string]>([
    ['of another station', { station: 'S2' }, 'provisioning-of-another'],
    ['of another site', { site: 'pamekasan' }, 'provisioning-of-another'],
    ['of another version', { v: 2 }, 'provisioning-invalid'],
    ['without a key', { privateKey: 'none' }, 'key-invalid'],
    ['with more than there is', { isSupervisor: true }, 'provisioning-invalid'],
  ])('%s is refused and stays where it is', (_what, changes, code) => {
    const { file } = write(changes);
    const dataDir = temporaryFolder();
    expect(takeProvisioning({ dataDir, ...who, file })).toMatchObject({ ok: false, code });
    expect(existsSync(file)).toBe(true);
    expect(existsSync(keyFileOf(dataDir))).toBe(false);
  });
});

test('the station shows its certificate at encrypted brokers that name no other', () => {
  const profile = readProfile(
    JSON.stringify({
      site: { id: 'sumenep', name: 'Sumenep' },
      station: { id: 'S1', name: 'Posisi 1' },
      brokers: [
        { id: 'lan', url: 'mqtts://mqtt.example' },
        { id: 'here', url: 'mqtt://127.0.0.1' },
        { id: 'other', url: 'mqtts://other.example', certificateFile: '/etc/own.pem' },
      ],
      central: { url: 'https://central.example' },
    }),
  );
  if (!profile.ok) throw new Error(profile.sentence);
  expect(withOwnCertificate(profile.value, '/data').brokers).toMatchObject([{ keyFile: keyFileOf('/data') }, {}, { certificateFile: '/etc/own.pem' }]);
  expect(withOwnCertificate(profile.value, '/data').brokers[1]).not.toHaveProperty('keyFile');
});
