/** A frame is a length in four bytes, the highest first, and so many bytes. */
const lengthBytes = 4;

export type FrameReader = {
  /** The whole frames so far; false when a length says that this is no such stream. */
  push(bytes: Uint8Array): readonly Uint8Array[] | false;
};

/** Cuts a stream into its frames, however its bytes arrive. */
export function createFrameReader(maxBytes: number): FrameReader {
  let waiting = Buffer.alloc(0);
  return {
    push(bytes) {
      waiting = Buffer.concat([waiting, bytes]);
      const frames: Uint8Array[] = [];
      while (waiting.length >= lengthBytes) {
        const length = waiting.readUInt32BE(0);
        if (length > maxBytes) return false;
        if (waiting.length < lengthBytes + length) break;
        frames.push(Uint8Array.from(waiting.subarray(lengthBytes, lengthBytes + length)));
        waiting = waiting.subarray(lengthBytes + length);
      }
      return frames;
    },
  };
}

export function frameOf(text: string): Buffer {
  const body = Buffer.from(text);
  const frame = Buffer.alloc(lengthBytes + body.length);
  frame.writeUInt32BE(body.length, 0);
  body.copy(frame, lengthBytes);
  return frame;
}
