import { listenForDigits } from './listen-for-digits.ts';

/** The sound of one line: what we say into it, and what is heard of it. */
export type LineSound = {
  /** What the other side gets, also before there is a microphone: silence then. */
  readonly outgoing: MediaStream;
  /** What comes over a connection is heard from now on. */
  hear(connection: RTCPeerConnection): void;
  speak(isOn: boolean): void;
  listen(isOn: boolean): void;
  /** Lets another line hear this one; returns its stop. */
  passTo(other: LineSound): () => void;
  readonly inlet: AudioNode;
  /** Tells each digit whose tones are heard of the other side. */
  hearDigits(tell: (digit: string) => void): void;
  /** What comes from the other side, and everything the other side gets. */
  readonly legs: { readonly caller: AudioNode; readonly desk: AudioNode };
  /** 0 to 1. */
  setVolume(volume: number): void;
  /** Where calls are heard, and so this line where it has no place of its own. */
  useOutput(deviceId: string): void;
  /** A place of its own; null is where calls are heard. */
  pinOutput(deviceId: string | null): void;
  close(): void;
};

/** One line in the sound graph: microphone → `speaking` → outgoing, and whom a conference adds; incoming → headset, and the meter of callers where it is one. */
export function createLineSound(context: AudioContext, microphone: AudioNode, meter: AudioNode | null): LineSound {
  const destination = context.createMediaStreamDestination();
  const speaking = context.createGain();
  const sent = context.createGain();
  sent.connect(destination);
  microphone.connect(speaking).connect(sent);
  const heard = context.createGain();
  // Chromium decodes what comes over a connection only while an element plays it.
  const element = new Audio();
  let source: AudioNode | null = null;
  let stopListening = (): void => undefined;
  let common = '';
  let own: string | null = null;
  const route = (): void => void element.setSinkId(own ?? common).catch(() => undefined);
  return {
    outgoing: destination.stream,
    inlet: sent,
    legs: { caller: heard, desk: sent },
    hear(connection) {
      connection.addEventListener('track', ({ track }) => {
        if (track.kind !== 'audio') return;
        const stream = new MediaStream([track]);
        element.srcObject = stream;
        void element.play().catch(() => undefined);
        source?.disconnect();
        source = context.createMediaStreamSource(stream);
        source.connect(heard);
        if (meter) heard.connect(meter);
      });
    },
    speak(isOn) {
      speaking.gain.value = isOn ? 1 : 0;
    },
    listen(isOn) {
      element.muted = !isOn;
    },
    passTo(other) {
      heard.connect(other.inlet);
      return () => heard.disconnect(other.inlet);
    },
    hearDigits(tell) {
      stopListening = listenForDigits(heard, tell);
    },
    setVolume(volume) {
      element.volume = volume;
    },
    useOutput(deviceId) {
      common = deviceId;
      route();
    },
    pinOutput(deviceId) {
      own = deviceId;
      route();
    },
    close() {
      stopListening();
      element.srcObject = null;
      source?.disconnect();
      heard.disconnect();
      microphone.disconnect(speaking);
      speaking.disconnect();
      sent.disconnect();
    },
  };
}
