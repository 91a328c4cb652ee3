import { createStore, type Store } from '../../state/store.ts';

/** `locked`: the browser lets no page sound before a key or button was pressed in it. */
export type RingState = 'locked' | 'ready' | 'failed';

export type RingPlayer = {
  readonly state: Pick<Store<RingState>, 'get' | 'subscribe'>;
  /** Rings until it is told to stop; a hidden window rings too. */
  ring(ringing: boolean): void;
  close(): void;
};

/** Loops one short recording through Web Audio: no timer is involved, so a window in the background keeps time. */
export function createRingPlayer(url: string): RingPlayer {
  const context = new AudioContext();
  const state = createStore<RingState>(context.state === 'running' ? 'ready' : 'locked');
  let sound: AudioBuffer | null = null;
  let playing: AudioBufferSourceNode | null = null;
  let wanted = false;

  function follow(): void {
    if (wanted && sound && !playing) {
      playing = context.createBufferSource();
      playing.buffer = sound;
      playing.loop = true;
      playing.connect(context.destination);
      playing.start();
    } else if (!wanted && playing) {
      playing.stop();
      playing.disconnect();
      playing = null;
    }
  }

  const unlock = (): void => {
    if (context.state === 'suspended') void context.resume();
  };
  context.onstatechange = () => {
    if (state.get() !== 'failed') state.set(context.state === 'running' ? 'ready' : 'locked');
  };
  window.addEventListener('keydown', unlock, { capture: true });
  window.addEventListener('pointerdown', unlock, { capture: true });

  void fetch(url)
    .then((answer) => answer.arrayBuffer())
    .then((bytes) => context.decodeAudioData(bytes))
    .then((decoded) => {
      sound = decoded;
      follow();
    })
    .catch((fault: unknown) => {
      console.error('the ring cannot be played', fault);
      state.set('failed');
    });

  return {
    state,
    ring(ringing) {
      wanted = ringing;
      follow();
    },
    close() {
      window.removeEventListener('keydown', unlock, { capture: true });
      window.removeEventListener('pointerdown', unlock, { capture: true });
      wanted = false;
      follow();
      context.onstatechange = null;
      void context.close();
    },
  };
}
