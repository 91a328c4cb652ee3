import type { LinePackets } from '#domain/phone/phone-line.ts';

const everyMs = 1_000;
/** Silence on a line is packets too; without any for so long, the way to the other side is broken. */
const silentAfterMs = 4_000;

/** Counts the packets of a line, and tells when none come any more although they should. */
export function watchPackets(options: { connection: RTCPeerConnection; shouldHear: () => boolean; now: () => number; heard: (isHeard: boolean) => void }): { packets(): LinePackets | null; stop(): void } {
  let packets: LinePackets | null = null;
  let lastAtMs = options.now();
  let isHeard = true;
  const look = async (): Promise<void> => {
    const before = packets?.received ?? 0;
    packets = countPackets(await options.connection.getStats());
    if (packets.received > before || !options.shouldHear()) lastAtMs = options.now();
    const isNow = options.now() - lastAtMs < silentAfterMs;
    if (isNow === isHeard) return;
    isHeard = isNow;
    options.heard(isNow);
  };
  const timer = setInterval(() => void look().catch(() => undefined), everyMs);
  return { packets: () => packets, stop: () => clearInterval(timer) };
}

function countPackets(report: RTCStatsReport): LinePackets {
  let [received, sent, lost] = [0, 0, 0];
  report.forEach((entry: { type: string; packetsReceived?: number; packetsLost?: number; packetsSent?: number }) => {
    if (entry.type === 'inbound-rtp') {
      received += entry.packetsReceived ?? 0;
      lost += Math.max(0, entry.packetsLost ?? 0);
    }
    if (entry.type === 'outbound-rtp') sent += entry.packetsSent ?? 0;
  });
  return { received, sent, lost };
}
