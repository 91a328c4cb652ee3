import { z } from 'zod';
import { recordingId } from '../sync/recording-messages.ts';
import { replaySpeeds } from '#domain/recall/replay.ts';

const nothing = z.strictObject({});
const speed = z.literal(replaySpeeds);
const order = <Input extends z.ZodType>(input: Input) => ({ act: false, input, output: nothing }) as const;

/** What is heard again at a seat, in its headset and nowhere else. The phone's host does it; how far it is stands in the feed `phones`. */
export const recallOrders = {
  /** What was said last, on the phone or the radio; once more while that is replayed: what was said before it. */
  'recall.replay': order(nothing),
  /** `fromMs`: from there on. `incidentId`: of another station's, whose incident it is. */
  'recall.play-recording': order(z.strictObject({ recordingId, fromMs: z.number().min(0).default(0), incidentId: z.string().min(1).max(128).optional() })),
  'recall.stop': order(nothing),
  'recall.speed': order(z.strictObject({ speed })),
} as const;
