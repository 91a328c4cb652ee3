import { closeSync, readdirSync, readlinkSync } from 'node:fs';

/** Standard streams, and the channel to the shell. */
const lastOwnDescriptor = 3;
/** The kinds that Node opens for itself as it starts; the shell's of these kinds cannot be told apart and stay, which does no harm. */
const kindsOfNode = /^(anon_inode|pipe):/;

/**
 * Closes the shell's sockets and files that this process got at its start: on Linux a child has a copy of everything that is not marked otherwise.
 * Chromium learns that one of its processes ended by the end of its socket, which never comes while a copy is open here. Must run before
 * anything is opened.
 */
export function closeInherited(): void {
  if (process.platform !== 'linux') return;
  for (const name of readdirSync('/proc/self/fd')) {
    const descriptor = Number(name);
    if (descriptor > lastOwnDescriptor && isForeign(descriptor)) closeSync(descriptor);
  }
}

function isForeign(descriptor: number): boolean {
  try {
    return !kindsOfNode.test(readlinkSync(`/proc/self/fd/${descriptor}`));
  } catch {
    // The one by which the list itself was read.
    return false;
  }
}
