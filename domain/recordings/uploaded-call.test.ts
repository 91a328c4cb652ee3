import fc from 'fast-check';
import { expect, test } from 'vitest';
import { soundDurationMs } from './sound-duration.ts';
import { extensionOf, readUploadedCall, soundTypeOf } from './uploaded-call.ts';

const whole: Record<string, string> = { system: '11', talkgroup: '54241', talkgroupLabel: 'TDB A1', dateTime: '2026-11-27T06:00:00.500Z', source: '4424000', sources: '[]', frequencies: '[]' };
const read = (changes: Record<string, string | undefined> = {}) => {
  const fields = { ...whole, ...changes };
  return readUploadedCall((name) => (Object.hasOwn(fields, name) ? fields[name] : undefined));
};

test('a call is read in the names and times of every version', () => {
  const call = { talkgroup: 54_241, system: 11, label: 'TDB A1', startedAtMs: Date.parse('2026-11-27T06:00:00.500Z'), radioId: 4_424_000, speakers: [{ radioId: 4_424_000, fromMs: 0 }] };
  expect(read()).toEqual({ ok: true, value: call });
  expect(read({ dateTime: '1795759200' })).toMatchObject({ ok: true, value: { startedAtMs: 1_795_759_200_000 } });
  expect(read({ timestamp: '1795759200123', dateTime: '1970-01-01T00:00:00.000Z' })).toMatchObject({ ok: true, value: { startedAtMs: 1_795_759_200_123 } });
  expect(read({ source: '', sources: '[{"pos":0,"src":7}]' })).toMatchObject({ ok: true, value: { radioId: 7 } });
  expect(read({ source: '-1', sources: undefined, units: '[{"src":9}]' })).toMatchObject({ ok: true, value: { radioId: 9 } });
  expect(read({ source: '0', sources: '{"src"' })).toMatchObject({ ok: true, value: { radioId: null } });
  expect(read({ source: '7', sources: '[{"pos":4.2,"src":9},{"pos":0,"src":7},{"pos":2,"src":7},{"pos":-1,"src":3},5,null]' })).toMatchObject({ value: { radioId: 7, speakers: [{ radioId: 7, fromMs: 0 }, { radioId: 9, fromMs: 4_200 }] } });
});

test('what is missing is said as recorders expect it, the talkgroup first', () => {
  const sentence = (changes: Record<string, string | undefined>) => read(changes);
  expect(sentence({ talkgroup: undefined, system: undefined, dateTime: undefined })).toMatchObject({ sentence: 'Incomplete call data: no talkgroup' });
  expect(sentence({ talkgroup: '0' })).toMatchObject({ sentence: 'Incomplete call data: no talkgroup' });
  expect(sentence({ system: 'kota' })).toMatchObject({ sentence: 'Incomplete call data: no system' });
  expect(sentence({ dateTime: '1970-01-01T00:00:00.000Z' })).toMatchObject({ sentence: 'Incomplete call data: no datetime' });
});

test('no fields and no bytes, however odd, are more than refused', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('talkgroup', 'system', 'dateTime', 'timestamp', 'source', 'sources', 'units'), fc.oneof(fc.string(), fc.json(), fc.integer().map(String))), fc.uint8Array({ maxLength: 80 }), (fields, bytes) => {
      const call = readUploadedCall((name) => fields[name]);
      if (call.ok) expect(call.value.talkgroup * call.value.system * call.value.startedAtMs).toBeGreaterThan(0);
      const wav = Uint8Array.from([...Buffer.from('RIFF____WAVE'), ...bytes]);
      for (const sound of [wav, bytes, Uint8Array.from([...Buffer.from('____ftyp'), ...bytes, ...Buffer.from('mvhd'), ...bytes]), Uint8Array.from([0xff, 0xfb, ...bytes])]) expect(soundDurationMs(sound) ?? 0).toBeGreaterThanOrEqual(0);
      expect(extensionOf(soundTypeOf(bytes) ?? '')).toMatch(/^[a-z0-9]+$/);
    }),
    { seed: 6 },
  );
});

test('a sound is what its first bytes say, and tells how long it is', () => {
  const extensions = ['RIFF____WAVE', '____ftypM4A ', 'OggS', 'fLaC', 'ID3', '\x1aE\xdf\xa3', '\xff\xfb', '\xff\xf1', 'halo', ''].map((text) => extensionOf(soundTypeOf(Buffer.from(text, 'latin1')) ?? 'x'));
  expect(extensions).toEqual(['wav', 'm4a', 'ogg', 'flac', 'mp3', 'webm', 'mp3', 'aac', 'sound', 'sound']);
  const wav = Buffer.alloc(44 + 1_600);
  wav.write('RIFF____WAVEfmt ', 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt32LE(16_000, 28);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(16_000, 40);
  // It was cut off: what is there counts.
  expect(soundDurationMs(wav)).toBe(100);
  expect(soundDurationMs(wav.subarray(0, 30))).toBeNull();
  expect(soundDurationMs(Buffer.from('OggS'))).toBeNull();
  // The movie header of an M4A: 44,100 a second, 5 s; and an MP3 of 32 kbit/s behind an empty tag.
  const m4a = Buffer.concat([Buffer.from('\0\0\0\x1cftypM4A ', 'latin1'), Buffer.alloc(40), Buffer.from('mvhd', 'latin1'), Buffer.alloc(12), Buffer.from('0000ac44', 'hex'), Buffer.from('00035d54', 'hex'), Buffer.alloc(80)]);
  expect(soundDurationMs(m4a)).toBe(5_000);
  expect(soundDurationMs(Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), Buffer.from([0xff, 0xfb, 0x10, 0]), Buffer.alloc(3_996)]))).toBe(1_000);
});
