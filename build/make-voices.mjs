// Makes the voices of the exercise (resources/voices): short radio sentences in Bahasa Indonesia by a small formant synthesizer of our own, as G.711 µ-law at 8 kHz.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { muLaw } from '#domain/recordings/mu-law.ts';
import { muLawWavHead } from '#domain/recordings/mu-law-wav.ts';
import { projectFolder } from './project-folder.mjs';
import { soundsOf } from './voices/phonemes.mjs';
import { speak } from './voices/speak.mjs';

const rateHz = 8_000;
/** Higher voices have shorter throats: their formants lie higher too. */
const speakers = {
  low: { pitchHz: 112, throat: 1 },
  high: { pitchHz: 196, throat: 1.16 },
};
const sentences = [
  ['low', 'siap meluncur ke lokasi'],
  ['low', 'tiba di lokasi pasien sadar'],
  ['low', 'jalan macet di pasar mohon sabar'],
  ['low', 'terima pusat kembali ke pangkalan'],
  ['high', 'pusat dari sapudi ganti'],
  ['high', 'kami bawa pasien ke rumah sakit'],
  ['high', 'ombak tinggi kapal belum bisa jalan'],
  ['high', 'minta bantuan satu ambulan lagi ganti'],
];

const folder = join(projectFolder, 'resources', 'voices');
mkdirSync(folder, { recursive: true });
const count = new Map();
for (const [name, words] of sentences) {
  const speaker = speakers[/** @type {keyof typeof speakers} */ (name)];
  const samples = speak(soundsOf(/** @type {string} */ (words)), speaker, rateHz);
  const number = (count.get(name) ?? 0) + 1;
  count.set(name, number);
  const sound = Uint8Array.from(samples, (sample) => muLaw(Math.round(sample * 32_767)));
  writeFileSync(join(folder, `${name}-${number}.wav`), Buffer.concat([muLawWavHead(sound.length, 1, rateHz), sound]));
}
