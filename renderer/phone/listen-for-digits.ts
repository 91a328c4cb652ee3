import { attachWorklet } from './attach-worklet.ts';
import digitEarAddress from './digit-ear.ts?worker&url';

/** Tells each digit whose tones are in a sound. Chromium plays what RFC 4733 carries, and tells nobody. Returns its stop. */
export function listenForDigits(sound: AudioNode, tell: (digit: string) => void): () => void {
  return attachWorklet(sound, { address: digitEarAddress, name: 'digit-ear' }, { channelCount: 1 }, tell);
}
