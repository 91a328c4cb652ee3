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
  /** What comes from the caller, and everything the caller gets. */
  readonly legs: { readonly caller: AudioNode; readonly desk: AudioNode };
  useOutput(deviceId: string): void;
  close(): void;
};

/** One line in the sound graph: microphone → `speaking` → outgoing, and whom a conference adds; incoming → headset and meter. */
export function createLineSound(context: AudioContext, microphone: AudioNode, meter: AudioNode): LineSound {
  const destination = context.createMediaStreamDestination();
  const speaking = context.createGain();
  const sent = context.createGain();
  sent.connect(destination);
  microphone.connect(speaking).connect(sent);
  const heard = context.createGain();
  // Chromium decodes what comes over a connection only while an element plays it.
  const element = new Audio();
  let source: AudioNode | null = null;
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
        heard.connect(meter);
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
    useOutput(deviceId) {
      void element.setSinkId(deviceId).catch(() => undefined);
    },
    close() {
      element.srcObject = null;
      source?.disconnect();
      heard.disconnect();
      microphone.disconnect(speaking);
      speaking.disconnect();
      sent.disconnect();
    },
  };
}
