import digitEarAddress from './digit-ear.ts?worker&url';
import { dismissWorklet, loadWorklet } from './load-worklet.ts';

/** Tells each digit whose tones are in a sound. Chromium plays what RFC 4733 carries, and tells nobody. Returns its stop. */
export function listenForDigits(context: AudioContext, sound: AudioNode, tell: (digit: string) => void): () => void {
  let isOn = true;
  let stop = (): void => undefined;
  void loadWorklet(context, digitEarAddress)
    .then(() => {
      if (!isOn) return;
      const ear = new AudioWorkletNode(context, 'digit-ear', { channelCount: 1, channelCountMode: 'explicit' });
      ear.port.onmessage = ({ data }: MessageEvent<string>) => tell(data);
      sound.connect(ear);
      // Chromium runs only what leads somewhere; what the ear itself gives is silence.
      ear.connect(context.destination);
      stop = () => {
        sound.disconnect(ear);
        dismissWorklet(ear);
      };
    })
    .catch(() => undefined);
  return () => {
    isOn = false;
    stop();
  };
}
