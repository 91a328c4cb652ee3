import { deafEar, findDigit, hearPiece, loudnessOf } from '#domain/phone/find-digit.ts';

/** 21 ms at 48 kHz: a digit fills two of them, a pause three, and a piece so short finds tones that are a little off. */
const pieceSamples = 1_024;
/** A third of a second is kept until it is looked at: a page with much to do looks late. */
const keptPieces = 16;
const lookEveryMs = 40;

/**
 * Tells each digit whose tones are in a sound, whole and in order, however late the page looks. Chromium plays what RFC 4733 carries, and
 * tells nobody. Returns its stop.
 */
export function listenForDigits(context: AudioContext, sound: AudioNode, tell: (digit: string) => void): () => void {
  const tap = context.createAnalyser();
  tap.fftSize = keptPieces * pieceSamples;
  sound.connect(tap);
  const kept = new Float32Array(tap.fftSize);
  let ear = deafEar;
  let heardUntilS = context.currentTime;
  const look = setInterval(() => {
    const unheard = Math.round((context.currentTime - heardUntilS) * context.sampleRate);
    const pieces = Math.floor(unheard / pieceSamples);
    if (pieces === 0) return;
    heardUntilS += (pieces * pieceSamples) / context.sampleRate;
    tap.getFloatTimeDomainData(kept);
    for (let index = 0; index < pieces; index += 1) {
      const start = kept.length - unheard + index * pieceSamples;
      if (start < 0) continue;
      const piece = kept.subarray(start, start + pieceSamples);
      const { ear: next, digit } = hearPiece(ear, findDigit(piece, context.sampleRate), loudnessOf(piece));
      ear = next;
      if (digit !== null) tell(digit);
    }
  }, lookEveryMs);
  return () => {
    clearInterval(look);
    sound.disconnect(tap);
  };
}
