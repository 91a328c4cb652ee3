import { expect, test } from 'vitest';
import { silentStatus, type Phone } from '#domain/phone/phone.ts';
import { checkPhones } from './phone-checks.ts';

const url = 'wss://sip.site:7443';
const sound: Phone = {
  ...silentStatus,
  id: 'S1',
  host: 'up',
  heardAtMs: 1,
  registration: { state: 'registered', sinceMs: 1, reason: null, roundTripMs: 12, proxies: [{ url, state: 'connected', sinceMs: 1, reason: null }] },
  devices: { ...silentStatus.devices, inputs: [{ id: 'i', label: 'Headset' }], outputs: [{ id: 'o', label: 'Headset' }] },
  selfTest: { isOn: false, peak: 0.4, endedAtMs: 1 },
};
const statesOf = (phone: Phone): string[] => checkPhones(true, [phone]).map(({ state }) => state);

test('a phone that is registered, heard and has its headset is sound, and says how far the server is', () => {
  expect(statesOf(sound)).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(checkPhones(true, [sound])[0]).toMatchObject({ name: 'phone:S1', finding: `registered at ${url}, which answers in 12 ms` });
});

test('each fault is named by the part that has it, with what to do', () => {
  expect(checkPhones(false, [])).toEqual([]);
  expect(checkPhones(true, [])).toMatchObject([{ state: 'warning', remedy: expect.any(String) as string }]);
  expect(statesOf({ ...sound, host: 'away' })[0]).toBe('fault');
  expect(checkPhones(true, [{ ...sound, registration: { ...sound.registration, state: 'failed', reason: '403 Forbidden' } }])[0]).toMatchObject({ state: 'fault', finding: 'failed: 403 Forbidden' });
  expect(statesOf({ ...sound, registration: { ...sound.registration, roundTripMs: 900 } })[0]).toBe('warning');
  expect(statesOf({ ...sound, devices: { ...sound.devices, fault: 'Requested device not found' } })[1]).toBe('fault');
  expect(statesOf({ ...sound, devices: { ...sound.devices, lost: { label: 'Headset', atMs: 1 } } })[1]).toBe('warning');
  expect(statesOf({ ...sound, selfTest: { isOn: false, peak: null, endedAtMs: null } })[2]).toBe('warning');
  expect(statesOf({ ...sound, selfTest: { isOn: false, peak: 0.001, endedAtMs: 1 } })[2]).toBe('fault');
  expect(statesOf({ ...sound, ring: { ...sound.ring, fault: 'failed' } })[3]).toBe('fault');
  expect(statesOf({ ...sound, ring: { ...sound.ring, isQuiet: true } })[3]).toBe('warning');
});
