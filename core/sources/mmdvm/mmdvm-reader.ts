import type { Fact } from '#domain/facts/fact.ts';
import type { JsonObject } from '../read-json.ts';

/** One object of a message, with its name and the time that counts. */
export type MmdvmObject = {
  readonly name: string;
  readonly body: JsonObject;
  readonly sourceId: string;
  readonly atMs: number;
  readonly timed: boolean;
  readonly receivedAtMs: number;
};

export const rejected = 'rejected';
export type Rejected = { readonly kind: typeof rejected; readonly reason: string };
export type MmdvmReader = (object: MmdvmObject) => Fact | Rejected;

export const ignored = (why: string): Fact => ({ kind: 'ignored', why });
export const reject = (reason: string): Rejected => ({ kind: rejected, reason });

/** What can be open at a host: a slot of DMR, or a mode that has no slots. */
export function openKey(mode: string, slot: number | null): string {
  return slot === null ? mode : `${mode}:${slot}`;
}
