import { expect, test } from 'vitest';
import { createAudioDevices } from './audio-devices.ts';

type Device = { kind: MediaDeviceKind; deviceId: string; label: string };
const builtIn: Device[] = [{ kind: 'audioinput', deviceId: 'in', label: 'Built-in' }, { kind: 'audiooutput', deviceId: 'out', label: 'Built-in' }];
const headset: Device[] = [{ kind: 'audioinput', deviceId: 'hin', label: 'Headset' }, { kind: 'audiooutput', deviceId: 'hout', label: 'Headset' }];

/** A browser's devices, as a test plugs them in and out. */
function browserWith(first: Device[]) {
  const events = new EventTarget();
  let plugged = first;
  let microphone: { deviceId: string; track: EventTarget & { stop(): void } } | null = null;
  const media = {
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    enumerateDevices: async () => plugged,
    async getUserMedia({ audio }: { audio: { deviceId?: { exact: string } } }) {
      const inputs = plugged.filter(({ kind }) => kind === 'audioinput');
      const found = inputs.find(({ deviceId }) => audio.deviceId === undefined || deviceId === audio.deviceId.exact);
      if (!found) throw new Error('Requested device not found');
      const track = Object.assign(new EventTarget(), { stop: () => undefined });
      microphone = { deviceId: found.deviceId, track };
      return { getAudioTracks: () => [track], getTracks: () => [track] };
    },
  };
  const stored = new Map<string, string>();
  const storage = { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value) };
  const used = { microphone: false, output: '', ring: '', speaker: '' };
  const open = () =>
    createAudioDevices({
      media: media as unknown as MediaDevices,
      storage: storage as Storage,
      now: () => 7,
      useMicrophone: (stream) => (used.microphone = stream !== null),
      useOutput: (deviceId) => (used.output = deviceId),
      useRing: (deviceId) => (used.ring = deviceId),
      useSpeaker: (deviceId) => (used.speaker = deviceId),
      changed: () => undefined,
    });
  return {
    open,
    used,
    speaksInto: () => microphone?.deviceId,
    async plug(next: Device[]) {
      const before = microphone;
      plugged = next;
      // Chromium ends the track of a microphone that is pulled out.
      if (before && !next.some(({ deviceId }) => deviceId === before.deviceId)) before.track.dispatchEvent(new Event('ended'));
      events.dispatchEvent(new Event('devicechange'));
      await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}

test('a headset pulled out in the middle of a call gives way to the system’s own, which is said, and is taken again when it is back', async () => {
  const browser = browserWith([...builtIn, ...headset]);
  const devices = browser.open();
  await devices.open();
  await devices.choose({ input: 'hin', output: 'hout', ring: null, speaker: null });
  expect([browser.speaksInto(), browser.used.output]).toEqual(['hin', 'hout']);
  await browser.plug(builtIn);
  expect([browser.speaksInto(), browser.used.output]).toEqual(['in', '']);
  expect(devices.state()).toMatchObject({ input: null, output: null, lost: { label: 'Headset', atMs: 7 }, fault: null });
  await browser.plug([...builtIn, ...headset]);
  expect([browser.speaksInto(), browser.used.output]).toEqual(['hin', 'hout']);
  expect(devices.state()).toMatchObject({ input: 'hin', output: 'hout', lost: null });
});

test('the choice outlives the page, also where the browser gives the same device another id', async () => {
  const browser = browserWith([...builtIn, ...headset]);
  const first = browser.open();
  await first.open();
  await first.choose({ input: 'hin', output: null, ring: null, speaker: null });
  const second = browser.open();
  await browser.plug([...builtIn, { kind: 'audioinput', deviceId: 'other', label: 'Headset' }]);
  await second.open();
  expect(second.state()).toMatchObject({ input: 'other', output: null, lost: null });
  expect(browser.speaksInto()).toBe('other');
});

test('without any microphone that is said, and the first one that is plugged in is used', async () => {
  const browser = browserWith([]);
  const devices = browser.open();
  await devices.open();
  expect(devices.state()).toMatchObject({ fault: 'Requested device not found' });
  expect(browser.used.microphone).toBe(false);
  await browser.plug(builtIn);
  expect(devices.state()).toMatchObject({ fault: null, lost: null });
  expect([browser.used.microphone, browser.speaksInto()]).toEqual([true, 'in']);
});

test('the ring and the other talkgroups have a loudspeaker of their own, and fall back to the system’s when that is unplugged', async () => {
  const desk: Device[] = [{ kind: 'audiooutput', deviceId: 'desk', label: 'Desk speaker' }];
  const browser = browserWith([...builtIn, ...headset, ...desk]);
  const devices = browser.open();
  await devices.open();
  await devices.choose({ input: 'hin', output: 'hout', ring: 'desk', speaker: 'desk' });
  expect(browser.used).toMatchObject({ output: 'hout', ring: 'desk', speaker: 'desk' });
  await browser.plug([...builtIn, ...headset]);
  expect(browser.used).toMatchObject({ output: 'hout', ring: '', speaker: '' });
  expect(devices.state()).toMatchObject({ output: 'hout', ring: null, speaker: null, lost: { label: 'Desk speaker' } });
});
