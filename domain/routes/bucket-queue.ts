/** Costs within 1.024 s are not put in order among each other. */
const bucketShift = 10;
/** Whatever takes longer (twelve days) waits in the last bucket, in which nothing is in order either: it is still searched to its end. */
const mostBuckets = 1 << 20;

const notWaiting = -2;
const none = -1;

/**
 * Nodes that wait, by a cost in whole milliseconds that only ever sinks. `take` gives one from the lowest bucket, so a node may come again when it
 * became cheaper within its bucket; that costs less than keeping order, and every node has its least cost when its bucket is empty.
 */
export function createBucketQueue(nodes: number): {
  /** `beforeMs` is what the node cost before, Infinity the first time. Never less than the cost of what was taken last. */
  put(node: number, beforeMs: number, costMs: number): void;
  /** -1 when nothing waits. */
  take(): number;
  endOfBucketMs(costMs: number): number;
} {
  let firsts = new Int32Array(4_096).fill(none);
  const after = new Int32Array(nodes);
  const before = new Int32Array(nodes).fill(notWaiting);
  let waiting = 0;
  let lowest = 0;
  const bucketOf = (costMs: number): number => (costMs >= mostBuckets * 1_024 ? mostBuckets : costMs >>> bucketShift);
  const unlink = (node: number, bucket: number): void => {
    const left = before[node] as number;
    const right = after[node] as number;
    if (left >= 0) after[left] = right;
    else firsts[bucket] = right;
    if (right >= 0) before[right] = left;
    before[node] = notWaiting;
  };
  return {
    put(node, beforeMs, costMs) {
      const bucket = bucketOf(costMs);
      if (before[node] !== notWaiting) {
        const old = bucketOf(beforeMs);
        if (old === bucket) return;
        unlink(node, old);
      } else waiting += 1;
      if (bucket >= firsts.length) {
        const longer = new Int32Array(Math.min(mostBuckets + 1, Math.max(bucket + 1, firsts.length * 2))).fill(none);
        longer.set(firsts);
        firsts = longer;
      }
      const first = firsts[bucket] as number;
      after[node] = first;
      if (first >= 0) before[first] = node;
      before[node] = none;
      firsts[bucket] = node;
      if (bucket < lowest) lowest = bucket;
    },
    take() {
      if (waiting === 0) return -1;
      while ((firsts[lowest] as number) < 0) lowest += 1;
      const node = firsts[lowest] as number;
      unlink(node, lowest);
      waiting -= 1;
      return node;
    },
    endOfBucketMs: (costMs) => (costMs >= mostBuckets * 1_024 ? Infinity : ((costMs >>> bucketShift) + 1) * 1_024 - 1),
  };
}
