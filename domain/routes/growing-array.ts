type Numbers = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** A typed array that grows by half when it is full. */
export type GrowingArray<Kind> = { readonly push: (value: number) => void; readonly length: () => number; readonly finish: () => Kind };

export function createGrowingArray<Kind extends Numbers>(kind: new (length: number) => Kind): GrowingArray<Kind> {
  let values = new kind(1_024);
  let length = 0;
  return {
    push(value) {
      if (length === values.length) {
        const larger = new kind(Math.ceil(length * 1.5));
        larger.set(values);
        values = larger;
      }
      values[length] = value;
      length += 1;
    },
    length: () => length,
    finish: () => values.subarray(0, length) as Kind,
  };
}
