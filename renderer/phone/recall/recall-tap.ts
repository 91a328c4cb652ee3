/** What an audio worklet's own scope offers, which has no document. */
declare const registerProcessor: (name: string, processor: unknown) => void;
declare const AudioWorkletProcessor: new () => { readonly port: MessagePort };

/** 43 ms at 48 kHz: so much of the end of what was said may be missing in a replay. */
const blockLength = 2_048;

/** Passes on what it hears as blocks of 16 bit: the left input channel and the right one. */
class RecallTap extends AudioWorkletProcessor {
  #left = new Int16Array(blockLength);
  #right = new Int16Array(blockLength);
  #length = 0;

  process([input]: Float32Array[][]): boolean {
    const [left, right] = input ?? [];
    if (!left) return true;
    for (let index = 0; index < left.length; index += 1) {
      this.#left[this.#length] = sixteenBit(left[index] ?? 0);
      this.#right[this.#length] = sixteenBit((right ?? left)[index] ?? 0);
      this.#length += 1;
      if (this.#length === blockLength) this.#pass();
    }
    return true;
  }

  #pass(): void {
    this.port.postMessage({ left: this.#left, right: this.#right }, [this.#left.buffer, this.#right.buffer]);
    this.#left = new Int16Array(blockLength);
    this.#right = new Int16Array(blockLength);
    this.#length = 0;
  }
}

function sixteenBit(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_767)));
}

registerProcessor('recall-tap', RecallTap);
