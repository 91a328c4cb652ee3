/** What a line is like at a moment. */
export type Line = {
  /** Each way. */
  readonly bytesPerSecond: number;
  /** From end to end, milliseconds. */
  readonly oneWayMs: number;
};

const packetBytes = 1_400;
/** A sender that has so much in the queue waits, as it would for acknowledgements. */
const queuedPerSender = 16_384;
const tickMs = 20;

/** One sender's end of a way. */
export type Sender = {
  /** False when the sender shall wait until `onRoom`. */
  send(bytes: Buffer): boolean;
};

/**
 * One direction of a line, shared by all connections in it: packets queue in the order in which they came, go out at the line's speed and are
 * there after its length. The line is asked again at every tick, so that it may change under a packet.
 */
export function createWay(line: () => Line) {
  const queue: { readonly bytes: Buffer; readonly deliver: (bytes: Buffer) => void; readonly sent: () => void }[] = [];
  let credit = 0;
  const tick = (): void => {
    const { bytesPerSecond, oneWayMs } = line();
    const perTick = (bytesPerSecond * tickMs) / 1_000;
    credit = Math.min(credit + perTick, Math.max(perTick, packetBytes));
    for (let next = queue[0]; next && credit >= next.bytes.length; next = queue[0]) {
      const { bytes, deliver, sent } = next;
      queue.shift();
      credit -= bytes.length;
      setTimeout(deliver, oneWayMs, bytes);
      sent();
    }
    const first = queue[0];
    // A trickle: what there is goes byte by byte.
    if (first && perTick < 1 && credit >= 1) {
      queue[0] = { ...first, bytes: first.bytes.subarray(1) };
      credit -= 1;
      setTimeout(first.deliver, oneWayMs, first.bytes.subarray(0, 1));
    }
  };
  const timer = setInterval(tick, tickMs);
  return {
    sender(deliver: (bytes: Buffer) => void, onRoom: () => void): Sender {
      let queued = 0;
      return {
        send(bytes) {
          for (let from = 0; from < bytes.length; from += packetBytes) {
            const packet = bytes.subarray(from, from + packetBytes);
            queued += packet.length;
            const sent = (): void => {
              queued -= packet.length;
              if (queued < queuedPerSender) onRoom();
            };
            queue.push({ bytes: packet, deliver, sent });
          }
          return queued < queuedPerSender;
        },
      };
    },
    close: () => clearInterval(timer),
  };
}
