import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { readGatewayOptions } from './options.ts';

const least = ['--ami', 'pbx.lan:5038', '--ami-user', 'siaga', '--mqtt', 'mqtts://mqtt.lan:8883', '--site', 'depok', '--pbx', 'pbx1'];

test('the least that is needed', () => {
  expect(readGatewayOptions(least)).toMatchObject({
    ok: true,
    value: { site: 'depok', pbx: 'pbx1', producer: 'pbx1', ami: { host: 'pbx.lan', port: 5038, tls: false, user: 'siaga' }, broker: { url: 'mqtts://mqtt.lan:8883' }, wrapUpMs: 0, shortWaitMs: 5_000 },
  });
});

test.each([
  [['--site', 'de/pok']],
  [['--ami', '']],
  [['--mqtt', 'http://mqtt.lan']],
  [['--mqtt', 'mqtt://siaga:rahasia@mqtt.lan']],
  [['--wrap-up', 'soon']],
  [['--area-code', '0328']],
  [['--agents', '/nowhere']],
  [['--ami-password', 'rahasia']],
])('refuses %j with a sentence', (more) => {
  expect(readGatewayOptions([...least, ...more])).toMatchObject({ ok: false, sentence: expect.stringMatching(/\S/) as string });
});

test('passwords come from files, read anew each time, and never stand in the options themselves', () => {
  const file = join(temporaryFolder(), 'sandi');
  writeFileSync(file, 'rahasia\n');
  const read = readGatewayOptions([...least, '--ami-secret-file', file]);
  if (!read.ok) throw new Error(read.sentence);
  expect(read.value.ami.readSecret()).toBe('rahasia');
  writeFileSync(file, 'yang-baru');
  expect(read.value.ami.readSecret()).toBe('yang-baru');
  expect(JSON.stringify(read.value)).not.toContain('yang-baru');
});
