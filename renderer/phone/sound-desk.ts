import type { AudioLevels, SelfTest } from '#domain/phone/phone.ts';
import { createLineSound, type LineSound } from './line-sound.ts';

const echoS = 1;
/** Nobody leaves the echo on for a shift. */
const longestTestMs = 30_000;
const meterMs = 40;
const permitTone = { hertz: 1_050, lastsS: 0.09, loudness: 0.2 };

/** All sound of the phone: one microphone for every line, meters, and the echo of one's own voice. */
export type SoundDesk = {
  useMicrophone(stream: MediaStream | null): void;
  /** A browser holds sound back until somebody has pressed a key. */
  wake(): void;
  useOutput(deviceId: string): void;
  /** `call`: somebody on the telephone, whose loudness the meter shows. `radio`: a talkgroup, which says nothing of a caller. */
  openLine(kind: 'call' | 'radio'): LineSound;
  closeLine(line: LineSound): void;
  /** Tells the speaker in the headset that the microphone is open. */
  permitTone(): void;
  /** Loudest since the last call, 0 to 1. */
  levels(): Omit<AudioLevels, 'ring'>;
  selfTest(): SelfTest;
  testSelf(isOn: boolean): void;
};

export function createSoundDesk(now: () => number): SoundDesk {
  const context = new AudioContext();
  const microphone = context.createGain();
  const [microphoneMeter, speakerMeter] = [createMeter(context), createMeter(context)];
  microphone.connect(microphoneMeter.node);
  const echo = context.createDelay(echoS);
  echo.delayTime.value = echoS;
  const lines = new Set<LineSound>();
  let source: AudioNode | null = null;
  let output = '';
  let test: SelfTest = { isOn: false, peak: null, endedAtMs: null };
  let testEnd: ReturnType<typeof setTimeout> | undefined;

  const wake = (): void => void context.resume().catch(() => undefined);
  const testSelf = (isOn: boolean): void => {
    clearTimeout(testEnd);
    if (isOn === test.isOn) return;
    if (isOn) {
      microphone.connect(echo).connect(context.destination);
      test = { isOn: true, peak: 0, endedAtMs: null };
      testEnd = setTimeout(() => testSelf(false), longestTestMs);
    } else {
      microphone.disconnect(echo);
      echo.disconnect();
      test = { ...test, isOn: false, endedAtMs: now() };
    }
  };
  return {
    useMicrophone(stream) {
      source?.disconnect();
      source = stream && context.createMediaStreamSource(stream);
      source?.connect(microphone);
      wake();
    },
    wake,
    useOutput(deviceId) {
      output = deviceId;
      for (const line of lines) line.useOutput(deviceId);
      void (context as AudioContext & { setSinkId?: (id: string) => Promise<void> }).setSinkId?.(deviceId).catch(() => undefined);
    },
    openLine(kind) {
      const line = createLineSound(context, microphone, kind === 'call' ? speakerMeter.node : null);
      if (output !== '') line.useOutput(output);
      lines.add(line);
      return line;
    },
    closeLine(line) {
      lines.delete(line);
      line.close();
    },
    permitTone() {
      const tone = context.createOscillator();
      const loudness = context.createGain();
      tone.frequency.value = permitTone.hertz;
      loudness.gain.value = permitTone.loudness;
      tone.connect(loudness).connect(context.destination);
      tone.start();
      tone.stop(context.currentTime + permitTone.lastsS);
    },
    levels() {
      const levels = { microphone: microphoneMeter.read(), speaker: speakerMeter.read() };
      if (test.isOn) test = { ...test, peak: Math.max(test.peak ?? 0, levels.microphone) };
      return levels;
    },
    selfTest: () => test,
    testSelf,
  };
}

/** Tells the loudest since it was read last. */
function createMeter(context: AudioContext): { node: AnalyserNode; read(): number } {
  const node = context.createAnalyser();
  node.fftSize = 2048;
  const samples = new Float32Array(node.fftSize);
  let peak = 0;
  // As long as the samples are: a short word between two readings is not missed.
  setInterval(() => {
    node.getFloatTimeDomainData(samples);
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  }, meterMs);
  return {
    node,
    read() {
      const loudest = peak;
      peak = 0;
      return Math.min(1, Math.round(loudest * 1000) / 1000);
    },
  };
}
