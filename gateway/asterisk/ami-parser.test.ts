import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { madeScenes } from '#tests/fixtures/asterisk-made.ts';
import { readScene, recordedScenes, sceneBlocks } from '#tests/fixtures/asterisk-scene.ts';
import { parseAmi } from '#tests/fixtures/play-scene.ts';
import { fieldOf, fieldsOf, numberField, timestampMs, type AmiMessage } from './ami-message.ts';
import { createAmiParser, type AmiLimits } from './ami-parser.ts';

function read(bytes: Uint8Array, cuts: readonly number[] = [], limits?: AmiLimits): AmiMessage[] {
  const messages: AmiMessage[] = [];
  const parser = createAmiParser((message) => messages.push(message), limits ? { limits } : {});
  const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((left, right) => left - right), bytes.length];
  for (let index = 1; index < places.length; index += 1) parser.push(bytes.subarray(places[index - 1], places[index]));
  return messages;
}

describe('the manager stream', () => {
  test('gives blocks with their fields in order, repeated keys kept, after a banner', () => {
    const banners: string[] = [];
    const messages: AmiMessage[] = [];
    const parser = createAmiParser((message) => messages.push(message), { onBanner: (line) => banners.push(line) });
    const text =
      'Asterisk Call Manager/11.0.0\r\n' +
      'Response: Success\r\nActionID: 1\r\nMessage: Authentication accepted\r\n\r\n' +
      'Event: QueueCallerJoin\r\nChanVariable(PJSIP/a:b-1): X=1\r\nChanVariable(PJSIP/a:b-1): Y=a: b\r\nCallerIDName: Ibu \\"Siti\\": Café 🚒\r\nAccountCode: \r\nTimestamp: 1796000000.391076\r\n\r\n' +
      'Response: Success\r\nOutput: one\r\nOutput: two\r\n  no key here\r\n\r\n';
    parser.push(Buffer.from(text));
    expect(banners).toEqual(['Asterisk Call Manager/11.0.0']);
    const [answer, join, command] = messages;
    expect(answer && fieldOf(answer, 'Message')).toBe('Authentication accepted');
    expect(join && fieldsOf(join, 'ChanVariable')).toEqual(['X=1', 'Y=a: b']);
    expect(join && fieldOf(join, 'CallerIDName')).toBe('Ibu \\"Siti\\": Café 🚒');
    expect(join && fieldOf(join, 'AccountCode')).toBe('');
    expect(join && timestampMs(join)).toBe(1_796_000_000_391);
    expect(command && fieldsOf(command, 'Output')).toEqual(['one', 'two', '  no key here']);
  });

  test.each([1, 7, 4_096])('is the same in pieces of %i bytes, with CRLF and with LF', (piece) => {
    for (const scene of [...recordedScenes.map(readScene), ...Object.values(madeScenes)]) {
      const blocks = sceneBlocks(scene);
      const whole = parseAmi(blocks.join(''));
      expect(whole).toHaveLength(blocks.length);
      expect(parseAmi(blocks.join(''), piece)).toEqual(whole);
      expect(parseAmi(blocks.join('').replaceAll('\r\n', '\n'), piece)).toEqual(whole);
    }
  });

  test('is the same however the network cuts it, letters of several bytes included', () => {
    const bytes = Buffer.from(sceneBlocks(readScene('m')).join(''));
    const whole = read(bytes);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 40 }), (cuts) => {
        expect(read(bytes, cuts)).toEqual(whole);
      }),
    );
  });

  test('survives any bytes, gives nothing beyond its limits, and still reads the block after them', () => {
    const limits = { lineLetters: 40, messageLetters: 120 };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.array(fc.nat(600)), (noise, cuts) => {
        const messages = read(Buffer.concat([noise, Buffer.from('\r\n\r\nEvent: Hangup\r\nCause: 16\r\n\r\n')]), cuts, limits);
        for (const { fields } of messages) {
          expect(fields.reduce((sum, [key, value]) => sum + key.length + value.length, 0)).toBeLessThanOrEqual(limits.messageLetters + 6);
        }
        const last = messages.at(-1);
        expect(last && [fieldOf(last, 'Event'), numberField(last, 'Cause'), last.cut]).toEqual(['Hangup', 16, false]);
      }),
    );
  });

  test('marks a block that was too long', () => {
    const limits = { lineLetters: 20, messageLetters: 60 };
    const [long, many, plain] = read(Buffer.from(`A: ${'x'.repeat(90)}\r\n\r\n${'B: yyyyyyyyyy\r\n'.repeat(9)}\r\nC: 1\r\n\r\n`), [], limits);
    expect(long).toEqual({ fields: [['A', 'x'.repeat(17)]], cut: true });
    expect([many?.cut, many?.fields.length]).toEqual([true, 4]);
    expect(plain).toEqual({ fields: [['C', '1']], cut: false });
  });
});
