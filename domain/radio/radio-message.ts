/** A short text or a status code, from a radio or to one. */
export type RadioMessage = {
  /** Derived from source, the gateway's own number and time: hearing it twice is one message. */
  readonly id: string;
  readonly sourceId: string;
  /** `in`: a radio sent it. `out`: it was sent to a radio. */
  readonly direction: 'in' | 'out';
  /** The radio that sent it, or the gateway's own number. */
  readonly radioId: number | null;
  readonly unitId: string | null;
  readonly talkgroup: number | null;
  readonly privateTo: number | null;
  /** Foreign text, already cleaned. */
  readonly text: string | null;
  readonly statusCode: number | null;
  /** The gateway's word for what became of it. `sent` means transmitted, not delivered. */
  readonly state: string | null;
  readonly atMs: number;
};
