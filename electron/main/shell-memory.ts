import Store from 'electron-store';
import type { Display, Rectangle, WindowPlace } from '#domain/layout/place-window.ts';
import type { ShellLog } from './shell-log.ts';

/** What the shell itself remembers on this computer; nothing of the trade. */
export type ShellMemory = {
  placeOf(window: string): WindowPlace | null;
  rememberPlace(window: string, place: WindowPlace): void;
  /** Whether a window was there when the program ended, or a person closed it. */
  wasOpen(window: string): boolean;
  rememberOpen(window: string, isOpen: boolean): void;
  hasSoftwareGraphics(): boolean;
  rememberSoftwareGraphics(isOn: boolean): void;
};

/** Wants the folder `userData` set. A file that cannot be read is begun anew; one that cannot be written is only logged. */
export function openShellMemory(log: ShellLog): ShellMemory {
  const store = new Store<Record<string, unknown>>({ name: 'shell', clearInvalidConfig: true, accessPropertiesByDotNotation: false });
  const remember = (key: string, value: unknown): void => {
    try {
      store.set(key, value);
    } catch (error) {
      log.warn('the shell could not remember something', { key, reason: String(error) });
    }
  };
  return {
    placeOf: (window) => readPlace(store.get(`window ${window}`)),
    rememberPlace: (window, place) => remember(`window ${window}`, place),
    wasOpen: (window) => store.get(`open ${window}`) === true,
    rememberOpen: (window, isOpen) => remember(`open ${window}`, isOpen),
    hasSoftwareGraphics: () => store.get('graphics') === 'software',
    rememberSoftwareGraphics: (isOn) => remember('graphics', isOn ? 'software' : 'hardware'),
  };
}

function readPlace(value: unknown): WindowPlace | null {
  if (!isRecord(value) || !isRectangle(value['bounds']) || !isDisplay(value['display'])) return null;
  return { bounds: value['bounds'], display: value['display'], isMaximized: value['isMaximized'] === true };
}

function isDisplay(value: unknown): value is Display {
  return isRecord(value) && typeof value['id'] === 'number' && isRectangle(value['bounds']) && isRectangle(value['workArea']);
}

function isRectangle(value: unknown): value is Rectangle {
  return isRecord(value) && ['x', 'y', 'width', 'height'].every((side) => Number.isSafeInteger(value[side]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
