import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const sampleRate = 48_000;
const quantum = 128;

type Ear = { readonly port: { onmessage: () => void; readonly told: string[] }; process(inputs: Float32Array[][]): boolean };

let newEar: new () => Ear;

/** What the thread of the sound offers. */
beforeAll(async () => {
  vi.stubGlobal('sampleRate', sampleRate);
  vi.stubGlobal('AudioWorkletProcessor', class {
    readonly told: string[] = [];
    readonly port = { told: this.told, postMessage: (digit: string) => this.told.push(digit) };
  });
  vi.stubGlobal('registerProcessor', (_name: string, processor: new () => Ear) => (newEar = processor));
  await import('./digit-ear.ts');
});
afterAll(() => vi.unstubAllGlobals());

/** So many milliseconds of two tones, in quanta; of none: silence. */
function sound(ms: number, ...tonesHz: number[]): Float32Array[] {
  return Array.from({ length: Math.round((ms * sampleRate) / 1_000 / quantum) }, (_, block) =>
    Float32Array.from({ length: quantum }, (_each, index) => tonesHz.reduce((sum, hz) => sum + 0.2 * Math.sin((2 * Math.PI * hz * (block * quantum + index)) / sampleRate), 0)),
  );
}

test('each press is told once, wherever between two quanta it begins, and also before and behind a sound that is not there', () => {
  const ear = new newEar();
  const noSound = Array.from({ length: 60 }, () => []);
  const heard = [...sound(100), ...sound(90, 770, 1336), ...sound(130), ...sound(90, 770, 1336), ...sound(120), ...sound(200, 941, 1209)];
  for (const input of [...noSound, ...heard.map((samples) => [samples]), ...noSound]) expect(ear.process([input])).toBe(true);
  expect(ear.port.told).toEqual(['5', '5', '*']);
});

test('one that was let go ends', () => {
  const ear = new newEar();
  ear.port.onmessage();
  expect(ear.process([[]])).toBe(false);
});
