export type PhoneServers = { readonly proxies: readonly string[]; readonly authorityFile: string | null };

/**
 * What the desktop shell and a core process say to each other beside the windows' ports: on the IPC channel of a Node
 * child, on `parentPort` of a utility process. A core also ends, cleanly, when that channel is gone.
 */
export type ToldByCore =
  /** `phone`: the SIP servers to which the phone window may connect, and the file with the authority of their certificates where that is not a public one; none where it hosts the sound alone; null for a core without sound. */
  | { readonly kind: 'ready'; readonly exercise: boolean; readonly site: string; readonly station: string; readonly phone: PhoneServers | null }
  /** Core cannot run here until a person has done something; it ends after saying so. */
  | { readonly kind: 'fatal'; readonly code: string; readonly sentence: string }
  /** A caller waits whom nobody has taken, or no longer: the console has to be in sight. */
  | { readonly kind: 'ringing'; readonly isOn: boolean }
  | { readonly kind: 'pong' };

export type ToldToCore =
  | { readonly kind: 'ping' }
  | { readonly kind: 'stop' };

/** Opens a window’s port. In a utility process the port is `event.ports[0]`; to a Node child this is the `info` of the port that is opened. */
export type PortForCore = { readonly kind: 'port'; readonly seat: string };

export function isToldByCore(message: unknown): message is ToldByCore {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return false;
  return message.kind === 'ready' || message.kind === 'fatal' || message.kind === 'ringing' || message.kind === 'pong';
}
