import { deafEar, findDigit, hearPiece, loudnessOf } from '#domain/phone/find-digit.ts';
import { AttachedProcessor, workletScope } from './attached-processor.ts';

/** 21 ms at 48 kHz: a digit fills two of them, a pause three, and a piece so short finds tones that are a little off. */
const pieceSamples = 1_024;
/** A quantum of a sound that is not there yet. */
const silence = new Float32Array(128);

/** Tells each digit whose tones are in what it hears. On the thread of the sound, so that it misses none while the page has much to do. */
class DigitEar extends AttachedProcessor {
  readonly #piece = new Float32Array(pieceSamples);
  #length = 0;
  #ear = deafEar;

  process([input]: Float32Array[][]): boolean {
    for (const sample of input?.[0] ?? silence) {
      this.#piece[this.#length] = sample;
      this.#length += 1;
      if (this.#length === pieceSamples) this.#hear();
    }
    return this.isOn;
  }

  #hear(): void {
    this.#length = 0;
    const { ear, digit } = hearPiece(this.#ear, findDigit(this.#piece, workletScope.sampleRate), loudnessOf(this.#piece));
    this.#ear = ear;
    if (digit !== null) this.port.postMessage(digit);
  }
}

workletScope.registerProcessor('digit-ear', DigitEar);
