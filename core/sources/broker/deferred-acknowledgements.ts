import type { IPublishPacket, MqttClient } from 'mqtt';

type Outgoing = { readonly cmd: string; readonly messageId?: number | undefined; readonly reasonCode?: number };
type SendPacket = (packet: Outgoing, callback?: (error?: Error) => void, ...rest: unknown[]) => void;
type Arrived = { readonly messageId: number | null; stored: boolean };

export type DeferredAcknowledgements = {
  /** Messages received and not yet stored. */
  waiting(): number;
  /** True while reading from the broker is held back because too many messages wait. */
  isHolding(): boolean;
  /** Acknowledges nothing more: what is not acknowledged by now comes again. */
  close(): void;
};

/**
 * Lets several messages be stored at once before any is acknowledged. mqtt.js offers only one at a time: it sends the
 * PUBACK when `handleMessage` calls back, and handles the next packet after that. So `handleMessage` calls back at once
 * and the PUBACK is held here until `stored` was called. PUBACKs go out in the order of arrival (MQTT 5, 4.6).
 *
 * This replaces `_sendPacket` of the client, which is private to mqtt.js; without it this throws, and the test beside
 * this file fails when a new version sends its PUBACK another way.
 */
export function deferAcknowledgements(
  client: MqttClient,
  options: {
    /** Above this many waiting messages nothing more is read, until half of them are stored. */
    readonly mostWaiting: number;
    readonly receive: (packet: IPublishPacket, stored: () => void) => void;
  },
): DeferredAcknowledgements {
  const internals = client as unknown as { _sendPacket?: SendPacket };
  const sendPacket = internals._sendPacket?.bind(client);
  if (!sendPacket) throw new Error('This version of mqtt.js has no _sendPacket; acknowledgements cannot be deferred.');

  let arrived: Arrived[] = [];
  let acknowledged = 0;
  let resume: (() => void) | null = null;
  let closed = false;

  internals._sendPacket = (packet, callback, ...rest) => {
    if (packet.cmd === 'puback') callback?.();
    else sendPacket(packet, callback, ...rest);
  };

  const acknowledge = (): void => {
    while (acknowledged < arrived.length && arrived[acknowledged]?.stored) {
      const messageId = arrived[acknowledged]?.messageId;
      acknowledged += 1;
      if (typeof messageId === 'number' && client.connected) sendPacket({ cmd: 'puback', messageId, reasonCode: 0 });
    }
    if (acknowledged > 1_000 || acknowledged === arrived.length) {
      arrived = arrived.slice(acknowledged);
      acknowledged = 0;
    }
    if (resume && arrived.length - acknowledged <= options.mostWaiting / 2) {
      const goOn = resume;
      resume = null;
      goOn();
    }
  };

  client.handleMessage = (packet, callback) => {
    if (closed) return;
    const each: Arrived = { messageId: packet.qos === 1 ? (packet.messageId ?? null) : null, stored: false };
    arrived.push(each);
    options.receive(packet, () => {
      if (closed || each.stored) return;
      each.stored = true;
      acknowledge();
    });
    if (arrived.length - acknowledged < options.mostWaiting) callback();
    else resume = () => callback();
  };

  return {
    waiting: () => arrived.length - acknowledged,
    isHolding: () => resume !== null,
    close() {
      closed = true;
      arrived = [];
      acknowledged = 0;
      resume = null;
    },
  };
}
