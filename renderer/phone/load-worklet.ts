const loaded = new WeakMap<BaseAudioContext, Map<string, Promise<void>>>();

/** Makes what a worklet's file registers known to a context, once however often it is asked for. */
export function loadWorklet(context: BaseAudioContext, address: string): Promise<void> {
  const ofContext = loaded.get(context) ?? new Map<string, Promise<void>>();
  loaded.set(context, ofContext);
  const loading = ofContext.get(address) ?? context.audioWorklet.addModule(address);
  ofContext.set(address, loading);
  return loading;
}

/** Lets a worklet node go: its processor, told so, runs no more, which it otherwise would until the context ends. */
export function dismissWorklet(node: AudioWorkletNode): void {
  node.port.postMessage(null);
  node.port.close();
  node.disconnect();
}
