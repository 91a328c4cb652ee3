import { expect, test } from 'vitest';
import { readProfile } from './profile.ts';

const dvm = { id: 'dvm', kind: 'dvmhost', url: 'https://10.8.0.2:9443', passwordSecret: 'dvm' };
const svx = { id: 'svx', kind: 'svxlink' };
const said = (source: object): unknown => {
  const read = readProfile(JSON.stringify({ site: { id: 'sumenep', name: 'Sumenep' }, station: { id: 'S1', name: 'Posisi 1' }, brokers: [{ id: 'lan', url: 'mqtt://127.0.0.1:1883' }], sources: [source] }));
  return read.ok ? read.value.sources[0] : read.sentence.replace(/^The profile has \d+ fault\(s\): /, '');
};

test('a program that is asked needs its address and no broker', () => {
  expect(said(dvm)).toMatchObject({ program: 'host', modes: ['DMR', 'P25', 'NXDN'], peers: [] });
  expect(said({ ...dvm, program: 'fne', peers: [620_100] })).toMatchObject({ program: 'fne' });
  expect(said({ ...svx, url: 'http://10.8.0.3:8080/reflector', nodes: ['YB3SUM-R'] })).toMatchObject({ nodes: ['YB3SUM-R'] });
  expect(said({ ...svx, broker: 'lan', talkgroup: 112 })).toMatchObject({ overs: 'receivers', talkgroup: 112 });
});

test.each([
  [{ ...dvm, broker: 'lan' }, 'sources.0.broker: it is asked at its address and has no broker'],
  [{ ...dvm, url: 'https://admin:rahasia@10.8.0.2' }, 'sources.0.url: http:// or https:// and a host, without user, password and question'],
  [{ ...dvm, url: 'tcp://10.8.0.2:9990' }, 'sources.0.url: http:// or https:// and a host, without user, password and question'],
  [svx, 'sources.0: neither a broker nor the address of a reflector'],
  [{ ...svx, url: 'http://10.8.0.3', talkgroup: 112 }, 'sources.0: a reflector has no topic and names the talkgroups itself'],
  [{ ...svx, broker: 'wan' }, 'sources.0.broker: no broker has the id "wan"'],
  [{ id: 'hb', kind: 'hblink4' }, 'sources.0: neither a broker nor an address to listen at'],
])('%o is told what is wrong', (source, sentence) => {
  expect(said(source)).toBe(sentence);
});

test('the password itself stands in no profile', () => {
  expect(said({ ...dvm, password: 'rahasia' })).toMatch(/password/);
  expect(said({ id: 'dvm', kind: 'dvmhost', url: dvm.url })).toMatch(/^sources\.0\.passwordSecret: /);
});
