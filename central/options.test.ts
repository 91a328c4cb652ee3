import { expect, test } from 'vitest';
import { readCentralCall } from './options.ts';

const read = (line: string, environment: NodeJS.ProcessEnv = {}) => readCentralCall(line.split(' ').filter((word) => word !== ''), { XDG_DATA_HOME: '/home/siaga', ...environment });

test('without a word central serves on this machine only, with everything embedded', () => {
  expect(read('')).toMatchObject({
    ok: true,
    value: {
      verb: undefined,
      options: { listen: { host: '127.0.0.1' }, broker: { host: '127.0.0.1' }, tls: null, databaseUrl: null, wake: null, upkeep: null, sites: ['sumenep'] },
    },
  });
});

test('what the command line does not say the environment may', () => {
  const environment = { SIAGA_CENTRAL_DATABASE: 'postgres://siaga@127.0.0.1/siaga', SIAGA_CENTRAL_LISTEN: '127.0.0.1:1', SIAGA_CENTRAL_BROKER: 'none' };
  expect(read('--listen 127.0.0.1:2', environment)).toMatchObject({
    value: { options: { databaseUrl: environment.SIAGA_CENTRAL_DATABASE, listen: { port: 2 }, broker: null } },
  });
});

test.each([
  ['--listen 0.0.0.0:8443', 'tls-required'],
  ['--listen [::]:8443', 'tls-required'],
  ['--listen 10.1.2.3:8443', 'tls-required'],
  ['--broker 0.0.0.0:1883', 'tls-required'],
  ['--wake mqtt://broker.example', 'tls-required'],
  ['--wake ws://127.0.0.1.example', 'tls-required'],
  ['--database postgres://siaga@db.example/siaga', 'tls-required'],
  ['--database postgres://siaga@db.example/siaga?sslmode=disable', 'tls-required'],
  ['--database postgres://siaga@db.example/siaga?sslmode=prefer', 'tls-required'],
  ['--database mysql://db.example/siaga', 'usage'],
  ['--listen 8443', 'usage'],
  ['--listen 127.0.0.1:99999', 'usage'],
  ['--certificate chain.pem', 'usage'],
  ['--broker-folder files', 'usage'],
  ['--recordings-reserve banyak', 'usage'],
  ['--recordings-reserve=-1', 'usage'],
  ['--wake broker.example', 'usage'],
  ['--nonsense', 'usage'],
])('%s is refused: %s', (line, code) => {
  expect(read(line)).toMatchObject({ ok: false, code });
});

test.each([
  '--listen 0.0.0.0:8443 --certificate chain.pem --key key.pem',
  '--listen 0.0.0.0:8443 --name central.example --name 10.1.2.3',
  '--listen [::1]:8443',
  '--wake mqtts://broker.example',
  '--wake mqtt://127.0.0.1:1883',
  '--database postgres://siaga@db.example/siaga?sslmode=verify-full',
  '--database postgres:///siaga?host=/run/postgresql',
  '--profile site.json --broker-folder files',
  'code S2 --listen 0.0.0.0:8443',
])('%s is taken', (line) => {
  expect(read(line)).toMatchObject({ ok: true });
});

test('recordings are kept in the data folder or where they are told to be, with so much left free', () => {
  expect(read('--data /srv/central')).toMatchObject({ value: { options: { recordings: { folder: '/srv/central/recordings', reserveBytes: 5e9 } } } });
  expect(read('--recordings /mnt/rekaman --recordings-reserve 0.5')).toMatchObject({ value: { options: { recordings: { folder: '/mnt/rekaman', reserveBytes: 5e8 } } } });
});
