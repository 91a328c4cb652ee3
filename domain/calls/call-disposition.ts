/** Why a call is over without an incident. Nobody's number is treated differently for it, but for the order and colour of the queue. */
export const callDispositions = ['ghost', 'prank', 'information', 'wrong-number'] as const;
export type CallDisposition = (typeof callDispositions)[number];

/** What became of calling somebody back. */
export const callBackOutcomes = ['reached', 'no-answer', 'busy', 'refused', 'wrong-number'] as const;
export type CallBackOutcome = (typeof callBackOutcomes)[number];

/** One attempt to call a caller back. */
export type CallBack = { readonly outcome: CallBackOutcome; readonly by: string; readonly station: string; readonly atMs: number };
