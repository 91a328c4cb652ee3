import type { AudioDevice, AudioDevices } from '#domain/phone/phone.ts';

type Choice = { readonly [Use in 'input' | 'output' | 'ring' | 'speaker']: AudioDevice | null };

const storageKey = 'siaga.phone.devices';
const noChoice: Choice = { input: null, output: null, ring: null, speaker: null };

/**
 * Which microphone and which headset are in use, which loudspeaker rings, and which one the other talkgroups come from. What a person chose is kept; where it is not there (unplugged, also in
 * the middle of a call) the system's own takes its place, that is said, and the chosen one is taken again as soon as it is back.
 */
export function createAudioDevices(options: {
  media: MediaDevices;
  storage: Storage;
  now: () => number;
  /** A microphone to speak with from now on; null when there is none. */
  useMicrophone: (stream: MediaStream | null) => void;
  useOutput: (deviceId: string) => void;
  useRing: (deviceId: string) => void;
  useSpeaker: (deviceId: string) => void;
  changed: () => void;
}): { state(): AudioDevices; choose(ids: { readonly [Use in keyof Choice]: string | null }): Promise<void>; open(): Promise<void>; close(): void } {
  const { media } = options;
  let choice = readChoice(options.storage);
  let state: AudioDevices = { inputs: [], outputs: [], input: null, output: null, ring: null, speaker: null, lost: null, fault: null };
  let stream: MediaStream | null = null;
  let openedFor: string | null | undefined;
  let turn = Promise.resolve();

  const set = (changes: Partial<AudioDevices>): void => {
    state = { ...state, ...changes };
    options.changed();
  };
  const openMicrophone = async (id: string | null): Promise<void> => {
    const before = stream;
    try {
      stream = await media.getUserMedia({ audio: { ...(id === null ? {} : { deviceId: { exact: id } }), echoCancellation: true, noiseSuppression: true, autoGainControl: true } });
      openedFor = id;
      // A microphone that is pulled out ends its track before the list of devices is told to have changed.
      stream.getAudioTracks()[0]?.addEventListener('ended', () => void (openedFor === id && again(true)));
      set({ fault: null });
    } catch (error) {
      stream = null;
      openedFor = undefined;
      set({ fault: error instanceof Error ? error.message.slice(0, 200) : String(error) });
    }
    options.useMicrophone(stream);
    before?.getTracks().forEach((track) => track.stop());
  };
  const settle = async (isGone: boolean): Promise<void> => {
    const listed = await media.enumerateDevices();
    const of = (kind: MediaDeviceKind): readonly AudioDevice[] =>
      listed.filter((device) => device.kind === kind && device.deviceId !== '').map(({ deviceId, label }) => ({ id: deviceId.slice(0, 300), label: label.slice(0, 300) }));
    const [inputs, outputs] = [of('audioinput'), of('audiooutput')];
    const input = present(choice.input, inputs);
    const output = present(choice.output, outputs);
    const ring = present(choice.ring, outputs);
    const speaker = present(choice.speaker, outputs);
    const missing = [[choice.input, input], [choice.output, output], [choice.ring, ring], [choice.speaker, speaker]].find(([chosen, found]) => chosen != null && found === null)?.[0] ?? null;
    const lost = missing === null ? null : state.lost?.label === missing.label ? state.lost : { label: missing.label, atMs: options.now() };
    if (isGone || openedFor === undefined || openedFor !== (input?.id ?? null)) await openMicrophone(input?.id ?? null);
    options.useOutput(output?.id ?? '');
    options.useRing(ring?.id ?? '');
    options.useSpeaker(speaker?.id ?? '');
    set({ inputs, outputs, input: input?.id ?? null, output: output?.id ?? null, ring: ring?.id ?? null, speaker: speaker?.id ?? null, lost });
  };
  const again = (isGone: boolean): Promise<void> => (turn = turn.then(() => settle(isGone)).catch(() => undefined));
  const onChange = (): void => void again(false);

  return {
    state: () => state,
    async choose({ input, output, ring, speaker }) {
      const find = (id: string | null, list: readonly AudioDevice[]): AudioDevice | null => list.find((device) => device.id === id) ?? null;
      choice = { input: find(input, state.inputs), output: find(output, state.outputs), ring: find(ring, state.outputs), speaker: find(speaker, state.outputs) };
      options.storage.setItem(storageKey, JSON.stringify(choice));
      await again(false);
    },
    async open() {
      media.addEventListener('devicechange', onChange);
      await again(false);
      // Names of devices are told only once a microphone is open.
      await again(false);
    },
    close() {
      media.removeEventListener('devicechange', onChange);
      stream?.getTracks().forEach((track) => track.stop());
    },
  };
}

function present(chosen: AudioDevice | null, list: readonly AudioDevice[]): AudioDevice | null {
  return list.find(({ id }) => id === chosen?.id) ?? list.find(({ label }) => label !== '' && label === chosen?.label) ?? null;
}

function readChoice(storage: Storage): Choice {
  try {
    return { ...noChoice, ...(JSON.parse(storage.getItem(storageKey) ?? '{}') as Partial<Choice>) };
  } catch {
    return noChoice;
  }
}
