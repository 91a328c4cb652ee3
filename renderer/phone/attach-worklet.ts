const loaded = new WeakMap<BaseAudioContext, Map<string, Promise<void>>>();

/**
 * Lets a worklet's processor hear what comes out of a node, and `told` what it posts. `address`: of the file that registers it under `name`.
 * Returns its stop: a processor that was told so runs no more, which it otherwise would until the context ends.
 */
export function attachWorklet<Told>(sound: AudioNode, processor: { readonly address: string; readonly name: string }, options: AudioWorkletNodeOptions, told: (posted: Told) => void): () => void {
  const { context } = sound;
  let isOn = true;
  let stop = (): void => undefined;
  void load(context, processor.address)
    .then(() => {
      if (!isOn) return;
      const node = new AudioWorkletNode(context, processor.name, { channelCountMode: 'explicit', ...options });
      node.port.onmessage = ({ data }: MessageEvent<Told>) => told(data);
      sound.connect(node);
      // Chromium runs only what leads somewhere; what comes out of these is silence.
      node.connect(context.destination);
      stop = () => {
        sound.disconnect(node);
        node.port.postMessage(null);
        node.port.close();
        node.disconnect();
      };
    })
    .catch(() => undefined);
  return () => {
    isOn = false;
    stop();
  };
}

/** Once for a context, however often it is asked for. */
function load(context: BaseAudioContext, address: string): Promise<void> {
  const ofContext = loaded.get(context) ?? new Map<string, Promise<void>>();
  loaded.set(context, ofContext);
  const loading = ofContext.get(address) ?? context.audioWorklet.addModule(address);
  ofContext.set(address, loading);
  return loading;
}
