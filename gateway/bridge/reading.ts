import type { AmiMessage } from '../asterisk/ami-message.ts';
import type { AgentBoard } from './agent-board.ts';
import type { BridgeSettings, BridgeWorld } from './bridge-world.ts';

/** What an event of the telephone system is read with. */
export type Reading = {
  readonly world: BridgeWorld;
  readonly settings: BridgeSettings;
  readonly agents: AgentBoard;
  /** Channels whose network withholds the number. */
  readonly withheld: Set<string>;
};

/** Whether the message carries its own time, or only the telephone system's whole seconds may be used. */
export type Moment = { readonly atMs: number; readonly exact: boolean };
export type Take = (reading: Reading, message: AmiMessage, moment: Moment) => void;
