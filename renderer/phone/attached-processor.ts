type Processor = { readonly port: MessagePort };

/** What an audio worklet's own scope offers, which has no document. */
export const workletScope = globalThis as unknown as {
  readonly AudioWorkletProcessor: new () => Processor;
  readonly sampleRate: number;
  registerProcessor(name: string, processor: new (options: { processorOptions: never }) => Processor): void;
};

/** A processor that `attachWorklet` attaches: `process` gives back `isOn`, which ends with the first word that it is told. */
export class AttachedProcessor extends workletScope.AudioWorkletProcessor {
  protected isOn = true;

  constructor() {
    super();
    this.port.onmessage = () => (this.isOn = false);
  }
}
