export type Publication = {
  readonly topic: string;
  readonly payload: string;
  readonly qos: 0 | 1;
  readonly retain: boolean;
  /** Seconds after which the broker may forget it (MQTT 5). */
  readonly expiryS?: number;
};

export type Outbox = {
  /** Of retained topics only the newest word is kept; everything else goes out in its order. */
  put(publication: Publication): void;
  /** The line to the broker; null while there is none. What was not confirmed goes out again on the next one. */
  use(send: ((publication: Publication) => Promise<boolean>) | null): void;
  size(): number;
  /** How many had to be dropped because there were too many. */
  dropped(): number;
  clear(): void;
};

const mostInFlight = 200;
const mostKept = 100_000;

/** What is still to be published. At least once: after a break the unconfirmed ones go out again, in the same order. */
export function createOutbox(): Outbox {
  const kept = new Map<string, Publication>();
  const inFlight = new Set<string>();
  let numbered = 0;
  let dropped = 0;
  let line: ((publication: Publication) => Promise<boolean>) | null = null;

  const pump = (): void => {
    if (!line) return;
    for (const [key, publication] of kept) {
      if (inFlight.size >= mostInFlight) return;
      if (inFlight.has(key)) continue;
      const via = line;
      inFlight.add(key);
      void via(publication).then((isConfirmed) => {
        if (line !== via) return;
        inFlight.delete(key);
        if (isConfirmed && kept.get(key) === publication) kept.delete(key);
        if (isConfirmed) pump();
      });
    }
  };

  return {
    put(publication) {
      numbered += 1;
      // A newer word of a topic waits for the older one that is on its way, and goes behind whatever came in between.
      const key = publication.retain ? publication.topic : `${numbered}`;
      kept.delete(key);
      kept.set(key, publication);
      if (kept.size > mostKept) {
        const [oldest] = [...kept].find(([, { retain }]) => !retain) ?? [];
        if (oldest !== undefined) {
          kept.delete(oldest);
          dropped += 1;
        }
      }
      pump();
    },
    use(send) {
      line = send;
      inFlight.clear();
      pump();
    },
    size: () => kept.size,
    dropped: () => dropped,
    clear: () => kept.clear(),
  };
}
