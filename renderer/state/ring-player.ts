import { createStore, type Store } from './store.ts';

/** `locked`: the browser lets no page sound before a key or button was pressed in it. */
export type RingState = 'locked' | 'ready' | 'failed';

export type RingPlayer = {
  readonly state: Pick<Store<RingState>, 'get' | 'subscribe'>;
  /** Takes the sound device, for which the page stands still a quarter of a second and longer, and loads the recording; returns its stop. */
  open(): () => void;
  /** Rings until it is told to stop; a hidden window rings too. */
  ring(ringing: boolean): void;
  /** How loud it rings, 0 to 1; as recorded where nobody says. */
  loudness(share: number): void;
  /** Sounds from this device on; an empty id is the system's own. */
  useOutput(deviceId: string): void;
  /** Peak of what the device is given now, 0 to 1. */
  level(): number;
};

/** About a third of a second, as often as the meter is looked at. */
const meterSamples = 16_384;

/** Loops one short recording through Web Audio: no timer is involved, so a window in the background keeps time. */
export function createRingPlayer(url: string): RingPlayer {
  const state = createStore<RingState>('ready');
  let context: AudioContext | null = null;
  let sound: AudioBuffer | null = null;
  let playing: AudioBufferSourceNode | null = null;
  let wanted = false;
  let gain: GainNode | null = null;
  let share = 1;
  let output = '';
  let meter: AnalyserNode | null = null;

  function sendToOutput(): void {
    void (context as { setSinkId?: (id: string) => Promise<void> } | null)?.setSinkId?.(output).catch(() => undefined);
  }

  function follow(): void {
    if (wanted && context && sound && !playing) {
      playing = context.createBufferSource();
      playing.buffer = sound;
      playing.loop = true;
      playing.connect(gain ?? context.destination);
      if (meter) playing.connect(meter);
      playing.start();
    } else if (!(wanted && context) && playing) {
      playing.stop();
      playing.disconnect();
      playing = null;
    }
  }

  async function load(into: AudioContext): Promise<void> {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    sound = await into.decodeAudioData(await answer.arrayBuffer());
    follow();
  }

  return {
    state,
    open() {
      const opened = new AudioContext();
      context = opened;
      gain = opened.createGain();
      gain.gain.value = share;
      gain.connect(opened.destination);
      meter = opened.createAnalyser();
      meter.fftSize = meterSamples;
      if (output !== '') sendToOutput();
      const tell = (): void => {
        if (state.get() !== 'failed') state.set(opened.state === 'running' ? 'ready' : 'locked');
      };
      const unlock = (): void => {
        if (opened.state === 'suspended') void opened.resume();
      };
      opened.addEventListener('statechange', tell);
      window.addEventListener('keydown', unlock, { capture: true });
      window.addEventListener('pointerdown', unlock, { capture: true });
      tell();
      load(opened).catch((fault: unknown) => {
        if (context !== opened) return;
        state.set('failed');
        reportError(fault);
      });
      return () => {
        context = null;
        meter = null;
        gain = null;
        follow();
        opened.removeEventListener('statechange', tell);
        window.removeEventListener('keydown', unlock, { capture: true });
        window.removeEventListener('pointerdown', unlock, { capture: true });
        void opened.close();
      };
    },
    ring(ringing) {
      wanted = ringing;
      follow();
    },
    loudness(wantedShare) {
      share = wantedShare;
      if (gain) gain.gain.value = share;
    },
    useOutput(deviceId) {
      output = deviceId;
      sendToOutput();
    },
    level() {
      if (!meter || !playing) return 0;
      const samples = new Float32Array(meter.fftSize);
      meter.getFloatTimeDomainData(samples);
      return Math.min(1, Math.round(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0) * 1000) / 1000);
    },
  };
}
