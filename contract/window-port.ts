/**
 * How a window of the desktop shell gets its private port to core, and learns that core is away.
 *
 * The page asks at load, and again whenever it needs a new port: `window.postMessage({ kind: 'siaga-want-port' }, location.origin)`.
 * The answers come as `message` events of the page's own window (`event.source === window`):
 * - `siaga-port`, with the port as `event.ports[0]`: core is up. It comes unasked too when core is back after a crash; it replaces the
 *   port before, which is dead.
 * - `siaga-core`, without a port: core is away, and why. A `siaga-port` follows by itself unless the state is `fatal`.
 * A page that asks while core is away gets `siaga-core` at once and the port when core is there.
 */
export type WantPort = { readonly kind: 'siaga-want-port' };

export type PortHandedOver = { readonly kind: 'siaga-port'; readonly core: 'up' };

export type CoreAway = {
  readonly kind: 'siaga-core';
  /** `fatal`: core cannot run here until a person has done something; `sentence` says what. */
  readonly state: 'starting' | 'restarting' | 'fatal';
  /** For the operator; null when there is nothing to say beyond the state. */
  readonly sentence: string | null;
  /** How often core was started again since it was last well: 0 while it starts for the first time. */
  readonly attempt: number;
};

export type WindowMessage = PortHandedOver | CoreAway;

export const wantPort: WantPort = { kind: 'siaga-want-port' };

/** Whether a `message` event's data is one of ours; other scripts of a page may post too. */
export function isWindowMessage(data: unknown): data is WindowMessage {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return false;
  return data.kind === 'siaga-port' || data.kind === 'siaga-core';
}
