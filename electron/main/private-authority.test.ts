import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { isSignedBy } from './private-authority.ts';

const read = (file: string): string => readFileSync(join(repositoryFolder, 'tests', 'fixtures', 'tls', file), 'utf8');
const [authority, other] = ['authority.pem', 'other-authority.pem'].map((file) => new X509Certificate(read(file))) as [X509Certificate, X509Certificate];
const server = read('server.pem');
const now = Date.parse('2027-01-01T00:00:00Z');

test('a certificate that the authority signed is believed for its hosts, with the authority in the chain or without', () => {
  for (const host of ['127.0.0.1', 'localhost']) {
    expect(isSignedBy(authority, [server], host, now)).toBe(true);
    expect(isSignedBy(authority, [server, read('authority.pem')], host, now)).toBe(true);
  }
});

test('another host, another authority, another time, a chain that does not hold and what is no certificate are not', () => {
  expect(isSignedBy(authority, [server], 'pbx.example', now)).toBe(false);
  expect(isSignedBy(authority, [server], '127.0.0.2', now)).toBe(false);
  expect(isSignedBy(other, [server], 'localhost', now)).toBe(false);
  expect(isSignedBy(authority, [server], 'localhost', 0)).toBe(false);
  expect(isSignedBy(authority, [server], 'localhost', Date.parse('2300-01-01'))).toBe(false);
  expect(isSignedBy(other, [server, read('other-authority.pem')], 'localhost', now)).toBe(false);
  // A server's certificate is no authority, whatever stands above it.
  expect(isSignedBy(authority, [read('other-authority.pem'), server], 'localhost', now)).toBe(false);
  expect(isSignedBy(authority, ['nothing'], 'localhost', now)).toBe(false);
  expect(isSignedBy(authority, [], 'localhost', now)).toBe(false);
});
