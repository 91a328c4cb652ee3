import { muLaw } from '#domain/recordings/mu-law.ts';
import { AttachedProcessor, workletScope } from '../attached-processor.ts';
import type { SoundBlock } from './recall-ring.ts';

export type TapOptions = { readonly channels: number; readonly sampleRate: number };

/** 64 ms at 16 kHz: so much of the end of what was said may be missing in a replay. */
const blockLength = 1_024;

/** Passes on what it hears as blocks at a voice's sample rate: the left input channel and, where there is one, the right. */
class RecallTap extends AttachedProcessor {
  readonly #step: number;
  readonly #sums: Float64Array;
  #bytes: Uint8Array<ArrayBuffer>[];
  #summed = 0;
  #length = 0;
  #peak = 0;

  constructor({ processorOptions }: { processorOptions: TapOptions }) {
    super();
    this.#step = Math.max(1, Math.round(workletScope.sampleRate / processorOptions.sampleRate));
    this.#sums = new Float64Array(processorOptions.channels);
    this.#bytes = this.#empty();
  }

  process([input]: Float32Array[][]): boolean {
    const length = input?.[0]?.length ?? 0;
    for (let index = 0; index < length; index += 1) {
      this.#sums.forEach((sum, channel) => (this.#sums[channel] = sum + (input?.[channel]?.[index] ?? 0)));
      this.#summed += 1;
      if (this.#summed === this.#step) this.#take();
    }
    return this.isOn;
  }

  /** The mean of the samples that become one: what is too high for the lower rate does not come back as noise. */
  #take(): void {
    this.#bytes.forEach((bytes, channel) => {
      const sample = sixteenBit((this.#sums[channel] ?? 0) / this.#step);
      if (channel === 0) this.#peak = Math.max(this.#peak, Math.abs(sample));
      bytes[this.#length] = muLaw(sample);
    });
    this.#sums.fill(0);
    this.#summed = 0;
    this.#length += 1;
    if (this.#length === blockLength) this.#pass();
  }

  #pass(): void {
    const block: SoundBlock = { channels: this.#bytes, peak: this.#peak };
    this.port.postMessage(block, this.#bytes.map(({ buffer }) => buffer));
    this.#bytes = this.#empty();
    this.#length = 0;
    this.#peak = 0;
  }

  #empty(): Uint8Array<ArrayBuffer>[] {
    return [...this.#sums].map(() => new Uint8Array(blockLength));
  }
}

function sixteenBit(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_767)));
}

workletScope.registerProcessor('recall-tap', RecallTap);
