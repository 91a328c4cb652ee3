// Makes the sounds of resources/sounds: the ring, two warbled bursts and a pause, and the alarm, three rising sweeps. Both loop without a click.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './project-folder.mjs';

const rateHz = 16_000;
const bursts = [
  { fromS: 0, lengthS: 0.55 },
  { fromS: 0.75, lengthS: 0.55 },
];
const edgeS = 0.012;

write('ring.wav', 3, ring);
write('alarm.wav', 1.5, alarm);

/**
 * @param {string} file
 * @param {number} seconds
 * @param {(atS: number) => number} level
 */
function write(file, seconds, level) {
  const samples = Int16Array.from({ length: rateHz * seconds }, (_, index) => Math.round(level(index / rateHz) * 32_767));
  writeFileSync(join(projectFolder, 'resources', 'sounds', file), Buffer.concat([header(samples.byteLength), Buffer.from(samples.buffer)]));
}

/**
 * Three sweeps from 620 to 1,340 Hz with an edge like a buzzer's: nothing like the ring, and heard over two voices.
 * @param {number} atS
 */
function alarm(atS) {
  const sweepS = 0.32;
  const intoS = atS % 0.36;
  if (atS >= 1.08 || intoS >= sweepS) return 0;
  const edge = Math.min(1, intoS / edgeS, (sweepS - intoS) / edgeS);
  const turns = 620 * intoS + ((1_340 - 620) * intoS * intoS) / (2 * sweepS);
  const tone = [1, 3, 5].reduce((sum, part) => sum + Math.sin(2 * Math.PI * part * turns) / part, 0);
  return 0.75 * edge * tone;
}

/**
 * Two tones in turn, 20 times a second, as a telephone bell: heard through speech and by ears that lost the high notes.
 * @param {number} atS
 */
function ring(atS) {
  const burst = bursts.find(({ fromS, lengthS }) => atS >= fromS && atS < fromS + lengthS);
  if (!burst) return 0;
  const intoS = atS - burst.fromS;
  const edge = Math.min(1, intoS / edgeS, (burst.lengthS - intoS) / edgeS);
  const warble = 0.5 + 0.5 * Math.sin(2 * Math.PI * 20 * intoS);
  const tone = warble * Math.sin(2 * Math.PI * 780 * intoS) + (1 - warble) * Math.sin(2 * Math.PI * 1_040 * intoS);
  return 0.5 * edge * (0.8 * tone + 0.2 * Math.sin(2 * Math.PI * 1_560 * intoS));
}

/**
 * RIFF header of 16-bit mono PCM, after the Multimedia Programming Interface and Data Specifications 1.0.
 * @param {number} dataBytes
 */
function header(dataBytes) {
  const bytes = Buffer.alloc(44);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + dataBytes, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rateHz, 24);
  bytes.writeUInt32LE(rateHz * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(dataBytes, 40);
  return bytes;
}
