import { defineText } from '../define-text.ts';

/** The words of the strip of what is heard again. */
export const recallText = defineText({
  id: {
    title: 'Putar ulang',
    replay: { phone: 'ulang telepon', radio: 'ulang radio' },
    recording: 'rekaman',
    radioOf: (name: string, speaker: string) => (speaker === '' ? name : `${speaker} di ${name}`),
    ht: (id: number) => `HT ${id}`,
    position: (at: string, of: string) => `${at} / ${of}`,
    speed: (speed: string) => `${speed}×`,
    older: (count: number) => `sebelumnya (${count})`,
    live: 'suara langsung tetap terdengar',
    recordings: 'Rekaman',
    play: 'putar',
    standing: { whole: 'rekaman', cut: 'rekaman, akhirnya hilang', open: 'sedang direkam', central: 'rekaman di pusat', elsewhere: 'rekaman posisi lain' },
  },
  en: {
    title: 'Replay',
    replay: { phone: 'phone again', radio: 'radio again' },
    recording: 'recording',
    radioOf: (name, speaker) => (speaker === '' ? name : `${speaker} on ${name}`),
    ht: (id) => `HT ${id}`,
    position: (at, of) => `${at} / ${of}`,
    speed: (speed) => `${speed}×`,
    older: (count) => `one before (${count})`,
    live: 'live sound goes on beneath',
    recordings: 'Recordings',
    play: 'play',
    standing: { whole: 'recording', cut: 'recording, its end is missing', open: 'being recorded', central: 'recording is at central', elsewhere: 'recording of another seat' },
  },
});
