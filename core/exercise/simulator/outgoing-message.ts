import type { BrokerMessage } from '../embedded-broker.ts';

/** Where a simulated device leaves what it publishes. */
export type Send = (message: BrokerMessage) => void;
