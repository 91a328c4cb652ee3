const windowMs = 60_000;
const mostAddresses = 10_000;

/** Allows each address so many attempts a minute; for what is asked before anybody proved who he is. */
export function createAttemptLimit(perMinute: number, now: () => number): (address: string) => boolean {
  const attempts = new Map<string, number>();
  let windowEndsAtMs = 0;
  return (address) => {
    if (now() >= windowEndsAtMs || attempts.size > mostAddresses) {
      attempts.clear();
      windowEndsAtMs = now() + windowMs;
    }
    const count = (attempts.get(address) ?? 0) + 1;
    attempts.set(address, count);
    return count <= perMinute;
  };
}
