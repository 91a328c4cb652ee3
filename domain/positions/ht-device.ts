/** The device id under which a radio's positions are known; the profile's radios say whose it is. */
export function htDeviceId(radioId: number): string {
  return `ht:${radioId}`;
}
